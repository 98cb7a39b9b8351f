// Rows that cannot be used: what is said of them, and that nothing comes of them.

#include "rehearse/api/replay_api.hpp"
#include "rehearse/replay/row_counts.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

constexpr auto workspace = R"({"rehearse":1,"workflows":[
  {"id":"w","status":"published","triggers":[{"type":"link.clicked"},{"type":"quiz.submitted"},{"type":"contact.created"}],
   "steps":[{"type":"modifyEngagementScore","operation":"add","points":1}]}],"contacts":[{"id":"ana"}]})";

/// A row of the type that a test is about, with what it changes.
Json row(const Json& changes = Json::object()) {
  Json made{{"at", "2026-05-04T10:00:00Z"}, {"contact", "ana"}, {"type", "link.clicked"}, {"link", "a"}};
  for (const auto& [key, value] : changes.items()) {
    made[key] = value;
    if (value == "absent") {
      made.erase(key);
    }
  }
  return made;
}

/// The code of the one row of a log that cannot be used; "" if it can.
std::string codeOf(const Json& bad, bool coerce = false) {
  ApiReplay replay(workspace, {{"coerce", coerce}});
  const Json answer = replay.rows({row(), bad, row({{"at", "2026-05-05T10:00:00Z"}})});
  const Json report = replay.finish()["report"];
  INFO(bad.dump() << "\n" << answer.dump());
  CHECK(report["rows"]["read"] == 3);
  if (answer["refused"] == 0) {
    CHECK(report["rows"]["used"] == 3);
    return "";
  }
  CHECK(answer["used"] == 2);
  CHECK(answer["refusals"].size() == 1);
  CHECK(answer["refusals"][0]["row"] == 1);
  CHECK(!answer["refusals"][0]["message"].get<std::string>().empty());
  CHECK(report["contacts"]["total"] == 1);
  CHECK(report["refusals"][0]["row"] == 2);
  CHECK(report["refusals"][0]["message"] == answer["refusals"][0]["message"]);
  CHECK(report["points"]["given"] == 2);
  const std::string code = answer["refusals"][0]["code"];
  CHECK(report["rows"]["refusedBy"] == Json({{code, 1}}));
  return code;
}

}  // namespace

TEST_CASE("a row that cannot be used says why") {
  CHECK(codeOf(row()) == "");
  CHECK(codeOf(row({{"at", "absent"}})) == "value.format");
  CHECK(codeOf(row({{"at", "yesterday"}})) == "value.format");
  CHECK(codeOf(row({{"at", 1e300}})) == "value.range");
  CHECK(codeOf(row({{"at", "2026-05-04T09:59:59.999Z"}})) == "time.order");
  CHECK(codeOf(row({{"contact", "absent"}})) == "value.missing");
  CHECK(codeOf(row({{"contact", ""}})) == "value.missing");
  CHECK(codeOf(row({{"contact", 7}})) == "value.type");
  CHECK(codeOf(row({{"contact", std::string(129, 'x')}})) == "value.range");
  CHECK(codeOf(row({{"type", "absent"}})) == "value.missing");
  CHECK(codeOf(row({{"type", ""}})) == "value.missing");
  CHECK(codeOf(row({{"type", true}})) == "value.type");
  CHECK(codeOf(row({{"type", "link.pressed"}})) == "value.unknown");
  CHECK(codeOf(row({{"type", "custom."}})) == "value.unknown");
  CHECK(codeOf(row({{"type", "score.changed"}})) == "event.notFireable");
  CHECK(codeOf(row({{"type", "schedule"}})) == "event.notFireable");
  CHECK(codeOf(row({{"type", "contact.created"}, {"link", "absent"}})) == "id.duplicate");
  CHECK(codeOf(row({{"type", "contact.created"}, {"contact", "new"}})) == "key.unknown");
  CHECK(codeOf(row({{"link", "absent"}})) == "value.missing");
  CHECK(codeOf(row({{"link", ""}})) == "value.missing");
  CHECK(codeOf(row({{"link", 3}})) == "value.type");
  CHECK(codeOf(row({{"link", Json::array()}})) == "value.type");
  CHECK(codeOf(row({{"form", "f"}})) == "key.unknown");
  CHECK(codeOf(row({{"colour", "red"}})) == "key.unknown");
  CHECK(codeOf(row({{"fields", {{"k", 1}}}})) == "key.unknown");
  CHECK(codeOf(row({{"id", 3}})) == "value.type");
  CHECK(codeOf(row({{"id", ""}})) == "value.range");
  CHECK(codeOf(row({{"id", std::string(129, 'x')}})) == "value.range");
  CHECK(codeOf(row({{"id", "e-1"}})) == "");
}

