#include "rehearse/simulation/once_memory.hpp"

#include <random>
#include <set>
#include <utility>

#include "unit/catch.hpp"

using namespace rehearse;

TEST_CASE("what was added is there, and nothing else, however many workflows there are") {
  for (const std::uint32_t workflows : {1U, 63U, 64U, 65U, 256U, 257U, 1'000U}) {
    OnceMemory memory(workflows);
    std::set<std::pair<std::uint32_t, std::uint32_t>> plain;
    std::mt19937 random(workflows);
    CHECK(!memory.has(0, workflows - 1));
    for (int step = 0; step < 2'000; ++step) {
      const auto contact = static_cast<std::uint32_t>(random() % 50);
      const auto number = static_cast<std::uint32_t>(random() % workflows);
      REQUIRE(memory.has(contact, number) == (plain.count({contact, number}) != 0));
      if (random() % 2 == 0) {
        memory.add(contact, number);
        plain.insert({contact, number});
      }
    }
    for (std::uint32_t contact = 0; contact < 60; ++contact) {
      for (std::uint32_t number = 0; number < workflows; ++number) {
        const std::uint64_t block = memory.block(contact, OnceBits::blockOf(number));
        REQUIRE(((block & OnceBits::bitOf(number)) != 0) == (plain.count({contact, number}) != 0));
      }
    }
  }
}

TEST_CASE("where no workflow lets nobody in twice, nothing is there") {
  const OnceMemory memory(0);
  CHECK(memory.block(3, 0) == 0);
}
