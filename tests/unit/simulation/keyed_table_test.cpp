#include "rehearse/simulation/keyed_table.hpp"

#include <map>
#include <random>
#include <utility>

#include "unit/catch.hpp"

using namespace rehearse;

TEST_CASE("a keyed table holds what was put in and not taken out") {
  std::mt19937 random(3);
  for (const std::uint32_t keys : {4U, 30U, 400U}) {
    KeyedTable<std::uint32_t> table;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> plain;
    table.erase(1, 1);
    for (std::uint32_t step = 0; step < 20'000; ++step) {
      const auto left = static_cast<std::uint32_t>(random() % keys);
      const auto right = static_cast<std::uint32_t>(random() % 5);
      const auto known = plain.find({left, right});
      const std::uint32_t* const found = table.find(left, right);
      REQUIRE((found != nullptr) == (known != plain.end()));
      if (found != nullptr) {
        REQUIRE(*found == known->second);
      }
      // Fuller for a while, then emptier.
      if (random() % 8 < (step / 2'000 % 2 == 0 ? 5U : 3U)) {
        table.make(left, right) = step;
        plain[{left, right}] = step;
      } else {
        table.erase(left, right);
        plain.erase({left, right});
      }
      REQUIRE(table.size() == plain.size());
    }
  }
}
