#include <cstdint>

#include "rehearse/replay/pages.hpp"
#include "rehearse/replay/quarters.hpp"
#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("what stands in pages is blank until it is set, and where nothing was") {
  Pages<std::uint32_t> pages(5);
  CHECK(pages.get(0) == 5);
  CHECK(pages.get(UINT32_MAX) == 5);
  pages[3'000] = 1;
  pages[3'001] += 1;
  CHECK(pages.get(3'000) == 1);
  CHECK(pages.get(3'001) == 6);
  CHECK(pages.get(2'999) == 5);
  CHECK(pages.get(0) == 5);
  const std::uint32_t* const item = &pages.get(3'000);
  pages[1'000'000] = 2;
  pages[0] = 3;
  CHECK(item == &pages.get(3'000));
  Pages<std::uint32_t> moved = std::move(pages);
  CHECK(moved.get(0) == 3);
  CHECK(moved.get(10'000) == 5);
  moved[10'000] = 4;
  CHECK(moved.get(10'000) == 4);
  moved.clear();
  CHECK(moved.get(0) == 5);
  CHECK(moved.get(3'000) == 5);
}

TEST_CASE("four values stand in a byte without touching each other") {
  enum class Season : std::uint8_t { spring, summer, autumn, winter };
  Quarters<Season> seasons;
  CHECK(seasons[0] == Season::spring);
  CHECK(seasons[1'000'000] == Season::spring);
  const auto seasonOf = [](std::uint32_t number) { return static_cast<Season>(number * 7 / 3 % 4); };
  for (std::uint32_t number = 0; number < 1'000; ++number) {
    seasons.set(number, Season::winter);
    seasons.set(number, seasonOf(number));
  }
  for (std::uint32_t number = 0; number < 1'000; ++number) {
    REQUIRE(seasons[number] == seasonOf(number));
  }
  seasons.clear();
  CHECK(seasons[1] == Season::spring);
}
