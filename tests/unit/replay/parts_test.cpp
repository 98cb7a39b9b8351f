// Parts of a log, replayed apart from each other and merged, are the replay of the whole log.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rehearse/api/replay_api.hpp"
#include "rehearse/replay/partition.hpp"
#include "support/random_log.hpp"
#include "support/random_workspace.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

/// A workspace whose contacts do not depend on each other, and the log for it.
struct Case {
  std::string workspace;
  std::vector<Json> log;
};

std::vector<Case> independentCases(std::uint64_t firstSeed, std::size_t count) {
  std::vector<Case> cases;
  for (std::uint64_t seed = firstSeed; cases.size() < count; ++seed) {
    std::string workspace = test::randomWorkspace(seed);
    if (ApiReplay(workspace).opening()["independent"] == true) {
      cases.push_back({std::move(workspace), test::randomLog(seed, 80, 20)});
    }
  }
  return cases;
}

Json answerOf(const std::string& text) { return Json::parse(text); }

std::string partOf(const Case& given, std::uint32_t index, std::uint32_t of, Json options = Json::object(),
                   const std::string* other = nullptr) {
  options["partition"] = {{"index", index}, {"of", of}};
  ApiReplay part =
      other == nullptr ? ApiReplay(given.workspace, options) : ApiReplay::comparing(given.workspace, *other, options);
  part.rowsInBatches(given.log, 17);
  part.report();
  return answerOf(api::replayPart(part.handle()))["part"];
}

Json merged(const std::vector<std::string>& parts) { return answerOf(api::replayMerge(Json(parts).dump())); }

/// Deals out a log: each part is given its own rows alone, with their numbers, and some are told to the first part as
/// rows that their reader could not read. `notes`: parts are told the times of others' rows, too.
class Router {
 public:
  Router(const Case& given, std::uint32_t of, const Json& options, bool notes)
      : given_(given), of_(of), options_(options), notes_(notes) {}

  static bool isUnreadable(std::size_t row) { return row % 7 == 3; }
  static void refuse(const ApiReplay& replay, std::size_t row, bool byNumber) {
    const auto number = static_cast<std::uint32_t>(byNumber ? row + 1 : 0);
    REQUIRE(answerOf(api::replayRefuse(replay.handle(), false, number, "json.syntax", "No JSON."))["ok"]);
  }

  std::string part(std::uint32_t index, const std::string& end) const {
    Json options = options_;
    options["partition"] = {{"index", index}, {"of", of_}};
    ApiReplay part(given_.workspace, options);
    for (std::size_t row = 0; row < given_.log.size(); ++row) {
      Json own = given_.log[row];
      own["row"] = row + 1;
      if (isUnreadable(row)) {
        index == 0 ? refuse(part, row, true) : void();
      } else if (partitionOf(own["contact"].get<std::string>(), of_) == index) {
        part.rowsInBatches({own}, 1);
      } else if (notes_) {
        api::replayTime(part.handle(), api::instantOf(own["at"].get<std::string>()));
      }
    }
    part.report(end);
    return answerOf(api::replayPart(part.handle()))["part"];
  }

  /// The report of the whole log, whose rows are counted as they come.
  std::string whole(const std::string& end) const {
    ApiReplay single(given_.workspace, options_);
    for (std::size_t row = 0; row < given_.log.size(); ++row) {
      isUnreadable(row) ? refuse(single, row, false) : single.rowsInBatches({given_.log[row]}, 1);
    }
    return single.report(end);
  }

  std::string merged(const std::string& end) const {
    std::vector<std::string> parts;
    for (std::uint32_t index = 0; index < of_; ++index) {
      parts.push_back(part(index, end));
    }
    return answerOf(api::replayMerge(Json(parts).dump()))["report"].dump();
  }

 private:
  const Case& given_;
  std::uint32_t of_;
  Json options_;
  bool notes_;
};

}  // namespace

