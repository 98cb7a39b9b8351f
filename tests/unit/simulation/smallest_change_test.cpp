#include <algorithm>
#include <array>
#include <climits>
#include <random>

#include "rehearse/simulation/explanation.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Random condition trees over a few fields, as JSON. The same for the same seed, with every standard library.
class TreeGenerator {
 public:
  explicit TreeGenerator(unsigned seed) : random_(seed) {}

  unsigned below(unsigned count) { return static_cast<unsigned>(random_()) % count; }
  int number() { return static_cast<int>(below(21)) - 10; }
  template <std::size_t Count>
  std::string pick(const std::array<const char*, Count>& all) {
    return all[below(Count)];
  }

  std::string tree(unsigned depth, const std::vector<int>& fields) {
    const unsigned form = below(depth == 0 ? 1 : 6);
    if (form < 3) {
      return comparison(fields[below(static_cast<unsigned>(fields.size()))]);
    }
    if (form == 3) {
      return R"({"not":)" + tree(depth - 1, fields) + "}";
    }
    std::string members;
    for (unsigned index = 0, count = 1 + below(3); index < count; ++index) {
      members += (index > 0 ? "," : "") + tree(depth - 1, fields);
    }
    return (form == 4 ? R"({"all":[)" : R"({"any":[)") + members + "]}";
  }

  std::string text() { return pick(std::array{"\"a\"", "\"B\"", "\"a b\"", "\" a\"", "\"ab\"", "\"lead\""}); }

 private:
  std::string comparison(int field) {
    switch (field) {
      case 0:
        return onNumber("contact.engagementScore");
      case 1:
        return onTags();
      case 2:
        return onText("contact.name");
      case 3:
        return onText("event.form");
      case 4:
        return onNumber("event.fields.n");
      case 5:
        return below(2) == 0 ? onText("contact.fields.mixed") : onNumber("contact.fields.mixed");
      case 6:
        return write("contact.createdAt", pick(std::array{"olderThan", "within"}),
                     pick(std::array{"\"1d\"", "\"2d\"", "\"12h\""}));
      case 7:
        return write("contact.fields.vip", pick(std::array{"equalTo", "notEqualTo"}),
                     pick(std::array{"true", "false"}));
      case 8:
        return onNumber("event.score");
      default:
        return onNumber("event.previousScore");
    }
  }

  static std::string write(const std::string& field, const std::string& name, const std::string& value) {
    return R"({"field":")" + field + R"(","operator":")" + name + '"' + (value.empty() ? "" : R"(,"value":)" + value) +
           "}";
  }

  std::string onNumber(const std::string& field) {
    const std::string name = pick(std::array{"equalTo", "notEqualTo", "greaterThan", "greaterThanOrEqualTo", "lessThan",
                                             "lessThanOrEqualTo", "isEmpty", "isNotEmpty"});
    return write(field, name, name.starts_with("is") ? "" : std::to_string(number()));
  }

  std::string onText(const std::string& field) {
    const std::string name = pick(std::array{"equalTo", "notEqualTo", "contains", "doesNotContain", "startsWith",
                                             "endsWith", "anyOf", "noneOf", "isEmpty", "isNotEmpty"});
    const bool isList = name == "anyOf" || name == "noneOf";
    return write(field, name, name.starts_with("is") ? "" : isList ? "[" + text() + "," + text() + "]" : text());
  }

  std::string onTags() {
    const std::string name = pick(std::array{"contains", "doesNotContain", "anyOf", "noneOf", "isEmpty", "isNotEmpty"});
    const auto tag = [&] { return pick(std::array{"\"a\"", "\"b\"", "\"c\"", "\"A \""}); };
    const bool isList = name == "anyOf" || name == "noneOf";
    return write("contact.tags", name, name.starts_with("is") ? "" : isList ? "[" + tag() + "," + tag() + "]" : tag());
  }

  std::mt19937 random_;
};

/// A contact and an event of it: all that the trees read.
struct Situation {
  ContactData contact{.id = "ana"};
  EventData event;
};

Scalar randomScalar(TreeGenerator& random) {
  switch (random.below(4)) {
    case 0:
      return {};
    case 1:
      return static_cast<double>(random.number());
    case 2:
      return std::string("10");
    default: {
      const std::string quoted = random.text();
      return quoted.substr(1, quoted.size() - 2);
    }
  }
}

