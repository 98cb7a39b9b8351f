#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/number_test.hpp"
#include "rehearse/program/once_bits.hpp"
#include "rehearse/program/value.hpp"

namespace rehearse {

/// Triggers by a number that they compare, all comparisons included: for every interval between the numbers that it is
/// compared with, for each of these, and for "no number", a row tells the triggers whose test holds.
///
/// Those that have a number among the workflows that let nobody in twice are told as bits instead: with the bits of
/// those that a contact was in (OnceMemory), one operation passes over all that would be refused.
class NumberTable {
 public:
  /// How large a table is: how often a test stands in a row. That of many that all hold for most numbers is as large as
  /// the square of their number.
  static std::uint64_t sizeFor(std::span<const NumberTest> tests);
  /// Whether these tests are few or alike enough for a table, and it is not larger than `room`.
  static bool fits(std::span<const NumberTest> tests, std::uint64_t room = mostPlaces);
  /// How large all tables of a program may be together.
  static constexpr std::uint64_t mostPlaces = 2'000'000;
  /// `tests`: by rising trigger, and those with a number of `once` by that too.
  explicit NumberTable(std::span<const NumberTest> tests);

  struct Row {
    Range triggers;
    Range once;
  };

  /// Which row tells what holds for a value.
  std::uint32_t rowOf(const Value& value) const {
    return value.type() == Value::Type::number ? rowOfNumber(value.asNumber()) : rowCount() - 1;
  }
  std::uint32_t rowCount() const { return static_cast<std::uint32_t>(rows_.size()); }
  /// In document order.
  std::span<const std::uint32_t> triggers(std::uint32_t row) const {
    return std::span(triggers_).subspan(rows_[row].triggers.first, rows_[row].triggers.count);
  }
  /// By rising block.
  std::span<const OnceBits> once(std::uint32_t row) const {
    return std::span(once_).subspan(rows_[row].once.first, rows_[row].once.count);
  }

 private:
  /// A half-open range of rows.
  struct RowRange {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
  };
  struct RowRanges {
    RowRange one;
    RowRange other;
  };
  /// The rows in which a comparison holds, of a table with so many numbers, if its own is the one at `place` of them.
  static RowRanges rangesOf(Operator comparison, std::uint32_t place, std::uint32_t numbers);

  std::uint32_t rowOfNumber(double number) const {
    if (!steps_.empty()) {
      const double held = number > lowest_ ? (number < highest_ ? number : highest_) : lowest_;
      const auto whole = static_cast<std::int32_t>(held);
      if (whole == held) {
        return steps_[static_cast<std::size_t>(whole - firstStep_)];
      }
    }
    return searchRow(number);
  }
  std::uint32_t searchRow(double number) const;
  void makeSteps();

  std::vector<double> numbers_;  ///< that are compared with, rising: row 2n + 1 is the nth's, row 2n that below it
  std::vector<Row> rows_;        ///< and last that of no number
  std::vector<std::uint32_t> triggers_;
  std::vector<OnceBits> once_;

  // Where the numbers are whole and near to each other, the row of each whole number from `lowest_` to `highest_`.
  double lowest_ = 0;
  double highest_ = 0;
  std::int32_t firstStep_ = 0;  ///< `lowest_`
  std::vector<std::uint32_t> steps_;
};

}  // namespace rehearse
