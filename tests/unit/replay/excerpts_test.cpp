// The journals of single rows, against that of a simulation that is fed the same events.

#include <map>

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

/// With the fields of the event in order of their names: a log has them in order of its columns.
void sortFields(Json& event) {
  if (event.contains("fields")) {
    event["fields"] = Json(nlohmann::json::parse(event["fields"].dump()));
  }
}

/// The entries of one row, seqs and enrollments numbered from 1.
Json numberedAnew(Json entries) {
  const std::uint32_t before = entries.empty() ? 0 : entries[0]["seq"].get<std::uint32_t>() - 1;
  std::map<std::uint32_t, std::uint32_t> enrollments;
  for (Json& entry : entries) {
    entry["seq"] = entry["seq"].get<std::uint32_t>() - before;
    if (!entry["cause"].is_null()) {
      entry["cause"] = entry["cause"].get<std::uint32_t>() - before;
    }
    if (entry.contains("event")) {
      sortFields(entry["event"]);
    }
    if (entry.contains("chain")) {
      for (Json& link : entry["chain"]) {
        link = link.get<std::uint32_t>() - before;
      }
    }
    if (!entry["enrollment"].is_null()) {
      const auto number = entry["enrollment"].get<std::uint32_t>();
      entry["enrollment"] = enrollments.emplace(number, enrollments.size() + 1).first->second;
    }
  }
  return entries;
}

/// The rows in which each workflow started, as the report tells them. Nothing where something was halted.
std::optional<Json> expectedExcerpts(const std::string& workspace, const std::vector<Json>& log,
                                     const std::vector<std::string>& workflows, std::size_t most) {
  ApiSimulation simulation = ApiSimulation::start(workspace);
  std::map<std::string, Json> excerpts;
  for (std::size_t row = 0; row < log.size(); ++row) {
    if (simulation.apply({test::Stimulus::Kind::advanceTo, log[row]["at"], ""}).value("halted", false)) {
      return std::nullopt;
    }
    Json fired = log[row];
    fired.erase("at");
    const Json answer = simulation.apply({test::Stimulus::Kind::fire, fired.dump(), ""});
    if (!answer["ok"].get<bool>() || answer["halted"].get<bool>()) {
      return std::nullopt;
    }
    const std::string own = api::entries(simulation.handle(), answer["first"], answer["last"]);
    Json entries = Json::parse(own)["entries"];
    entries = numberedAnew(entries);
    for (const std::string& workflow : workflows) {
      const bool started = std::any_of(entries.begin(), entries.end(), [&](const Json& entry) {
        return entry["kind"] == "enrolled" && entry["workflow"] == workflow;
      });
      if (started && excerpts[workflow].size() < most) {
        excerpts[workflow].push_back({{"workflow", workflow},
                                      {"row", row + 1},
                                      {"at", entries[0]["at"]},
                                      {"contact", log[row]["contact"]},
                                      {"entries", entries},
                                      {"truncated", false}});
      }
    }
  }
  Json all = Json::array();
  for (const std::string& workflow : workflows) {
    for (const Json& excerpt : excerpts[workflow]) {
      all.push_back(excerpt);
    }
  }
  return all;
}

std::vector<std::string> workflowsOf(const std::string& workspace) {
  const Json document = Json::parse(workspace);
  std::vector<std::string> ids;
  for (const Json& workflow : document["workflows"]) {
    ids.push_back(workflow["id"]);
  }
  return ids;
}

Json excerptOptions(const std::vector<std::string>& workflows, std::size_t most) {
  Json wishes = Json::object();
  for (const std::string& workflow : workflows) {
    wishes[workflow] = most;
  }
  return {{"start", test::logStart}, {"excerpts", wishes}};
}

}  // namespace

TEST_CASE("excerpts are the entries of a simulation's journal") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const std::string workspace = test::withLogClock(test::randomWorkspace(seed));
    const auto workflows = workflowsOf(workspace);
    std::vector<Json> log = test::randomLog(seed, 40, 2);
    log[0]["id"] = "the first";
    for (Json& row : log) {
      if (row.contains("fields") && row["fields"].empty()) {
        row.erase("fields");  // no row of columns tells them from none
      }
    }
    auto expected = expectedExcerpts(workspace, log, workflows, 3);
    if (!expected) {
      continue;
    }
    ApiReplay replay(workspace, excerptOptions(workflows, 3));
    replay.rowsInBatches(log, 6);
    const Json report = Json::parse(replay.report());
    Json excerpts = report["excerpts"];
    REQUIRE(excerpts.size() == expected->size());
    for (std::size_t index = 0; index < excerpts.size(); ++index) {
      excerpts[index]["entries"] = numberedAnew(excerpts[index]["entries"]);
      if (excerpts[index]["truncated"] == true) {
        Json& all = (*expected)[index]["entries"];
        REQUIRE(all.size() > excerpts[index]["entries"].size());
        all.get_ref<Json::array_t&>().resize(excerpts[index]["entries"].size());
        (*expected)[index]["truncated"] = true;
      }
    }
    CHECK((excerpts == *expected));  // not written out: it is long
    for (const Json& excerpt : report["excerpts"]) {
      CHECK(excerpt["entries"][0]["seq"] == 1);
      CHECK(excerpt["entries"][0]["cause"].is_null());
    }
    compared += expected->size();
    // What is shown changes nothing of what is counted.
    ApiReplay plain(workspace, {{"start", test::logStart}});
    plain.rowsInBatches(log, 40);
    Json counted = Json::parse(plain.report());
    counted["excerpts"] = report["excerpts"];
    CHECK((counted == report));
  }
  CHECK(compared > 12);
}

