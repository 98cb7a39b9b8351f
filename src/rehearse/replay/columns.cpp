#include "rehearse/replay/columns.hpp"

#include <algorithm>

namespace rehearse {

// All are looked at, which takes less than asking of each whether to go on; four at a time, none of which waits for
// another.
bool areNumbersBelow(std::uint32_t end, const std::uint32_t* cells, std::uint32_t count) {
  static_assert(emptyCell + 1U == 0);
  std::uint32_t most0 = 0;
  std::uint32_t most1 = 0;
  std::uint32_t most2 = 0;
  std::uint32_t most3 = 0;
  std::uint32_t index = 0;
  for (; index + 4 <= count; index += 4) {
    most0 = std::max(most0, cells[index] + 1U);
    most1 = std::max(most1, cells[index + 1] + 1U);
    most2 = std::max(most2, cells[index + 2] + 1U);
    most3 = std::max(most3, cells[index + 3] + 1U);
  }
  for (; index < count; ++index) {
    most0 = std::max(most0, cells[index] + 1U);
  }
  return std::max({most0, most1, most2, most3}) <= end;
}

}  // namespace rehearse
