#include "rehearse/simulation/recent_starts.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "unit/catch.hpp"

using namespace rehearse;

namespace {

/// The rule as it is written: all starts of each contact and workflow are kept and gone through.
class PlainStarts {
 public:
  bool wouldLoop(std::uint32_t contact, std::uint32_t workflow, Instant at) {
    const auto& starts = starts_[{contact, workflow}];
    const auto within = std::count_if(starts.begin(), starts.end(),
                                      [&](Instant start) { return at - start <= RecentStarts::loopWindow; });
    return within + 1 >= std::ptrdiff_t{RecentStarts::loopStarts};
  }
  void note(std::uint32_t contact, std::uint32_t workflow, Instant at) { starts_[{contact, workflow}].push_back(at); }
  void forget(std::uint32_t contact, std::uint32_t workflow) { starts_[{contact, workflow}].clear(); }

 private:
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Instant>> starts_;
};

}  // namespace

TEST_CASE("recent starts say what going through all starts says") {
  // From few pairs at a quick pace to many at a slow one: with loops all the time, now and then, never.
  struct Pace {
    std::uint32_t contacts;
    std::uint32_t workflows;
    std::uint32_t longestPause;
  };
  for (const Pace pace :
       {Pace{1, 1, 60'000}, Pace{2, 2, 20'000}, Pace{3, 2, 0}, Pace{5, 3, 5'000}, Pace{40, 3, 100}, Pace{700, 2, 0}}) {
    std::mt19937 random(pace.contacts);
    RecentStarts starts;
    PlainStarts plain;
    Instant now = 0;
    std::uint32_t loops = 0;
    for (int step = 0; step < 6'000; ++step) {
      now += random() % 3 == 0 ? random() % (pace.longestPause + 1) : 0;
      now += random() % 500 == 0 ? RecentStarts::loopWindow - 1'000 + random() % 2'000 : 0;
      const auto contact = static_cast<std::uint32_t>(random() % pace.contacts);
      const auto workflow = static_cast<std::uint32_t>(random() % pace.workflows);
      const bool loop = plain.wouldLoop(contact, workflow, now);
      REQUIRE(starts.wouldLoop(contact, workflow, now) == loop);
      loops += loop ? 1 : 0;
      if (loop && random() % 4 == 0) {
        starts.forget(contact, workflow);
        plain.forget(contact, workflow);
      } else if (!loop) {
        starts.note(contact, workflow, now);
        plain.note(contact, workflow, now);
      }
    }
    CHECK((loops > 0) == (pace.contacts < 40));
  }
}

TEST_CASE("a start counts for 30 minutes to the millisecond") {
  const auto loopsAfter = [](Duration pause) {
    RecentStarts starts;
    starts.note(1, 2, 0);
    for (int start = 1; start < 49; ++start) {
      CHECK(!starts.wouldLoop(1, 2, 0));
      starts.note(1, 2, 0);
    }
    CHECK(!starts.wouldLoop(1, 3, pause));
    CHECK(!starts.wouldLoop(2, 2, pause));
    return starts.wouldLoop(1, 2, pause);
  };
  CHECK(loopsAfter(0));
  CHECK(loopsAfter(30 * minute));
  CHECK(!loopsAfter(30 * minute + 1));
}

TEST_CASE("what is forgotten does not count, and what comes after it does, also while the forgotten ones grow old") {
  RecentStarts starts;
  for (int start = 0; start < 49; ++start) {
    starts.note(7, 0, start);
  }
  CHECK(starts.wouldLoop(7, 0, 49));
  starts.forget(7, 0);
  CHECK(!starts.wouldLoop(7, 0, 49));
  for (int start = 0; start < 48; ++start) {
    starts.note(7, 0, 20 * minute);
  }
  CHECK(!starts.wouldLoop(7, 0, 20 * minute));
  // Half of those that were forgotten are too old by now.
  CHECK(!starts.wouldLoop(7, 0, 30 * minute + 24));
  starts.note(7, 0, 30 * minute + 24);
  CHECK(starts.wouldLoop(7, 0, 30 * minute + 24));
  CHECK(starts.wouldLoop(7, 0, 31 * minute));
  CHECK(starts.wouldLoop(7, 0, 50 * minute));
  CHECK(!starts.wouldLoop(7, 0, 50 * minute + 1));
  starts.forget(9, 9);  // nothing to forget
}

TEST_CASE("loops are found among many starts of many contacts, and after these are too old") {
  RecentStarts starts;
  const auto note = [&](std::uint32_t count, Instant at) {
    for (std::uint32_t start = 0; start < count; ++start) {
      starts.note(1'000 + start % 10'000, 0, at);
    }
  };
  const auto startsOf = [&](std::uint32_t contact, Instant at) {
    std::uint32_t count = 0;
    for (; !starts.wouldLoop(contact, 0, at); ++count) {
      starts.note(contact, 0, at);
    }
    return count;
  };
  note(40'000, 0);
  CHECK(startsOf(7, 0) == 49);
  CHECK(startsOf(1'007, 0) == 45);  // it started four times
  note(30'000, 31 * minute);
  CHECK(startsOf(7, 31 * minute) == 49);
  CHECK(startsOf(7 + 256, 62 * minute) == 49);  // all others are too old by now
  note(1'000, 62 * minute);
  CHECK(startsOf(7, 62 * minute) == 49);
}

TEST_CASE("starts that are too old take no more room than the others") {
  RecentStarts starts;
  for (std::uint32_t start = 0; start < 100'000; ++start) {
    const Instant now = Instant{start} * second;
    CHECK(!starts.wouldLoop(start, 0, now));
    starts.note(start, 0, now);
    REQUIRE(starts.size() <= 2 * 1'801);
  }
}
