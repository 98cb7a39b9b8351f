#include <algorithm>
#include <array>
#include <random>
#include <string>

#include "rehearse/simulation/conditions.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Wraps a list of conditions in groups now and then: `all` groups say the same, `any` groups something else.
std::string grouped(std::mt19937& random, const std::string& list) {
  switch (random() % 5) {
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
  constexpr std::array fields{"event.score", "event.previousScore", "contact.engagementScore"};
  const auto number = [&](unsigned end) { return static_cast<int>(random() % end); };
  std::string text = "[";
  const int count = number(3);
  for (int index = 0; index < count; ++index) {
    text += index == 0 ? "" : ",";
    if (onScore || number(4) == 0) {
      const std::string chosen = operators[random() % operators.size()];
      const std::string field = onScore ? fields[random() % fields.size()] : "contact.engagementScore";
      text += R"({"field":")" + field + R"(","operator":")" + chosen + '"';
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

std::string randomWorkspace(std::mt19937& random, int workflows) {
  std::string text = R"({"rehearse":1,"contacts":[{"id":"ana"}],"workflows":[)";
  for (int workflow = 0; workflow < workflows; ++workflow) {
    text += workflow == 0 ? "" : ",";
    text += R"({"id":"w)" + std::to_string(workflow) + R"(","status":")" + (random() % 5 == 0 ? "draft" : "published") +
            R"(","allowReentry":)" + (random() % 2 == 0 ? "true" : "false") + R"(,"steps":[)" +
            (random() % 4 == 0 ? R"({"type":"wait","for":"1h"})" : "") + R"(],"triggers":[)";
    const auto triggers = random() % 8 == 0 ? 2U : 1U;
    for (unsigned trigger = 0; trigger < triggers; ++trigger) {
      const bool onScore = random() % 2 == 0;
      text += std::string(trigger == 0 ? "" : ",") + R"({"type":")" + (onScore ? "score.changed" : "link.clicked") +
              R"(","conditions":)" + randomConditions(random, onScore) + "}";
    }
    text += "]}";
  }
  return text + "]}";
}

Value scoreOrEmpty(std::mt19937& random) {
  const int score = static_cast<int>(random() % 10) - 4;
  return score == 5 ? Value() : Value::number(score);
}

/// What was found, as one list; that those told as bits match is checked.
std::vector<std::uint32_t> listOf(const Program& program, const TriggersFound& found, EventKey key) {
  std::vector<std::uint32_t> list(found.triggers().begin(), found.triggers().end());
  CHECK(std::is_sorted(list.begin(), list.end()));
  std::size_t bits = 0;
  for (const OnceBits& block : found.once()) {
    forEachNumber(block, [&](std::uint32_t number) {
      const std::uint32_t workflow = program.onceWorkflows[number];
      CHECK(program.workflows[workflow].once == number);
      list.push_back(program.triggerFor(workflow, key));
      CHECK(program.triggers[list.back()].decided);
      ++bits;
    });
  }
  std::size_t ofRows = 0;
  for (const std::uint32_t row : found.rows()) {
    CHECK(program.triggerIndex.onceOfRow(row).event == key);
    for (const OnceBits& block : program.triggerIndex.onceOfRow(row).once) {
      forEachNumber(block, [&](std::uint32_t) { ++ofRows; });
    }
  }
  CHECK(bits == ofRows);
  std::sort(list.begin(), list.end());
  CHECK(std::adjacent_find(list.begin(), list.end()) == list.end());
  return list;
}

std::vector<std::uint32_t> found(const Program& program, EventKey key,
                                 const std::array<Value, maximumAttributes>& attributes,
                                 std::span<const FieldValue> fields = {}) {
  TriggersFound result;
  program.triggerIndex.find({key, attributes, fields, {}}, result);
  return {result.triggers().begin(), result.triggers().end()};
}

}  // namespace