TEST_CASE("excerpts of parts that are merged are those of the whole") {
  int compared = 0;
  for (std::uint64_t seed = 400; compared < 3; ++seed) {
    INFO("seed " << seed);
    const std::string workspace = test::randomWorkspace(seed);
    Json options = excerptOptions(workflowsOf(workspace), 2);
    ApiReplay whole(workspace, options);
    if (whole.opening()["independent"] == false) {
      continue;
    }
    const std::vector<Json> log = test::randomLog(seed, 60, 10);
    whole.rowsInBatches(log, 60);
    const std::string report = whole.report();
    std::vector<std::string> parts;
    for (int index = 0; index < 3; ++index) {
      options["partition"] = {{"index", index}, {"of", 3}};
      ApiReplay part(workspace, options);
      part.rowsInBatches(log, 13);
      part.report();
      parts.push_back(Json::parse(api::replayPart(part.handle()))["part"]);
    }
    CHECK(Json::parse(api::replayMerge(Json(parts).dump()))["report"].dump() == report);
    compared += Json::parse(report)["excerpts"].empty() ? 0 : 1;
  }
}

TEST_CASE("excerpts name workflows that there are") {
  const std::string workspace = test::randomWorkspace(1);
  const Json answer = Json::parse(api::replayOpen(workspace, R"({"excerpts":{"nothing":1}})"));
  CHECK(answer["diagnostics"][0]["code"] == "reference.unknown");
  ApiReplay comparison = ApiReplay::comparing(workspace, R"({"rehearse":1,"workflows":[{"id":"own","status":"published",
      "triggers":[{"type":"link.clicked"}],"steps":[]}]})",
                                              {{"excerpts", {{"own", 1}}}});
  REQUIRE(comparison.started());
  comparison.rowsInBatches({{{"at", test::logStart}, {"contact", "ana"}, {"type", "link.clicked"}, {"link", "a"}}}, 1);
  const Json report = Json::parse(comparison.report());
  CHECK(report["a"]["excerpts"].empty());
  CHECK(report["b"]["excerpts"].size() == 1);
}

TEST_CASE("of a long journal the first entries are told, in every part alike") {
  std::string workflows;
  for (int index = 0; index < 300; ++index) {
    workflows += std::string(index == 0 ? "" : ",") + R"({"id":"w)" + std::to_string(index) +
                 R"(","status":"published","triggers":[{"type":"link.clicked"}],"steps":[]})";
  }
  const std::string workspace = R"({"rehearse":1,"workflows":[{"id":"opened","status":"published",
      "triggers":[{"type":"email.opened"}],"steps":[]},)" +
                                workflows + "]}";
  const std::vector<Json> log{{{"at", test::logStart}, {"contact", "ana"}, {"type", "email.opened"}},
                              {{"at", test::logStart}, {"contact", "ben"}, {"type", "link.clicked"}, {"link", "a"}},
                              {{"at", test::logStart}, {"contact", "ana"}, {"type", "link.clicked"}, {"link", "a"}}};
  const auto replayed = [&](Json options) {
    options["excerpts"] = {{"opened", 1}, {"w0", 1}, {"w299", 2}};
    ApiReplay replay(workspace, options);
    replay.rowsInBatches(log, 10);
    const std::string report = replay.report();
    return std::pair(report, Json::parse(api::replayPart(replay.handle()))["part"].get<std::string>());
  };
  const std::string report = replayed(Json::object()).first;
  const Json excerpts = Json::parse(report)["excerpts"];
  REQUIRE(excerpts.size() == 4);
  CHECK(excerpts[0]["truncated"] == false);
  CHECK(excerpts[0]["entries"].size() == 4);
  for (std::size_t index = 1; index < 4; ++index) {
    CHECK(excerpts[index]["truncated"] == true);
    const std::size_t bytes = excerpts[index]["entries"].dump().size();
    CHECK(bytes <= maximumEntriesBytes);
    CHECK(bytes > maximumEntriesBytes - 1'000);
    CHECK(excerpts[index]["entries"][0]["kind"] == "event");
  }
  std::vector<std::string> parts;
  for (int index = 0; index < 2; ++index) {
    parts.push_back(replayed({{"partition", {{"index", index}, {"of", 2}}}}).second);
  }
  CHECK(Json::parse(api::replayMerge(Json(parts).dump()))["report"].dump() == report);
  const Json tooMany = Json::parse(api::replayOpen(workspace, R"({"excerpts":{"w0":500,"w1":501}})"));
  CHECK(tooMany["diagnostics"][0]["code"] == "value.range");
}

TEST_CASE("ids of events are kept until all excerpts are there") {
  const auto workspace = json::readWorkspace(R"({"rehearse":1,"workflows":[{"id":"w","status":"published",
      "triggers":[{"type":"email.opened"}],"steps":[]}]})");
  ReplayOptions options;
  options.excerpts = {{"w", 1}};
  options.writeEntries = json::entriesText;
  Replay replay(*workspace, options);
  REQUIRE(replay.setEventColumns(std::vector<std::string>{"at", "contact", "type", "id"}).empty());
  for (const char* text : {"ana", "email.opened", "first", "second"}) {
    replay.dictionary().add(text, TextKind::text);
  }
  const std::vector<double> at{0, 1};
  const std::vector<std::uint32_t> contacts{0, 0};
  const std::vector<std::uint32_t> types{1, 1};
  const std::vector<std::uint32_t> ids{2, 3};
  EventRows rows;
  rows.count = 2;
  rows.at = at.data();
  rows.cells = {contacts.data(), types.data(), ids.data()};
  CHECK(replay.run(rows).used == 2);
  const Symbols& symbols = replay.version(0).world().symbols;
  CHECK(symbols.find("first") != Symbol::none);
  CHECK(symbols.find("second") == Symbol::none);
  CHECK(replay.results().excerpts[0].entries.find("first") != std::string::npos);
}
