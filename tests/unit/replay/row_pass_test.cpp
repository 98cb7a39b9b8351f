// Rows of which it is known beforehand what comes of them come to the same as by the run loop.

#include <cstdlib>

#include "rehearse/replay/score_cascade.hpp"
#include "support/replay_log.hpp"
#include "support/scoring_workspace.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

/// A report without excerpts. With a wish for those of a workflow that never starts, every row takes the run loop.
Json reportOf(ApiReplay& replay, const std::vector<Json>& log, std::size_t batch = 37) {
  INFO(replay.opening().dump());
  REQUIRE(replay.started());
  replay.rowsInBatches(log, batch);
  Json report = Json::parse(replay.report());
  for (Json* each : {&report, &report["a"], &report["b"]}) {
    if (each->is_object()) {
      each->erase("excerpts");
    }
  }
  return report;
}

Json byRunLoop(Json options) {
  options["excerpts"] = {{"never", 1}};
  return options;
}

Json options() { return {{"start", "2026-01-01T00:00:00Z"}}; }

std::uint64_t lockedIn(const Json& report) { return report["locked"].get<std::uint64_t>(); }

ScoreCascade cascadeOf(const std::string& workspace) {
  const auto read = json::readWorkspace(workspace);
  REQUIRE(read);
  const Program program = compile(*read);
  return ScoreCascade(program, false);
}

}  // namespace

TEST_CASE("rows that only score come to the same as by the run loop") {
  std::uint64_t starts = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    INFO("seed " << seed);
    const std::string workspace = test::scoringWorkspace(
        seed, {.workflows = 5 + static_cast<std::uint32_t>(seed % 40), .mixedPercent = seed % 3 == 0 ? 0U : 12U});
    const std::vector<Json> log = test::scoringLog(seed, 250, 12, false);
    ApiReplay fast(workspace, options());
    ApiReplay slow(workspace, byRunLoop(options()));
    const Json report = reportOf(fast, log);
    CHECK(report == reportOf(slow, log));
    for (const Json& workflow : report["workflows"]) {
      starts += workflow["enrolled"].get<std::uint64_t>();
    }
  }
  CHECK(starts > 10'000);
}

TEST_CASE("so do rows where workflows are locked, and where scores are held at the ends of their range") {
  std::uint64_t locked = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const std::string workspace =
        test::scoringWorkspace(seed, {.workflows = 12, .mixedPercent = 0, .atEnds = seed % 2 == 0});
    const std::vector<Json> log = test::scoringLog(seed, 500, 2, true);
    ApiReplay fast(workspace, options());
    ApiReplay slow(workspace, byRunLoop(options()));
    const Json report = reportOf(fast, log);
    CHECK(report == reportOf(slow, log));
    locked += lockedIn(report);
  }
  CHECK(locked > 0);
}

TEST_CASE("so do rows of a workspace with so many workflows that bits have numbers of their own") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const std::string workspace =
        test::scoringWorkspace(seed, {.workflows = 20, .mixedPercent = seed % 2 == 0 ? 0U : 10U, .neverStarted = 300});
    const std::vector<Json> log = test::scoringLog(seed, 200, 8, false);
    ApiReplay fast(workspace, options());
    ApiReplay slow(workspace, byRunLoop(options()));
    CHECK(reportOf(fast, log) == reportOf(slow, log));
  }
}

TEST_CASE("so do rows of two versions, whose crossings of thresholds are noted") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const std::string a = test::scoringWorkspace(seed, {});
    const std::string b = test::scoringWorkspace(seed + 1000, {.mixedPercent = 0});
    const std::vector<Json> log = test::scoringLog(seed, 200, 12, false);
    Json given = options();
    given["thresholds"] = {0, 5, 20.5, 40};
    ApiReplay fast = ApiReplay::comparing(a, b, given);
    ApiReplay slow = ApiReplay::comparing(a, b, byRunLoop(given));
    CHECK(reportOf(fast, log) == reportOf(slow, log));
  }
}

