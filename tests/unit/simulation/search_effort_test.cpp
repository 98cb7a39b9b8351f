#include "rehearse/simulation/search_effort.hpp"

#include "rehearse/simulation/explanation.hpp"
#include "rehearse/simulation/smallest_change.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

struct Searched {
  SearchEffort effort;
  std::optional<FoundChange> change;
  std::size_t fields = 0;
  std::string wanted;  ///< the text wanted
};

/// Searches what would have let a contact through at an opened email.
Searched search(const std::string& conditions, const ContactData& contact) {
  const Program program = test::programOf(R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[)"
                                          R"({"type":"email.opened","conditions":[)" +
                                          conditions + R"(]}],"steps":[]}]})");
  Simulation simulation(program);
  REQUIRE(simulation.addContact(contact));
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  Symbols symbols = simulation.world().symbols;
  const EvaluatedTree tree(program, symbols, simulation.recorder(),
                           test::lastEntry(simulation, EntryKind::triggerEvaluated));
  Searched result;
  result.fields = tree.fields().size();
  result.change = smallestChange(program, symbols, tree, result.effort);
  if (result.change && result.change->wanted.value.type() == Value::Type::text) {
    result.wanted = symbols.text(result.change->wanted.value.asText());
  }
  return result;
}

std::string comparison(const std::string& field, const std::string& name, const std::string& value) {
  return R"({"field":")" + field + R"(","operator":")" + name + R"(","value":)" + value + "}";
}

/// What no other value of another field makes hold, and what no value of its own does either.
const std::string never = R"({"field":"contact.createdAt","operator":"isEmpty"})";

/// `count` comparisons of a field with a thousand texts each.
std::string lists(const std::string& field, int count) {
  std::string all;
  for (int list = 0; list < count; ++list) {
    std::string texts;
    for (int text = 0; text < 1'000; ++text) {
      texts += (text > 0 ? ",\"t" : "\"t") + std::to_string(list) + "_" + std::to_string(text) + '"';
    }
    all += "," + comparison(field, "noneOf", "[" + texts + "]");
  }
  return all;
}

ContactData withField(const std::string& text) { return {.id = "ana", .fields = ScalarMap{{"a", text}}}; }

/// What is made is little: so many candidates and bytes fit into a few megabytes.
void checkBounded(const Searched& searched) {
  CHECK(searched.effort.spent() < 2 * SearchEffort::limit);
  CHECK(searched.effort.candidates() < 100'000);
  CHECK(searched.effort.bytes() < 3'000'000);
}

}  // namespace

TEST_CASE("a long text that must not contain many parts is not made into others") {
  std::string conditions = never;
  for (int part = 0; part < 100; ++part) {
    conditions += "," + comparison("contact.fields.a", "doesNotContain", "\"q" + std::to_string(part) + '"');
  }
  const Searched searched = search(conditions, withField(std::string(100'000, 'x')));
  CHECK_FALSE(searched.change);
  CHECK(searched.effort.candidates() > 100);
  checkBounded(searched);
  // None has more than the parts themselves, made upon one another.
  CHECK(searched.effort.bytes() < 20 * searched.effort.candidates());
}

TEST_CASE("many lists of texts are tried as far as the effort goes") {
  const Searched searched = search(never + lists("contact.fields.a", 20), withField(std::string(1'000, 'x')));
  CHECK_FALSE(searched.change);
  CHECK(searched.effort.candidates() > 100);
  checkBounded(searched);
}

TEST_CASE("many lists of tags are tried as far as the effort goes") {
  ContactData contact{.id = "ana"};
  contact.tags.emplace();
  for (int tag = 0; tag < 1'000; ++tag) {
    contact.tags->push_back("g" + std::to_string(tag));
  }
  const Searched searched = search(never + lists("contact.tags", 20), contact);
  CHECK_FALSE(searched.change);
  checkBounded(searched);
}

TEST_CASE("a part is taken out of a text, also where taking it out makes another") {
  const std::string conditions = comparison("contact.fields.a", "doesNotContain", "\"ab\"") + "," +
                                 comparison("contact.fields.a", "startsWith", "\"the\"") + "," +
                                 comparison("contact.fields.a", "endsWith", "\"cat\"");
  const Searched searched = search(conditions, withField("the aabb cat"));
  REQUIRE(searched.change);
  CHECK(searched.wanted == "the  cat");
  CHECK(searched.effort.candidates() < 1'000);
}

TEST_CASE("nothing is taken out of a very long text, but other values are found") {
  const Searched searched =
      search(comparison("contact.fields.a", "doesNotContain", "\"a\""), withField(std::string(1'000'000, 'a')));
  REQUIRE(searched.change);
  CHECK(searched.effort.candidates() < 20);
  CHECK(searched.effort.bytes() < 100);
}

TEST_CASE("thousands of fields are each found once, and searched as far as the effort goes") {
  std::string any;
  for (int field = 0; field < 5'000; ++field) {
    for (int twice = 0; twice < 2; ++twice) {
      any += (any.empty() ? "" : ",") + comparison("contact.fields.k" + std::to_string(field), "equalTo", "\"no\"");
    }
  }
  const Searched searched = search(never + R"(,{"any":[)" + any + "]}", {.id = "ana"});
  CHECK_FALSE(searched.change);
  CHECK(searched.fields == 5'001);
  checkBounded(searched);
  // Each candidate that is tried takes an evaluation of ten thousand comparisons.
  CHECK(searched.effort.candidates() < 20'000);
}