TEST_CASE("a contact's part is the hash that is documented") {
  // Worked out apart from this code, from the definitions of the two hashes; also in docs/replay.md.
  struct Example {
    std::string_view id;
    std::uint64_t hash;
    std::uint32_t of4, of7;
  };
  for (const Example& example :
       {Example{"ana", 0x1ece80a38bba8016ULL, 2, 4}, Example{"ben", 0xf41a96c0b3f0aaf3ULL, 3, 5},
        Example{"contact-1", 0x1df0510bd183c905ULL, 1, 1},
        Example{"\xC3\xBCn\xC3\xAF"
                "code \xE2\x9C\x93",
                0x901feeb273457f6aULL, 2, 2}}) {
    CHECK(fmix64(fnv1a64(example.id)) == example.hash);
    CHECK(partitionOf(example.id, 4) == example.of4);
    CHECK(partitionOf(example.id, 7) == example.of7);
    CHECK(partitionOf(example.id, 1) == 0);
  }
}

TEST_CASE("parts that are merged are the whole, to the last byte") {
  for (const Case& given : independentCases(1, 6)) {
    ApiReplay single(given.workspace);
    single.rowsInBatches(given.log, 1000);
    const std::string report = single.report();
    for (const std::uint32_t of : {1U, 3U, 7U}) {
      std::vector<std::string> parts;
      for (std::uint32_t index = of; index-- > 0;) {
        parts.push_back(partOf(given, index, of));
      }
      const Json answer = merged(parts);
      REQUIRE(answer["ok"]);
      CHECK(answer["report"].dump() == report);
    }
  }
}

TEST_CASE("parts of a comparison that are merged are the whole") {
  const auto cases = independentCases(310, 3);
  for (std::size_t index = 0; index + 1 < cases.size(); ++index) {
    const Case& given = cases[index];
    const std::string& other = cases[index + 1].workspace;
    ApiReplay single = ApiReplay::comparing(given.workspace, other);
    single.rowsInBatches(given.log, 1000);
    const Json answer =
        merged({partOf(given, 0, 3, Json::object(), &other), partOf(given, 1, 3, Json::object(), &other),
                partOf(given, 2, 3, Json::object(), &other)});
    REQUIRE(answer["ok"]);
    CHECK(answer["report"].dump() == single.report());
  }
}

TEST_CASE("parts that get only their own rows, by number, are the whole, too") {
  for (const Case& given : independentCases(200, 4)) {
    const std::string end = given.log.back()["at"];
    const Router router(given, 3, {{"start", test::logStart}}, false);
    CHECK(router.merged(end) == router.whole(end));
  }
}

TEST_CASE("parts that are told the times of the others' rows need no start and no end") {
  for (const Case& given : independentCases(230, 3)) {
    const Router router(given, 2, Json::object(), true);
    CHECK(router.merged("") == router.whole(""));
  }
  for (Case given : independentCases(240, 3)) {
    std::reverse(given.log.begin(), given.log.end());
    const Router router(given, 2, {{"sort", true}}, true);
    CHECK(router.merged("") == router.whole(""));
  }
}

TEST_CASE("refused rows and contacts of the contacts' file are merged, too") {
  const std::vector<Json> contacts{{{"id", "contact 3"}, {"engagementScore", 7}, {"tags", "a|b"}},
                                   {{"id", "contact 4"}, {"engagementScore", "x"}},
                                   {{"id", ""}},
                                   {{"id", "contact 3"}},
                                   {{"id", "contact 9"}}};
  for (const Case& given : independentCases(260, 3)) {
    const auto replayed = [&](const Json& options) {
      ApiReplay replay(given.workspace, options);
      REQUIRE(replay.contacts(contacts)["ok"]);
      Router::refuse(replay, 0, false);
      REQUIRE(answerOf(api::replayRefuse(replay.handle(), true, 0, "csv.quotes", "A row."))["ok"]);
      replay.rowsInBatches(given.log, 20);
      const std::string report = replay.report();
      return std::pair(report, answerOf(api::replayPart(replay.handle()))["part"].get<std::string>());
    };
    const std::string report = replayed(Json::object()).first;
    CHECK(Json::parse(report)["contacts"]["rows"]["refusedBy"] ==
          Json::parse(R"({"csv.quotes":1,"id.duplicate":1,"value.missing":1,"value.type":1})"));
    CHECK(merged({replayed({{"partition", {{"index", 0}, {"of", 2}}}}).second,
                  replayed({{"partition", {{"index", 1}, {"of", 2}}}}).second})["report"]
              .dump() == report);
  }
}

