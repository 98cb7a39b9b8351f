#include "rehearse/simulation/run_loop.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::click;

namespace {

ExitReason lastExit(const Simulation& simulation) {
  return static_cast<ExitReason>(simulation.recorder().entry(test::lastEntry(simulation, EntryKind::exited)).detail);
}

HaltReason haltReason(const Entry& halted) { return static_cast<HaltReason>(halted.detail); }

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
  const Entry& halted = simulation.recorder().entry(report->last);
  REQUIRE(halted.kind == EntryKind::halted);
  CHECK(static_cast<HaltReason>(halted.detail) == HaltReason::entryLimit);
  CHECK(Journal::dropped(halted) == 0);
  // What waited still waits: moving the clock on goes on from there.
  const Instant stopped = simulation.now();
  REQUIRE(simulation.advance(hour));
  CHECK(simulation.now() == stopped + hour);
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
}

TEST_CASE("a stimulus that ends with too many entries is told as halted, too") {
  std::string contacts;
  for (int index = 0; index < 51'000; ++index) {
    contacts += std::string(index == 0 ? "" : ",") + R"({"id":"c)" + std::to_string(index) + "\"}";
  }
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[{"type":"link.clicked"}],
      "steps":[{"type":"wait","for":"1d"}]}],"contacts":[)" +
      contacts + "]}");
  Simulation simulation(program);
  for (int index = 0; index < 51'000; ++index) {
    REQUIRE(simulation.fire(click("c" + std::to_string(index), "a")));
  }
  const auto report = simulation.advance(2 * day);
  REQUIRE(report);
  const Entry& last = simulation.recorder().entry(report->last);
  REQUIRE(last.kind == EntryKind::halted);
  CHECK(simulation.recorder().moment(last) == defaultClock + 2 * day);
  CHECK(simulation.now() == defaultClock + day);
  CHECK(report->last - report->first <= entryLimit + 3);
  REQUIRE(simulation.advance(2 * day));
  CHECK(simulation.world().workflowCounts[0].finished() == 51'000);
}

TEST_CASE("a text that fills itself in is cut, and what it costs is bounded") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"type":"updateField","field":"fields.x","value":"{{contact.fields.x}}{{contact.fields.x}}é"},
    {"type":"addNote","text":"{{contact.fields.x}}"},
    {"type":"goTo","step":"step-1"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.edit({.id = "ana", .fields = ScalarMap{{"x", "ab"}}}));
  const auto report = simulation.fire(click("ana", "a"));
  REQUIRE(report);
  const ContactState ana = contactState(simulation.world(), 0);
  const auto& text = std::get<std::string>(ana.fields[0].second);
  CHECK(text.size() <= renderedLimit);
  CHECK(text.size() > renderedLimit - 4);
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
  CHECK(simulation.recorder().size() < 2000);
  bool truncated = false;
  for (std::uint32_t seq = report->first; seq <= report->last; ++seq) {
    const Entry& entry = simulation.recorder().entry(seq);
    truncated = truncated || (entry.kind == EntryKind::contactChanged && Journal::truncated(entry));
  }
  CHECK(truncated);
  const Entry& halted = simulation.recorder().entry(report->last);
  REQUIRE(halted.kind == EntryKind::halted);
  CHECK(static_cast<HaltReason>(halted.detail) == HaltReason::textLimit);
  CHECK(simulation.recorder().moment(halted) == noInstant);
}

