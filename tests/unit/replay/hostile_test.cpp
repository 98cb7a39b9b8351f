// Whatever is put into the room, an answer comes back.

#include <cmath>

#include "rehearse/api/replay_api.hpp"
#include "rehearse/replay/dictionary.hpp"
#include "support/random.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

constexpr auto workspace = R"({"rehearse":1,"workflows":[
  {"id":"w","status":"published","triggers":[{"type":"link.clicked"}],"steps":[{"type":"wait","for":"1h"}]}]})";

std::string bytesOf(const std::vector<std::uint32_t>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)};
}

Json answer(const std::string& text) { return Json::parse(text); }

std::string errorOf(const std::string& text) { return answer(text).value("error", ""); }

}  // namespace

TEST_CASE("texts that do not fit the room are refused as a whole") {
  ApiReplay replay(workspace);
  const std::uint32_t handle = replay.handle();
  const auto texts = [&](const std::string& room, std::uint32_t count, std::uint32_t bytes) {
    replay.fill(room);
    return errorOf(api::replayTexts(handle, count, bytes));
  };
  CHECK(texts("", 0, 0) == "");
  CHECK(texts("", 1, 0) == "usage");
  CHECK(texts(bytesOf({3}) + '\0' + "abc", 1, 3) == "");
  CHECK(texts(bytesOf({3}) + '\0' + "abc", 1, 2) == "usage");
  CHECK(texts(bytesOf({4}) + '\0' + "abc", 1, 3) == "usage");
  CHECK(texts(bytesOf({3}) + '\0' + "abc", 0xFFFFFFFF, 3) == "usage");
  CHECK(texts(bytesOf({3}) + '\0' + "abc", 1, 0xFFFFFFFF) == "usage");
  CHECK(texts(bytesOf({3, 2}) + std::string(2, '\0') + "abc", 2, 3) == "usage");
  CHECK(texts(bytesOf({3, 0xFFFFFFFF}) + std::string(2, '\0') + "abc", 2, 3) == "usage");
  CHECK(texts(bytesOf({3}) + '\4' + "abc", 1, 3) == "usage");
  CHECK(texts(bytesOf({3}) + '\1' + "abc", 1, 3) == "usage");
  CHECK(texts(bytesOf({3}) + '\2' + "abc", 1, 3) == "usage");
  CHECK(texts(bytesOf({3}) + '\0' +
                  "a\xFF"
                  "c",
              1, 3) == "usage");
  replay.fill("");
  CHECK(answer(api::replayTexts(handle, 0, 0))["texts"] == 1);
}

TEST_CASE("a dictionary has the same room on every machine") {
  Dictionary dictionary;
  CHECK(dictionary.hasRoomFor(1, maximumCharacters));
  CHECK(dictionary.hasRoomFor(maximumTexts, 0));
  CHECK_FALSE(dictionary.hasRoomFor(1, maximumCharacters + 1));
  CHECK_FALSE(dictionary.hasRoomFor(maximumTexts + 1, 0));
  dictionary.add("ana", TextKind::text);
  CHECK(dictionary.hasRoomFor(maximumTexts - 1, maximumCharacters - 3));
  CHECK_FALSE(dictionary.hasRoomFor(1, maximumCharacters - 2));
  CHECK_FALSE(dictionary.hasRoomFor(maximumTexts, 0));
  CHECK_FALSE(dictionary.hasRoomFor(UINT32_MAX, UINT32_MAX));
}

TEST_CASE("rows that do not fit the room, or name what is not in the dictionary, are refused as a whole") {
  ApiReplay replay(workspace);
  const std::uint32_t handle = replay.handle();
  REQUIRE(replay.texts({{"ana", 0}, {"link.clicked", 0}, {"a", 0}})["texts"] == 3);
  REQUIRE(answer(api::replayColumns(handle, "events", R"(["at","contact","type","link"])"))["ok"]);
  const std::string at(8, '\0');
  const auto rows = [&](const std::string& room, std::uint32_t count) {
    replay.fill(room);
    return errorOf(api::replayRows(handle, count));
  };
  CHECK(rows("", 0) == "");
  CHECK(rows(at + bytesOf({0, 1, 2}), 1) == "");
  CHECK(rows(at + bytesOf({0, 1, 2}), 2) == "usage");
  CHECK(rows(at + bytesOf({0, 1}), 1) == "usage");
  CHECK(rows("", 0xFFFFFFFF) == "usage");
  CHECK(rows(at + bytesOf({0, 1, 3}), 1) == "usage");
  CHECK(rows(at + bytesOf({0xFFFFFFFE, 1, 2}), 1) == "usage");
  CHECK(rows(at + bytesOf({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}), 1) == "");
  REQUIRE(answer(api::replayForget(handle))["ok"]);
  CHECK(rows(at + bytesOf({0, 1, 2}), 1) == "usage");
  const Json report = replay.finish()["report"];
  CHECK(report["rows"]["read"] == 2);
  CHECK(report["rows"]["used"] == 1);
}

