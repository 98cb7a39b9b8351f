#include "unit/support.hpp"

using namespace rehearse;
using test::click;

namespace {

ExitReason lastExit(const Simulation& simulation) {
  return static_cast<ExitReason>(simulation.recorder().entry(test::lastEntry(simulation, EntryKind::exited)).detail);
}

}  // namespace

TEST_CASE("a run of 1,000 steps without waiting exits with stepLimit, one that ends with the 1,000th does not") {
  std::string steps = "[";
  for (int index = 0; index < 999; ++index) {
    steps += R"({"type":"addTag","tags":["t"]},)";
  }
  const auto run = [&](const std::string& last) {
    const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", steps + last + "]"));
    Simulation simulation(program);
    REQUIRE(simulation.fire(click("ana", "a")));
    CHECK(test::countEntries(simulation, EntryKind::stepRun) == 1000);
    return lastExit(simulation);
  };
  CHECK(run(R"({"type":"addTag","tags":["t"]})") == ExitReason::completed);
  CHECK(run(R"({"type":"goTo","step":"step-1"})") == ExitReason::stepLimit);
}

TEST_CASE("the 50th start within 30 minutes locks, a slower pace does not") {
  const Program program =
      test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([{"type":"addTag","tags":["t"]}])"));
  Simulation fast(program);
  for (int start = 0; start < 50; ++start) {
    REQUIRE(fast.fire(click("ana", "a")));
  }
  CHECK(fast.world().workflowCounts[0].enrolled == 49);
  CHECK(test::countEntries(fast, EntryKind::workflowLocked) == 1);
  CHECK(contactState(fast.world(), 0).locked == std::vector<std::string>{"w"});
  REQUIRE(fast.advance(7 * day));
  REQUIRE(fast.fire(click("ana", "a")));
  CHECK(fast.world().workflowCounts[0].enrolled == 49);
  REQUIRE(fast.fire(click("ben", "a")));
  CHECK(fast.world().workflowCounts[0].enrolled == 50);
  REQUIRE(fast.unlock("ana", "w"));
  REQUIRE(fast.fire(click("ana", "a")));
  CHECK(fast.world().workflowCounts[0].enrolled == 51);

  Simulation slow(program);
  for (int start = 0; start < 200; ++start) {
    REQUIRE(slow.fire(click("ana", "a")));
    REQUIRE(slow.advance(38 * second));
  }
  CHECK(slow.world().workflowCounts[0].enrolled == 200);
}

TEST_CASE("starts exactly 30 minutes apart are within the window") {
  const Program program =
      test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([{"type":"addTag","tags":["t"]}])"));
  const auto enrolledWith = [&](Duration pause) {
    Simulation simulation(program);
    REQUIRE(simulation.fire(click("ana", "a")));
    REQUIRE(simulation.advance(pause));
    for (int start = 0; start < 49; ++start) {
      REQUIRE(simulation.fire(click("ana", "a")));
    }
    return simulation.world().workflowCounts[0].enrolled;
  };
  CHECK(enrolledWith(30 * minute) == 49);
  CHECK(enrolledWith(30 * minute + 1) == 50);
}

TEST_CASE("a stimulus that causes too much halts, and the simulation goes on from there") {
  // Every minute each of two waits starts again: moving the clock by years would never end.
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked"}])", R"([{"type":"wait","for":"1m"},{"type":"goTo","step":"step-1"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(click("ana", "a")));
  const auto report = simulation.advance(3650 * day);
  REQUIRE(report);
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
  CHECK(report->last - report->first < entryLimit + 100);
  CHECK(simulation.now() < defaultClock + 3650 * day);
  CHECK(lastExit(simulation) == ExitReason::halted);
  REQUIRE(simulation.fire(click("ana", "a")));
  CHECK(simulation.world().workflowCounts[0].enrolled == 2);
}
