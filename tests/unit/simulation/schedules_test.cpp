// What the clock sets off by itself: schedules and dates, what they cost, and how they stop.

#include <string>

#include "rehearse/simulation/run_loop.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

Instant at(std::string_view text) { return parseInstant(text).value_or(noInstant); }

/// A workspace of that many contacts `c1`, `c2` …, and of these workflows.
std::string workspaceOf(std::size_t contacts, std::string_view workflows) {
  std::string text = R"({"rehearse":1,"workflows":[)" + std::string(workflows) + R"(],"contacts":[)";
  for (std::size_t number = 1; number <= contacts; ++number) {
    text += std::string(number == 1 ? "" : ",") + R"({"id":"c)" + std::to_string(number) + R"(","engagementScore":)" +
            std::to_string(number % 2) + "}";
  }
  return text + "]}";
}

std::string scheduled(std::string_view trigger, std::string_view steps, std::string_view id = "s") {
  return R"({"id":")" + std::string(id) + R"(","status":"published","triggers":[{"type":"schedule",)" +
         std::string(trigger) + R"(}],"steps":)" + std::string(steps) + "}";
}

ContactData contact(std::string id) {
  ContactData data;
  data.id = std::move(id);
  return data;
}

}  // namespace

TEST_CASE("ten thousand contacts in one schedule") {
  const Program program = test::programOf(workspaceOf(
      10'000,
      scheduled(
          R"("every":"1d","at":"09:00","conditions":{"field":"contact.engagementScore","operator":"equalTo","value":1})",
          R"([{"type":"addTag","tags":["seen"]},{"type":"wait","for":"12h"}])")));
  Simulation simulation(program);
  CountedSimulation counted(program);
  REQUIRE(simulation.nextDue() == at("2026-01-01T09:00:00Z"));
  REQUIRE(counted.nextDue() == simulation.nextDue());
  const auto report = simulation.advance(day);
  REQUIRE(report);
  REQUIRE(counted.advance(day));
  CHECK(test::countEntries(simulation, EntryKind::halted) == 0);
  CHECK(test::countEntries(simulation, EntryKind::enrolled) == 5'000);
  CHECK(simulation.world().workflowCounts[0].enrolled == 5'000);
  CHECK(simulation.world().workflowCounts[0].finished() == 5'000);
  CHECK(counted.world().workflowCounts[0].enrolled == 5'000);
  CHECK(counted.world().workflowCounts[0].finished() == 5'000);
  CHECK(counted.recorder().size() == simulation.recorder().size());
  CHECK(counted.nextDue() == simulation.nextDue());
  CHECK(simulation.nextDue() == at("2026-01-02T09:00:00Z"));
  // Each contact's event, one after another, in order of arrival.
  std::uint32_t next = 0;
  for (std::uint32_t seq = 1; seq <= simulation.recorder().size(); ++seq) {
    const Entry& entry = simulation.recorder().entry(seq);
    if (entry.kind == EntryKind::event && entry.place.trigger != noIndex) {
      REQUIRE(entry.place.contact == next++);
      REQUIRE(entry.place.cause == 1);
    }
  }
  CHECK(next == 10'000);
}

TEST_CASE("a schedule that halts drops the contacts that are left, and its next time stays due") {
  const Program program = test::programOf(workspaceOf(
      10'000, scheduled(R"("every":"1d")", R"([{"type":"addNote","text":"1"},{"type":"addNote","text":"2"},)"
                                           R"({"type":"addNote","text":"3"},{"type":"addNote","text":"4"}])")));
  const auto check = [](auto simulation) {
    REQUIRE(simulation.advance(5 * day));
    CHECK(simulation.now() == at("2026-01-02T00:00:00Z"));
    CHECK(simulation.nextDue() == at("2026-01-03T00:00:00Z"));
    // An event, its trigger, an enrollment, four steps with their changes, an exit: twelve entries a contact.
    const std::uint32_t done = entryLimit / 12 + 1;
    CHECK(simulation.world().workflowCounts[0].enrolled == done);
    return done;
  };
  check(CountedSimulation(program));
  Simulation simulation(program);
  const std::uint32_t done = check(simulation);
  REQUIRE(simulation.advance(5 * day));
  const Entry& halted = simulation.recorder().entry(test::lastEntry(simulation, EntryKind::halted));
  CHECK(Journal::dropped(halted) == 10'000 - done);
  CHECK(simulation.recorder().moment(halted) == at("2026-01-06T00:00:00Z"));
}

TEST_CASE("without contacts the clock passes over schedules at once, to the end of time") {
  const Program program = test::programOf(workspaceOf(0, scheduled(R"("every":"1m")", "[]", "minutes") + "," +
                                                             scheduled(R"("every":"5200w")", "[]", "centuries") + "," +
                                                             scheduled(R"("every":"1d","at":"23:59")", "[]", "daily")));
  Simulation simulation(program);
  for (int years = 0; years < 1'000; ++years) {
    REQUIRE(simulation.advance(365 * day));
    REQUIRE(simulation.nextDue() == simulation.now() + minute);
  }
  REQUIRE(simulation.advanceTo(latestInstant));
  CHECK(simulation.nextDue() == noInstant);
  CHECK(simulation.recorder().size() == 1'001);
  REQUIRE(simulation.addContact(contact("late")));
  CHECK(simulation.nextDue() == noInstant);
}

TEST_CASE("with contacts, a schedule by the minute ends with the limit of entries") {
  const Program program = test::programOf(workspaceOf(1, scheduled(R"("every":"1m")", "[]")));
  Simulation simulation(program);
  REQUIRE(simulation.advance(365 * day));
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
  CHECK(simulation.recorder().size() <= entryLimit + 10);
  CHECK(simulation.nextDue() == simulation.now() + minute);
}

TEST_CASE("what is passed over without contacts leaves the order that it would have had") {
  const std::string workflows =
      scheduled(R"("every":"1d")", "[]", "a") + "," + scheduled(R"("every":"12h")", "[]", "b") + "," +
      scheduled(R"("every":"3d")", "[]", "c") + "," + scheduled(R"("every":"24h","at":"12:00")", "[]", "d") + "," +
      scheduled(R"("every":"36h")", "[]", "e") + "," + scheduled(R"("every":"12h")", "[]", "f");
  const Program program = test::programOf(workspaceOf(0, workflows));
  // The same schedules with a contact that was there all the time.
  Simulation stepped(program);
  REQUIRE(stepped.addContact(contact("bo")));
  for (int days = 1; days <= 20; ++days) {
    REQUIRE(stepped.advance(day));
    Simulation passed(program);
    REQUIRE(passed.advance(days * day));
    REQUIRE(passed.addContact(contact("bo")));
    const auto order = [](Simulation simulation) {
      const std::uint32_t before = simulation.recorder().size();
      REQUIRE(simulation.advance(4 * day));
      std::string text;
      for (std::uint32_t seq = before + 1; seq <= simulation.recorder().size(); ++seq) {
        const Entry& entry = simulation.recorder().entry(seq);
        if (entry.kind == EntryKind::event) {
          text += std::to_string(entry.place.workflow) + "@" + formatInstant(entry.at) + " ";
        }
      }
      return text;
    };
    CHECK(order(stepped) == order(passed));
  }
}

TEST_CASE("a fork's schedules and dates go their own way, and a reset begins them anew") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[{"type":"schedule","every":"1d"},
         {"type":"date.reached","field":"fields.due"}],"steps":[]}],
         "contacts":[{"id":"ana","fields":{"due":"2026-01-03"}}]})");
  Simulation simulation(program);
  Simulation fork = simulation;
  ContactData later = contact("ana");
  later.fields = ScalarMap{{"due", std::string("2026-02-01")}};
  REQUIRE(fork.edit(later));
  REQUIRE(fork.advance(3 * day));
  REQUIRE(simulation.advance(3 * day));
  CHECK(fork.world().workflowCounts[0].enrolled == 3);
  CHECK(simulation.world().workflowCounts[0].enrolled == 4);
  const std::string journal = test::journalText(simulation);
  simulation.reset();
  CHECK(simulation.nextDue() == at("2026-01-02T00:00:00Z"));
  REQUIRE(simulation.advance(3 * day));
  CHECK(test::journalText(simulation) == journal);
}

TEST_CASE("the next thing due is the earliest of all kinds") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[
         {"id":"s","triggers":[{"type":"schedule","every":"10d","at":"12:00"}],"steps":[]},
         {"id":"d","triggers":[{"type":"date.reached","field":"fields.due"}],"steps":[]},
         {"id":"w","status":"published","triggers":[{"type":"link.clicked"}],"steps":[{"type":"wait","for":"1h"}]}],
         "scoringRules":[{"id":"r","event":"email.opened","points":1,"expiresAfter":"2h"}],"contacts":[{"id":"ana"}]})");
  Simulation simulation(program);
  CHECK(simulation.nextDue() == at("2026-01-01T12:00:00Z"));
  ContactData due = contact("ana");
  due.fields = ScalarMap{{"due", std::string("2026-01-01T06:00:00Z")}};
  REQUIRE(simulation.edit(due));
  CHECK(simulation.nextDue() == at("2026-01-01T06:00:00Z"));
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  CHECK(simulation.nextDue() == at("2026-01-01T02:00:00Z"));
  REQUIRE(simulation.fire(test::click("ana", "a")));
  CHECK(simulation.nextDue() == at("2026-01-01T01:00:00Z"));
  REQUIRE(simulation.advance(3 * hour));
  CHECK(simulation.nextDue() == at("2026-01-01T06:00:00Z"));
  due.fields = ScalarMap{{"due", std::monostate()}};
  REQUIRE(simulation.edit(due));
  CHECK(simulation.nextDue() == at("2026-01-01T12:00:00Z"));
  REQUIRE(simulation.advance(day));
  CHECK(simulation.nextDue() == at("2026-01-11T12:00:00Z"));
}

TEST_CASE("dates that are written again and again leave no pile of timers behind") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[{"id":"w","triggers":[{"type":"date.reached","field":"lastActivityAt","offset":"1w"}],
         "steps":[]}],"contacts":[{"id":"ana"}]})");
  Simulation simulation(program);
  for (int round = 0; round < 2'000; ++round) {
    REQUIRE(simulation.advance(second));
    REQUIRE(simulation.fire(test::event("email.opened", "ana")));
    REQUIRE(simulation.nextDue() == simulation.now() + week);
  }
  CHECK(simulation.world().timers.size() < 100);
  REQUIRE(simulation.advance(2 * week));
  CHECK(simulation.world().workflowCounts[0].refused() == 1);
}
