// Rows that are known by their cells: they are told apart, and found quickly, whatever the cells are.

#include "rehearse/replay/known_rows.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// All rows of one type with so many columns of yes and no, each column with texts of its own, or all with the same.
class YesNoRows {
 public:
  YesNoRows(std::uint32_t columns, bool haveOwnTexts) {
    std::vector<std::string> names{"at", "contact", "type"};
    for (std::uint32_t column = 0; column < columns; ++column) {
      names.push_back("fields.f" + std::to_string(column));
    }
    columns_ = *readEventColumns(names, false);
    rows_.count = 1U << columns;
    cells_.assign(2 + columns, std::vector<std::uint32_t>(rows_.count, 0));
    for (std::uint32_t row = 0; row < rows_.count; ++row) {
      for (std::uint32_t column = 0; column < columns; ++column) {
        cells_[2 + column][row] = (haveOwnTexts ? 2 * column : 0) + 1 + (row >> column & 1U);
      }
    }
    std::transform(cells_.begin(), cells_.end(), std::back_inserter(rows_.cells),
                   [](const auto& cells) { return cells.data(); });
  }

  const EventColumns& columns() const { return columns_; }
  const EventRows& rows() const { return rows_; }
  std::uint32_t hashOf(std::uint32_t row) const {
    std::uint32_t hash = 0;
    for (std::size_t column = 1; column < cells_.size(); ++column) {
      hash += KnownRows::hashOf(cells_[column][row], column - 1);
    }
    return hash;
  }

 private:
  EventColumns columns_;
  std::vector<std::vector<std::uint32_t>> cells_;  ///< of the contact, the type, and the fields
  EventRows rows_;
};

}  // namespace

TEST_CASE("rows of many columns with few values have hashes of their own") {
  for (const bool haveOwnTexts : {true, false}) {
    const YesNoRows log(12, haveOwnTexts);
    std::set<std::uint32_t> hashes;
    std::set<std::uint32_t> slots;
    for (std::uint32_t row = 0; row < log.rows().count; ++row) {
      hashes.insert(log.hashOf(row));
      slots.insert(KnownRows::slotOf(log.hashOf(row)));
    }
    CHECK(hashes.size() == 4096);
    // As many as so many rows come to that are thrown into 8,192 slots: 3,223 on average.
    CHECK(slots.size() > 3000);
  }
}

TEST_CASE("as many rows as can be known are found again, and no others") {
  const YesNoRows log(12, true);
  KnownRows known;
  known.setColumns(log.columns());
  known.setRows(log.rows());
  std::vector<std::uint32_t> found(KnownRows::mostFound);
  for (std::uint32_t row = 0; row < KnownRows::maximum; ++row) {
    known.find(row, 1, found.data());
    REQUIRE(found[0] == noIndex);
    REQUIRE_FALSE(known.isFull());
    known.add(row);
  }
  CHECK(known.isFull());
  for (std::uint32_t first = 0; first < KnownRows::maximum; first += KnownRows::mostFound) {
    known.find(first, KnownRows::mostFound, found.data());
    for (std::uint32_t index = 0; index < KnownRows::mostFound; ++index) {
      REQUIRE(found[index] == first + index);
    }
  }
}

TEST_CASE("rows of any number of columns are told apart") {
  for (std::uint32_t columns = 0; columns <= 8; ++columns) {
    INFO(columns);
    const YesNoRows log(columns, columns % 2 == 0);
    KnownRows known;
    known.setColumns(log.columns());
    known.setRows(log.rows());
    std::uint32_t found = 0;
    for (std::uint32_t row = 0; row < log.rows().count; ++row) {
      known.find(row, 1, &found);
      REQUIRE(found == noIndex);
      known.add(row);
    }
    for (std::uint32_t row = 0; row < log.rows().count; ++row) {
      known.find(row, 1, &found);
      REQUIRE(found == row);
    }
  }
}
