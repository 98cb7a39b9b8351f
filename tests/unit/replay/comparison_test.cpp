// Two versions over one log, against each of them by itself.

#include <map>
#include <set>

#include "rehearse/api/replay_api.hpp"
#include "support/random_log.hpp"
#include "support/random_workspace.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::ApiSimulation;
using test::Json;

namespace {

/// Scores by id: before, after.
std::map<std::string, Json> scoresOf(const ApiReplay& replay) {
  std::map<std::string, Json> scores;
  const Json answer = Json::parse(api::replayScores(replay.handle(), 0, UINT32_MAX));
  for (const Json& row : answer["contacts"]) {
    scores[row[0]] = row;
  }
  return scores;
}

int counted(const Json& score) { return score.is_null() ? 0 : score.get<int>(); }

/// Whether there may be twice as many contacts each time that a schedule comes.
bool mayNeverEnd(const std::string& workspace) {
  return workspace.find("schedule") != std::string::npos && workspace.find("createContact") != std::string::npos;
}

std::string offers(int threshold, bool third) {
  return R"({"rehearse":1,"workflows":[
    {"id":"points","status":"published","triggers":[{"type":"link.clicked"}],
     "steps":[{"type":"modifyEngagementScore","operation":"add","points":20}]},
    {"id":"offer","status":"published","triggers":[{"type":"score.changed","fires":"crossing","conditions":
       {"field":"event.score","operator":"greaterThanOrEqualTo","value":)" +
         std::to_string(threshold) + R"(}}],
     "steps":[{"type":"sendEmail","subject":"An offer"}]})" +
         (third ? R"(,{"id":"minus","status":"published","triggers":[{"type":"email.opened"}],
     "steps":[{"type":"modifyEngagementScore","operation":"subtract","points":5}]})"
                : "") +
         "]}";
}

Json event(const std::string& contact, const std::string& type) {
  Json made{{"at", "2026-05-04T10:00:00Z"}, {"contact", contact}, {"type", type}};
  if (type == "link.clicked") {
    made["link"] = "a";
  }
  return made;
}

}  // namespace

TEST_CASE("both reports are those of two replays, and the contacts are compared one by one") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    const std::string a = test::randomWorkspace(seed);
    const std::string b = test::randomWorkspace(seed + 1000);
    if (mayNeverEnd(a) || mayNeverEnd(b)) {
      continue;
    }
    ++compared;
    const std::vector<Json> log = test::randomLog(seed, 60, 12);
    ApiReplay inA(a);
    ApiReplay inB(b);
    ApiReplay both = ApiReplay::comparing(a, b);
    inA.rowsInBatches(log, 100);
    inB.rowsInBatches(log, 100);
    both.rowsInBatches(log, 100);
    const Json report = Json::parse(both.report());
    CHECK(report["a"].dump() == inA.report());
    CHECK(report["b"].dump() == inB.report());

    const auto scoresA = scoresOf(inA);
    const auto scoresB = scoresOf(inB);
    std::map<std::string, int> counts{{"same", 0}, {"higher", 0}, {"lower", 0}, {"onlyA", 0}, {"onlyB", 0}};
    std::multiset<int> differences;
    for (const auto& [id, row] : scoresA) {
      const auto other = scoresB.find(id);
      if (other == scoresB.end()) {
        ++counts["onlyA"];
        continue;
      }
      const int difference = counted(other->second[2]) - counted(row[2]);
      ++counts[difference == 0 ? "same" : difference > 0 ? "higher" : "lower"];
      differences.insert(difference);
    }
    for (const auto& [id, row] : scoresB) {
      counts["onlyB"] += scoresA.contains(id) ? 0 : 1;
    }
    for (const auto& [name, count] : counts) {
      CHECK(report["contacts"][name] == count);
    }
    std::size_t inBuckets = 0;
    for (const Json& bucket : report["differences"]) {
      const auto first = differences.lower_bound(bucket["from"].get<int>());
      const auto last = differences.lower_bound(bucket["to"].get<int>());
      CHECK(bucket["count"] == std::distance(first, last));
      inBuckets += bucket["count"].get<std::size_t>();
    }
    CHECK(inBuckets == differences.size());

    const Json rows = Json::parse(api::replayScores(both.handle(), 0, UINT32_MAX))["contacts"];
    CHECK(rows.size() == scoresA.size() + static_cast<std::size_t>(counts["onlyB"]));
    for (const Json& row : rows) {
      const auto a1 = scoresA.find(row[0]);
      const auto b1 = scoresB.find(row[0]);
      CHECK(row[2] == (a1 == scoresA.end() ? Json() : a1->second[2]));
      CHECK(row[3] == (b1 == scoresB.end() ? Json() : b1->second[2]));
    }
    // Pages put together are all.
    Json pages = Json::array();
    for (std::uint32_t first = 0; first < rows.size() + 3; first += 3) {
      const Json page = Json::parse(api::replayScores(both.handle(), first, 3));
      for (const Json& row : page["contacts"]) {
        pages.push_back(row);
      }
    }
    CHECK(pages == rows);
  }
  CHECK(compared > 5);
}