TEST_CASE(
    "the index finds every trigger that matches, in document order without repeats, and knows which do for sure") {
  std::mt19937 random(7);
  TriggersFound result;
  for (int round = 0; round < 60; ++round) {
    // With 600 workflows some tables would be too large.
    const Program program = test::programOf(randomWorkspace(random, round < 55 ? 20 : 600));
    const Simulation simulation(program);
    World world = simulation.world();
    for (int step = 0; step < 20; ++step) {
      Event event;
      event.type = random() % 3 == 0 ? EventType::linkClicked : EventType::scoreChanged;
      const Value score = scoreOrEmpty(random);
      world.contacts.setScore(0, score.isEmpty() ? emptyScore : static_cast<std::int32_t>(score.asNumber()));
      if (event.type == EventType::scoreChanged) {
        event.attributes[previousScoreSlot] = scoreOrEmpty(random);
        event.attributes[scoreSlot] = scoreOrEmpty(random);
      } else {
        event.attributes[0] = Value::text(world.symbols.intern(std::string(1, static_cast<char>('a' + random() % 5))));
      }
      const auto key = static_cast<EventKey>(event.type);
      program.triggerIndex.find({key, event.attributes, {}, score}, result);
      const auto list = listOf(program, result, key);
      SilentRecorder silent;
      for (const std::uint32_t trigger : program.triggerIndex.all(key)) {
        const TriggerProgram& row = program.triggers[trigger];
        const bool isFound = std::binary_search(list.begin(), list.end(), trigger);
        const bool matches = evaluate(world, row.conditions, {0, &event}, silent);
        REQUIRE((isFound || !matches));
        REQUIRE((matches || !isFound || !row.decided));
      }
    }
  }
}

TEST_CASE("triggers of one test alone are decided by the index, and told as bits where nobody comes in twice") {
  const auto programWith = [](const std::string& more, const std::string& steps, const std::string& triggers) {
    return test::programOf(R"({"rehearse":1,"workflows":[{"id":"w","status":"published",)" + more + R"("steps":[)" +
                           steps + R"(],"triggers":)" + triggers + "}]}");
  };
  const std::string once = R"("allowReentry":false,)";
  const std::string above =
      R"({"type":"score.changed","conditions":{"field":"event.score","operator":"greaterThan","value":5}})";
  const auto tells = [](const Program& program, bool asBits) {
    TriggersFound result;
    std::array<Value, maximumAttributes> attributes{};
    attributes[scoreSlot] = Value::number(6);
    program.triggerIndex.find({static_cast<EventKey>(EventType::scoreChanged), attributes, {}, {}}, result);
    CHECK(result.once().size() == (asBits ? 1U : 0U));
    CHECK(result.rows().size() == (asBits ? 1U : 0U));
    CHECK(result.triggers().empty() == asBits);
    return program.triggers[0].decided;
  };
  CHECK(tells(programWith(once, "", '[' + above + ']'), true));
  CHECK(tells(programWith("", "", '[' + above + ']'), false));
  CHECK(tells(programWith(once, R"({"type":"wait","for":"1h"})", '[' + above + ']'), false));
  CHECK(tells(programWith(once, "", '[' + above + ',' + above + ']'), false));
  CHECK(tells(programWith(once, "", '[' + above + R"(,{"type":"link.clicked"}])"), true));
  CHECK(!tells(programWith(once, "", R"([{"type":"score.changed","fires":"crossing","conditions":
    {"field":"event.score","operator":"greaterThan","value":5}}])"),
               false));
  CHECK(!tells(programWith(once, "", R"([{"type":"score.changed","conditions":[
    {"field":"event.score","operator":"greaterThan","value":5},{"field":"contact.name","operator":"isEmpty"}]}])"),
               false));
  CHECK(tells(programWith(once, "", R"([{"type":"score.changed"}])"), false));
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
  attributes[0] = Value::text(program.symbols.find("l42"));
  CHECK(found(program, static_cast<EventKey>(EventType::linkClicked), attributes) == std::vector<std::uint32_t>{84});
  const std::array fields{FieldValue{program.symbols.find("plan"), Value::text(program.symbols.find("p7"))}};
  CHECK(found(program, program.eventKey(EventType::custom, program.symbols.find("audit")), attributes, fields) ==
        std::vector<std::uint32_t>{15});
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
  attributes[0] = Value::text(program.symbols.find("l42"));
  CHECK(found(program, static_cast<EventKey>(EventType::linkClicked), attributes) == std::vector<std::uint32_t>{84});
  attributes[1] = Value::number(17);
  CHECK(found(program, static_cast<EventKey>(EventType::scoreChanged), attributes) == std::vector<std::uint32_t>{35});
  CHECK(found(program, static_cast<EventKey>(EventType::emailOpened), attributes).empty());
}
