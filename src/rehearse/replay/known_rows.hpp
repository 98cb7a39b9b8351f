#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/replay/column_names.hpp"
#include "rehearse/replay/columns.hpp"

namespace rehearse {

/// What rows of a log with the same cells come to, whichever contact they are of.
struct KnownRow {
  /// Whether all they do is to start workflows that only change the score, each time anew.
  bool onlyScores = false;
  EventKey event = noEventKey;
  Range triggers;                ///< that match: in `KnownRows::numbers`
  Range workflows;               ///< that start: in `KnownRows::numbers`
  Range points;                  ///< of all their steps: in `KnownRows::points`
  std::int64_t reach = 0;        ///< by how much these change a score at the most
  std::uint64_t entries = 0;     ///< that such a row has at the most, before it changes a score
  std::uint64_t conditions = 0;  ///< so many parts do the conditions have that it tests
  std::uint64_t times = 0;       ///< how many such rows there were
};

/// Rows by their cells, but those of the contact, the id and the row's number: a log has far fewer different ones than
/// it has rows.
class KnownRows {
 public:
  static constexpr std::uint32_t maximum = 4096;
  /// How many numbers and points they have together at the most, but for the last one.
  static constexpr std::size_t mostNumbers = 500'000;

  void setColumns(const EventColumns& columns);
  /// Whether rows can be known: there are not too many columns, and rows did recur.
  bool isOn() const { return isOn_; }
  /// Forgets all.
  void clear();
  /// Whether there is no room for one more.
  bool isFull() const { return rows_.size() == maximum || numbers.size() + points.size() > mostNumbers; }
  /// Where rows seldom recurred, by their `times`: none is known any more.
  void judge();

  /// The row with the same cells, or null.
  KnownRow* find(const EventRows& rows, std::uint32_t row) {
    const std::uint32_t slot = slotOf(rows, row);
    return slots_[slot] == 0 ? nullptr : &rows_[slots_[slot] - 1];
  }
  /// A new one, which must not be there yet; there must be room. `numbers` and `points` are filled by who makes it.
  KnownRow& add(const EventRows& rows, std::uint32_t row);
  std::vector<KnownRow>& all() { return rows_; }

  std::vector<std::uint32_t> numbers;  ///< of triggers and workflows
  std::vector<std::int32_t> points;

 private:
  std::uint32_t slotOf(const EventRows& rows, std::uint32_t row) const {
    std::uint32_t hash = 0;
    for (const std::uint32_t column : columns_) {
      hash = (hash ^ rows.cells[column][row]) * 0x9E3779B1U;
      hash ^= hash >> 15U;
    }
    std::uint32_t slot = hash % static_cast<std::uint32_t>(2 * maximum);
    while (slots_[slot] != 0 && !isSame(slots_[slot] - 1, rows, row)) {
      slot = (slot + 1) % static_cast<std::uint32_t>(2 * maximum);
    }
    return slot;
  }
  bool isSame(std::uint32_t known, const EventRows& rows, std::uint32_t row) const {
    const std::uint32_t* cell = cells_.data() + std::size_t{known} * columns_.size();
    for (const std::uint32_t column : columns_) {
      if (rows.cells[column][row] != *cell++) {
        return false;
      }
    }
    return true;
  }

  bool isOn_ = false;
  std::vector<std::uint32_t> columns_;
  std::vector<std::uint32_t> slots_;  ///< place in `rows_` + 1, or 0
  std::vector<std::uint32_t> cells_;
  std::vector<KnownRow> rows_;
};

}  // namespace rehearse