TEST_CASE("schedules keep their order in a part that has no contacts for long") {
  // What the one adds, the other takes away: the order of those of one moment shows.
  const Case given{R"({"rehearse":1,"utcOffset":"+14:00","workflows":[
      {"id":"a","status":"published","triggers":[{"type":"schedule","every":"90m"}],
       "steps":[{"type":"addTag","tags":["t"]},{"type":"sendEmail","subject":"Hi"}]},
      {"id":"b","status":"published","triggers":[{"type":"schedule","every":"1h"}],
       "steps":[{"type":"removeTag","tags":["t"]}]},
      {"id":"c","status":"published","triggers":[{"type":"tag.added"}],"steps":[]}]})",
                   {{{"at", "2026-01-01T00:00:00Z"}, {"contact", "ana"}, {"type", "email.opened"}},
                    {{"at", "2026-01-11T00:30:00Z"}, {"contact", "ben"}, {"type", "email.opened"}},
                    {{"at", "2026-01-14T00:00:00Z"}, {"contact", "ana"}, {"type", "email.opened"}}}};
  ApiReplay single(given.workspace);
  REQUIRE(single.opening()["ok"]);
  single.rowsInBatches(given.log, 1);
  const std::string report = single.report();
  CHECK(Json::parse(report)["messages"]["byDay"].size() == 14);
  CHECK(merged({partOf(given, 0, 2), partOf(given, 1, 2)})["report"].dump() == report);
}

TEST_CASE("what is forgotten and told again changes nothing") {
  for (const Case& given : independentCases(280, 3)) {
    const auto replayed = [&](bool forgets) {
      Json options{{"excerpts", Json::object()}};
      options["excerpts"][Json::parse(given.workspace)["workflows"][0]["id"].get<std::string>()] = 3;
      ApiReplay replay(given.workspace, options);
      for (std::size_t row = 0; row < given.log.size(); row += 5) {
        const auto begin = given.log.begin() + static_cast<std::ptrdiff_t>(row);
        REQUIRE(replay.rows({begin, begin + 5})["ok"]);
        REQUIRE((!forgets || replay.forget()["ok"]));
      }
      return replay.report();
    };
    CHECK(replayed(true) == replayed(false));
  }
}

