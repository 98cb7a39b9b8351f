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

const std::string workspace = R"({ "rehearse": 1,
  "workflows": [ { "id": "w", "status": "published", "triggers": [ { "type": "link.clicked" } ],
    "steps": [ { "type": "modifyEngagementScore", "operation": "add", "points": 10 } ] } ],
  "contacts": [ { "id": "ana", "name": "Ana", "fields": { "a": 1, "b": 2 } } ] })";

TEST_CASE("an expectation is looked at while a simulation runs, and says what a scenario would") {
  const auto simulation = json::parse(api::simulate(workspace, false))["simulation"].get<std::uint32_t>();
  const auto report = json::parse(api::fire(simulation, R"({"type":"link.clicked","contact":"ana","link":"faq"})"));
  const auto look = [&](const std::string& expectation) {
    return json::parse(api::expect(simulation, report["first"].get<std::uint32_t>(),
                                   report["last"].get<std::uint32_t>(), expectation));
  };
  const auto right = look(R"({ "contact": "ana", "engagementScore": 10, "fired": ["w"] })");
  CHECK(right == json{{"ok", true}, {"expectations", 2}, {"failures", json::array()}});
  const auto wrong = look("{ \"contact\": \"ana\",\n  \"engagementScore\": 11 }");
  REQUIRE(wrong["failures"].size() == 1);
  const auto& failure = wrong["failures"][0];
  CHECK(failure["message"] == "expected score 11, was 10");
  CHECK(failure["path"] == "/engagementScore");
  CHECK(failure["line"] == 2);
  CHECK(failure["entries"].size() > 1);
  CHECK(look(R"({ "contact": "anna", "tags": [] })")["error"] == "scenario");
  CHECK(look("{")["error"] == "scenario");
  // Seqs that there are not are passed over.
  CHECK(json::parse(api::expect(simulation, 0, UINT32_MAX, R"({ "fired": ["w"] })"))["failures"].empty());
  api::dispose(simulation);
  CHECK(look(R"({ "fired": [] })")["error"] == "usage");
}

TEST_CASE("contacts are added to a workspace, or laid over those of the same id") {
  const auto laid = json::parse(api::layContacts(
      workspace, R"([ { "id": "ana", "tags": ["x"], "fields": { "b": 3, "c": 4 } }, { "id": "bo" } ])"));
  REQUIRE(laid["ok"] == true);
  const auto contacts = json::parse(laid["text"].get<std::string>())["contacts"];
  REQUIRE(contacts.size() == 2);
  CHECK(contacts[0]["name"] == "Ana");
  CHECK(contacts[0]["fields"] == json{{"a", 1}, {"b", 3}, {"c", 4}});
  CHECK(contacts[1]["id"] == "bo");
  const auto twice = json::parse(api::layContacts(workspace, R"([ { "id": "ana" }, { "id": "ana" } ])"));
  CHECK(twice["error"] == "scenario");
  CHECK(twice["diagnostics"][0]["path"] == "/1/id");
  CHECK(json::parse(api::layContacts("{", "[]"))["error"] == "workspace");
}

}  // namespace