Situation randomSituation(TreeGenerator& random) {
  Situation situation;
  if (random.below(4) > 0) {
    situation.contact.engagementScore = random.number();
  }
  situation.contact.tags.emplace();
  for (const char* tag : {"a", "b", "c", "a "}) {
    if (random.below(3) == 0) {
      situation.contact.tags->push_back(tag);
    }
  }
  const std::string name = random.text();
  situation.contact.name = random.below(4) > 0 ? name.substr(1, name.size() - 2) : "";
  situation.contact.fields = ScalarMap{{"mixed", randomScalar(random)}};
  if (random.below(2) == 0) {
    situation.contact.fields->emplace_back("vip", random.below(2) == 0);
  }
  situation.contact.createdAt = defaultClock - static_cast<Duration>(random.below(72)) * hour;
  const std::string form = random.text();
  situation.event = test::event("form.submitted", "ana", {{"form", form.substr(1, form.size() - 2)}});
  situation.event.fields = ScalarMap{{"n", static_cast<double>(random.number())}};
  return situation;
}

/// Whether the workflow starts in a situation; and why.
Explanation tryOut(const Program& program, const Situation& situation) {
  Simulation simulation(program);
  const bool arrived = static_cast<bool>(simulation.addContact(situation.contact));
  const auto report = simulation.fire(situation.event);
  REQUIRE((arrived && report));
  const auto result = explain(simulation, report->first, "w");
  REQUIRE(static_cast<bool>(result));
  return *result;
}

/// Only whether it starts: this is asked very often.
bool starts(const Program& program, const Situation& situation) {
  Simulation simulation(program);
  return simulation.addContact(situation.contact) && simulation.fire(situation.event) &&
         simulation.world().workflowCounts[0].enrolled == 1;
}

void setField(ScalarMap& fields, const std::string& key, const Scalar& value) {
  std::erase_if(fields, [&](const auto& field) { return field.first == key; });
  fields.emplace_back(key, value);
}

/// How many tags one of two contacts has and the other has not.
int differing(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  const auto missing = [](const auto& from, const auto& in) {
    return std::count_if(from.begin(), from.end(),
                         [&](const auto& tag) { return std::find(in.begin(), in.end(), tag) == in.end(); });
  };
  return static_cast<int>(missing(left, right) + missing(right, left));
}

/// Puts a value where a path says.
void put(Situation& situation, const std::string& path, const PlainContent& content) {
  const Scalar& scalar = content.scalar;
  const auto text = [&] {
    const auto* given = std::get_if<std::string>(&scalar);
    return given == nullptr ? std::string() : *given;
  };
  if (path == "contact.engagementScore") {
    const auto* number = std::get_if<double>(&scalar);
    situation.contact.engagementScore =
        number == nullptr ? std::nullopt : std::optional(static_cast<std::int32_t>(*number));
  } else if (path == "contact.tags") {
    situation.contact.tags = content.tags;
  } else if (path == "contact.name") {
    situation.contact.name = text();
  } else if (path == "contact.createdAt") {
    situation.contact.createdAt = parseInstant(text());
  } else if (path == "event.form") {
    situation.event.attributes = {{"form", scalar}};
  } else if (path == "event.fields.n") {
    setField(*situation.event.fields, "n", scalar);
  } else {
    REQUIRE(path.starts_with("contact.fields."));
    setField(*situation.contact.fields, path.substr(15), scalar);
  }
}

std::string programText(const std::string& type, const std::string& tree, const std::string& more = "") {
  return R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[{"type":")" + type + '"' + more +
         R"(,"conditions":)" + tree + R"(}],"steps":[]}]})";
}

/// Every other value of one field that a person might think of; of the score and of tags really every one nearby.
std::vector<std::pair<std::string, PlainContent>> everyChange() {
  std::vector<std::pair<std::string, PlainContent>> all;
  for (int score = -13; score <= 13; ++score) {
    all.push_back({"contact.engagementScore", {static_cast<double>(score)}});
    all.push_back({"event.fields.n", {static_cast<double>(score)}});
    all.push_back({"contact.fields.mixed", {static_cast<double>(score)}});
  }
  for (const char* path : {"contact.engagementScore", "event.fields.n", "contact.fields.mixed", "contact.name"}) {
    all.push_back({path, {}});
  }
  for (const char* text :
       {"a", "B", "a b", " a", "ab", "lead", "other", "aB", "Ba", "ba", "leada", "alead", "B lead"}) {
    for (const char* path : {"contact.name", "event.form", "contact.fields.mixed"}) {
      all.push_back({path, {std::string(text)}});
    }
  }
  for (unsigned set = 0; set < 32; ++set) {
    PlainContent content;
    content.tags.emplace();
    const std::array<const char*, 5> tags{"a", "b", "c", "a ", "A "};
    for (unsigned tag = 0; tag < tags.size(); ++tag) {
      if ((set >> tag & 1U) != 0) {
        content.tags->push_back(tags[tag]);
      }
    }
    all.push_back({"contact.tags", content});
  }
  return all;
}

}  // namespace

TEST_CASE("a change that is told makes the whole tree hold, and where none is told there is none") {
  const auto all = everyChange();
  unsigned changes = 0;
  unsigned without = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    TreeGenerator random(seed);
    const std::string tree = random.tree(3, {0, 1, 2, 3, 4, 5, 6, 7});
    INFO("seed " << seed << ": " << tree);
    const Program program = test::programOf(programText("form.submitted", tree));
    for (int round = 0; round < 3; ++round) {
      Situation situation = randomSituation(random);
      const Explanation told = tryOut(program, situation);
      if (told.started) {
        continue;
      }
      if (told.change) {
        ++changes;
        INFO(told.change->field << ": " << told.change->words << " | " << told.sentence);
        put(situation, told.change->field, told.change->wanted);
        CHECK(tryOut(program, situation).started);
        continue;
      }
      ++without;
      for (const auto& [path, content] : all) {
        Situation other = situation;
        put(other, path, content);
        if (starts(program, other)) {
          FAIL_CHECK("another value of " << path << " does");
        }
      }
    }
  }
  // The test has something to look at.
  CHECK(changes > 150);
  CHECK(without > 30);
}

