#include "rehearse/simulation/once_cursor.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "unit/catch.hpp"

using namespace rehearse;

TEST_CASE("a cursor gives the workflows that a contact was not in, and counts the others before each") {
  std::mt19937 random(9);
  for (const std::uint32_t workflows : {40U, 64U, 200U, 700U}) {
    for (int round = 0; round < 200; ++round) {
      OnceMemory memory(workflows);
      std::vector<bool> wanted(workflows);
      std::vector<bool> wasIn(workflows);
      std::vector<OnceBits> once;
      for (std::uint32_t number = 0; number < workflows; ++number) {
        wanted[number] = random() % 3 != 0 && number % 128 < 100;
        wasIn[number] = random() % 3 == 0;
        if (wasIn[number]) {
          memory.add(7, number);
        }
        if (wanted[number] && (once.empty() || once.back().block != OnceBits::blockOf(number))) {
          once.push_back({OnceBits::blockOf(number), 0});
        }
        if (wanted[number]) {
          once.back().bits |= OnceBits::bitOf(number);
        }
      }
      const auto from = static_cast<std::uint32_t>(random() % (workflows + 1));
      OnceCursor cursor(memory, 7, once, from);
      std::uint32_t refused = 0;
      for (std::uint32_t number = from; number < workflows; ++number) {
        if (random() % 8 == 0) {
          REQUIRE(cursor.refusedBefore(number) == refused);
        }
        if (wanted[number] && wasIn[number]) {
          ++refused;
        } else if (wanted[number]) {
          REQUIRE(cursor.next() == number);
          memory.add(7, number);
          cursor.noteEntered();
        }
      }
      REQUIRE(cursor.next() == noIndex);
      REQUIRE(cursor.refusedBefore(noIndex) == refused);
    }
  }
}
