#include "rehearse/simulation/run_loop.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// How an enrollment ended that had to, and how many goals were jumped to.
std::pair<ExitReason, std::size_t> clicked(const Program& program) {
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ben", "a")));
  const std::uint32_t exited = test::lastEntry(simulation, EntryKind::exited);
  REQUIRE(exited != 0);
  return {static_cast<ExitReason>(simulation.recorder().entry(exited).detail),
          test::countEntries(simulation, EntryKind::waitEnded)};
}

}  // namespace

TEST_CASE("a loop through a goal that is met at once ends with stepLimit") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"id":"here","type":"wait","for":"1d"},
    {"type":"goal","conditions":{"field":"contact.engagementScore","operator":"isNotEmpty"}},
    {"type":"goTo","step":"here"}])"));
  const auto [reason, jumps] = clicked(program);
  CHECK(reason == ExitReason::stepLimit);
  // Each round takes three steps: the wait, the goal and the goTo.
  CHECK(jumps == stepLimit / 3 + 1);
}

TEST_CASE("a jump by an event starts a run of its own, the first step of which is the goal") {
  std::string steps = R"([{"type":"wait","for":"1d"},{"type":"goal","event":{"type":"email.opened"}})";
  for (std::uint32_t index = 0; index < stepLimit - 1; ++index) {
    steps += R"(,{"type":"addNote","text":"n"})";
  }
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", steps + "]"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  CHECK(contactState(simulation.world(), 0).notes.size() == stepLimit - 1);
  const auto& counts = simulation.world().workflowCounts[0];
  CHECK(counts.exitedBy[static_cast<std::size_t>(ExitReason::completed)] == 1);
}

TEST_CASE("a contact that waits at a goal is told so") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"id":"bought","type":"goal","event":{"type":"order.placed"},"ifUnmet":"wait"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  const auto waiting = contactState(simulation.world(), 0).waiting;
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].step == "bought");
  CHECK(nameOf(waiting[0].form) == "goal");
  CHECK(waiting[0].event == "order.placed");
  CHECK(waiting[0].due == noInstant);
  CHECK(simulation.nextDue() == noInstant);
}

TEST_CASE("a fork of a simulation with a contact before goals goes its own way") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"type":"wait","for":"1d"},{"type":"goal","event":{"type":"email.opened"}},{"type":"addNote","text":"n"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  Simulation fork = simulation;
  REQUIRE(fork.fire(test::event("email.opened", "ana")));
  CHECK(fork.nextDue() == noInstant);
  CHECK(contactState(fork.world(), 0).notes.size() == 1);
  CHECK(contactState(simulation.world(), 0).notes.empty());
  CHECK(simulation.nextDue() != noInstant);
}

TEST_CASE("an event meets the goal of its type among many, for those before it only") {
  std::string goals;
  for (int index = 0; index < 200; ++index) {
    const std::string number = std::to_string(index);
    goals += R"(,{"id":"g)" + number + R"(","type":"goal","event":{"type":"custom.e)" + number +
             R"("}},{"type":"wait","for":"1d"})";
  }
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked"}])", R"([{"type":"wait","untilEvent":{"type":"custom.e7"}})" + goals + "]"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  REQUIRE(simulation.fire(test::click("ben", "a")));
  const auto standsAt = [&](std::uint32_t contact) {
    const ContactState state = contactState(simulation.world(), contact);
    REQUIRE(state.waiting.size() == 1);
    return state.waiting[0].step;
  };
  const std::string first = standsAt(0);
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  CHECK(standsAt(0) == first);
  REQUIRE(simulation.fire(test::event("custom.e150", "ana")));
  const std::string behind = standsAt(0);
  CHECK(behind != first);
  CHECK(standsAt(1) == first);
  // A goal that it has passed is none any more, and one that is still before it is.
  REQUIRE(simulation.fire(test::event("custom.e7", "ana")));
  CHECK(standsAt(0) == behind);
  REQUIRE(simulation.fire(test::event("custom.e199", "ana")));
  CHECK(standsAt(0) != behind);
  // What is waited for is a goal, too: the goal comes first.
  REQUIRE(simulation.fire(test::event("custom.e7", "ben")));
  CHECK(test::countEntries(simulation, EntryKind::waitEnded) == 3);
  CHECK(simulation.world().workflowCounts[0].active() == 2);
  // Wherever they wait, they stand in the lists that there are for all goals, and in no other.
  std::vector<std::uint32_t> slots;
  simulation.world().waitLists.collect(1, eventGoalsKey, slots);
  CHECK(slots.size() == 1);
  for (const EventKey key : {program.goals.keys(program.workflows[0].goals).back().key, conditionsKey}) {
    slots.clear();
    simulation.world().waitLists.collect(1, key, slots);
    CHECK(slots.empty());
  }
}