TEST_CASE("contacts whose texts were forgotten are known by their ids, whatever the dictionary holds since") {
  ApiReplay replay(R"({"rehearse":1,"workflows":[{"id":"t","status":"published","triggers":[{"type":"link.clicked"}],
    "steps":[{"type":"modifyEngagementScore","operation":"add","points":1}]}]})",
                   {{"start", "2026-05-01T00:00:00Z"}});
  std::vector<Json> contacts;
  for (int number = 0; number < 3'000; ++number) {
    contacts.push_back({{"id", "contact-" + std::to_string(number)}, {"engagementScore", number}});
  }
  REQUIRE(replay.contacts(contacts)["used"] == 3'000);
  for (int round = 0; round < 3; ++round) {
    REQUIRE(replay.forget()["ok"]);
    // Each time other contacts come first, and new ones are made in between.
    std::vector<Json> rows;
    for (int number = 0; number < 3'000; number += 10) {
      rows.push_back({{"at", "2026-05-04T12:00:00Z"},
                      {"contact", "contact-" + std::to_string((number * 7 + round) % 3'100)},
                      {"type", "link.clicked"},
                      {"link", "l"}});
    }
    REQUIRE(replay.rows(rows)["refused"] == 0);
  }
  replay.finish();
  std::map<std::string, int> changes;
  for (std::uint32_t first = 0; first < 4'000; first += 1'000) {
    const Json scores = Json::parse(api::replayScores(replay.handle(), first, 1'000));
    for (const Json& each : scores["contacts"]) {
      const auto id = each[0].get<std::string>();
      const int number = std::stoi(id.substr(std::string("contact-").size()));
      CHECK(each[1] == (number < 3'000 ? Json(number) : Json()));
      changes[id] = each[2].get<int>() - (number < 3'000 ? number : 0);
    }
  }
  for (int round = 0; round < 3; ++round) {
    for (int number = 0; number < 3'000; number += 10) {
      --changes["contact-" + std::to_string((number * 7 + round) % 3'100)];
    }
  }
  for (const auto& [id, difference] : changes) {
    CAPTURE(id);
    CHECK(difference == 0);
  }
}

TEST_CASE("batches of any size come to the same") {
  for (const Case& given : independentCases(50, 3)) {
    ApiReplay whole(given.workspace);
    REQUIRE(whole.rows(given.log)["ok"]);
    const std::string report = whole.report();
    for (const std::size_t size : {1U, 7U, 30U}) {
      ApiReplay replay(given.workspace);
      replay.rowsInBatches(given.log, size);
      CHECK(replay.report() == report);
    }
  }
}

TEST_CASE("rows in any order are sorted, those of one time stay in their order") {
  for (const Case& given : independentCases(80, 4)) {
    ApiReplay whole(given.workspace);
    REQUIRE(whole.rows(given.log)["ok"]);
    Json report = Json::parse(whole.report());
    std::vector<Json> shuffled;
    for (std::size_t index = given.log.size(); index-- > 0;) {
      // Groups of one time are put last first, each in its order.
      std::size_t first = index;
      while (first > 0 && given.log[first - 1]["at"] == given.log[index]["at"]) {
        --first;
      }
      shuffled.insert(shuffled.end(), given.log.begin() + static_cast<std::ptrdiff_t>(first),
                      given.log.begin() + static_cast<std::ptrdiff_t>(index) + 1);
      index = first;
    }
    ApiReplay sorted(given.workspace, {{"sort", true}});
    sorted.rowsInBatches(shuffled, 9);
    Json other = Json::parse(sorted.report());
    CHECK(report["rows"] == other["rows"]);
    report.erase("refusals");
    other.erase("refusals");
    CHECK(report == other);
  }
}

TEST_CASE("parts that do not belong together are not merged") {
  const auto cases = independentCases(1, 2);
  const std::vector<std::string> parts{partOf(cases[0], 0, 3), partOf(cases[0], 1, 3), partOf(cases[0], 2, 3)};
  const auto code = [](const Json& answer) {
    CHECK(answer["ok"] == false);
    CHECK(answer["error"] == "usage");
    return answer["diagnostics"][0]["code"].get<std::string>();
  };
  CHECK(code(merged({})) == "value.missing");
  CHECK(code(merged({parts[0], parts[1]})) == "value.missing");
  CHECK(code(merged({parts[1], parts[2]})) == "value.missing");
  CHECK(code(merged({parts[0], parts[1], parts[1], parts[2]})) == "id.duplicate");
  CHECK(code(merged({parts[0], parts[1], partOf(cases[1], 2, 3)})) == "value.range");
  CHECK(code(merged({parts[0], partOf(cases[0], 1, 2)})) == "value.range");
  Case shorter = cases[0];
  shorter.log.pop_back();
  shorter.log.back()["at"] = "2031-01-01T00:00:00Z";
  CHECK(code(merged({parts[0], parts[1], partOf(shorter, 2, 3)})) == "value.range");
  for (const char* option : {"runDrafts", "coerce", "sort", "strict"}) {
    INFO(option);
    Case usable = cases[0];
    usable.log.clear();
    CHECK(code(merged({partOf(usable, 0, 2), partOf(usable, 1, 2, {{option, true}})})) == "value.range");
  }
}

TEST_CASE("what is no part is refused") {
  const Case given = independentCases(1, 1)[0];
  const std::string part = partOf(given, 0, 1);
  REQUIRE(merged({part})["ok"]);
  CHECK(merged({""})["error"] == "usage");
  CHECK(merged({"[]"})["error"] == "usage");
  CHECK(merged({"{}"})["error"] == "usage");
  CHECK(answerOf(api::replayMerge("{}"))["error"] == "usage");
  CHECK(answerOf(api::replayMerge("[1]"))["error"] == "usage");
  // Every number and text of a part is put out of shape once.
  Json content = Json::parse(part);
  const auto flat = content.flatten();
  for (const auto& [path, value] : flat.items()) {
    for (const Json& bad : {Json(nullptr), Json(-1), Json("?"), Json(1e300)}) {
      Json changed = content;
      changed[Json::json_pointer(path)] = bad;
      const Json answer = merged({changed.dump()});  // an answer, whatever it is
      CHECK(answer.contains("ok"));
    }
  }
}
