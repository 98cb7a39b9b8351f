#include "rehearse/simulation/wait_lists.hpp"

#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("waits are collected oldest enrollment first, by contact and event") {
  WaitLists waits;
  constexpr EventKey click = 3;
  waits.add(0, click, 10, 7);
  waits.add(0, click, 11, 2);  // an older enrollment that began to wait later
  waits.add(0, click, 12, 5);
  waits.add(0, conditionsKey, 13, 1);
  waits.add(1, click, 14, 3);
  const auto collected = [&](std::uint32_t contact, EventKey key) {
    std::vector<std::uint32_t> slots;
    waits.collect(contact, key, slots);
    return slots;
  };
  CHECK(collected(0, click) == std::vector<std::uint32_t>{11, 12, 10});
  waits.remove(12);
  waits.remove(12);
  CHECK(collected(0, click) == std::vector<std::uint32_t>{11, 10});
  waits.remove(11);
  waits.add(0, click, 11, 9);
  CHECK(collected(0, click) == std::vector<std::uint32_t>{10, 11});
  CHECK(collected(0, conditionsKey) == std::vector<std::uint32_t>{13});
  CHECK(collected(1, click) == std::vector<std::uint32_t>{14});
  CHECK(collected(2, click).empty());
  waits.remove(10);
  waits.remove(11);
  CHECK(collected(0, click).empty());
}

TEST_CASE("enrollments are in order beyond the number that 32 bits hold") {
  WaitLists waits;
  constexpr EventKey click = 3;
  waits.add(0, click, 1, (std::uint64_t{1} << 32U) + 1);
  waits.add(0, click, 0, 7);
  std::vector<std::uint32_t> slots;
  waits.collect(0, click, slots);
  CHECK(slots == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("an enrollment stands in several lists at once and leaves all of them") {
  WaitLists waits;
  constexpr EventKey click = 3;
  constexpr EventKey reply = 4;
  const auto collected = [&](EventKey key) {
    std::vector<std::uint32_t> slots;
    waits.collect(0, key, slots);
    return slots;
  };
  for (int round = 0; round < 3; ++round) {
    waits.add(0, click, 1, 1);
    waits.add(0, reply, 2, 2);
    waits.add(0, click, 2, 2);
    waits.add(0, conditionsKey, 2, 2);
    waits.add(0, reply, 1, 1);
    CHECK(collected(click) == std::vector<std::uint32_t>{1, 2});
    CHECK(collected(reply) == std::vector<std::uint32_t>{1, 2});
    CHECK(collected(conditionsKey) == std::vector<std::uint32_t>{2});
    waits.remove(2);
    CHECK(collected(click) == std::vector<std::uint32_t>{1});
    CHECK(collected(reply) == std::vector<std::uint32_t>{1});
    CHECK(collected(conditionsKey).empty());
    waits.remove(1);
    CHECK(collected(click).empty());
    CHECK(collected(reply).empty());
  }
}
