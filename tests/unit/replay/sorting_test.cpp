// Rows that are held until all are there, and put in order of time.

#include "rehearse/api/replay_api.hpp"
#include "rehearse/replay/column_names.hpp"
#include "rehearse/replay/partition.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

constexpr auto clicks = R"({"rehearse":1,"workflows":[
  {"id":"w","status":"published","triggers":[{"type":"link.clicked"}],
   "steps":[{"type":"modifyEngagementScore","operation":"add","points":10}]}]})";

Json click(const Json& at, const std::string& contact) {
  return {{"at", at}, {"contact", contact}, {"type", "link.clicked"}, {"link", "a"}};
}

/// A row with so many columns that no event has an attribute for; all are empty.
Json wide(const std::string& prefix, std::size_t columns) {
  Json row = click("2026-05-04T10:00:00Z", "ana");
  for (std::size_t column = 0; column < columns; ++column) {
    row[prefix + std::to_string(column)] = nullptr;
  }
  return row;
}

}  // namespace

TEST_CASE("batches that are held have no more columns together than one may have") {
  ApiReplay replay(clicks, {{"sort", true}});
  const std::size_t most = maximumColumns - 4;
  REQUIRE(replay.rows({wide("a", most)})["ok"]);
  const Json answer = replay.rows({wide("b", most)});
  CHECK(answer["error"] == "usage");
  CHECK(answer["diagnostics"][0]["code"] == "value.range");
  REQUIRE(replay.rows({wide("a", 1)})["ok"]);
  const Json report = replay.finish()["report"];
  CHECK(report["rows"]["used"] == 2);
  CHECK(report["scores"]["maximum"] == 20);
}

TEST_CASE("rows of one millisecond stay in their order, whatever comes after the point") {
  const auto excerptsOf = [](Json options, const std::vector<Json>& log) {
    options["sort"] = true;
    options["excerpts"] = {{"w", 1}};
    ApiReplay replay(clicks, options);
    replay.rowsInBatches(log, 10);
    const Json report = Json::parse(replay.report());
    return std::pair(report.dump(), api::replayPart(replay.handle()));
  };
  // Of different parts.
  REQUIRE(partitionOf("ana", 2) != partitionOf("ben", 2));
  const std::vector<Json> log{click(1000.7, "ana"), click(1000.2, "ben"), click(-0.7, "ana"), click(-0.2, "ben")};
  const auto [report, whole] = excerptsOf(Json::object(), {log[0], log[1]});
  CHECK(Json::parse(report)["excerpts"][0]["row"] == 1);
  for (const auto& rows : {std::vector<Json>{log[0], log[1]}, {log[2], log[3]}}) {
    std::vector<std::string> parts;
    for (int index = 0; index < 2; ++index) {
      parts.push_back(Json::parse(excerptsOf({{"partition", {{"index", index}, {"of", 2}}}}, rows).second)["part"]);
    }
    CHECK(Json::parse(api::replayMerge(Json(parts).dump()))["report"].dump() == excerptsOf(Json::object(), rows).first);
  }
}

TEST_CASE("rows of one time that have numbers run in order of these") {
  ApiReplay replay(clicks, {{"sort", true}, {"excerpts", {{"w", 1}}}});
  Json later = click("2026-05-04T10:00:00Z", "ana");
  later["row"] = 9;
  Json first = click("2026-05-04T10:00:00Z", "ben");
  first["row"] = 4;
  REQUIRE(replay.rows({later, first})["ok"]);
  CHECK(replay.finish()["report"]["excerpts"][0]["row"] == 4);
}

TEST_CASE("numbers of rows rise, unless rows are sorted") {
  ApiReplay replay(clicks);
  Json row = click("2026-05-04T10:00:00Z", "ana");
  const auto take = [&](std::vector<std::uint32_t> numbers) {
    std::vector<Json> rows;
    for (const std::uint32_t number : numbers) {
      row["row"] = number;
      rows.push_back(row);
    }
    return replay.rows(rows).value("error", "");
  };
  CHECK(take({0}) == "usage");
  CHECK(take({3, 7}) == "");
  CHECK(take({7}) == "usage");
  CHECK(take({8, 12, 11}) == "usage");
  CHECK(take({8, 9, 9}) == "usage");
  CHECK(take({}) == "");
  CHECK(take({8}) == "");
  CHECK(replay.finish()["report"]["rows"]["used"] == 3);
}

TEST_CASE("times of other parts' rows put nothing in the wrong order where rows are sorted") {
  ApiReplay replay(clicks, {{"sort", true}});
  const auto note = [&](const char* at) {
    REQUIRE(Json::parse(api::replayTime(replay.handle(), api::instantOf(at)))["ok"]);
  };
  note("2026-05-04T10:00:00Z");
  REQUIRE(replay.rows({click("2026-05-04T09:00:00Z", "ana")})["ok"]);
  note("2026-05-04T08:00:00Z");
  note("2026-05-04T11:00:00Z");
  CHECK(replay.finish("2026-05-04T10:30:00Z")["error"] == "usage");
  const Json report = replay.finish()["report"];
  CHECK(report["rows"]["used"] == 1);
  CHECK(report["start"] == "2026-05-04T08:00:00.000Z");
  CHECK(report["end"] == "2026-05-04T11:00:00.000Z");
}

TEST_CASE("times that are none, or beyond the years that there are, say nothing of where a sorted log ends") {
  ApiReplay replay(clicks, {{"sort", true}});
  REQUIRE(replay.rows({click(1e300, "ana"), click("2026-05-02T00:00:00Z", "ana"), click(nullptr, "ana")})["ok"]);
  CHECK(replay.finish("2026-05-01T00:00:00Z")["error"] == "usage");
  const Json report = replay.finish("2026-05-03T00:00:00Z")["report"];
  CHECK(report["rows"]["used"] == 1);
  CHECK(report["start"] == "2026-05-02T00:00:00.000Z");
  CHECK(report["end"] == "2026-05-03T00:00:00.000Z");
}
