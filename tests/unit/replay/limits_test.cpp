// Each row, each timer and each contact of a schedule has the limits of a stimulus to itself.

#include "rehearse/api/replay_api.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::ApiSimulation;
using test::Json;

namespace {

Json click(const std::string& at, const std::string& contact) {
  return {{"at", at}, {"contact", contact}, {"type", "link.clicked"}, {"link", "a"}};
}

/// A schedule that moves every contact through forty steps a day.
std::string daily() {
  std::string steps;
  for (int step = 0; step < 20; ++step) {
    steps += std::string(step == 0 ? "" : ",") + R"({"type":"addTag","tags":["t"]},{"type":"removeTag","tags":["t"]})";
  }
  return R"({"rehearse":1,"clock":"2026-05-04T00:00:00Z","workflows":[{"id":"w","status":"published",
    "triggers":[{"type":"schedule","every":"1d"}],"steps":[)" +
         steps + "]}]}";
}

/// Workflows that set off each other, each for the next, until they are locked.
constexpr auto feedsItself = R"({"rehearse":1,"workflows":[
  {"id":"w","status":"published","triggers":[{"type":"tag.removed"},{"type":"link.clicked"}],
   "steps":[{"type":"addTag","tags":["t"]},{"type":"removeTag","tags":["t"]}]}]})";

/// Sixty workflows that all set off each other: 100,000 entries are not enough.
std::string avalanche() {
  std::string workflows;
  for (int index = 0; index < 60; ++index) {
    const std::string own = std::to_string(index);
    workflows += std::string(index == 0 ? "" : ",") + R"({"id":"w)" + own +
                 R"(","status":"published","triggers":[{"type":"tag.added"},{"type":"link.clicked"}],
                    "steps":[{"type":"addTag","tags":["t)" +
                 own + R"("]},{"type":"removeTag","all":true}]})";
  }
  return R"({"rehearse":1,"workflows":[)" + workflows + "]}";
}

}  // namespace

TEST_CASE("a schedule over many contacts does not halt") {
  constexpr int contacts = 300;
  ApiReplay replay(daily(), {{"start", "2026-05-04T00:00:00Z"}});
  ApiSimulation simulation = ApiSimulation::start(daily());
  std::vector<Json> given;
  for (int contact = 0; contact < contacts; ++contact) {
    given.push_back({{"id", "c" + std::to_string(contact)}});
    REQUIRE(simulation.accepts({test::Stimulus::Kind::addContact, given.back().dump(), ""}));
  }
  REQUIRE(replay.contacts(given)["ok"]);
  REQUIRE(replay.rows({click("2026-05-14T12:00:00Z", "c1")})["ok"]);
  const Json report = replay.finish()["report"];
  CHECK(report["workflows"][0]["enrolled"] == contacts * 10);
  CHECK(report["halted"] == 0);
  // A simulation takes the clock's move for one stimulus, which halts.
  CHECK(simulation.apply({test::Stimulus::Kind::advanceTo, "2026-05-14T12:00:00Z", ""})["halted"] == true);
  CHECK(simulation.stats()["workflows"][0]["enrolled"] < contacts * 10);
}

