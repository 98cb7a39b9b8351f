#include "rehearse/replay/known_rows.hpp"

#include <algorithm>

namespace rehearse {

void KnownRows::setColumns(const EventColumns& columns) {
  columns_ = {columns.type};
  for (const AttributeColumn& attribute : columns.attributes) {
    columns_.push_back(attribute.column);
  }
  for (const FieldColumn& field : columns.fields) {
    columns_.push_back(field.column);
  }
  isOn_ = columns_.size() <= mostColumns;
  clear();
}

void KnownRows::clear() {
  rows_.clear();
  cells_.clear();
  numbers.clear();
  points.clear();
  slots_.assign(isOn_ ? 2 * maximum : 0, noIndex);
}

void KnownRows::judge() {
  constexpr std::uint64_t fewTimes = 4;
  std::uint64_t times = 0;
  for (const KnownRow& row : rows_) {
    times += row.times;
  }
  isOn_ = times >= fewTimes * rows_.size();
}

// Column by column, and each time through all rows: these loops have nothing to decide.
void KnownRows::find(std::uint32_t first, std::uint32_t count, std::uint32_t* found) const {
  std::array<std::uint32_t, mostFound> hashes{};
  std::array<std::uint32_t, mostFound> differences{};
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const std::uint32_t* const cells = cellsOf_[column] + first;
    for (std::uint32_t index = 0; index < count; ++index) {
      hashes[index] += hashOf(cells[index], column);
    }
  }
  for (std::uint32_t index = 0; index < count; ++index) {
    found[index] = slots_[slotOf(hashes[index])];
    // One that is not there differs from the first one, too: the slot is looked for again below.
    differences[index] = found[index] == noIndex ? 1 : 0;
    found[index] = found[index] == noIndex ? 0 : found[index];
  }
  if (cells_.empty()) {
    std::fill_n(found, count, noIndex);
    return;
  }
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const std::uint32_t* const cells = cellsOf_[column] + first;
    const std::uint32_t* const known = cells_.data() + column;
    for (std::uint32_t index = 0; index < count; ++index) {
      differences[index] |= cells[index] ^ known[std::size_t{found[index]} * columns_.size()];
    }
  }
  for (std::uint32_t index = 0; index < count; ++index) {
    if (differences[index] != 0) {
      found[index] = slots_[findSlot(first + index)];
    }
  }
}

std::uint32_t KnownRows::findSlot(std::uint32_t row) const {
  std::uint32_t hash = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    hash += hashOf(cellsOf_[column][row], column);
  }
  const auto isOther = [&](std::uint32_t known) {
    const std::uint32_t* const cells = cells_.data() + std::size_t{known} * columns_.size();
    std::uint32_t difference = 0;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      difference |= cellsOf_[column][row] ^ cells[column];
    }
    return difference != 0;
  };
  std::uint32_t slot = slotOf(hash);
  while (slots_[slot] != noIndex && isOther(slots_[slot])) {
    slot = (slot + 1) % (1U << slotBits);
  }
  return slot;
}

KnownRow& KnownRows::add(std::uint32_t row) {
  slots_[findSlot(row)] = static_cast<std::uint32_t>(rows_.size());
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    cells_.push_back(cellsOf_[column][row]);
  }
  return rows_.emplace_back();
}

}  // namespace rehearse
