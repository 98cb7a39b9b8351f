#include "rehearse/simulation/statistics.hpp"

#include "unit/support.hpp"

using namespace rehearse;

namespace {

template <class AnySimulation>
Statistics statisticsFor(const AnySimulation& simulation) {
  return statisticsOf(simulation.world(), simulation.recorder().counts());
}

/// Of rising scores.
std::vector<ScoreBucket> bucketsOf(const std::vector<std::int32_t>& scores) {
  std::vector<ScoreCount> counts;
  for (const std::int32_t score : scores) {
    counts.push_back({score, 1});
  }
  return scoreBuckets(counts);
}

}  // namespace

TEST_CASE("scores fall into at most 20 buckets with round edges") {
  CHECK(bucketsOf({}).empty());
  CHECK(bucketsOf({5}) == std::vector<ScoreBucket>{{5, 6, 1}});
  CHECK(bucketsOf({0, 19}).size() == 20);
  CHECK(bucketsOf({0, 20}).front() == ScoreBucket{0, 2, 1});
  CHECK(bucketsOf({-1, 0, 39}) == std::vector<ScoreBucket>{{-5, 0, 1},
                                                           {0, 5, 1},
                                                           {5, 10, 0},
                                                           {10, 15, 0},
                                                           {15, 20, 0},
                                                           {20, 25, 0},
                                                           {25, 30, 0},
                                                           {30, 35, 0},
                                                           {35, 40, 1}});
  const auto widest = bucketsOf({-1'000'000'000, 1'000'000'000});
  CHECK(widest.size() == 11);
  CHECK(widest.front() == ScoreBucket{-1'000'000'000, -800'000'000, 1});
  CHECK(widest.back() == ScoreBucket{1'000'000'000, 1'200'000'000, 1});
}

TEST_CASE("a run's statistics tell how contacts went through") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"id":"a","type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"a"}},
          {"id":"never","type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"z"}}])",
      R"([{"id":"check","type":"if","branches":[{"name":"high","conditions":
             {"field":"contact.engagementScore","operator":"greaterThan","value":5},
           "steps":[{"id":"less","type":"modifyEngagementScore","operation":"subtract","points":4},{"id":"out","type":"end"}]}]},
          {"id":"more","type":"modifyEngagementScore","operation":"add","points":3},
          {"id":"pause","type":"wait","for":"1d"},
          {"id":"note","type":"addNote","text":"x"}])"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  REQUIRE(simulation.fire(test::click("ben", "a")));
  REQUIRE(simulation.fire(test::click("ben", "b")));
  REQUIRE(simulation.advance(2 * day));
  REQUIRE(simulation.fire(test::click("ana", "a")));
  REQUIRE(simulation.edit({.id = "ben", .engagementScore = std::optional<std::int32_t>()}));

  const Statistics statistics = statisticsFor(simulation);
  CHECK(statistics.scores.empty == 1);
  CHECK(statistics.scores.minimum == 6);
  CHECK(statistics.scores.mean == 6.0);
  CHECK(statistics.points == Points{6, 10});
  REQUIRE(statistics.sources.size() == 3);
  CHECK(statistics.sources[0].points == Points{0, 4});
  CHECK(statistics.sources[1].points == Points{6, 0});
  CHECK(statistics.sources[2].source == ScoreSource::edit);
  CHECK(statistics.sources[2].points == Points{0, 6});

  const WorkflowStatistics& workflow = statistics.workflows.front();
  std::vector<std::string> told;
  for (const StepStatistics& step : workflow.steps) {
    told.push_back(std::string(program.symbols.text(program.instructions[step.step].id)) + ' ' +
                   std::to_string(step.reached) + ' ' + std::to_string(step.passed) + ' ' +
                   std::to_string(step.waiting));
  }
  CHECK(told ==
        std::vector<std::string>{"check 3 3 0", "less 1 1 0", "out 1 0 0", "more 2 2 0", "pause 2 1 1", "note 1 1 0"});
  CHECK(workflow.waiting == 1);
  CHECK(workflow.triggers == std::vector<TriggerStatistics>{{0, 4, 3}, {1, 4, 0}});
}

TEST_CASE("a ledger has the contact's own changes, oldest first") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked"}])", R"([{"type":"modifyEngagementScore","operation":"add","points":3}])"));
  Simulation simulation(program);
  for (const char* contact : {"ana", "ben", "ana", "ben", "ana"}) {
    REQUIRE(simulation.fire(test::click(contact, "a")));
  }
  REQUIRE(simulation.edit({.id = "ana", .engagementScore = 0}));
  const Journal& journal = simulation.recorder();
  std::vector<std::pair<std::int32_t, std::int32_t>> changes;
  for (const std::uint32_t seq : journal.scoreChanges(0)) {
    CHECK(journal.entry(seq).place.contact == 0);
    changes.push_back(journal.scores(journal.entry(seq)));
  }
  CHECK(changes == std::vector<std::pair<std::int32_t, std::int32_t>>{{emptyScore, 3}, {3, 6}, {6, 9}, {9, 0}});
  CHECK(journal.scoreChanges(1).size() == 2);
  CHECK(journal.scoreChanges(9).empty());
}
