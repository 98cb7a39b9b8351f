// A replay is the run of a simulation that is fed the same events, one by one.

#include <algorithm>
#include <map>

#include "rehearse/api/replay_api.hpp"
#include "rehearse/replay/checksum.hpp"
#include "support/random_log.hpp"
#include "support/random_workspace.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::ApiSimulation;
using test::Json;

namespace {

/// A longer run says no more than several short ones.
constexpr std::uint32_t mostEntries = 4'000;

/// What a simulation says of the rows of a log.
struct Fed {
  Json answers = Json::array();
  bool halted = false;
  bool isTooLong = false;
};

test::Stimulus fire(Json row) {
  row.erase("at");
  return {test::Stimulus::Kind::fire, row.dump(), ""};
}

test::Stimulus arrival(const Json& row) {
  return {test::Stimulus::Kind::addContact, Json({{"id", row["contact"]}}).dump(), ""};
}

/// Whether all that is wrong with an event is that its contact is not known.
bool isAboutContactOnly(const Json& answer) {
  int errors = 0;
  bool isUnknown = false;
  for (const Json& diagnostic : answer["diagnostics"]) {
    errors += diagnostic["severity"] == "error" ? 1 : 0;
    isUnknown = isUnknown || diagnostic["path"] == "/contact";
  }
  return errors == 1 && isUnknown;
}

/// Feeds a simulation as a replay understands a log; contacts that are not known are there quietly from their first row
/// on, which must be the same as arriving: nothing may listen to `contact.created`.
Fed feed(ApiSimulation& simulation, const std::vector<Json>& log) {
  Fed fed;
  const auto apply = [&](const test::Stimulus& stimulus) {
    const Json answer = simulation.apply(stimulus);
    fed.halted = fed.halted || answer.value("halted", false);
    return answer;
  };
  for (const Json& row : log) {
    fed.isTooLong = fed.isTooLong || simulation.clock()["entries"] > mostEntries;
    if (fed.halted || fed.isTooLong) {
      break;
    }
    apply({test::Stimulus::Kind::advanceTo, row["at"], ""});
    Json answer;
    if (row["type"] == "contact.created") {
      answer = apply(arrival(row));
    } else {
      answer = apply(fire(row));
      if (isAboutContactOnly(answer)) {
        REQUIRE(apply(arrival(row))["ok"]);
        answer = apply(fire(row));
      }
    }
    fed.answers.push_back(answer);
  }
  return fed;
}

/// The report's counts as the journal and the statistics of a simulation have them.
void checkCounts(const Json& report, const ApiSimulation& simulation) {
  const Json stats = simulation.stats();
  CHECK(report["scores"] == stats["scores"]);
  CHECK(report["points"] == stats["points"]);
  CHECK(report["contacts"]["total"] == stats["contacts"]);
  CHECK(report["messages"]["total"] == stats["messages"]);
  Json workflows = report["workflows"];
  for (Json& workflow : workflows) {
    workflow.erase("locked");
    for (Json& step : workflow["steps"]) {
      step.erase("branches");
    }
  }
  CHECK(workflows == stats["workflows"]);
}

void checkJournal(const Json& report, const ApiSimulation& simulation) {
  std::map<std::string, std::uint64_t> branches;
  std::map<std::string, std::uint64_t> days;
  std::uint64_t locked = 0;
  for (const Json& entry : simulation.journal()) {
    const std::string kind = entry["kind"];
    if (kind == "branchTaken") {
      ++branches[entry["workflow"].dump() + entry["step"].dump() + entry["branch"].dump()];
    } else if (kind == "workflowLocked") {
      ++locked;
    } else if (kind == "message") {
      const std::string channel = entry["channel"];
      ++days[channel.substr(0, channel.find('.'))];  // "custom.ping" is counted as "custom"
    }
  }
  CHECK(report["locked"] == locked);
  CHECK(report["locks"].size() == std::min<std::uint64_t>(locked, keptLocks));
  for (const Json& workflow : report["workflows"]) {
    for (const Json& step : workflow["steps"]) {
      for (const Json& branch : step["branches"]) {
        auto& left = branches[workflow["workflow"].dump() + step["step"].dump() + branch["branch"].dump()];
        CHECK(branch["taken"] == left);
        left = 0;
      }
    }
  }
  for (const auto& [name, left] : branches) {
    INFO(name);
    CHECK(left == 0);
  }
  std::map<std::string, std::uint64_t> sent;
  for (const Json& day : report["messages"]["byDay"]) {
    for (const auto& [key, count] : day.items()) {
      if (key != "day" && count != 0) {
        sent[key] += count.get<std::uint64_t>();
      }
    }
  }
  CHECK(sent == days);
}

void checkContacts(const ApiReplay& replay, const Json& report, const ApiSimulation& simulation) {
  const Json scores = Json::parse(api::replayScores(replay.handle(), 0, 1'000'000))["contacts"];
  const Json contacts = simulation.contacts();
  REQUIRE(scores.size() == contacts.size());
  std::uint64_t checksum = 0;
  for (std::size_t contact = 0; contact < contacts.size(); ++contact) {
    CHECK(scores[contact][0] == contacts[contact]["id"]);
    const Json& score = contacts[contact]["engagementScore"];
    CHECK(scores[contact][2] == score);
    checksum += checksumOf(contacts[contact]["id"].get<std::string>(),
                           score.is_null() ? emptyScore : score.get<std::int32_t>());
  }
  CHECK(std::stoull(report["checksum"].get<std::string>(), nullptr, 16) == checksum);
}

void checkAnswers(const Json& refusals, const Json& rows, const Json& answers) {
  std::size_t used = 0;
  std::map<std::size_t, std::string> refused;
  for (const Json& refusal : refusals) {
    refused[refusal["row"].get<std::size_t>() - 1] = refusal["code"];
  }
  for (std::size_t row = 0; row < answers.size(); ++row) {
    INFO(row << ": " << answers[row].dump());
    used += answers[row]["ok"] ? 1 : 0;
    CHECK(answers[row]["ok"] == !refused.contains(row));
    if (refused.contains(row) && !answers[row]["ok"]) {
      std::vector<std::string> codes;
      for (const Json& diagnostic : answers[row]["diagnostics"]) {
        codes.push_back(diagnostic["code"]);
      }
      CHECK(std::find(codes.begin(), codes.end(), refused[row]) != codes.end());
    }
  }
  CHECK(rows["used"] == used);
  CHECK(rows["read"] == answers.size());
}

/// Whether it compared anything: a simulation that was halted is cut short where a replay goes on.
bool checkSame(const std::string& workspace, const std::vector<Json>& log, bool runDrafts) {
  ApiSimulation simulation = ApiSimulation::start(workspace, runDrafts);
  REQUIRE(simulation.started());
  const Fed fed = feed(simulation, log);
  if (fed.halted || fed.isTooLong) {
    return false;
  }
  ApiReplay replay(workspace, {{"start", test::logStart}, {"runDrafts", runDrafts}});
  REQUIRE(replay.started());
  REQUIRE(replay.rows(log)["ok"]);
  const Json report = Json::parse(replay.report());
  checkAnswers(report["refusals"], report["rows"], fed.answers);
  checkCounts(report, simulation);
  checkJournal(report, simulation);
  checkContacts(replay, report, simulation);
  CHECK(report["halted"] == 0);
  return true;
}

}  // namespace

TEST_CASE("a replay is the same run as a simulation's, on made-up workspaces") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    INFO("seed " << seed);
    const std::string workspace = test::withLogClock(test::randomWorkspace(seed));
    compared += checkSame(workspace, test::randomLog(seed, 60, 2), seed % 2 == 0) ? 1 : 0;
  }
  CHECK(compared > 10);
}

TEST_CASE("contacts are made at their first row, or arrive") {
  int compared = 0;
  for (std::uint64_t seed = 100; seed < 124; ++seed) {
    INFO("seed " << seed);
    const std::string workspace = test::withLogClock(test::randomWorkspace(seed));
    std::vector<Json> log = test::randomLog(seed, 50, 6);
    if (workspace.find("contact.created") != std::string::npos) {
      continue;
    }
    const auto arrive = [&](std::ptrdiff_t place, const char* contact) {
      const Json at = log[static_cast<std::size_t>(place)]["at"];
      const Json row{{"at", at}, {"type", "contact.created"}, {"contact", contact}};
      log.insert(log.begin() + place, row);
    };
    arrive(20, "contact 3");
    arrive(30, "new");
    compared += checkSame(workspace, log, true) ? 1 : 0;
  }
  CHECK(compared > 7);
}
