// Documents made to be as heavy as they may be, or heavier. Each is refused with diagnostics or runs to an end, within
// seconds, and the engine works as ever afterwards.

#include <ctime>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/api/api.hpp"
#include "unit/catch.hpp"

namespace {

using nlohmann::json;
namespace api = rehearse::api;

/// Seconds of the processor, with sanitizers on a slow machine. What these documents once cost were minutes.
constexpr double mostSeconds = 20;

/// A workspace of one published workflow that a click starts, and of one contact.
json workspaceOf(json steps, json contact = {{"id", "ana"}}) {
  return {{"rehearse", 1},
          {"workflows",
           {{{"id", "w"}, {"status", "published"}, {"triggers", {{{"type", "link.clicked"}}}}, {"steps", steps}}}},
          {"contacts", {contact}}};
}

/// `count` values made by their number.
json listOf(int count, const std::function<json(int)>& make) {
  json list = json::array();
  for (int index = 0; index < count; ++index) {
    list.push_back(make(index));
  }
  return list;
}

/// 128 characters, as long as an id may be, that end with the number: all of them look much alike.
std::string longName(int number) {
  const std::string digits = std::to_string(number);
  return std::string(128 - digits.size(), 'n') + digits;
}

json goTos(int count) {
  const auto name = [&](int index) { return "step" + std::to_string(index % count); };
  return listOf(count, [&](int index) {
    return json{{"id", name(index)}, {"type", "goTo"}, {"step", name(index + 1)}};
  });
}

json tags(int count) {
  return listOf(count, [](int index) { return "tag " + std::to_string(index); });
}

json fields(int count) {
  json all = json::object();
  for (int index = 0; index < count; ++index) {
    all["key " + std::to_string(index)] = index;
  }
  return all;
}

/// Steps without ids in branches with long names in branches: their ids come from where they stand.
json nestedSteps(int count) {
  constexpr int depth = 12;
  json steps = listOf(count, [](int) { return json{{"type", "addTag"}, {"tags", {"deep"}}}; });
  for (int level = 0; level < depth; ++level) {
    const json branch{{"name", longName(level)}, {"conditions", json::array()}, {"steps", steps}};
    steps = {{{"type", "if"}, {"branches", {branch}}}};
  }
  return steps;
}

/// Ids that there are, and as many `goTo` that all but name them.
json unknownReferences(int known, int unknown) {
  json steps = listOf(known, [](int index) { return json{{"id", longName(index)}, {"type", "end"}}; });
  for (int index = 0; index < unknown; ++index) {
    steps.push_back({{"type", "goTo"}, {"step", "m" + longName(index).substr(1)}});
  }
  return steps;
}

const json doublingSteps{{{"id", "double"},
                          {"type", "updateField"},
                          {"field", "fields.x"},
                          {"value", "{{contact.fields.x}}{{contact.fields.x}}"}},
                         {{"type", "goTo"}, {"step", "double"}}};

const json doubledContact{{"id", "ana"}, {"fields", {{"x", "ab"}}}};

struct Case {
  std::string name;
  std::function<json()> workspace;
};

constexpr std::string_view click = R"({"type":"link.clicked","contact":"ana","link":"a"})";

/// Starts it, fires a click and reads everything back; whether it could be started.
bool startAndRun(const std::string& text) {
  const json started = json::parse(api::simulate(text, false));
  if (!started["ok"].get<bool>()) {
    CHECK_FALSE(started["diagnostics"].empty());
    CHECK(started["diagnostics"].size() <= 100);
    return false;
  }
  const auto simulation = started["simulation"].get<std::uint32_t>();
  const json report = json::parse(api::fire(simulation, click));
  CHECK(report["ok"].get<bool>());
  CHECK(report["last"].get<int>() < 110'000);
  CHECK(json::parse(api::contacts(simulation))["ok"].get<bool>());
  CHECK(json::parse(api::stats(simulation))["ok"].get<bool>());
  api::dispose(simulation);
  return true;
}

void checkThatItWorks() {
  const json steps{{{"type", "modifyEngagementScore"}, {"operation", "add"}, {"points", 10}}};
  const auto simulation =
      json::parse(api::simulate(workspaceOf(steps).dump(), false))["simulation"].get<std::uint32_t>();
  REQUIRE(json::parse(api::fire(simulation, click))["ok"].get<bool>());
  CHECK(json::parse(api::contact(simulation, "ana"))["contact"]["engagementScore"] == 10);
  api::dispose(simulation);
}

}  // namespace

TEST_CASE("heavy documents are refused or run to an end within seconds", "[hostile]") {
  const std::vector<Case> cases{
      {"10,000 jumps", [] { return workspaceOf(goTos(10'000)); }},
      {"100,000 jumps", [] { return workspaceOf(goTos(100'000)); }},
      {"a step with 100,000 tags",
       [] {
         return workspaceOf({{{"type", "addTag"}, {"tags", tags(100'000)}}});
       }},
      {"a contact with 100,000 tags",
       [] {
         return workspaceOf({}, {{"id", "ana"}, {"tags", tags(100'000)}});
       }},
      {"a contact with 100,000 fields",
       [] {
         return workspaceOf({}, {{"id", "ana"}, {"fields", fields(100'000)}});
       }},
      {"10,000 steps in nested branches", [] { return workspaceOf(nestedSteps(9'900)); }},
      {"1,000 unknown references", [] { return workspaceOf(unknownReferences(5'000, 1'000)); }},
      {"a text that doubles itself", [] { return workspaceOf(doublingSteps, doubledContact); }},
  };
  for (const auto& hostile : cases) {
    INFO(hostile.name);
    const std::string text = hostile.workspace().dump();
    const auto before = std::clock();
    startAndRun(text);
    CHECK(json::parse(api::check(text)).contains("diagnostics"));
    CHECK(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC < mostSeconds);
    checkThatItWorks();
  }
  CHECK(api::simulationCount() == 0);
}

TEST_CASE("a text that doubles itself grows to 64 KiB and no further", "[hostile]") {
  const auto text = workspaceOf(doublingSteps, doubledContact).dump();
  const auto simulation = json::parse(api::simulate(text, false))["simulation"].get<std::uint32_t>();
  REQUIRE(json::parse(api::fire(simulation, click))["ok"].get<bool>());
  const json contact = json::parse(api::contact(simulation, "ana"))["contact"];
  CHECK(contact["fields"]["x"].get<std::string>().size() == 65'536);
  CHECK(json::parse(api::stats(simulation))["stats"]["workflows"][0]["active"] == 0);
  api::dispose(simulation);
}

TEST_CASE("unknown references are reported up to 100, each at its place", "[hostile]") {
  const json result = json::parse(api::check(workspaceOf(unknownReferences(5'000, 1'000)).dump()));
  CHECK_FALSE(result["ok"].get<bool>());
  REQUIRE(result["diagnostics"].size() == 100);
  CHECK(result["diagnostics"][0]["code"] == "reference.unknown");
  CHECK(result["diagnostics"][0]["path"] == "/workflows/0/steps/5000/step");
}
