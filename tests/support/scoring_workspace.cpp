#include "support/scoring_workspace.hpp"

#include <array>
#include <string_view>

#include "rehearse/rehearse.hpp"
#include "support/random.hpp"
#include "support/random_log.hpp"

namespace rehearse::test {
namespace {

struct EventKind {
  const char* type;
  const char* attribute;
};
constexpr std::array<EventKind, 3> events{
    {{"email.opened", "email"}, {"link.clicked", "link"}, {"form.submitted", "form"}}};

std::string resource(Random& random) { return "resource " + std::to_string(random.below(4)); }

class Maker {
 public:
  Maker(std::uint64_t seed, const ScoringKind& kind) : random_(seed), kind_(kind) {}

  Json workspace() {
    Json workflows = Json::array();
    for (std::uint32_t number = 0; number < kind_.workflows; ++number) {
      workflows.push_back(workflow("w" + std::to_string(number), isMixed()));
      for (std::uint32_t more = number; more < kind_.neverStarted; more += kind_.workflows) {
        workflows.push_back(unreached("n" + std::to_string(more), 1'000'000 + static_cast<int>(more)));
      }
    }
    Json never = workflow("never", false);
    never["triggers"] = Json::array({{{"id", "t"}, {"type", "custom.never"}}});
    workflows.push_back(never);
    Json workspace{{"rehearse", 1}, {"clock", logStart}, {"workflows", workflows}};
    if (kind_.atEnds) {
      workspace["contacts"] = {{{"id", "contact 0"}, {"engagementScore", 999'999'950}},
                               {{"id", "contact 1"}, {"engagementScore", -999'999'960}}};
    }
    return workspace;
  }

 private:
  bool isMixed() { return random_.chance(kind_.mixedPercent); }
  Json step(const std::string& id) {
    return {{"id", id},
            {"type", "modifyEngagementScore"},
            {"operation", random_.chance(60) ? "add" : "subtract"},
            {"points", 1 + random_.below(12)}};
  }
  Json otherStep(const std::string& id) {
    switch (random_.below(4)) {
      case 0:
        return {{"id", id}, {"type", "addTag"}, {"tags", Json::array({"warm"})}};
      case 1:
        return {{"id", id}, {"type", "wait"}, {"for", "20m"}};
      case 2:
        return {{"id", id}, {"type", "addToWorkflow"}, {"workflow", "w0"}};
      default:
        return {{"id", id}, {"type", "notify"}, {"text", "look"}};
    }
  }
  Json scoreTrigger(bool mixed) {
    static constexpr std::array<std::string_view, 8> comparisons{
        "equalTo",  "notEqualTo",        "greaterThan", "greaterThanOrEqualTo",
        "lessThan", "lessThanOrEqualTo", "isEmpty",     "isNotEmpty"};
    const std::string_view comparison = random_.oneOf(comparisons);
    Json condition{{"field", random_.chance(75) ? "event.score" : "event.previousScore"}, {"operator", comparison}};
    if (comparison.find("mpty") == std::string_view::npos) {
      const int value = static_cast<int>(random_.below(60)) - 15;
      condition["value"] = random_.chance(90) ? Json(value) : Json(value + 0.5);
    }
    Json trigger{{"id", "t"}, {"type", "score.changed"}, {"conditions", Json::array({condition})}};
    if (random_.chance(4)) {
      trigger.erase("conditions");
    }
    if (mixed && random_.chance(40)) {
      trigger["fires"] = "crossing";
    } else if (mixed && random_.chance(40)) {
      trigger["conditions"].push_back({{"field", "event.score"}, {"operator", "lessThan"}, {"value", 40}});
    } else if (mixed && trigger.contains("conditions") && random_.chance(20)) {
      trigger["conditions"][0]["field"] = "contact.engagementScore";
    }
    return trigger;
  }
  Json eventTrigger(bool mixed) {
    const EventKind& kind = random_.oneOf(events);
    Json trigger{{"id", "t"}, {"type", kind.type}};
    if (random_.chance(80)) {
      trigger["conditions"] = Json::array(
          {{{"field", std::string("event.") + kind.attribute}, {"operator", "equalTo"}, {"value", resource(random_)}}});
    }
    if (mixed && random_.chance(50)) {
      trigger["conditions"] =
          Json::array({{{"field", "contact.engagementScore"}, {"operator", "greaterThan"}, {"value", 10}}});
    }
    return trigger;
  }
  Json workflow(const std::string& id, bool mixed) {
    const bool onScore = random_.chance(50);
    Json steps = Json::array();
    const std::uint32_t count = random_.chance(70) ? 1 : 1 + random_.below(3);
    for (std::uint32_t number = 0; number < count; ++number) {
      steps.push_back(step("s" + std::to_string(number)));
    }
    if (mixed && random_.chance(50)) {
      steps.insert(steps.begin() + static_cast<Json::difference_type>(random_.below(steps.size() + 1)), otherStep("o"));
    }
    Json triggers = Json::array({onScore ? scoreTrigger(mixed) : eventTrigger(mixed)});
    if (random_.chance(10)) {
      triggers.push_back(random_.chance(50) ? scoreTrigger(mixed) : eventTrigger(mixed));
      triggers[1]["id"] = "u";
    }
    return {{"id", id},
            {"status", mixed && random_.chance(30) ? "draft" : "published"},
            {"allowReentry", mixed ? random_.chance(50) : !onScore},
            {"triggers", triggers},
            {"steps", steps}};
  }
  Json unreached(const std::string& id, int score) {
    Json made = workflow(id, false);
    const Json condition{{"field", "event.score"}, {"operator", "greaterThanOrEqualTo"}, {"value", score}};
    made["allowReentry"] = false;
    made["triggers"] =
        Json::array({{{"id", "t"}, {"type", "score.changed"}, {"conditions", Json::array({condition})}}});
    return made;
  }

  Random random_;
  ScoringKind kind_;
};

}  // namespace

std::string scoringWorkspace(std::uint64_t seed, const ScoringKind& kind) {
  return Maker(seed, kind).workspace().dump();
}

std::vector<Json> scoringLog(std::uint64_t seed, std::size_t rows, std::uint32_t contacts, bool closeTogether) {
  Random random(seed);
  std::vector<Json> log;
  Instant at = *parseInstant(logStart);
  for (std::size_t row = 0; row < rows; ++row) {
    at += static_cast<Duration>(random.below(closeTogether ? 5'000 : 1'200'000));
    const EventKind& kind = random.oneOf(events);
    Json made{{"at", formatInstant(at)},
              {"contact", "contact " + std::to_string(random.below(contacts))},
              {"type", kind.type},
              {kind.attribute, resource(random)}};
    if (random.chance(3)) {
      made["type"] = random.chance(50) ? "contact.replied" : "email.open";
      made.erase(kind.attribute);
    }
    log.push_back(std::move(made));
  }
  return log;
}

}  // namespace rehearse::test