TEST_CASE("a replay that would never end is stopped") {
  // Each contact makes another one every day.
  const auto workspace = json::readWorkspace(R"({"rehearse":1,"workflows":[{"id":"w","status":"published",
    "triggers":[{"type":"schedule","every":"1d"}],"steps":[{"type":"createContact","contact":{"name":"n"}}]}],
    "contacts":[{"id":"ana"}]})");
  const auto run = [&](const ReplayOptions& options, double days) {
    Replay replay(*workspace, options);
    REQUIRE(replay.setEventColumns(std::vector<std::string>{"at", "contact", "type"}).empty());
    replay.dictionary().add("ana", TextKind::text);
    replay.dictionary().add("email.opened", TextKind::text);
    const std::vector<double> at{0, days * static_cast<double>(day)};
    const std::vector<std::uint32_t> contacts{0, 0};
    const std::vector<std::uint32_t> types{1, 1};
    EventRows rows;
    rows.count = 2;
    rows.at = at.data();
    rows.cells = {contacts.data(), types.data()};
    const BatchReport report = replay.run(rows);
    return std::pair(report.ended ? report.ended->code : "", replay.version(0).world().contacts.size());
  };
  ReplayOptions options;
  CHECK(run(options, 10).first == "");
  options.limits.contactsMade = 1'000;
  const auto [code, contacts] = run(options, 1'000);
  CHECK(code == "replay.endless");
  CHECK(contacts > 1'000);
  CHECK(contacts < 1'020);
  options.limits = {.turnsPerContact = 5};
  CHECK(run(options, 9).first == "replay.endless");
}

TEST_CASE("a log comes to an end as a whole if its parts do, and to none if one of them does not") {
  // Ten contacts, and a schedule that comes every day.
  const auto workspace = json::readWorkspace(daily());
  const auto codeOf = [&](const Partition& partition, int days) {
    ReplayOptions options;
    options.start = 0;
    options.partition = partition;
    options.limits = {.turnsPerContact = 30};
    Replay replay(*workspace, options);
    REQUIRE(replay.setContactColumns(std::vector<std::string>{"id"}).empty());
    std::vector<std::uint32_t> contacts;
    for (std::uint32_t contact = 0; contact < 10; ++contact) {
      replay.dictionary().add("c" + std::to_string(contact), TextKind::text);
      contacts.push_back(contact);
    }
    TableRows rows;
    rows.count = 10;
    rows.cells = {contacts.data()};
    REQUIRE_FALSE(replay.addContacts(rows).ended);
    const auto ended = replay.finish(days * day);
    return ended ? ended->code : "";
  };
  for (const int days : {5, 20, 26, 27, 28, 31}) {
    INFO(days << " days");
    const bool partsEnd = codeOf({0, 2}, days).empty() && codeOf({1, 2}, days).empty();
    CHECK(partsEnd == (days < 26));
    CHECK((codeOf({}, days).empty() || !partsEnd));
    CHECK((codeOf({}, days).empty()) == (days < 28));
  }
}

TEST_CASE("what is sure to have no end is not begun") {
  // Every minute for more than a thousand years, for a contact: it would take minutes.
  ApiReplay replay(R"({"rehearse":1,"workflows":[{"id":"w","status":"published",
    "triggers":[{"type":"schedule","every":"1m"}],"steps":[{"type":"addTag","tags":["t"]}]}]})");
  const Json answer = replay.rows({click("2026-05-14T12:00:00Z", "ana"), click("9026-05-14T12:00:00Z", "ana")});
  CHECK(answer["diagnostics"][0]["code"] == "replay.endless");
  CHECK(answer["row"] == 2);
}

TEST_CASE("what feeds itself is locked, for each contact by itself") {
  ApiReplay replay(feedsItself);
  REQUIRE(replay.rows({click("2026-05-04T10:00:00Z", "b"), click("2026-05-04T10:00:00Z", "a"),
                       click("2026-05-04T09:00:00Z", "c"), click("2026-05-04T11:00:00Z", "c")})["ok"]);
  const Json report = replay.finish()["report"];
  CHECK(report["locked"] == 3);
  CHECK(report["workflows"][0]["locked"] == 3);
  CHECK(report["locks"] == Json::parse(R"([{"contact":"a","workflow":"w","at":"2026-05-04T10:00:00.000Z"},
                                           {"contact":"b","workflow":"w","at":"2026-05-04T10:00:00.000Z"},
                                           {"contact":"c","workflow":"w","at":"2026-05-04T11:00:00.000Z"}])"));
  CHECK(report["workflows"][0]["enrolled"] == 3 * 49);
}

TEST_CASE("a row that causes too much halts by itself, in every part alike") {
  const std::vector<Json> log{click("2026-05-04T10:00:00Z", "ana"), click("2026-05-04T10:00:01Z", "ben"),
                              click("2026-05-04T10:00:02Z", "ana"), click("2026-05-04T10:00:03Z", "cleo")};
  ApiReplay whole(avalanche());
  whole.rowsInBatches(log, 10);
  const std::string report = whole.report();
  CHECK(Json::parse(report)["halted"] == 3);
  std::vector<std::string> parts;
  for (int index = 0; index < 4; ++index) {
    ApiReplay part(avalanche(), {{"partition", {{"index", index}, {"of", 4}}}});
    part.rowsInBatches(log, 3);
    part.report();
    parts.push_back(Json::parse(api::replayPart(part.handle()))["part"]);
  }
  CHECK(Json::parse(api::replayMerge(Json(parts).dump()))["report"].dump() == report);
}
