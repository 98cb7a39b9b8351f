#include "score_workload.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace rehearse::bench {
namespace {

/// splitmix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// A number under `end`.
  std::uint32_t under(std::uint32_t end) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<std::uint32_t>(((mixed ^ (mixed >> 31U)) >> 32U) * end >> 32U);
  }

 private:
  std::uint64_t state_;
};

constexpr std::uint32_t eventWorkflows = 60;
constexpr std::uint32_t scoreWorkflows = 40;
constexpr std::uint32_t scoreTests = 8;

std::uint64_t mix(std::uint64_t hash) {
  hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDULL;
  hash = (hash ^ (hash >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
  return hash ^ (hash >> 33U);
}

std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char letter : text) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
  }
  return hash;
}

}  // namespace

ScoreWorkload::ScoreWorkload(std::uint32_t contactCount, std::uint32_t eventCount) {
  Random random(1);
  const auto delta = [&] {
    const auto points = static_cast<std::int32_t>(1 + random.under(12));
    return random.under(5) < 3 ? points : -points;
  };
  std::uint32_t eventsLeft = eventWorkflows;
  for (std::uint32_t number = 0; number < eventWorkflows + scoreWorkflows; ++number) {
    if (random.under(eventWorkflows + scoreWorkflows - number) < eventsLeft) {
      const auto index = static_cast<std::uint32_t>(onEvents.size());
      const std::uint32_t resource = random.under(resources);
      onEvents.push_back({number, index % eventTypes, index < eventTypes ? anyResource : resource, delta()});
      --eventsLeft;
    } else {
      const auto test = static_cast<ScoreTest>(onScore.size() % scoreTests);
      onScore.push_back({number, test, static_cast<std::int32_t>(random.under(121)) - 10, delta()});
    }
  }
  for (std::uint32_t contact = 0; contact < contactCount; ++contact) {
    const std::int32_t score = static_cast<std::int32_t>(random.under(121)) - 20;
    startScores.push_back(random.under(20) < 3 ? INT32_MIN : score);
  }
  for (std::uint32_t event = 0; event < eventCount; ++event) {
    contacts.push_back(random.under(contactCount));
    types.push_back(static_cast<std::uint8_t>(random.under(eventTypes)));
    resourceIds.push_back(static_cast<std::uint8_t>(random.under(resources)));
  }
}

std::string contactId(std::uint32_t contact) { return "contact-" + std::to_string(contact); }

std::string resourceId(std::uint32_t resource) { return "resource-" + std::to_string(resource); }

std::string typeName(std::uint32_t type) {
  constexpr std::array<std::string_view, eventTypes> names{"email.opened", "link.clicked", "form.submitted"};
  return std::string(names[type]);
}

std::string attributeName(std::uint32_t type) {
  constexpr std::array<std::string_view, eventTypes> names{"email", "link", "form"};
  return std::string(names[type]);
}

std::string workspaceText(const ScoreWorkload& workload, const std::string& scoreField) {
  constexpr std::array<std::string_view, scoreTests> operators{
      "equalTo",  "notEqualTo",        "greaterThan", "greaterThanOrEqualTo",
      "lessThan", "lessThanOrEqualTo", "isEmpty",     "isNotEmpty"};
  std::vector<std::string> workflows(workload.onEvents.size() + workload.onScore.size());
  const auto write = [&](std::uint32_t number, bool allowReentry, const std::string& type, const std::string& condition,
                         std::int32_t delta) {
    workflows[number] = R"({"id":"workflow-)" + std::to_string(number) + R"(","status":"published","allowReentry":)" +
                        (allowReentry ? "true" : "false") + R"(,"triggers":[{"type":")" + type + R"(","conditions":[)" +
                        condition + R"(]}],"steps":[{"type":"modifyEngagementScore",)" + R"("operation":")" +
                        (delta > 0 ? "add" : "subtract") + R"(","points":)" + std::to_string(std::abs(delta)) + "}]}";
  };
  for (const EventWorkflow& workflow : workload.onEvents) {
    const std::string condition = R"({"field":"event.)" + attributeName(workflow.type) +
                                  R"(","operator":"equalTo","value":")" + resourceId(workflow.resource) + R"("})";
    write(workflow.number, true, typeName(workflow.type), workflow.resource == anyResource ? "" : condition,
          workflow.delta);
  }
  for (const ScoreWorkflow& workflow : workload.onScore) {
    const bool isCompared = workflow.test < ScoreTest::isEmpty;
    write(workflow.number, false, "score.changed",
          R"({"field":")" + (workflow.test == ScoreTest::isEmpty ? "event.previousScore" : scoreField) +
              R"(","operator":")" + std::string(operators[static_cast<std::size_t>(workflow.test)]) + '"' +
              (isCompared ? R"(,"value":)" + std::to_string(workflow.value) : "") + '}',
          workflow.delta);
  }
  std::string text = R"({"rehearse":1,"workflows":[)";
  for (std::size_t number = 0; number < workflows.size(); ++number) {
    text += (number == 0 ? "" : ",") + workflows[number];
  }
  return text + "]}";
}

bool isMet(const ScoreWorkflow& workflow, std::int32_t score, bool fromEmpty) {
  switch (workflow.test) {
    case ScoreTest::equalTo:
      return score == workflow.value;
    case ScoreTest::notEqualTo:
      return score != workflow.value;
    case ScoreTest::greaterThan:
      return score > workflow.value;
    case ScoreTest::greaterThanOrEqualTo:
      return score >= workflow.value;
    case ScoreTest::lessThan:
      return score < workflow.value;
    case ScoreTest::lessThanOrEqualTo:
      return score <= workflow.value;
    case ScoreTest::isEmpty:
      return fromEmpty;
    case ScoreTest::isNotEmpty:
      return true;
  }
  return false;
}

std::uint64_t checksumOf(const std::vector<std::int32_t>& scores) {
  std::uint64_t sum = 0;
  for (std::uint32_t contact = 0; contact < scores.size(); ++contact) {
    const std::int32_t score = scores[contact];
    sum += mix(hashOf(contactId(contact)) +
               (score == INT32_MIN ? 0x9E3779B97F4A7C15ULL : static_cast<std::uint64_t>(std::int64_t{score})));
  }
  return sum;
}

}  // namespace rehearse::bench
