#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace rehearse {

/// Whether the rows of a table stand in the order of their enumeration, so that an id is an index.
template <class Table>
constexpr bool inEnumerationOrder(const Table& table) {
  std::size_t index = 0;
  for (const auto& row : table) {
    if (static_cast<std::size_t>(row.id) != index++) {
      return false;
    }
  }
  return true;
}

/// The id of the row with that name, or nothing.
template <class Id, class Table>
constexpr std::optional<Id> idNamed(const Table& table, std::string_view name) {
  for (const auto& row : table) {
    if (row.name == name) {
      return row.id;
    }
  }
  return std::nullopt;
}

}  // namespace rehearse