TEST_CASE("values have their own types, or are texts that are read") {
  const auto quiz = [](const Json& score, const Json& fields) {
    return row({{"type", "quiz.submitted"}, {"link", "absent"}, {"quiz", "q"}, {"score", score}, {"fields", fields}});
  };
  CHECK(codeOf(quiz(7, {{"k", true}})) == "");
  CHECK(codeOf(quiz("7", Json::object())) == "value.type");
  CHECK(codeOf(quiz("7", Json::object()), true) == "");
  CHECK(codeOf(quiz("-0.5e3", Json::object()), true) == "");
  CHECK(codeOf(quiz("seven", Json::object()), true) == "value.type");
  CHECK(codeOf(quiz("7 ", Json::object()), true) == "value.type");
  CHECK(codeOf(quiz("1e999", Json::object()), true) == "value.type");
  CHECK(codeOf(quiz(7, {{"k", Json::array()}})) == "value.type");
  CHECK(codeOf(quiz("7", {{"k:number", "x"}}), true) == "value.type");
  CHECK(codeOf(quiz("7", {{"k:number", "1"}, {"l:yesNo", "TRUE"}, {"m", "x"}}), true) == "");
  CHECK(codeOf(quiz("7", {{"l:yesNo", "perhaps"}}), true) == "value.type");
}

TEST_CASE("whole numbers of more digits than a number keeps are refused, as they are when they are fired") {
  const auto quiz = [](const Json& score, const Json& field = nullptr) {
    Json made = row({{"type", "quiz.submitted"}, {"link", "absent"}, {"quiz", "q"}, {"score", score}});
    if (!field.is_null()) {
      made["fields"] = {{"order", field}};
    }
    return made;
  };
  CHECK(codeOf(quiz(9007199254740992)) == "");
  CHECK(codeOf(quiz(9007199254740993)) == "value.range");
  CHECK(codeOf(quiz(-12345678901234567)) == "value.range");
  CHECK(codeOf(quiz(1, 9007199254740993)) == "value.range");
  CHECK(codeOf(quiz(1, "9007199254740993")) == "");
  CHECK(codeOf(quiz("9007199254740993"), true) == "value.range");
  CHECK(codeOf(quiz("9007199254740992"), true) == "");
  CHECK(codeOf(quiz("9007199254740993.0"), true) == "");
  ApiReplay replay(workspace);
  const Json answer = replay.rows({row(), quiz(1, 9007199254740993)});
  CHECK(answer["refusals"][0]["message"] ==
        "`fields.order` has more digits than a number keeps: it would become 9007199254740992.");
}

TEST_CASE("whole numbers of more digits than a number keeps are refused in fields of contacts, too") {
  const auto codeOfField = [](const std::string& column, const Json& value, bool texts) {
    ApiReplay replay(workspace, {{"coerce", texts}});
    const Json answer = replay.contacts({{{"id", "bo"}, {"fields", {{column, value}}}}, {{"id", "cy"}}});
    CHECK(answer["used"].get<int>() + answer["refused"].get<int>() == 2);
    return answer["refusals"].empty() ? "" : answer["refusals"][0]["code"].get<std::string>();
  };
  CHECK(codeOfField("order", 9007199254740992, false) == "");
  CHECK(codeOfField("order", 9007199254740993, false) == "value.range");
  CHECK(codeOfField("order", -12345678901234567, false) == "value.range");
  CHECK(codeOfField("order", "9007199254740993", false) == "");
  CHECK(codeOfField("order:number", "9007199254740992", true) == "");
  CHECK(codeOfField("order:number", "9007199254740993", true) == "value.range");
  CHECK(codeOfField("order:number", "9007199254740993.0", true) == "");
  CHECK(codeOfField("order", "9007199254740993", true) == "");
  ApiReplay replay(workspace);
  const Json answer = replay.contacts({{{"id", "bo"}, {"fields", {{"order", 9007199254740993}}}}});
  CHECK(answer["refusals"][0]["message"] ==
        "`fields.order` has more digits than a number keeps: it would become 9007199254740992.");
  // What was refused is not there, not even in part.
  REQUIRE(replay.rows({row()})["ok"]);
  const Json report = replay.finish()["report"];
  CHECK(report["contacts"]["total"] == 1);
  CHECK(report["contacts"]["rows"]["refusedBy"] == Json({{"value.range", 1}}));
}

