// Rows of which it is known beforehand what comes of them come to the same as by the run loop.

#include <cstdlib>
#include <map>

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

namespace {

/// The same log with breaks, each about as long as starts count as one loop.
std::vector<Json> inBursts(std::vector<Json> log, std::size_t rowsOfBurst) {
  Duration later = 0;
  for (std::size_t row = 0; row < log.size(); ++row) {
    if (row % rowsOfBurst == rowsOfBurst - 1) {
      later += RecentStarts::loopWindow + (static_cast<Duration>(row / rowsOfBurst % 5) - 3) * 5 * minute;
    }
    log[row]["at"] = formatInstant(*parseInstant(log[row]["at"].get<std::string>()) + later);
  }
  return log;
}

}  // namespace

TEST_CASE("so do rows in bursts, whose starts are noted only where they may count") {
  std::uint64_t locked = 0;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    INFO("seed " << seed);
    const std::string workspace =
        test::scoringWorkspace(seed, {.workflows = 12, .mixedPercent = seed % 2 == 0 ? 0U : 12U});
    const std::vector<Json> log = inBursts(
        test::scoringLog(seed, 1'500, 2 + static_cast<std::uint32_t>(seed % 4) * 20, true), 100 * (1 + seed % 5));
    ApiReplay fast(workspace, options());
    ApiReplay slow(workspace, byRunLoop(options()));
    const Json report = reportOf(fast, log, seed % 3 == 0 ? 37 : 1'000);
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

TEST_CASE("so does a row of a contact that the clock let into a workflow after it was planned with others") {
  Json workspace = Json::parse(R"({"rehearse": 1, "contacts": [{"id": "ana"}, {"id": "bo"}], "workflows": [
    {"id": "click", "status": "published", "triggers": [{"type": "link.clicked"}],
     "steps": [{"type": "modifyEngagementScore", "operation": "add", "points": 1}]},
    {"id": "hot", "status": "published", "allowReentry": false,
     "triggers": [{"type": "score.changed",
                   "conditions": [{"field": "event.score", "operator": "greaterThanOrEqualTo", "value": 10}]}],
     "steps": [{"type": "modifyEngagementScore", "operation": "add", "points": 5}]},
    {"id": "later", "status": "published", "triggers": [{"type": "form.submitted"}],
     "steps": [{"type": "wait", "for": "1h"}, {"type": "modifyEngagementScore", "operation": "add", "points": 20}]},
    {"id": "never", "status": "published", "triggers": [{"type": "custom.never"}], "steps": []}]})");
  for (int number = 0; number < 100; ++number) {
    workspace["workflows"].push_back({{"id", "once " + std::to_string(number)},
                                      {"status", "published"},
                                      {"allowReentry", false},
                                      {"triggers", {{{"type", "custom.never"}}}},
                                      {"steps", Json::array()}});
  }
  const auto row = [](const char* at, const char* contact, bool isClick) -> Json {
    return {{"at", at},
            {"contact", contact},
            {"type", isClick ? "link.clicked" : "form.submitted"},
            {isClick ? "link" : "form", "any"}};
  };
  // Bo's first clicks pass, so the last two rows are planned together, when Ana still waits.
  const std::vector<Json> log{row("2026-01-01T00:00:00Z", "ana", false), row("2026-01-01T00:01:00Z", "bo", true),
                              row("2026-01-01T00:02:00Z", "bo", true),   row("2026-01-01T00:03:00Z", "bo", true),
                              row("2026-01-01T00:04:00Z", "bo", true),   row("2026-01-01T01:10:00Z", "bo", true),
                              row("2026-01-01T01:11:00Z", "ana", true)};
  ApiReplay fast(workspace.dump(), options());
  ApiReplay slow(workspace.dump(), byRunLoop(options()));
  const Json report = reportOf(fast, log);
  CHECK(report["workflows"][1]["enrolled"] == 1);
  CHECK(report == reportOf(slow, log));
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

namespace {

/// Rows of opened emails, an hour apart, of one contact after the other.
class PassingReplay {
 public:
  explicit PassingReplay(const std::string& workspace, const Partition& partition = {})
      : replay_(*json::readWorkspace(workspace), optionsFor(partition)) {
    REQUIRE(replay_.setEventColumns(std::vector<std::string>{"at", "contact", "type", "email", "id"}).empty());
    REQUIRE(replay_.setContactColumns(std::vector<std::string>{"id"}).empty());
  }

  /// Runs a row of each contact; gives how many passed without the run loop.
  std::uint64_t open(const std::vector<std::string>& contacts) {
    return run(
        contacts, [](std::size_t) { return "offer"; }, [](std::size_t) { return emptyCell; });
  }
  /// The same with an email of its own for each row, and an id.
  std::uint64_t openOthers(const std::vector<std::string>& contacts) {
    return run(
        contacts, [](std::size_t row) { return "offer-" + std::to_string(row); },
        [&](std::size_t row) { return numberOf("id-" + std::to_string(row)); });
  }
  void give(const std::vector<std::string>& contacts) {
    const std::vector<std::uint32_t> ids = numbersOf(contacts);
    TableRows rows;
    rows.count = static_cast<std::uint32_t>(ids.size());
    rows.cells = {ids.data()};
    REQUIRE(replay_.addContacts(rows).used == rows.count);
  }
  void forget() {
    replay_.forgetTexts();
    numbers_.clear();
  }
  /// The contact's id stands in the dictionary as a number.
  void addNumber(const std::string& contact) { add(contact, TextKind::number); }

  Replay& replay() { return replay_; }
  const World& world() const { return replay_.version(0).world(); }
  std::int32_t scoreOf(const std::string& contact) const {
    return world().contacts.score(world().contacts.find(world().symbols.find(contact)));
  }

 private:
  static ReplayOptions optionsFor(const Partition& partition) {
    ReplayOptions options;
    options.start = 0;
    options.partition = partition;
    return options;
  }
  std::uint32_t add(const std::string& text, TextKind kind) {
    const auto [place, isNew] = numbers_.emplace(text, replay_.dictionary().size());
    if (isNew) {
      replay_.dictionary().add(text, kind);
    }
    return place->second;
  }
  std::uint32_t numberOf(const std::string& text) { return add(text, TextKind::text); }
  std::vector<std::uint32_t> numbersOf(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> numbers;
    for (const std::string& text : texts) {
      numbers.push_back(numberOf(text));
    }
    return numbers;
  }
  template <class EmailOf, class IdOf>
  std::uint64_t run(const std::vector<std::string>& contacts, EmailOf emailOf, IdOf idOf) {
    std::vector<double> at;
    std::vector<std::uint32_t> emails;
    std::vector<std::uint32_t> ids;
    for (std::size_t row = 0; row < contacts.size(); ++row) {
      at.push_back(static_cast<double>(hours_++ * hour));
      emails.push_back(numberOf(emailOf(row)));
      ids.push_back(idOf(row));
    }
    const std::vector<std::uint32_t> numbers = numbersOf(contacts);
    const std::vector<std::uint32_t> types(contacts.size(), numberOf("email.opened"));
    EventRows rows;
    rows.count = static_cast<std::uint32_t>(contacts.size());
    rows.at = at.data();
    rows.cells = {numbers.data(), types.data(), emails.data(), ids.data()};
    const std::uint64_t before = replay_.version(0).rowsPassed();
    replay_.run(rows);
    return replay_.version(0).rowsPassed() - before;
  }

  Replay replay_;
  std::map<std::string, std::uint32_t> numbers_;
  std::int64_t hours_ = 0;
};

std::string openingWorkspace() {
  return workspaceOf(Json::array({onScore("level", "event.score", "greaterThan", 5, 2)}), 0, 1);
}

/// Each of so many contacts, so often, in turn.
std::vector<std::string> inTurn(int contacts, int times) {
  std::vector<std::string> all;
  for (int row = 0; row < contacts * times; ++row) {
    all.push_back("c" + std::to_string(row % contacts));
  }
  return all;
}

}  // namespace

TEST_CASE("rows that only score pass without the run loop, all but the one that makes its contact") {
  PassingReplay replay(openingWorkspace());
  CHECK(replay.open(inTurn(10, 20)) == 190);
  CHECK(replay.scoreOf("c7") == 22);
}

TEST_CASE("so do rows of contacts that the workspace has, or that were given, from the first on") {
  PassingReplay replay(openingWorkspace());
  replay.give({"ben", "cleo"});
  replay.forget();                   // as between a file of contacts and the log
  CHECK(replay.open({"zoe"}) == 0);  // it starts the clock, too
  CHECK(replay.open({"ana", "ben", "cleo", "ana"}) == 4);
  CHECK(replay.scoreOf("ana") == 2);
}

TEST_CASE("so do rows of contacts that are known when the dictionary's texts were forgotten") {
  PassingReplay replay(openingWorkspace());
  const std::vector<std::string> all = inTurn(100, 2);
  CHECK(replay.open(all) == 100);
  for (int round = 0; round < 3; ++round) {
    replay.forget();
    CHECK(replay.open(all) == 200);
  }
  CHECK(replay.scoreOf("c42") == 10);
}

TEST_CASE("rows of other parts do not pass, and nothing is kept of their contacts") {
  PassingReplay whole(openingWorkspace());
  whole.open(inTurn(40, 3));
  std::uint64_t passed = 0;
  std::uint32_t contacts = 0;
  for (const std::uint32_t index : {0U, 1U}) {
    PassingReplay part(openingWorkspace(), {index, 2});
    const std::uint32_t before = part.world().symbols.end();
    passed += part.open(inTurn(40, 3));
    contacts += part.world().contacts.size();
    CHECK(part.world().symbols.end() - before < part.replay().version(0).made() + 5);
  }
  CHECK(contacts == whole.world().contacts.size());
  CHECK(passed == 80);
}

TEST_CASE("a number is no contact's id, though a contact is called like it") {
  PassingReplay replay(openingWorkspace());
  CHECK(replay.open({"5", "5"}) == 1);
  replay.forget();
  replay.addNumber("5");
  CHECK(replay.open({"5", "ana"}) == 1);
  CHECK(replay.scoreOf("5") == 2);
  CHECK(replay.replay().results().rows.refusedBy.at("value.type") == 1);
}

TEST_CASE("rows that are left for their ids do not count as rows that never recur") {
  PassingReplay replay(openingWorkspace());
  const std::vector<std::string> ana(5'000, "ana");
  CHECK(replay.openOthers(ana) == 0);
  CHECK(replay.open(ana) == 5'000);
}
