#include "rehearse/replay/held_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace rehearse {

void HeldRows::setColumns(std::span<const std::string> names) {
  targets_.clear();
  for (const std::string& name : names) {
    if (name == "at") {
      continue;
    }
    if (name == "row") {
      targets_.push_back(rowNumbers);
      continue;
    }
    const auto known =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
    targets_.push_back(static_cast<std::uint32_t>(known - columns_.begin()));
    if (known == columns_.end()) {
      columns_.push_back({name, std::vector<std::uint32_t>(at_.size(), emptyCell)});
    }
  }
}

void HeldRows::add(const EventRows& rows, std::uint64_t firstNumber) {
  at_.insert(at_.end(), rows.at, rows.at + rows.count);
  for (Column& column : columns_) {
    column.cells.resize(at_.size(), emptyCell);
  }
  const std::size_t first = at_.size() - rows.count;
  for (std::uint32_t row = 0; row < rows.count; ++row) {
    numbers_.push_back(static_cast<std::uint32_t>(firstNumber) + row);
  }
  for (std::size_t column = 0; column < targets_.size(); ++column) {
    auto& target = targets_[column] == rowNumbers ? numbers_ : columns_[targets_[column]].cells;
    std::copy_n(rows.cells[column], rows.count, target.begin() + static_cast<std::ptrdiff_t>(first));
  }
}

std::vector<std::string> HeldRows::namesWith(std::span<const std::string> names) const {
  std::vector<std::string> all{"at"};
  for (const Column& column : columns_) {
    all.push_back(column.name);
  }
  for (const std::string& name : names) {
    if (name != "row" && std::find(all.begin(), all.end(), name) == all.end()) {
      all.push_back(name);
    }
  }
  return all;
}

EventRows HeldRows::rows() const {
  EventRows rows;
  rows.count = size();
  rows.at = at_.data();
  for (const Column& column : columns_) {
    rows.cells.push_back(column.cells.data());
  }
  return rows;
}

std::vector<std::uint32_t> HeldRows::byTime() const {
  std::vector<std::uint32_t> places(at_.size());
  std::iota(places.begin(), places.end(), 0U);
  // Parts of a millisecond do not count; what is not a number would be no order.
  const auto timeOf = [&](std::uint32_t place) { return std::isnan(at_[place]) ? -HUGE_VAL : std::trunc(at_[place]); };
  std::stable_sort(places.begin(), places.end(), [&](std::uint32_t left, std::uint32_t right) {
    return std::pair(timeOf(left), numbers_[left]) < std::pair(timeOf(right), numbers_[right]);
  });
  return places;
}

}  // namespace rehearse
