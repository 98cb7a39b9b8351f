#pragma once

#include <cstdint>
#include <vector>

namespace rehearse {

/// Stands in a column for "empty".
inline constexpr std::uint32_t emptyCell = UINT32_MAX;

/// Rows of a table, as columns of numbers of the dictionary: views of memory that somebody else keeps.
struct TableRows {
  std::uint32_t count = 0;
  std::vector<const std::uint32_t*> cells;  ///< by column
};

/// Rows of events.
struct EventRows : TableRows {
  const double* at = nullptr;  ///< milliseconds since 1970; not a number where the time cannot be read
};

/// Whether so many cells are all empty, or numbers less than `end`.
bool areNumbersBelow(std::uint32_t end, const std::uint32_t* cells, std::uint32_t count);

}  // namespace rehearse
