#include <algorithm>
#include <random>
#include <string>

#include "rehearse/simulation/conditions.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

struct Nothing {
  static constexpr bool explains = false;
  void noteActual(const Value&) {}
  void noteActualTags(std::span<const Symbol>) {}
};

/// Wraps a list of conditions in groups now and then: `all` groups say the same, `any` groups something else.
std::string grouped(std::mt19937& random, const std::string& list) {
  switch (random() % 4) {
    case 0:
      return R"({"all":)" + list + "}";
    case 1:
      return R"([{"all":[{"all":)" + list + "}]}]";
    case 2:
      return R"([{"any":[{"all":)" + list + R"(},{"field":"contact.name","operator":"isEmpty"}]}])";
    default:
      return list;
  }
}

/// Random conditions on the score, or on a link, in every form that the index knows and some that it does not.
std::string randomConditions(std::mt19937& random, bool onScore) {
  constexpr std::array operators{"equalTo",  "notEqualTo",        "greaterThan", "greaterThanOrEqualTo",
                                 "lessThan", "lessThanOrEqualTo", "isEmpty",     "isNotEmpty"};
  const auto number = [&](unsigned end) { return static_cast<int>(random() % end); };
  std::string text = "[";
  const int count = number(3);
  for (int index = 0; index < count; ++index) {
    text += index == 0 ? "" : ",";
    if (onScore) {
      const std::string chosen = operators[random() % operators.size()];
      text += R"({"field":"event.score","operator":")" + chosen + '"';
      text += chosen.ends_with("mpty") ? "}" : ",\"value\":" + std::to_string(number(7) - 3) + "}";
    } else if (number(3) == 0) {
      text += R"({"field":"event.link","operator":"anyOf","value":["a","b"]})";
    } else {
      text += R"({"field":"event.link","operator":")" + std::string(number(4) == 0 ? "notEqualTo" : "equalTo") +
              R"(","value":")" + std::string(1, static_cast<char>('a' + number(4))) + "\"}";
    }
  }
  return grouped(random, text + "]");
}

}  // namespace

TEST_CASE("the index passes over no trigger that matches, and gives candidates in document order without repeats") {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::string text = R"({"rehearse":1,"workflows":[)";
    for (int workflow = 0; workflow < 20; ++workflow) {
      const bool onScore = random() % 2 == 0;
      text += workflow == 0 ? "" : ",";
      text += R"({"id":"w)" + std::to_string(workflow) + R"(","steps":[],"triggers":[{"type":")" +
              (onScore ? "score.changed" : "link.clicked") + R"(","conditions":)" + randomConditions(random, onScore) +
              "}]}";
    }
    const Program program = test::programOf(text + R"(],"contacts":[{"id":"ana"}]})");
    const Simulation simulation(program);
    World world = simulation.world();
    for (int score = -4; score <= 4; ++score) {
      Event event;
      event.contact = 0;
      event.type = score < 0 ? EventType::linkClicked : EventType::scoreChanged;
      event.attributes[0] = Value::text(world.symbols.intern(std::string(1, static_cast<char>('e' + score))));
      if (event.type == EventType::scoreChanged) {
        event.attributes[0] = {};
        event.attributes[1] = score == 4 ? Value() : Value::number(score);
      }
      std::vector<std::uint32_t> candidates;
      program.triggerIndex.candidates(static_cast<EventKey>(event.type), event.attributes, {}, candidates);
      CHECK(std::is_sorted(candidates.begin(), candidates.end()));
      CHECK(std::adjacent_find(candidates.begin(), candidates.end()) == candidates.end());
      Nothing nothing;
      for (const std::uint32_t trigger : program.triggerIndex.all(static_cast<EventKey>(event.type))) {
        if (evaluate(world, program.triggers[trigger].conditions, {0, &event}, nothing)) {
          CHECK(std::binary_search(candidates.begin(), candidates.end(), trigger));
        }
      }
    }
  }
}

TEST_CASE("conditions in a group of all, and on fields of the event, are looked up too") {
  std::string text = R"({"rehearse":1,"workflows":[)";
  for (int index = 0; index < 100; ++index) {
    const std::string own = std::to_string(index);
    text +=
        std::string(index == 0 ? "" : ",") + R"({"id":"w)" + own +
        R"(","steps":[],"triggers":[{"type":"link.clicked","conditions":{"all":[{"all":[{"field":"event.link","operator":"equalTo","value":"l)" +
        own +
        R"("}]}]}},{"type":"custom.audit","conditions":{"field":"event.fields.plan","operator":"equalTo","value":"p)" +
        own + R"("}}]})";
  }
  const Program program = test::programOf(text + "]}");
  std::array<Value, maximumAttributes> attributes{};
  std::vector<std::uint32_t> candidates;
  attributes[0] = Value::text(program.symbols.find("l42"));
  program.triggerIndex.candidates(static_cast<EventKey>(EventType::linkClicked), attributes, {}, candidates);
  CHECK(candidates == std::vector<std::uint32_t>{84});
  const std::array fields{FieldValue{program.symbols.find("plan"), Value::text(program.symbols.find("p7"))}};
  program.triggerIndex.candidates(program.eventKey(EventType::custom, program.symbols.find("audit")), attributes,
                                  fields, candidates);
  CHECK(candidates == std::vector<std::uint32_t>{15});
}

TEST_CASE("triggers that test other values are not candidates") {
  std::string text = R"({"rehearse":1,"workflows":[)";
  for (int index = 0; index < 100; ++index) {
    text +=
        std::string(index == 0 ? "" : ",") + R"({"id":"w)" + std::to_string(index) +
        R"(","steps":[],"triggers":[{"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"l)" +
        std::to_string(index) +
        R"("}},{"type":"score.changed","conditions":[{"field":"event.score","operator":"equalTo","value":)" +
        std::to_string(index) + "}]}]}";
  }
  const Program program = test::programOf(text + "]}");
  std::array<Value, maximumAttributes> attributes{};
  std::vector<std::uint32_t> candidates;
  attributes[0] = Value::text(program.symbols.find("l42"));
  program.triggerIndex.candidates(static_cast<EventKey>(EventType::linkClicked), attributes, {}, candidates);
  CHECK(candidates == std::vector<std::uint32_t>{84});
  attributes[1] = Value::number(17);
  program.triggerIndex.candidates(static_cast<EventKey>(EventType::scoreChanged), attributes, {}, candidates);
  CHECK(candidates == std::vector<std::uint32_t>{35});
  program.triggerIndex.candidates(static_cast<EventKey>(EventType::emailOpened), attributes, {}, candidates);
  CHECK(candidates.empty());
}
