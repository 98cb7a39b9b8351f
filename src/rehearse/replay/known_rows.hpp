#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/program/draw_hash.hpp"
#include "rehearse/program/program.hpp"
#include "rehearse/replay/column_names.hpp"
#include "rehearse/replay/columns.hpp"

namespace rehearse {

/// What rows of a log with the same cells come to, whichever contact they are of.
struct KnownRow {
  /// Of contacts with scores up to this size all that they do is to start workflows that only change the score, each
  /// time anew, and no score comes near an end of its range; −1: whatever the score, it is not known that they do.
  std::int32_t largestScore = -1;
  std::uint32_t mostChanges = 0;  ///< of a score: with more of them it might go beyond what one event may cause
  Range points;                   ///< of all steps of the workflows that start: in `KnownRows::points`
  Range workflows;                ///< that start: in `KnownRows::numbers`
  std::uint64_t times = 0;        ///< how many such rows there were
  Range triggers;                 ///< that match: in `KnownRows::numbers`
  EventKey event = noEventKey;

  bool onlyScores() const { return largestScore >= 0; }
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

  /// The rows that `find` and `add` are asked for.
  void setRows(const EventRows& rows) {
    for (std::size_t index = 0; index < columns_.size(); ++index) {
      cellsOf_[index] = rows.cells[columns_[index]];
    }
  }
  /// So many rows at the most are looked for at once.
  static constexpr std::uint32_t mostFound = 64;
  /// For each of so many rows from `first` on the number of the one with the same cells, or `noIndex`.
  void find(std::uint32_t first, std::uint32_t count, std::uint32_t* found) const;
  /// A new one, which must not be there yet; there must be room. `numbers` and `points` are filled by who makes it.
  KnownRow& add(std::uint32_t row);
  KnownRow& operator[](std::uint32_t number) { return rows_[number]; }
  std::vector<KnownRow>& all() { return rows_; }

  std::vector<std::uint32_t> numbers;  ///< of triggers and workflows
  std::vector<std::int32_t> points;

  /// Rows of more columns are not known.
  static constexpr std::size_t mostColumns = 16;
  /// What a cell adds to the hash of its row. Cells are small numbers that lie close together, so a column's factor
  /// must be none that those of other columns add up to.
  static std::uint32_t hashOf(std::uint32_t cell, std::size_t column) { return cell * factors[column]; }
  /// Where a row with that hash is looked for first.
  static std::uint32_t slotOf(std::uint32_t hash) { return ((hash ^ (hash >> 15U)) * 0x85EBCA6BU) >> (32U - slotBits); }

 private:
  static constexpr std::uint32_t slotBits = 13;
  static_assert(1U << slotBits == 2 * maximum);
  static constexpr std::array<std::uint32_t, mostColumns> factors = [] {
    std::array<std::uint32_t, mostColumns> odd{};
    for (std::size_t column = 0; column < mostColumns; ++column) {
      odd[column] = static_cast<std::uint32_t>(fmix64(column + 1)) | 1U;
    }
    return odd;
  }();

  /// Columns are looked at so many at a time; where there are fewer left, the first one is looked at again.
  static constexpr std::size_t abreast = 4;
  static_assert(mostColumns % abreast == 0);
  /// In `cells_`, what no row has in any column: what stands before those of the first known row.
  static constexpr std::uint32_t noCell = emptyCell - 1;

  /// Where a row stands, or where it belongs.
  std::uint32_t findSlot(std::uint32_t row) const;
  void hash(std::uint32_t first, std::uint32_t count, std::uint32_t* hashes) const;
  /// Sets bits where rows differ from the known ones whose places are given.
  void compare(std::uint32_t first, std::uint32_t count, const std::uint32_t* places, std::uint32_t* differences) const;

  bool isOn_ = false;
  std::vector<std::uint32_t> columns_;                       ///< a multiple of `abreast`
  std::array<const std::uint32_t*, mostColumns> cellsOf_{};  ///< by place in `columns_`: of the rows asked for
  std::vector<std::uint32_t> slots_;                         ///< by hash: the place of a row, its number + 1; 0: none
  std::vector<std::uint32_t> cells_;                         ///< by place
  std::vector<KnownRow> rows_;
};

}  // namespace rehearse
