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
  columns_.resize((columns_.size() + abreast - 1) / abreast * abreast, columns.type);
  columns_.resize(isOn_ ? columns_.size() : 0);
  clear();
}

void KnownRows::clear() {
  rows_.clear();
  numbers.clear();
  points.clear();
  cells_.assign(columns_.size(), noCell);
  slots_.assign(isOn_ ? 2 * maximum : 0, 0);
}

void KnownRows::judge() {
  constexpr std::uint64_t fewTimes = 4;
  std::uint64_t times = 0;
  for (const KnownRow& row : rows_) {
    times += row.times;
  }
  isOn_ = times >= fewTimes * rows_.size();
}

// Columns by columns, and each time through all rows: these loops have nothing to decide.
void KnownRows::find(std::uint32_t first, std::uint32_t count, std::uint32_t* found) const {
  std::array<std::uint32_t, mostFound> hashes{};
  std::array<std::uint32_t, mostFound> differences{};
  hash(first, count, hashes.data());
  for (std::uint32_t index = 0; index < count; ++index) {
    found[index] = slots_[slotOf(hashes[index])];
  }
  compare(first, count, found, differences.data());
  for (std::uint32_t index = 0; index < count; ++index) {
    // Where there is none, it differs, too.
    if (differences[index] != 0) {
      found[index] = slots_[findSlot(first + index)];
    }
    found[index] -= 1;
  }
}

void KnownRows::hash(std::uint32_t first, std::uint32_t count, std::uint32_t* hashes) const {
  for (std::size_t column = 0; column < columns_.size(); column += abreast) {
    const std::uint32_t* const a = cellsOf_[column] + first;
    const std::uint32_t* const b = cellsOf_[column + 1] + first;
    const std::uint32_t* const c = cellsOf_[column + 2] + first;
    const std::uint32_t* const d = cellsOf_[column + 3] + first;
    for (std::uint32_t index = 0; index < count; ++index) {
      hashes[index] += hashOf(a[index], column) + hashOf(b[index], column + 1) + hashOf(c[index], column + 2) +
                       hashOf(d[index], column + 3);
    }
  }
}

void KnownRows::compare(std::uint32_t first, std::uint32_t count, const std::uint32_t* places,
                        std::uint32_t* differences) const {
  const std::size_t width = columns_.size();
  for (std::size_t column = 0; column < width; column += abreast) {
    const std::uint32_t* const a = cellsOf_[column] + first;
    const std::uint32_t* const b = cellsOf_[column + 1] + first;
    const std::uint32_t* const c = cellsOf_[column + 2] + first;
    const std::uint32_t* const d = cellsOf_[column + 3] + first;
    for (std::uint32_t index = 0; index < count; ++index) {
      const std::uint32_t* const known = cells_.data() + (places[index] * width + column);
      differences[index] |=
          (a[index] ^ known[0]) | (b[index] ^ known[1]) | (c[index] ^ known[2]) | (d[index] ^ known[3]);
    }
  }
}

std::uint32_t KnownRows::findSlot(std::uint32_t row) const {
  std::uint32_t hash = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    hash += hashOf(cellsOf_[column][row], column);
  }
  const auto isOther = [&](std::uint32_t place) {
    const std::uint32_t* const cells = cells_.data() + std::size_t{place} * columns_.size();
    std::uint32_t difference = 0;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      difference |= cellsOf_[column][row] ^ cells[column];
    }
    return difference != 0;
  };
  std::uint32_t slot = slotOf(hash);
  while (slots_[slot] != 0 && isOther(slots_[slot])) {
    slot = (slot + 1) % (1U << slotBits);
  }
  return slot;
}

KnownRow& KnownRows::add(std::uint32_t row) {
  slots_[findSlot(row)] = static_cast<std::uint32_t>(rows_.size() + 1);
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    cells_.push_back(cellsOf_[column][row]);
  }
  return rows_.emplace_back();
}

}  // namespace rehearse