TEST_CASE("workflows and messages of both versions stand beside each other") {
  ApiReplay replay = ApiReplay::comparing(offers(50, false), offers(30, true));
  replay.rowsInBatches({event("ana", "link.clicked"), event("ana", "link.clicked"), event("ana", "link.clicked"),
                        event("bo", "link.clicked"), event("bo", "link.clicked"), event("cy", "email.opened")},
                       10);
  const Json report = Json::parse(replay.report());
  CHECK(report["workflows"] == Json::parse(R"([{"workflow":"points","a":5,"b":5,"difference":0},
                                               {"workflow":"offer","a":1,"b":2,"difference":1},
                                               {"workflow":"minus","a":null,"b":1,"difference":1}])"));
  CHECK(report["messages"] == Json({{"a", 1}, {"b", 2}}));
  CHECK(report["contacts"] == Json({{"same", 2}, {"higher", 0}, {"lower", 1}, {"onlyA", 0}, {"onlyB", 0}}));
}

TEST_CASE("thresholds are those of the triggers, and tell who crosses them in one version only") {
  std::string b = offers(30, true);
  b.replace(b.find("\"points\":20"), 11, "\"points\":29");
  ApiReplay replay = ApiReplay::comparing(offers(50, false), b);
  std::vector<Json> log;
  for (int contact = 0; contact < 15; ++contact) {
    const std::string id = "c" + std::to_string(contact);
    log.insert(log.end(), static_cast<std::size_t>(contact % 4), event(id, "link.clicked"));
  }
  replay.rowsInBatches(log, 4);
  const Json thresholds = Json::parse(replay.report())["thresholds"];
  REQUIRE(thresholds.size() == 2);
  CHECK(thresholds[0]["threshold"] == 30);
  CHECK(thresholds[0]["both"] == 7);  // 40 or 60 against 58 or 87
  CHECK(thresholds[0]["onlyA"] == 0);
  CHECK(thresholds[1]["threshold"] == 50);
  CHECK(thresholds[1]["both"] == 3);
  CHECK(thresholds[1]["onlyB"] == 4);
  CHECK(thresholds[1]["examplesA"] == Json::array());
  CHECK(thresholds[1]["examplesB"] == Json({"c10", "c14", "c2", "c6"}));
}

TEST_CASE("thresholds that are asked for are the ones, and the journal agrees with who crosses them") {
  int crossed = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    const std::string workspace = test::withLogClock(test::randomWorkspace(seed));
    const std::vector<Json> log = test::randomLog(seed, 60, 2);
    ApiSimulation simulation = ApiSimulation::start(workspace);
    bool halted = false;
    for (const Json& row : log) {
      Json fired = row;
      fired.erase("at");
      halted = halted || simulation.apply({test::Stimulus::Kind::advanceTo, row["at"], ""}).value("halted", false);
      halted = halted || simulation.apply({test::Stimulus::Kind::fire, fired.dump(), ""}).value("halted", false);
    }
    if (halted) {
      continue;
    }
    std::map<double, std::set<std::string>> wanted{{-2, {}}, {0.5, {}}, {12, {}}};
    for (const Json& entry : simulation.journal()) {
      if (entry["kind"] == "scoreChanged") {
        for (auto& [threshold, ids] : wanted) {
          const bool wasBelow = entry["previous"].is_null() || entry["previous"].get<double>() < threshold;
          const bool isThere = !entry["score"].is_null() && entry["score"].get<double>() >= threshold;
          if (wasBelow && isThere) {
            ids.insert(entry["contact"].get<std::string>());
          }
        }
      }
    }
    constexpr auto nothing = R"({"rehearse":1,"workflows":[]})";
    ApiReplay replay =
        ApiReplay::comparing(workspace, nothing, {{"thresholds", {12, -2, 0.5, 12}}, {"start", test::logStart}});
    replay.rowsInBatches(log, 50);
    const Json thresholds = Json::parse(replay.report())["thresholds"];
    REQUIRE(thresholds.size() == 3);
    std::size_t index = 0;
    for (const auto& [threshold, ids] : wanted) {
      CHECK(thresholds[index]["threshold"] == threshold);
      CHECK(thresholds[index]["onlyA"] == ids.size());
      CHECK(thresholds[index]["examplesA"] == Json(std::vector<std::string>(ids.begin(), ids.end())));
      crossed += static_cast<int>(ids.size());
      ++index;
    }
  }
  CHECK(crossed > 2);
}