TEST_CASE("a replay that is not there, is not open or not finished cannot be used") {
  std::uint32_t gone = 0;
  {
    ApiReplay replay(workspace);
    gone = replay.handle();
    CHECK(errorOf(api::replayPart(gone)) == "usage");
    CHECK(errorOf(api::replayScores(gone, 0, 1)) == "usage");
    CHECK(errorOf(api::replayColumns(gone, "people", "[]")) == "usage");
    CHECK(api::replayRoom(gone, 0) != 0);
    CHECK(api::replayRoom(gone, 0xFFFFFFFF) == 0);
    CHECK(api::replayRoom(gone, (256U << 20U) + 1) == 0);
    REQUIRE(replay.finish()["ok"]);
    for (const std::string& text :
         {api::replayColumns(gone, "events", "[]"), api::replayTexts(gone, 0, 0), api::replayForget(gone),
          api::replayContacts(gone, 0), api::replayRows(gone, 0), api::replayRefuse(gone, false, 0, "", ""),
          api::replayTime(gone, 0), api::replayFinish(gone, "")}) {
      CHECK(errorOf(text) == "usage");
    }
    CHECK(answer(api::replayScores(gone, 0xFFFFFFFF, 0xFFFFFFFF))["contacts"].empty());
  }
  CHECK(api::replayCount() == 0);
  CHECK(api::replayRoom(gone, 8) == 0);
  for (const std::string& text :
       {api::replayColumns(gone, "events", "[]"), api::replayTexts(gone, 0, 0), api::replayForget(gone),
        api::replayContacts(gone, 0), api::replayRows(gone, 0), api::replayRefuse(gone, false, 0, "", ""),
        api::replayTime(gone, 0), api::replayFinish(gone, ""), api::replayPart(gone), api::replayScores(gone, 0, 1)}) {
    CHECK(errorOf(text) == "usage");
  }
  api::replayDispose(gone);
}

TEST_CASE("any bytes in the room, any columns, any numbers: an answer comes back") {
  const std::vector<std::string> names{
      "at",       "contact",         "type",    "id",    "row", "link", "form", "quiz", "score",
      "fields.a", "fields.b:number", "nothing", "amount"};
  const std::vector<std::pair<std::string, int>> texts{{"ana", 0},
                                                       {"ben", 0},
                                                       {"link.clicked", 0},
                                                       {"quiz.submitted", 0},
                                                       {"custom.x", 0},
                                                       {"contact.created", 0},
                                                       {"", 0},
                                                       {"7", 0},
                                                       {"7", 1},
                                                       {"true", 2},
                                                       {"[]", 3},
                                                       {"form.submitted", 0}};
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    test::Random random(seed);
    Json options{{"coerce", random.chance(50)}, {"sort", random.chance(30)}, {"strict", random.chance(5)}};
    if (random.chance(30)) options["start"] = "2001-09-09T01:46:40Z";
    if (random.chance(30)) options["partition"] = {{"index", random.below(2)}, {"of", 2}};
    if (random.chance(30)) options["excerpts"] = {{"w", 2}};
    ApiReplay replay(workspace, options);
    REQUIRE(replay.started());
    for (int call = 0; call < 20; ++call) {
      std::vector<std::string> chosen{"at", "contact", "type"};
      for (std::uint32_t more = random.chance(5) ? random.below(1'200) : 0; more > 0; --more) {
        chosen.push_back("x" + std::to_string(more));
      }
      while (random.chance(70)) {
        chosen.push_back(random.oneOf(names));
      }
      const std::uint32_t rows = random.below(6);
      std::string room;
      for (std::uint32_t row = 0; row < rows; ++row) {
        const double bad = random.oneOf(std::vector<double>{-1e300, NAN, INFINITY, -INFINITY, 0.5, -62135596800001.0});
        const double at = random.chance(80) ? 1e12 + random.below(1000) * 1e7 : bad;
        room.append(reinterpret_cast<const char*>(&at), sizeof at);
      }
      for (std::size_t cell = 0; cell < rows * chosen.size(); ++cell) {
        const std::uint32_t number = random.chance(90) ? random.below(texts.size()) : 0xFFFFFFFF;
        room.append(reinterpret_cast<const char*>(&number), sizeof number);
      }
      switch (random.below(9)) {
        case 0:
          CHECK(replay.texts(texts).contains("ok"));
          break;
        case 1:
          CHECK(answer(api::replayColumns(replay.handle(), "events", Json(chosen).dump())).contains("ok"));
          break;
        case 2:
          CHECK(answer(api::replayColumns(replay.handle(), "contacts", R"(["id","tags","engagementScore"])"))
                    .contains("ok"));
          replay.fill(room);
          CHECK(answer(api::replayContacts(replay.handle(), rows)).contains("ok"));
          break;
        case 3:
          CHECK(answer(api::replayForget(replay.handle())).contains("ok"));
          break;
        case 4:
          CHECK(answer(api::replayTime(replay.handle(), random.chance(50) ? 1e12 : NAN)).contains("ok"));
          break;
        case 5:
          CHECK(answer(api::replayRefuse(replay.handle(), random.chance(50), random.below(9), "csv.quotes", "A row."))
                    .contains("ok"));
          break;
        default:
          replay.fill(room);
          CHECK(answer(api::replayRows(replay.handle(), rows)).contains("ok"));
      }
    }
    const Json finished = replay.finish();
    CHECK(finished.contains("ok"));
    if (finished["ok"].get<bool>() && !options.contains("partition")) {
      const Json part = answer(api::replayPart(replay.handle()))["part"];
      CHECK(answer(api::replayMerge(Json::array({part}).dump()))["report"] == finished["report"]);
    }
  }
}