TEST_CASE("a contact that was given the last moment that there is as its creation keeps it") {
  constexpr auto aged = R"({"rehearse":1,"workflows":[{"id":"t","status":"published","triggers":[
      {"type":"link.clicked","conditions":[{"field":"contact.createdAt","operator":"olderThan","value":"1h"}]}],
    "steps":[{"type":"modifyEngagementScore","operation":"add","points":1}]}]})";
  ApiReplay replay(aged, {{"coerce", true}, {"start", "2026-05-01T00:00:00Z"}});
  REQUIRE(replay.contacts({{{"id", "ana"}},
                           {{"id", "bo"}, {"createdAt", "9999-12-31T23:59:59.999Z"}},
                           {{"id", "cy"}, {"createdAt", "2020-01-01T00:00:00Z"}},
                           {{"id", "di"}, {"createdAt", "9999-12-31T23:59:59.999Z"}},
                           {{"id", "ed"}}})["ok"]);
  for (const char* const contact : {"ana", "bo", "cy", "di", "ed"}) {
    REQUIRE(replay.rows({row({{"contact", contact}})})["ok"]);
  }
  replay.finish();
  CHECK(Json::parse(api::replayScores(replay.handle(), 0, 10))["contacts"] ==
        Json::parse(R"([["ana",null,1],["bo",null,null],["cy",null,1],["di",null,null],["ed",null,1]])"));
}

TEST_CASE("the time of a row counts, whatever else is wrong with it") {
  ApiReplay replay(workspace);
  REQUIRE(replay.rows({row({{"at", "2026-05-01T00:00:00Z"}, {"type", "nothing"}}), row(),
                       row({{"at", "2026-05-09T00:00:00Z"}, {"contact", ""}}),
                       row({{"at", "2026-05-08T00:00:00Z"}})})["ok"]);
  const Json report = replay.finish()["report"];
  CHECK(report["start"] == "2026-05-01T00:00:00.000Z");
  CHECK(report["end"] == "2026-05-09T00:00:00.000Z");
  CHECK(report["rows"]["refusedBy"] == Json({{"time.order", 1}, {"value.missing", 1}, {"value.unknown", 1}}));
}

TEST_CASE("a row before the start that was given is refused, and the end may lie later than the log") {
  ApiReplay replay(workspace, {{"start", "2026-05-04T12:00:00Z"}});
  REQUIRE(replay.rows({row(), row({{"at", "2026-05-05T00:00:00Z"}})})["ok"]);
  const Json report = replay.finish("2026-06-01T00:00:00Z")["report"];
  CHECK(report["start"] == "2026-05-04T12:00:00.000Z");
  CHECK(report["end"] == "2026-06-01T00:00:00.000Z");
  CHECK(report["rows"]["refusedBy"] == Json({{"time.order", 1}}));
}

TEST_CASE("an end before the last row is refused, and the replay goes on") {
  ApiReplay replay(workspace);
  REQUIRE(replay.rows({row()})["ok"]);
  CHECK(replay.finish("2026-05-04T09:00:00Z")["error"] == "usage");
  CHECK(replay.finish("soon")["error"] == "usage");
  REQUIRE(replay.rows({row({{"at", "2026-05-05T10:00:00Z"}})})["ok"]);
  CHECK(replay.finish()["report"]["rows"]["used"] == 2);
}

