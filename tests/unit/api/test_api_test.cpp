// Scenarios that are run one at a time are the same as those of a file run in one go.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "rehearse/api/api.hpp"
#include "unit/catch.hpp"

namespace {

using nlohmann::json;
namespace api = rehearse::api;

const std::string scenarios = R"({
  "rehearse": 1,
  "workspace": { "rehearse": 1, "workflows": [
    { "id": "w", "status": "published", "triggers": [ { "type": "link.clicked" } ],
      "steps": [ { "type": "modifyEngagementScore", "operation": "add", "points": 10 } ] } ] },
  "scenarios": [
    { "name": "right", "contacts": [ { "id": "ana" } ], "steps": [
      { "fire": { "type": "link.clicked", "contact": "ana", "link": "faq" } },
      { "expect": { "contact": "ana", "engagementScore": 10 } } ] },
    { "name": "wrong", "contacts": [ { "id": "ana", "engagementScore": 1 } ], "steps": [
      { "expect": { "contact": "ana", "engagementScore": 10 } } ] }
  ]
})";

TEST_CASE("scenarios run one at a time, in any order, as they do in one go") {
  const auto whole = json::parse(api::test(scenarios, std::nullopt, true));
  const auto opened = json::parse(api::testOpen(scenarios, std::nullopt));
  REQUIRE(opened["ok"] == true);
  CHECK(opened["diagnostics"] == whole["diagnostics"]);
  REQUIRE(opened["scenarios"].size() == 2);
  CHECK(opened["scenarios"][1] == json{{"name", "wrong"}, {"path", "/scenarios/1"}, {"line", 10}, {"column", 5}});
  const auto test = opened["test"].get<std::uint32_t>();
  for (const std::uint32_t index : {1U, 0U, 1U}) {
    CHECK(json::parse(api::testRun(test, index, true)) == whole["scenarios"][index]);
  }
  CHECK_FALSE(json::parse(api::testRun(test, 0, false)).contains("journal"));
  CHECK(json::parse(api::testRun(test, 2, false))["error"] == "usage");
  api::testDispose(test);
  api::testDispose(test);
  CHECK(json::parse(api::testRun(test, 0, false))["error"] == "usage");
  const auto next = json::parse(api::testOpen(scenarios, std::nullopt))["test"].get<std::uint32_t>();
  CHECK(next != test);
  api::testDispose(next);
}

TEST_CASE("a file that cannot be run is told as it is in one go") {
  for (const std::string text :
       {R"({ "rehearse": 1)", R"({ "rehearse": 1, "workspace": "a.json", "scenarios": [] })"}) {
    CHECK(api::testOpen(text, std::nullopt) == api::test(text, std::nullopt, false));
  }
}

}  // namespace
