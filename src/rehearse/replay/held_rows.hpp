#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rehearse/replay/columns.hpp"

namespace rehearse {

/// Rows that are held until all are there. Their columns are all that any batch had.
class HeldRows {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(at_.size()); }
  /// What the columns of later batches hold, `at` among the names.
  void setColumns(std::span<const std::string> names);
  /// The names of the columns that there are then, `at` among them: all that any batch had.
  std::vector<std::string> namesWith(std::span<const std::string> names) const;
  void add(const EventRows& rows, std::uint64_t firstNumber);

  /// The rows as they came; valid until more are added.
  EventRows rows() const;
  /// Their places in order of time, those whose time cannot be read first; of one time in order of their numbers.
  std::vector<std::uint32_t> byTime() const;
  /// A row's number in the log.
  std::uint32_t number(std::uint32_t place) const { return numbers_[place]; }

 private:
  struct Column {
    std::string name;
    std::vector<std::uint32_t> cells;
  };
  /// Where a batch's column goes.
  static constexpr std::uint32_t rowNumbers = UINT32_MAX;

  std::vector<Column> columns_;
  std::vector<std::uint32_t> targets_;  ///< by column of a batch: in `columns_`, or `rowNumbers`
  std::vector<double> at_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace rehearse