TEST_CASE("long messages are cut sooner once a stimulus has written too much of them") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"type":"modifyEngagementScore","operation":"add","points":1},
    {"type":"sendEmail","body":"{{contact.engagementScore}} {{contact.fields.x}}"},
    {"type":"goTo","step":"step-1"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.edit({.id = "ana", .fields = ScalarMap{{"x", std::string(70'000, 'x')}}}));
  REQUIRE(simulation.fire(click("ana", "a")));
  CHECK(simulation.world().messages == 333);
  std::size_t bytes = 0;
  for (const std::uint32_t seq : simulation.recorder().outbox()) {
    for (const auto& part : simulation.recorder().message(simulation.recorder().entry(seq))) {
      bytes += simulation.world().symbols.text(part.value.asText()).size();
    }
    CHECK(Journal::truncated(simulation.recorder().entry(seq)));
  }
  CHECK(bytes < 2 * textLimit);
}

TEST_CASE("an enrollment that is running when its stimulus is halted exits with halted") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked"},{"type":"tag.added"}])",
      R"([{"type":"wait","for":"1d"},{"type":"addTag","tags":["a"]},{"type":"removeTag","all":true},{"type":"goTo","step":"step-2"}])"));
  Simulation simulation(program);
  for (int index = 0; index < 60; ++index) {
    REQUIRE(simulation.addContact({.id = "c" + std::to_string(index)}));
    REQUIRE(simulation.fire(click("c" + std::to_string(index), "a")));
  }
  REQUIRE(simulation.advance(2 * day));
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
  CHECK(lastExit(simulation) == ExitReason::halted);
}

TEST_CASE("contacts that make contacts are bounded by the entries of their stimulus") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"},{"type":"contact.created"}])",
                                                              R"([{"type":"createContact","contact":{}}])"));
  Simulation journaled(program);
  CountedSimulation counted(program);
  REQUIRE(journaled.fire(click("ana", "a")));
  REQUIRE(counted.fire(click("ana", "a")));
  CHECK(test::countEntries(journaled, EntryKind::halted) == 1);
  CHECK(journaled.world().contacts.size() > 10'000);
  CHECK(journaled.world().contacts.size() < entryLimit / 3);
  CHECK(counted.world().contacts.size() == journaled.world().contacts.size());
  CHECK(counted.recorder().size() == journaled.recorder().size());
}

TEST_CASE("texts of a contact that a step makes count as those of fields") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"type":"createContact","contact":{"id":"bo","fields":{"x":"{{contact.fields.x}}{{contact.engagementScore}}"}}},
    {"type":"modifyEngagementScore","operation":"add","points":1},
    {"type":"goTo","step":"step-1"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.edit({.id = "ana", .fields = ScalarMap{{"x", std::string(60'000, 'x')}}}));
  const auto report = simulation.fire(click("ana", "a"));
  REQUIRE(report);
  const Entry& halted = simulation.recorder().entry(report->last);
  REQUIRE(halted.kind == EntryKind::halted);
  CHECK(static_cast<HaltReason>(halted.detail) == HaltReason::textLimit);
}

TEST_CASE("a halt drops queued enrollments as it drops events") {
  std::string steps = "[";
  for (int index = 0; index < 3; ++index) {
    steps += R"({"type":"addToWorkflow","workflow":"w"},)";
  }
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"},{"type":"contact.created"}])",
                                                              steps + R"({"type":"createContact","contact":{}}])"));
  Simulation simulation(program);
  const auto report = simulation.fire(click("ana", "a"));
  REQUIRE(report);
  const Entry& halted = simulation.recorder().entry(report->last);
  REQUIRE(halted.kind == EntryKind::halted);
  CHECK(Journal::dropped(halted) > 1000);
  // Nothing of it is left for the next stimulus.
  REQUIRE(simulation.addContact({.id = "quiet"}));
  CHECK(simulation.world().queue.empty());
  REQUIRE(simulation.advance(hour));
  CHECK(simulation.recorder().entry(simulation.recorder().size()).kind == EntryKind::clockMoved);
}

TEST_CASE("a search that tests too many conditions halts") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"type":"findContact","conditions":{"field":"contact.tags","operator":"isNotEmpty"}},
    {"type":"modifyEngagementScore","operation":"add","points":1},
    {"type":"findContact","conditions":{"field":"contact.tags","operator":"isNotEmpty"}},
    {"type":"modifyEngagementScore","operation":"add","points":1}])"));
  const auto scoreWith = [&](std::uint64_t limit, std::uint32_t searches) {
    Simulation simulation(program, {.effortLimit = limit});
    for (const auto* id : {"bo", "cy", "di"}) {
      REQUIRE(simulation.addContact({.id = id}));
    }
    // The trigger has one set of conditions; ana looks through ben, bo, cy and di, twice: a set with one comparison.
    const auto report = simulation.fire(click("ana", "a"));
    REQUIRE(report);
    const Entry& last = simulation.recorder().entry(report->last);
    const bool halted = last.kind == EntryKind::halted;
    CHECK((!halted || haltReason(last) == HaltReason::effortLimit));
    CHECK(test::countEntries(simulation, EntryKind::branchTaken) == searches);
    CHECK(lastExit(simulation) == (halted ? ExitReason::halted : ExitReason::completed));
    // What the next stimulus tests is counted anew.
    REQUIRE(simulation.fire(test::event("page.viewed", "ana", {{"page", "p"}})));
    CHECK(test::countEntries(simulation, EntryKind::halted) == (halted ? 1 : 0));
    return simulation.world().contacts.score(0);
  };
  CHECK(scoreWith(17, 2) == 2);
  CHECK(scoreWith(16, 1) == 1);
  CHECK(scoreWith(9, 1) == 1);
  CHECK(scoreWith(8, 0) == emptyScore);
  CHECK(SimulationOptions().effortLimit == 100'000'000);
}