TEST_CASE("a strict replay ends with the first row that cannot be used") {
  ApiReplay replay(workspace, {{"strict", true}});
  REQUIRE(replay.rows({row(), row()})["ok"]);
  const Json answer = replay.rows({row(), row({{"link", 1}}), row({{"link", 2}})});
  CHECK(answer["ok"] == false);
  CHECK(answer["error"] == "event");
  CHECK(answer["row"] == 4);
  CHECK(answer["diagnostics"][0]["code"] == "value.type");
  CHECK(Json::parse(api::replayRows(replay.handle(), 0))["error"] == "usage");
  CHECK(replay.finish()["error"] == "usage");
  ApiReplay sorted(workspace, {{"strict", true}, {"sort", true}});
  REQUIRE(sorted.rows({row({{"link", 1}}), row({{"at", "2026-05-03T00:00:00Z"}, {"link", 2}})})["ok"]);
  const Json ended = sorted.finish();
  CHECK(ended["error"] == "event");
  CHECK(ended["row"] == 2);
}

TEST_CASE("rows that their reader could not read are counted with the others") {
  ApiReplay replay(workspace);
  REQUIRE(replay.rows({row(), row({{"link", 1}})})["ok"]);
  CHECK(Json::parse(api::replayRefuse(replay.handle(), false, 0, "json.syntax", "Line 3 is no JSON."))["ok"]);
  CHECK(Json::parse(api::replayRefuse(replay.handle(), true, 0, "csv.quotes", "Line 9."))["ok"]);
  REQUIRE(replay.rows({row({{"type", 1}})})["ok"]);
  const Json report = replay.finish()["report"];
  CHECK(report["rows"]["read"] == 4);
  CHECK(report["refusals"][1] == Json({{"row", 3}, {"code", "json.syntax"}, {"message", "Line 3 is no JSON."}}));
  CHECK(report["refusals"][2]["row"] == 4);
  CHECK(report["contacts"]["rows"]["refusedBy"] == Json({{"csv.quotes", 1}}));
}

TEST_CASE("the first hundred rows that cannot be used are kept in words, all are counted") {
  ApiReplay replay(workspace);
  for (int batch = 0; batch < 5; ++batch) {
    std::vector<Json> rows(50, row({{"link", 1}}));
    const Json answer = replay.rows(rows);
    CHECK(answer["refused"] == 50);
    CHECK(answer["refusals"].size() == (batch < 2 ? 50 : 0));
  }
  const Json report = replay.finish()["report"];
  CHECK(report["refusals"].size() == 100);
  CHECK(report["refusals"][99]["row"] == 100);
  CHECK(report["rows"]["refusedBy"]["value.type"] == 250);
}

TEST_CASE("of each reason the first row is kept in words, however late it comes") {
  ApiReplay replay(workspace);
  replay.rows(std::vector<Json>(150, row({{"link", 1}})));
  const Json answer = replay.rows({row({{"type", "x"}}), row({{"type", "y"}}), row({{"link", 1}})});
  CHECK(answer["refusals"].size() == 1);
  const Json report = replay.finish()["report"];
  REQUIRE(report["refusals"].size() == 101);
  CHECK(report["refusals"][99]["row"] == 100);
  CHECK(report["refusals"][100]["row"] == 151);
  CHECK(report["refusals"][100]["code"] == "value.unknown");
  CHECK(report["rows"]["refusedBy"] == Json({{"value.type", 151}, {"value.unknown", 2}}));
}

TEST_CASE("of rows that come in another order the first are kept, and the first of each reason") {
  RowCounts counts;
  const auto add = [&](std::uint64_t row, const char* code) {
    counts.countRefused(code);
    if (counts.keeps(row, code)) {
      counts.keep({row, code, ""});
    }
  };
  add(500, "late");
  add(400, "other");
  for (std::uint64_t row = 300; row > 0; --row) {
    add(row, "often");
  }
  add(450, "late");
  add(600, "other");
  add(50, "other");
  REQUIRE(counts.refusals.size() == keptRefusals + 1);
  CHECK(counts.refusals[49].row == 50);
  CHECK(counts.refusals[99].row == 99);
  CHECK(counts.refusals[100].row == 450);
  RowCounts merged;
  merged.keep({700, "late", ""});
  merged.keep({800, "none", ""});
  merged.add(counts);
  CHECK(merged.refusals.size() == keptRefusals + 2);
  CHECK(merged.refusals[100].row == 450);
  CHECK(merged.refusals[101].row == 800);
}

