// Scoring rules where a conformance file's journal would be too long, and what they cost.

#include "rehearse/simulation/run_loop.hpp"
#include "rehearse/simulation/statistics.hpp"
#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("a rule that feeds itself halts") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[],"scoringRules":[{"id":"start","event":"link.clicked","points":1},
         {"id":"echo","event":"score.changed","points":1}],"contacts":[{"id":"ana"}]})");
  Simulation simulation(program);
  CountedSimulation counted(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  REQUIRE(counted.fire(test::click("ana", "a")));
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
  CHECK(simulation.recorder().size() <= entryLimit + 10);
  CHECK(simulation.recorder().size() == counted.recorder().size());
  CHECK(simulation.world().contacts.score(0) == counted.world().contacts.score(0));
  // What was halted is over: the next event is handled as ever.
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  CHECK(test::lastEntry(simulation, EntryKind::event) == simulation.recorder().size());
}

TEST_CASE("very many rules for one event halt, too") {
  std::string text = R"({"rehearse":1,"workflows":[],"contacts":[{"id":"ana"}],"scoringRules":[)";
  for (int number = 0; number < 60'000; ++number) {
    text += (number == 0 ? "" : ",") + std::string(R"({"id":"r)") + std::to_string(number) +
            R"(","event":"link.clicked","points":1})";
  }
  const Program program = test::programOf(text + "]}");
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  CHECK(simulation.world().contacts.score(0) == 60'000);
  CHECK(test::countEntries(simulation, EntryKind::halted) == 1);
  CHECK(simulation.recorder().size() <= entryLimit + 10);
}

TEST_CASE("both recorders give and take back the same points") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[{"type":"score.changed"}],"steps":[]}],
         "scoringRules":[{"id":"a","event":"link.clicked","points":7,"limit":20,"expiresAfter":"1d"},
         {"id":"b","event":"link.clicked","conditions":{"field":"contact.engagementScore","operator":"greaterThan",
          "value":10},"points":-3},{"id":"c","event":"score.changed","conditions":{"field":"event.score",
          "operator":"lessThan","value":0},"points":1,"limit":5}],"contacts":[{"id":"ana"},{"id":"ben"}]})");
  Simulation simulation(program);
  CountedSimulation counted(program);
  for (int round = 0; round < 10; ++round) {
    const EventData event = test::click(round % 3 == 0 ? "ben" : "ana", "a");
    REQUIRE(simulation.fire(event));
    REQUIRE(counted.fire(event));
    REQUIRE(simulation.advance(7 * hour));
    REQUIRE(counted.advance(7 * hour));
    CHECK(simulation.recorder().size() == counted.recorder().size());
    CHECK(simulation.world().contacts.score(0) == counted.world().contacts.score(0));
    CHECK(simulation.world().contacts.score(1) == counted.world().contacts.score(1));
    CHECK(simulation.nextDue() == counted.nextDue());
  }
}

TEST_CASE("statistics tell what rules gave, what expired, and what the clock's triggers did") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[{"id":"w","triggers":[{"type":"schedule","every":"1d"},{"type":"schedule","every":"2d",
          "conditions":{"field":"contact.name","operator":"isNotEmpty"}}],"steps":[]}],
         "scoringRules":[{"id":"a","event":"link.clicked","points":7,"expiresAfter":"1d"},
         {"id":"b","event":"link.clicked","points":-3},{"id":"c","event":"email.opened","points":1}],
         "contacts":[{"id":"ana"}]})");
  const auto check = [](auto simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.advance(4 * day));
    const Statistics statistics = statisticsOf(simulation.world(), simulation.recorder().counts());
    CHECK(statistics.points == Points{7, 10});
    CHECK(statistics.sources == std::vector<PointSource>{{ScoreSource::rule, noIndex, noIndex, 0, {7, 0}},
                                                         {ScoreSource::expiry, noIndex, noIndex, 0, {0, 7}},
                                                         {ScoreSource::rule, noIndex, noIndex, 1, {0, 3}}});
    CHECK(statistics.workflows[0].triggers == std::vector<TriggerStatistics>{{0, 4, 4}, {1, 2, 0}});
  };
  check(Simulation(program));
  check(CountedSimulation(program));
}