TEST_CASE("what entries explain is bounded, and what they do not is not counted") {
  const auto never = R"("conditions":{"any":[{"field":"contact.name","operator":"equalTo","value":"n"},
    {"field":"contact.name","operator":"equalTo","value":"m"}]})";
  const auto scoreWith = [&](const std::string& more, SimulationOptions options) {
    const Program program = test::programOf(
        R"({"rehearse":1,"workflows":[{"id":"a","status":"published","triggers":[{"type":"link.clicked"}],"steps":[
        {"type":"modifyEngagementScore","operation":"add","points":1},{"type":"goTo","step":"step-1"}]})" +
        more + R"(],"contacts":[{"id":"ana"}]})");
    Simulation simulation(program, options);
    CountedSimulation counted(program, options);
    REQUIRE(counted.fire(click("ana", "a")));
    const auto report = simulation.fire(click("ana", "a"));
    REQUIRE(report);
    const Entry& last = simulation.recorder().entry(report->last);
    CHECK((last.kind == EntryKind::halted) == (options.explainedLimit < 2000 || options.effortLimit < 2000));
    CHECK((last.kind != EntryKind::halted || haltReason(last) == HaltReason::effortLimit));
    CHECK(counted.recorder().size() == simulation.recorder().size());
    return test::countEntries(simulation, EntryKind::triggerEvaluated);
  };
  const std::string trigger = std::string(R"(,{"id":"b","status":"published","triggers":[{"type":"score.changed",)") +
                              never + R"(}],"steps":[]})";
  // 500 changes of the score, each of which tests a set of four parts after the first trigger's one.
  CHECK(scoreWith(trigger, {}) == 501);
  CHECK(scoreWith(trigger, {.explainedLimit = 400}) == 101);
  CHECK(scoreWith(trigger, {.effortLimit = 400}) == 101);
  // A rule that does not hold leaves no entry: only its effort counts.
  const std::string rule =
      std::string(R"(],"scoringRules":[{"id":"r","event":"score.changed","points":1,)") + never + R"(}],"x-more":[)";
  CHECK(scoreWith(rule, {}) == 1);
  CHECK(scoreWith(rule, {.effortLimit = 400}) == 1);
  CHECK(SimulationOptions().explainedLimit == 8'000'000);
}

TEST_CASE("goals that are not met are bounded by what testing them costs") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", R"([
    {"type":"wait","for":"1m"},{"type":"goTo","step":"step-1"},
    {"type":"goal","conditions":{"field":"contact.name","operator":"equalTo","value":"nobody"}}])"));
  const auto waitsWith = [&](std::uint64_t limit) {
    Simulation journaled(program, {.effortLimit = limit});
    CountedSimulation counted(program, {.effortLimit = limit});
    REQUIRE(journaled.fire(click("ana", "a")));
    REQUIRE(counted.fire(click("ana", "a")));
    REQUIRE(journaled.advance(100 * minute));
    REQUIRE(counted.advance(100 * minute));
    CHECK(counted.recorder().size() == journaled.recorder().size());
    CHECK(counted.now() == journaled.now());
    return test::countEntries(journaled, EntryKind::waitStarted);
  };
  CHECK(waitsWith(200) == 101);
  CHECK(waitsWith(100) == 52);
}