TEST_CASE("of scores and tags it is the smallest change that does") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    TreeGenerator random(seed);
    const int field = static_cast<int>(seed % 2);
    const std::string tree = random.tree(3, {field});
    INFO("seed " << seed << ": " << tree);
    const Program program = test::programOf(programText("form.submitted", tree));
    Situation situation = randomSituation(random);
    situation.contact.engagementScore = random.number();
    const Explanation told = tryOut(program, situation);
    if (told.started) {
      continue;
    }
    int least = INT_MAX;
    for (const auto& [path, content] : everyChange()) {
      Situation other = situation;
      put(other, path, content);
      int size = INT_MAX;
      if (const auto* number = std::get_if<double>(&content.scalar); field == 0 && number != nullptr) {
        size = std::abs(static_cast<int>(*number) - **situation.contact.engagementScore);
      } else if (field == 1 && content.tags) {
        const auto& now = *situation.contact.tags;
        size = differing(now, *content.tags);
      }
      if (size < least && starts(program, other)) {
        least = size;
      }
    }
    INFO(told.sentence);
    if (field == 0 && least < INT_MAX) {
      REQUIRE(told.change);
      CHECK(std::abs(told.change->difference.value_or(0)) == least);
    } else if (field == 1) {
      REQUIRE(told.change.has_value() == (least < INT_MAX));
      const bool isSpelling = told.change && (told.change->words.find("case") != std::string::npos ||
                                              told.change->words.find("space") != std::string::npos);
      if (told.change && !isSpelling) {
        CHECK(differing(*told.change->actual.tags, *told.change->wanted.tags) == least);
      }
    }
  }
}

TEST_CASE("at a crossing too, a change that is told makes it start") {
  unsigned changes = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    TreeGenerator random(seed);
    const std::string tree = random.tree(2, {8, 8, 9});
    INFO("seed " << seed << ": " << tree);
    const Program program = test::programOf(programText("score.changed", tree, R"(,"fires":"crossing")"));
    const auto change = [&](std::optional<std::int32_t> before, std::optional<std::int32_t> after) {
      Simulation simulation(program);
      REQUIRE(simulation.addContact({.id = "ana", .engagementScore = before}));
      REQUIRE(simulation.edit({.id = "ana", .engagementScore = after}));
      const auto result = explain(simulation, test::lastEntry(simulation, EntryKind::event), "w");
      REQUIRE(static_cast<bool>(result));
      return *result;
    };
    const int before = random.number();
    const int after = before + 1 + static_cast<int>(random.below(8));
    const Explanation told = change(before, after);
    if (told.started || !told.change) {
      continue;
    }
    const auto* number = std::get_if<double>(&told.change->wanted.scalar);
    const auto wanted = number == nullptr ? std::nullopt : std::optional(static_cast<std::int32_t>(*number));
    const bool isBefore = told.change->field == "event.previousScore";
    // A score that became what it was is no change, and nothing to look at.
    if (wanted == (isBefore ? after : before)) {
      continue;
    }
    ++changes;
    INFO(told.sentence);
    CHECK(change(isBefore ? wanted : before, isBefore ? after : wanted).started);
  }
  CHECK(changes > 50);
}
