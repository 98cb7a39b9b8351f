#include <atomic>
#include <cstdlib>
#include <new>

#include "unit/support.hpp"

namespace {
std::atomic<std::size_t> allocations{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<std::size_t> largest{0};      // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
}  // namespace

// Every `new` of this test program is counted, and the largest noted.
void* operator new(std::size_t size) {
  ++allocations;
  if (size > largest) {
    largest = size;
  }
  if (void* memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace rehearse;

TEST_CASE("an event allocates nothing once a run that keeps counts only is in its steady state") {
  const Program program = test::programOf(R"({"rehearse":1,"workflows":[
    {"id":"clicks","status":"published","triggers":[{"type":"link.clicked","conditions":
       {"field":"event.link","operator":"equalTo","value":"a"}}],
     "steps":[{"type":"modifyEngagementScore","operation":"add","points":1},
              {"type":"sendEmail","subject":"Hi {{contact.name}}"}]},
    {"id":"score","status":"published","triggers":[{"type":"score.changed","conditions":
       {"field":"event.score","operator":"greaterThan","value":3}}],
     "steps":[{"type":"addTag","tags":["warm"]},{"type":"removeTag","tags":["warm"]},
              {"type":"wait","untilEvent":{"type":"email.opened"},"timeout":"1h"}]},
    {"id":"journey","status":"published","triggers":[{"type":"link.clicked"}],
     "steps":[{"type":"split","branches":[{"name":"a","weight":1,"steps":[{"type":"wait","untilEvent":{"type":"tag.added"}}]},
                {"name":"b","weight":1,"steps":[{"type":"wait","for":"5d"}]}]},
              {"type":"goal","event":{"type":"email.opened"}},{"type":"wait","for":"30m"},
              {"type":"goal","conditions":{"field":"contact.tags","operator":"contains","value":"warm"}},
              {"type":"goal","event":{"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"b"}}}]},
    {"id":"hourly","status":"published","triggers":[{"type":"schedule","every":"1h"},{"type":"schedule","every":"1d","at":"09:00"},
       {"type":"date.reached","field":"lastActivityAt","offset":"90m"}],
     "steps":[{"type":"updateField","field":"fields.hour","value":"{{event.every}}"}]}],
    "scoringRules":[{"id":"a","event":"link.clicked","points":1,"limit":1000000000,"expiresAfter":"1h"}],
    "contacts":[{"id":"ana"}]})");
  CountedSimulation simulation(program);
  const EventData clicked = test::click("ana", "a");
  const EventData opened = test::event("email.opened", "ana");
  const auto round = [&] {
    const bool done = simulation.fire(clicked) && simulation.fire(opened) && simulation.advance(2 * hour);
    REQUIRE(done);
  };
  for (int warmUp = 0; warmUp < 500; ++warmUp) {
    round();
  }
  const std::size_t before = allocations;
  bool done = true;
  for (int measured = 0; measured < 500; ++measured) {
    done = simulation.fire(clicked) && simulation.fire(opened) && simulation.advance(2 * hour) && done;
  }
  const std::size_t after = allocations;
  CHECK(done);
  CHECK(after - before == 0);
}

TEST_CASE("numbers are counted in no more memory than they take, however far apart they lie") {
  constexpr std::size_t count = 10'000;
  for (const std::int64_t apart : {9'000, 9'999, 10'000, 30'000, 39'999, 2'000'000'000}) {
    INFO(apart);
    std::vector<std::int64_t> numbers(count, -5);
    numbers[7] += apart;
    largest = 0;
    const std::vector<ScoreCount> counts = countAlike(std::move(numbers));
    CHECK(largest <= count * sizeof(std::int64_t));
    CHECK(counts == std::vector<ScoreCount>{{-5, count - 1}, {apart - 5, 1}});
  }
  CHECK(countAlike({}).empty());
}