TEST_CASE("a contact that is given can empty a score") {
  constexpr auto scored = R"({"rehearse":1,"workflows":[],
    "contacts":[{"id":"ana","engagementScore":5},{"id":"bo","engagementScore":6}]})";
  ApiReplay replay(scored, {{"coerce", true}});
  const Json answer = replay.contacts({{{"id", "ana"}, {"engagementScore", "null"}}, {{"id", "bo"}, {"name", "Bo"}}});
  CHECK(answer["used"] == 2);
  replay.finish("2026-05-20T00:00:00Z");
  CHECK(Json::parse(api::replayScores(replay.handle(), 0, 10))["contacts"] ==
        Json::parse(R"([["ana",null,null],["bo",6,6]])"));
}

TEST_CASE("contacts that are given: their scores, tags, fields and dates") {
  constexpr auto dated = R"({"rehearse":1,"workflows":[
    {"id":"d","status":"published","triggers":[{"type":"date.reached","field":"fields.due"},
       {"type":"date.reached","field":"createdAt","offset":"1d"}],
     "steps":[{"type":"modifyEngagementScore","operation":"add","points":100}]},
    {"id":"t","status":"published","triggers":[{"type":"link.clicked","conditions":[
       {"field":"contact.tags","operator":"contains","value":"hot"},
       {"field":"contact.fields.n","operator":"greaterThan","value":3}]}],
     "steps":[{"type":"modifyEngagementScore","operation":"add","points":1}]}],
    "contacts":[{"id":"ana","engagementScore":5,"tags":["hot"],"createdAt":"2020-01-01T00:00:00Z"}]})";
  ApiReplay replay(dated, {{"coerce", true}});
  const Json answer =
      replay.contacts({{{"id", "ana"}, {"engagementScore", "7"}, {"fields", {{"n:number", "4"}}}},
                       {{"id", "bo"}, {"tags", "cold|hot"}, {"fields", {{"due", "2026-05-06"}, {"n:number", "5"}}}},
                       {{"id", "cy"}, {"createdAt", "2026-05-04T12:00:00Z"}, {"engagementScore", "-3"}},
                       {{"id", "bo"}},
                       {{"name", "nobody"}},
                       {{"id", "x"}, {"engagementScore", "1.5"}},
                       {{"id", "y"}, {"engagementScore", "2000000000"}},
                       {{"id", "z"}, {"createdAt", "now"}},
                       {{"id", "t"}, {"tags", "a||b"}}});
  CHECK(answer["used"] == 3);
  CHECK(answer["refused"] == 6);
  REQUIRE(replay.rows({row(), row({{"contact", "bo"}}), row({{"contact", "cy"}})})["ok"]);
  const Json report = replay.finish("2026-05-20T00:00:00Z")["report"];
  CHECK(report["contacts"]["total"] == 3);
  CHECK(report["contacts"]["made"] == 0);
  CHECK(report["contacts"]["rows"] == Json::parse(R"({"read":9,"used":3,"refused":6,"refusedBy":
          {"id.duplicate":1,"value.format":1,"value.missing":1,"value.range":2,"value.type":1}})"));
  // Both dates of bo come: the one in the field, and that of the start, a day later.
  CHECK(Json::parse(api::replayScores(replay.handle(), 0, 10))["contacts"] ==
        Json::parse(R"([["ana",7,8],["bo",null,201],["cy",-3,97]])"));
}