namespace {

Json scoreStep(int points) {
  return {{"id", "s"},
          {"type", "modifyEngagementScore"},
          {"operation", points < 0 ? "subtract" : "add"},
          {"points", std::abs(points)}};
}

/// A workflow that a contact enters once, when the score compares with a value, and that adds points.
Json onScore(const std::string& id, const std::string& field, const std::string& comparison, double value, int points) {
  const Json condition{{"field", field}, {"operator", comparison}, {"value", value}};
  const Json trigger{{"id", "t"}, {"type", "score.changed"}, {"conditions", Json::array({condition})}};
  return {{"id", id},
          {"status", "published"},
          {"allowReentry", false},
          {"triggers", Json::array({trigger})},
          {"steps", Json::array({scoreStep(points)})}};
}

/// Opened emails add that many points to a contact with that score.
std::string workspaceOf(const Json& workflows, int score, int points) {
  const Json trigger{{"id", "t"}, {"type", "email.opened"}};
  const Json never{{"id", "t"}, {"type", "custom.never"}};
  const Json opened{{"id", "opened"},
                    {"status", "published"},
                    {"triggers", Json::array({trigger})},
                    {"steps", Json::array({scoreStep(points)})}};
  Json all = Json::array({opened});
  for (const Json& workflow : workflows) {
    all.push_back(workflow);
  }
  all.push_back(
      {{"id", "never"}, {"status", "published"}, {"triggers", Json::array({never})}, {"steps", Json::array()}});
  const Json contact{{"id", "ana"}, {"engagementScore", score}};
  return Json{{"rehearse", 1}, {"contacts", Json::array({contact})}, {"workflows", all}}.dump();
}

/// As many opened emails, one a day, of as many different ones.
std::vector<Json> openedEmails(int count, int different) {
  std::vector<Json> log;
  for (int index = 0; index < count; ++index) {
    log.push_back({{"at", 1'767'225'600'000.0 + index * 3'600'000.0},
                   {"contact", "ana"},
                   {"type", "email.opened"},
                   {"email", "e" + std::to_string(index % different)}});
  }
  return log;
}

void checkBothWays(const std::string& workspace, const std::vector<Json>& log) {
  ApiReplay fast(workspace, options());
  ApiReplay slow(workspace, byRunLoop(options()));
  CHECK(reportOf(fast, log, log.size()) == reportOf(slow, log, log.size()));
}

}  // namespace

TEST_CASE("so do rows that bring a score near to numbers far from 0, in whatever order these stand") {
  for (const char* const field : {"event.score", "event.previousScore"}) {
    for (const double sign : {1.0, -1.0}) {
      const char* const comparison = sign > 0 ? "greaterThanOrEqualTo" : "lessThanOrEqualTo";
      for (const auto& [one, other] : {std::pair(5000.0, 4999.0), {4999.0, 5000.0}, {5000.5, 5000.0}}) {
        INFO(field << " " << sign * one << " " << sign * other);
        const Json levels =
            Json::array({onScore("first", field, comparison, sign * one, static_cast<int>(10 * sign)),
                         onScore("second", field, comparison, sign * other, static_cast<int>(10 * sign))});
        for (int score = 4994; score <= 5001; ++score) {
          checkBothWays(workspaceOf(levels, static_cast<int>(sign) * score, static_cast<int>(sign)),
                        openedEmails(3, 2));
        }
      }
    }
  }
  Json many = Json::array();
  for (int level = 130; level >= 65; --level) {
    many.push_back(onScore("w" + std::to_string(level), "event.score", "greaterThanOrEqualTo", level, 1000));
  }
  checkBothWays(workspaceOf(many, 64, 1), openedEmails(1, 1));
}

TEST_CASE("so do rows of more kinds than are kept, whether they recur or not") {
  const Json levels = Json::array({onScore("level", "event.score", "greaterThan", 500, 5)});
  checkBothWays(workspaceOf(levels, 0, 1), openedEmails(9'000, 4'500));
}

TEST_CASE("a cascade is possible where workflows on the score only score, however many others there are") {
  CHECK(cascadeOf(test::scoringWorkspace(3, {.mixedPercent = 0})).isPossible());
  CHECK(cascadeOf(test::scoringWorkspace(3, {.mixedPercent = 0, .neverStarted = 300})).isPossible());
}
