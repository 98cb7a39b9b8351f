#include <type_traits>

#include "unit/support.hpp"

using namespace rehearse;
using test::click;

namespace {

const std::string onClickAddTen =
    test::workspaceWith(R"([{"type":"link.clicked"}])",
                        R"([{"type":"modifyEngagementScore","operation":"add","points":10},{"type":"wait","for":"1d"},
        {"type":"addTag","tags":["waited"]}])");

}  // namespace

// A program that nobody keeps would be gone before the simulation runs.
static_assert(!std::is_constructible_v<Simulation, Program>);
static_assert(std::is_constructible_v<Simulation, const Program&>);

TEST_CASE("a copy goes its own way") {
  const Program program = test::programOf(onClickAddTen);
  Simulation simulation(program);
  REQUIRE(simulation.fire(click("ana", "a")));
  Simulation fork = simulation;
  CHECK(test::journalText(fork) == test::journalText(simulation));
  REQUIRE(fork.advance(2 * day));
  CHECK(contactState(fork.world(), 0).tags == std::vector<std::string>{"waited"});
  CHECK(contactState(simulation.world(), 0).tags.empty());
  REQUIRE(simulation.advance(2 * day));
  CHECK(test::journalText(fork) == test::journalText(simulation));
}

TEST_CASE("a reset simulation runs as a new one does") {
  const Program program = test::programOf(onClickAddTen);
  Simulation simulation(program);
  REQUIRE(simulation.fire(click("ana", "a")));
  REQUIRE(simulation.advance(hour));
  const std::string before = test::journalText(simulation);
  simulation.reset();
  CHECK(simulation.recorder().size() == 0);
  CHECK(simulation.now() == defaultClock);
  CHECK(simulation.nextDue() == noInstant);
  REQUIRE(simulation.fire(click("ana", "a")));
  REQUIRE(simulation.advance(hour));
  CHECK(test::journalText(simulation) == before);
}

TEST_CASE("what is due next is known, also after a wait ended early") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked"}])",
      R"([{"type":"wait","untilEvent":{"type":"email.opened"},"timeout":"7d"},{"type":"wait","for":"30d"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(click("ana", "a")));
  CHECK(simulation.nextDue() == defaultClock + 7 * day);
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  CHECK(simulation.nextDue() == defaultClock + 30 * day);
  REQUIRE(simulation.advance(31 * day));
  CHECK(simulation.nextDue() == noInstant);
}

TEST_CASE("stimuli that are refused change nothing") {
  const Program program = test::programOf(onClickAddTen);
  Simulation simulation(program);
  REQUIRE(simulation.fire(click("ana", "a")));
  const std::string journal = test::journalText(simulation);
  const auto codeOf = [](const Result<Report>& result) {
    return result ? std::string("no error") : result.diagnostics().front().code;
  };
  CHECK(codeOf(simulation.fire(click("nobody", "a"))) == "reference.unknown");
  CHECK(codeOf(simulation.fire(test::event("link.clicked", "ana"))) == "value.missing");
  CHECK(codeOf(simulation.fire(test::event("link.clicked", "ana", {{"link", 3.0}}))) == "value.type");
  CHECK(codeOf(simulation.fire(test::event("email.opened", "ana", {{"colour", "red"}}))) == "key.unknown");
  CHECK(codeOf(simulation.fire(test::event("email.read", "ana"))) == "value.unknown");
  CHECK(codeOf(simulation.fire(test::event("score.changed", "ana"))) == "event.notFireable");
  CHECK(codeOf(simulation.advance(0)) == "value.range");
  CHECK(codeOf(simulation.advance(INT64_MAX)) == "value.range");
  CHECK(codeOf(simulation.advanceTo(defaultClock - 1)) == "value.range");
  CHECK(codeOf(simulation.addContact({.id = "ana"})) == "id.duplicate");
  CHECK(codeOf(simulation.edit({.id = "nobody"})) == "reference.unknown");
  CHECK(codeOf(simulation.unlock("ana", "nothing")) == "reference.unknown");
  CHECK(test::journalText(simulation) == journal);
  CHECK(simulation.now() == defaultClock);
  CHECK(simulation.world().contacts.size() == 2);
}

TEST_CASE("a resource that is not listed is a warning, and the event happens") {
  const Program program = test::programOf(R"({"rehearse":1,"workflows":[],"contacts":[{"id":"ana"}],
    "resources":{"links":[{"id":"pricing"}]}})");
  Simulation simulation(program);
  CHECK(simulation.fire(click("ana", "pricing")).diagnostics().empty());
  const auto report = simulation.fire(click("ana", "prices"));
  REQUIRE(report);
  REQUIRE(report.diagnostics().size() == 1);
  CHECK(report.diagnostics()[0].severity == Severity::warning);
  CHECK(report.diagnostics()[0].path == "/link");
}