TEST_CASE("a contact has a thousand tags at the most, and a million of them are refused as fast") {
  ApiReplay replay(workspace);
  const auto codeOfTags = [&](int count) {
    std::string tags = "t";
    for (int tag = 1; tag < count; ++tag) {
      tags += "|" + std::to_string(tag);
    }
    const Json answer = replay.contacts({{{"id", "c" + std::to_string(count)}, {"tags", tags}}});
    return answer["refusals"].empty() ? "" : answer["refusals"][0]["code"].get<std::string>();
  };
  CHECK(codeOfTags(1'000) == "");
  CHECK(codeOfTags(1'001) == "value.range");
  CHECK(codeOfTags(1'000'000) == "value.range");
}

TEST_CASE("contacts come before the first row, and columns before both") {
  ApiReplay replay(workspace);
  CHECK(Json::parse(api::replayRows(replay.handle(), 0))["error"] == "usage");
  CHECK(Json::parse(api::replayContacts(replay.handle(), 0))["error"] == "usage");
  REQUIRE(replay.rows(std::vector<Json>{})["ok"]);
  CHECK(replay.contacts({{{"id", "bo"}}})["used"] == 1);
  REQUIRE(replay.rows({row()})["ok"]);
  CHECK(replay.contacts({{{"id", "cy"}}})["error"] == "usage");
}

TEST_CASE("names of columns are checked") {
  const auto codesOf = [](bool coerce, const char* table, const char* names) {
    ApiReplay replay(workspace, {{"coerce", coerce}});
    std::vector<std::string> codes;
    const Json answer = Json::parse(api::replayColumns(replay.handle(), table, names));
    for (const Json& diagnostic : answer.value("diagnostics", Json::array())) {
      codes.push_back(diagnostic["code"]);
    }
    CHECK(answer["ok"] == codes.empty());
    return codes;
  };
  using Codes = std::vector<std::string>;
  CHECK(codesOf(true, "events", R"(["at","contact","type","link","fields.a","id","row"])").empty());
  CHECK(codesOf(true, "events", R"(["at","contact","type","colour"])") == Codes{"key.unknown"});
  CHECK(codesOf(false, "events", R"(["at","contact","type","colour"])").empty());
  CHECK(codesOf(true, "events", R"(["at","contact","type","previousScore"])") == Codes{"key.unknown"});
  CHECK(codesOf(true, "events", R"(["at"])") == Codes{"value.missing", "value.missing"});
  CHECK(codesOf(true, "events", R"(["at","contact","type","link","link"])") == Codes{"json.duplicateKey"});
  CHECK(codesOf(true, "events", R"(["at","contact","type","fields.a","fields.a:number","fields.a:yesNo"])") ==
        Codes{"json.duplicateKey", "json.duplicateKey"});
  CHECK(codesOf(true, "contacts", R"(["id","fields.a:yesNo","fields.a:number"])") == Codes{"json.duplicateKey"});
  CHECK(codesOf(true, "events", R"(["at","contact","type","fields.a","fields.a"])") == Codes{"json.duplicateKey"});
  CHECK(codesOf(false, "contacts", R"(["id","fields.a","fields.a:number"])").empty());
  CHECK(codesOf(true, "contacts", R"(["id","name","email","engagementScore","tags","createdAt","fields.x:number"])")
            .empty());
  CHECK(codesOf(false, "contacts", R"(["id","colour"])") == Codes{"key.unknown"});
  CHECK(codesOf(false, "events", R"({})") == Codes{"value.type"});
  CHECK(codesOf(false, "events", R"([1])") == Codes{"value.type"});
}

TEST_CASE("options are checked") {
  const auto codeOfOptions = [](const char* options) {
    const Json answer = Json::parse(api::replayOpen(workspace, options));
    CHECK(answer["ok"] == false);
    return answer["diagnostics"][0]["code"].get<std::string>();
  };
  CHECK(codeOfOptions("[]") == "value.type");
  CHECK(codeOfOptions("{") == "json.syntax");
  CHECK(codeOfOptions(R"({"stict":true})") == "key.unknown");
  CHECK(codeOfOptions(R"({"strict":1})") == "value.type");
  CHECK(codeOfOptions(R"({"start":"today"})") == "value.format");
  CHECK(codeOfOptions(R"({"partition":{"index":2,"of":2}})") == "value.range");
  CHECK(codeOfOptions(R"({"partition":{"index":0}})") == "value.missing");
  CHECK(codeOfOptions(R"({"thresholds":["a"]})") == "value.type");
  CHECK(codeOfOptions(R"({"excerpts":{"w":0}})") == "value.range");
  CHECK(codeOfOptions(R"({"excerpts":{"w":1001}})") == "value.range");
  CHECK(Json::parse(api::replayOpen("{}", "{}"))["error"] == "workspace");
  const Json inSecond = Json::parse(api::compareOpen(workspace, "{}", "{}"));
  CHECK(inSecond["error"] == "workspace");
  CHECK(inSecond["version"] == "b");
}
