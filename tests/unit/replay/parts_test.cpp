// Parts of a log, replayed apart from each other and merged, are the replay of the whole log.

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
  for (const Case& given : independentCases(1, 25)) {
    ApiReplay single(given.workspace);
    single.rowsInBatches(given.log, 1000);
    const std::string report = single.report();
    for (const std::uint32_t of : {1U, 2U, 3U, 7U}) {
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
  const auto cases = independentCases(300, 20);
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
  for (const Case& given : independentCases(200, 10)) {
    const Json start{{"start", test::logStart}};
    const std::string end = given.log.back()["at"];
    ApiReplay single(given.workspace, start);
    single.rowsInBatches(given.log, 1000);
    const std::string report = single.report(end);
    std::vector<std::string> parts;
    for (std::uint32_t index = 0; index < 3; ++index) {
      std::vector<Json> own;
      for (std::size_t row = 0; row < given.log.size(); ++row) {
        if (partitionOf(given.log[row]["contact"].get<std::string>(), 3) == index) {
          own.push_back(given.log[row]);
          own.back()["row"] = row + 1;
        }
      }
      Json options = start;
      options["partition"] = {{"index", index}, {"of", 3}};
      ApiReplay part(given.workspace, options);
      part.rowsInBatches(own, 11);
      part.report(end);
      parts.push_back(answerOf(api::replayPart(part.handle()))["part"]);
    }
    CHECK(merged(parts)["report"].dump() == report);
  }
}

TEST_CASE("batches of any size come to the same") {
  for (const Case& given : independentCases(50, 10)) {
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
  for (const Case& given : independentCases(80, 10)) {
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
  CHECK(code(merged({parts[0], parts[1], partOf(cases[0], 2, 3, {{"runDrafts", true}})})) == "value.range");
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
    for (const Json& bad : {Json(nullptr), Json(-1), Json(1.5), Json("?"), Json(1e300), Json(Json::array())}) {
      Json changed = content;
      changed[Json::json_pointer(path)] = bad;
      const Json answer = merged({changed.dump()});  // an answer, whatever it is
      CHECK(answer.contains("ok"));
    }
  }
}
