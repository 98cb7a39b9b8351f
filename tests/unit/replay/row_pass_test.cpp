// Rows of which it is known beforehand what comes of them come to the same as by the run loop.

#include "rehearse/replay/score_cascade.hpp"
#include "support/replay_log.hpp"
#include "support/scoring_workspace.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

/// A report without excerpts. With a wish for those of a workflow that never starts, every row takes the run loop.
Json reportOf(ApiReplay& replay, const std::vector<Json>& log) {
  INFO(replay.opening().dump());
  REQUIRE(replay.started());
  replay.rowsInBatches(log, 37);
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

TEST_CASE("a cascade is possible where workflows on the score only score, however many others there are") {
  CHECK(cascadeOf(test::scoringWorkspace(3, {.mixedPercent = 0})).isPossible());
  CHECK(cascadeOf(test::scoringWorkspace(3, {.mixedPercent = 0, .neverStarted = 300})).isPossible());
}
