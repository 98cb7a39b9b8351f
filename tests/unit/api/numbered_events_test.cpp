#include "rehearse/api/numbered_events.hpp"

#include "rehearse/api/api.hpp"
#include "support/api_simulation.hpp"
#include "unit/catch.hpp"

using namespace rehearse;

namespace {

constexpr auto workspace = R"({"rehearse":1,"workflows":[
  {"id":"w","status":"published","triggers":[
     {"type":"email.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"a"}},
     {"type":"survey.submitted","conditions":{"field":"event.disqualified","operator":"equalTo","value":true}},
     {"type":"order.placed","conditions":{"field":"event.amount","operator":"equalTo","value":0}},
     {"type":"custom.spin"}],
   "steps":[{"type":"modifyEngagementScore","operation":"add","points":1}]}],
  "contacts":[{"id":"ana"},{"id":"ben"}]})";

std::uint32_t started() {
  const std::string answer = api::simulate(workspace, false);
  const std::string key = R"("simulation":)";
  return static_cast<std::uint32_t>(std::stoul(answer.substr(answer.find(key) + key.size())));
}

std::string journalOf(std::uint32_t simulation) { return api::entries(simulation, 1, UINT32_MAX); }

constexpr auto clicked = R"({"type":"email.clicked","contact":"ben","link":"a","workflow":"x"})";
constexpr auto surveyed = R"({"type":"survey.submitted","contact":"ana","survey":"s","disqualified":true})";
constexpr auto ordered = R"({"type":"order.placed","contact":"ana","amount":-0.0})";
constexpr auto spun = R"({"type":"custom.spin","contact":"ben"})";

}  // namespace

TEST_CASE("an event by numbers is the event that it was in JSON") {
  const std::uint32_t byJson = started();
  const std::uint32_t byNumbers = started();
  for (int round = 0; round < 2; ++round) {
    for (const char* event : {clicked, surveyed, ordered, spun}) {
      REQUIRE(api::fire(byJson, event).starts_with(R"({"ok":true)"));
    }
  }
  for (const char* event : {clicked, surveyed, ordered, spun}) {
    REQUIRE(api::fire(byNumbers, event).starts_with(R"({"ok":true)"));
  }
  const std::uint32_t ana = api::contactNumber(byNumbers, "ana");
  const std::uint32_t ben = api::contactNumber(byNumbers, "ben");
  const auto fire = [&](const char* type, std::uint32_t contact, std::vector<std::pair<const char*, double>> values) {
    api::NumberedEvent event;
    event.type = api::eventTypeNumber(type);
    REQUIRE(event.type != api::noNumber);
    event.contact = contact;
    for (const auto& [attribute, value] : values) {
      const std::uint32_t place = api::attributePlace(event.type, attribute);
      REQUIRE(place != api::noNumber);
      event.kinds |= (place % 4) << (place / 4 * 2);
      event.values[place / 4] = value;
    }
    if (event.type == api::eventTypeNumber("custom.spin")) {
      event.customName = api::textNumber(byNumbers, "spin");
    }
    return api::fireNumbered(byNumbers, event);
  };
  const auto text = [&](const char* content) { return static_cast<double>(api::textNumber(byNumbers, content)); };
  CHECK(fire("email.clicked", ben, {{"link", text("a")}, {"workflow", text("x")}}) > 0);
  CHECK(fire("survey.submitted", ana, {{"survey", text("s")}, {"disqualified", 1}}) > 0);
  CHECK(fire("order.placed", ana, {{"amount", -0.0}}) > 0);
  const double last = fire("custom.spin", ben, {});
  CHECK(journalOf(byNumbers) == journalOf(byJson));
  CHECK(api::stats(byNumbers) == api::stats(byJson));
  CHECK(api::clock(byNumbers).find(R"("entries":)" + std::to_string(static_cast<int>(last / 2))) != std::string::npos);
  api::dispose(byJson);
  api::dispose(byNumbers);
}

TEST_CASE("what there is not has no number") {
  const std::uint32_t simulation = started();
  CHECK(api::eventTypeNumber("email.nothing") == api::noNumber);
  CHECK(api::eventTypeNumber("custom.") == api::noNumber);
  CHECK(api::eventTypeNumber("custom.a") == api::eventTypeNumber("custom.b"));
  const std::uint32_t click = api::eventTypeNumber("email.clicked");
  CHECK(api::attributePlace(click, "page") == api::noNumber);
  CHECK(api::attributePlace(1000, "link") == api::noNumber);
  CHECK(api::contactNumber(simulation, "zoe") == api::noNumber);
  CHECK(api::contactNumber(simulation, "link") == api::noNumber);
  CHECK(api::textNumber(simulation, "never fired") == api::noNumber);
  api::dispose(simulation);
  CHECK(api::contactNumber(simulation, "ana") == api::noNumber);
  CHECK(api::textNumber(simulation, "ana") == api::noNumber);
  CHECK(api::fireNumbered(simulation, {click, api::noNumber, 0, 0, {}}) == -1);
}
