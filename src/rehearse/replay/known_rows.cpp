#include "rehearse/replay/known_rows.hpp"

namespace rehearse {

void KnownRows::setColumns(const EventColumns& columns) {
  constexpr std::size_t fewColumns = 16;
  columns_ = {columns.type};
  for (const AttributeColumn& attribute : columns.attributes) {
    columns_.push_back(attribute.column);
  }
  for (const FieldColumn& field : columns.fields) {
    columns_.push_back(field.column);
  }
  isOn_ = columns_.size() <= fewColumns;
  clear();
}

void KnownRows::clear() {
  rows_.clear();
  cells_.clear();
  numbers.clear();
  points.clear();
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

KnownRow& KnownRows::add(const EventRows& rows, std::uint32_t row) {
  const std::uint32_t slot = slotOf(rows, row);
  for (const std::uint32_t column : columns_) {
    cells_.push_back(rows.cells[column][row]);
  }
  rows_.emplace_back();
  slots_[slot] = static_cast<std::uint32_t>(rows_.size());
  return rows_.back();
}

}  // namespace rehearse
