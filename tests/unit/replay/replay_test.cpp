#include "rehearse/api/replay_api.hpp"
#include "support/replay_log.hpp"
#include "unit/support.hpp"

using namespace rehearse;
using test::ApiReplay;
using test::Json;

namespace {

constexpr auto clicks = R"({"rehearse":1,"workflows":[
  {"id":"w","status":"published","triggers":[{"type":"link.clicked","conditions":
     {"field":"event.link","operator":"equalTo","value":"pricing"}}],
   "steps":[{"type":"modifyEngagementScore","operation":"add","points":10},{"type":"sendEmail","subject":"Hi"},
            {"type":"wait","for":"2d"},{"type":"modifyEngagementScore","operation":"add","points":1}]}],
  "contacts":[{"id":"ana","engagementScore":5}]})";

Json click(const std::string& at, const std::string& contact, const std::string& link) {
  return {{"at", at}, {"contact", contact}, {"type", "link.clicked"}, {"link", link}};
}

}  // namespace

TEST_CASE("a log is replayed from its first row to its last") {
  ApiReplay replay(clicks);
  REQUIRE(replay.started());
  const Json answer =
      replay.rows({click("2026-05-04T10:00:00Z", "ana", "pricing"), click("2026-05-04T11:00:00Z", "bo", "faq"),
                   click("2026-05-05T09:00:00Z", "bo", "pricing"), click("2026-05-06T12:00:00Z", "ana", "faq")});
  CHECK(answer == Json({{"ok", true}, {"used", 4}, {"refused", 0}, {"refusals", Json::array()}}));
  const Json report = replay.finish()["report"];
  CHECK(report["start"] == "2026-05-04T10:00:00.000Z");
  CHECK(report["end"] == "2026-05-06T12:00:00.000Z");
  CHECK(report["contacts"]["total"] == 2);
  CHECK(report["contacts"]["made"] == 1);
  CHECK(report["scores"]["minimum"] == 10);
  CHECK(report["scores"]["maximum"] == 16);
  CHECK(report["messages"]["byDay"] ==
        Json::parse(R"([{"day":"2026-05-04","sendEmail":1,"sendSms":0,"notify":0,"webhook":0,"custom":0},
                        {"day":"2026-05-05","sendEmail":1,"sendSms":0,"notify":0,"webhook":0,"custom":0}])"));
  CHECK(report["workflows"][0]["waiting"] == 1);
}

TEST_CASE("a replay without rows ends where it starts, or where it is told to") {
  const auto spanOf = [](const Json& options, std::string_view end) {
    ApiReplay replay(clicks, options);
    const Json report = replay.finish(end)["report"];
    CHECK(report["contacts"]["total"] == 1);
    return std::pair(report["start"], report["end"]);
  };
  const Json start{{"start", "2026-01-01T00:00:00Z"}};
  const Json first = "2026-01-01T00:00:00.000Z";
  const Json later = "2026-01-02T00:00:00.000Z";
  CHECK(spanOf(Json::object(), "") == std::pair(Json(), Json()));
  CHECK(spanOf(start, "") == std::pair(first, first));
  CHECK(spanOf(start, "2026-01-02T00:00:00Z") == std::pair(first, later));
  CHECK(spanOf(Json::object(), "2026-01-02T00:00:00Z") == std::pair(later, later));
}

TEST_CASE("contacts have their scores before and after where no row has a time") {
  ApiReplay replay(clicks);
  REQUIRE(replay.contacts({{{"id", "bo"}, {"engagementScore", 7}}})["ok"]);
  REQUIRE(replay.rows({{{"at", nullptr}, {"contact", "ana"}, {"type", "link.clicked"}}})["refused"] == 1);
  REQUIRE(replay.finish()["ok"]);
  CHECK(Json::parse(api::replayScores(replay.handle(), 0, 9))["contacts"] ==
        Json::parse(R"([["ana",5,5],["bo",7,7]])"));
}
