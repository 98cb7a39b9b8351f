// What is warned of in workspaces without errors, and what is not.

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/reader.hpp"
#include "unit/catch.hpp"

namespace rehearse {
namespace {

using Texts = std::vector<std::string>;

/// A workspace whose only workflow has these triggers and steps; `more` goes behind the workflows.
std::string workspaceWith(const std::string& triggers, const std::string& steps = "[]", const std::string& more = "",
                          const std::string& settings = "") {
  return R"({ "rehearse": 1, "workflows": [ { "id": "w", )" + settings + R"("triggers": )" + triggers +
         R"(, "steps": )" + steps + " } ]" + more + " }";
}

std::string triggerOf(const std::string& type, const std::string& conditions, const std::string& more = "") {
  return R"([ { "type": ")" + type + R"(", "conditions": )" + conditions + more + " } ]";
}

std::string comparison(const std::string& field, const std::string& id, const std::string& value = "") {
  return R"({ "field": ")" + field + R"(", "operator": ")" + id + "\"" +
         (value.empty() ? "" : ", \"value\": " + value) + " }";
}

/// "code path" of all that is said of a workspace, which must have no errors.
Texts adviceOn(const std::string& workspace) {
  Texts texts;
  for (const auto& diagnostic : json::checkWorkspace(workspace)) {
    INFO(diagnostic.path << ": " << diagnostic.message);
    CHECK(diagnostic.severity == Severity::warning);
    texts.push_back(diagnostic.code + " " + diagnostic.path);
  }
  return texts;
}

/// Whether conditions of a trigger for a form, which must all hold, are said to hold never.
bool neverHold(const std::string& first, const std::string& second) {
  const auto advice = adviceOn(workspaceWith(triggerOf("form.submitted", "[ " + first + ", " + second + " ]")));
  CHECK(advice.size() <= 1);
  return !advice.empty() && advice.front() == "condition.never /workflows/0/triggers/0/conditions/1";
}

/// The same of two comparisons of one field.
bool neverHold(const std::string& field, const std::string& id, const std::string& value, const std::string& otherId,
               const std::string& otherValue = "") {
  const auto one = comparison(field, id, value);
  const auto other = comparison(field, otherId, otherValue);
  const bool result = neverHold(one, other);
  CHECK(neverHold(other, one) == result);
  return result;
}

const std::string score = "contact.engagementScore";
const std::string addTen = R"({ "type": "modifyEngagementScore", "operation": "add", "points": 10 })";
const std::string subtract = R"({ "type": "modifyEngagementScore", "operation": "subtract", "points": 10 })";

std::string list(const std::string& first, const std::string& second = "") {
  return "[ " + first + (second.empty() ? "" : ", " + second) + " ]";
}

}  // namespace

TEST_CASE("numbers that can never be so at once", "[advice]") {
  CHECK(neverHold(score, "greaterThan", "50", "lessThan", "40"));
  CHECK(neverHold(score, "greaterThan", "50", "lessThan", "50"));
  CHECK(neverHold(score, "greaterThan", "50", "lessThanOrEqualTo", "50"));
  CHECK(neverHold(score, "greaterThanOrEqualTo", "50", "lessThan", "50"));
  CHECK(neverHold(score, "equalTo", "50", "equalTo", "51"));
  CHECK(neverHold(score, "equalTo", "50", "greaterThan", "50"));
  CHECK(neverHold(score, "equalTo", "50", "notEqualTo", "50"));
  CHECK(neverHold(score, "isEmpty", "", "equalTo", "50"));
  CHECK(neverHold(score, "isEmpty", "", "isNotEmpty"));
  CHECK(neverHold(score, "isEmpty", "", "lessThan", "50"));
  CHECK(adviceOn(
            workspaceWith(triggerOf("form.submitted", list(comparison(score, "isEmpty"),
                                                           R"({ "not": )" + comparison(score, "isEmpty") + " }")))) ==
        Texts{"condition.never /workflows/0/triggers/0/conditions/1/not"});

  CHECK_FALSE(neverHold(score, "greaterThanOrEqualTo", "50", "lessThanOrEqualTo", "50"));
  CHECK_FALSE(neverHold(score, "greaterThan", "40", "lessThan", "50"));
  CHECK_FALSE(neverHold(score, "greaterThan", "50", "greaterThan", "40"));
  CHECK_FALSE(neverHold(score, "lessThan", "50", "notEqualTo", "50"));
  CHECK_FALSE(neverHold(score, "equalTo", "50", "greaterThanOrEqualTo", "50"));
  CHECK_FALSE(neverHold(score, "isNotEmpty", "", "notEqualTo", "50"));
}

TEST_CASE("texts that can never be so at once", "[advice]") {
  const std::string form = "event.form";
  CHECK(neverHold(form, "equalTo", R"("a")", "equalTo", R"("b")"));
  CHECK(neverHold(form, "equalTo", R"("abc")", "startsWith", R"("b")"));
  CHECK(neverHold(form, "equalTo", R"("abc")", "doesNotContain", R"("b")"));
  CHECK(neverHold(form, "equalTo", R"("a")", "noneOf", R"(["b", "a"])"));
  CHECK(neverHold(form, "anyOf", R"(["a", "b"])", "anyOf", R"(["c"])"));
  CHECK(neverHold(form, "anyOf", R"(["a", "b"])", "noneOf", R"(["b", "a"])"));
  CHECK(neverHold(form, "startsWith", R"("a")", "startsWith", R"("b")"));
  CHECK(neverHold(form, "endsWith", R"("ab")", "endsWith", R"("bb")"));
  CHECK(neverHold(form, "contains", R"("abc")", "doesNotContain", R"("b")"));
  CHECK(neverHold(form, "isEmpty", "", "startsWith", R"("a")"));

  CHECK_FALSE(neverHold(form, "equalTo", R"("abc")", "endsWith", R"("bc")"));
  CHECK_FALSE(neverHold(form, "anyOf", R"(["a", "b"])", "anyOf", R"(["b", "c"])"));
  CHECK_FALSE(neverHold(form, "anyOf", R"(["a", "b"])", "noneOf", R"(["b"])"));
  CHECK_FALSE(neverHold(form, "startsWith", R"("a")", "startsWith", R"("ab")"));
  CHECK_FALSE(neverHold(form, "startsWith", R"("a")", "endsWith", R"("b")"));
  CHECK_FALSE(neverHold(form, "contains", R"("b")", "doesNotContain", R"("abc")"));
  CHECK_FALSE(neverHold(form, "isEmpty", "", "doesNotContain", R"("a")"));
  CHECK_FALSE(neverHold(form, "isEmpty", "", "noneOf", R"(["a"])"));
  CHECK_FALSE(neverHold(comparison(form, "equalTo", R"("a")"), comparison("contact.name", "equalTo", R"("b")")));
}

TEST_CASE("tags, times and values of any kind that can never be so at once", "[advice]") {
  const std::string tags = "contact.tags";
  CHECK(neverHold(tags, "contains", R"("a")", "doesNotContain", R"("a")"));
  CHECK(neverHold(tags, "contains", R"("a")", "noneOf", R"(["b", "a"])"));
  CHECK(neverHold(tags, "anyOf", R"(["a", "b"])", "noneOf", R"(["b", "a", "c"])"));
  CHECK(neverHold(tags, "isEmpty", "", "contains", R"("a")"));
  CHECK_FALSE(neverHold(tags, "contains", R"("a")", "contains", R"("b")"));
  CHECK_FALSE(neverHold(tags, "contains", R"("abc")", "doesNotContain", R"("b")"));
  CHECK_FALSE(neverHold(tags, "anyOf", R"(["a", "b"])", "doesNotContain", R"("a")"));

  CHECK(neverHold("contact.lastActivityAt", "olderThan", R"("3d")", "within", R"("72h")"));
  CHECK(neverHold("contact.lastActivityAt", "olderThan", R"("3d")", "isEmpty"));
  CHECK_FALSE(neverHold("contact.lastActivityAt", "olderThan", R"("3d")", "within", R"("4d")"));

  const std::string field = "contact.fields.seats";
  CHECK(neverHold(field, "equalTo", R"("5")", "greaterThan", "3"));
  CHECK(neverHold(field, "equalTo", "true", "equalTo", "false"));
  CHECK(neverHold(field, "startsWith", R"("5")", "lessThan", "9"));
  CHECK_FALSE(neverHold(field, "equalTo", "5", "greaterThan", "3"));
  CHECK_FALSE(neverHold(field, "equalTo", R"("5")", "isNotEmpty"));
}

TEST_CASE("conditions that hold of no value at all", "[advice]") {
  const auto isNever = [](const std::string& condition) {
    return adviceOn(workspaceWith(triggerOf("score.changed", condition))) ==
           Texts{"condition.never /workflows/0/triggers/0/conditions"};
  };
  CHECK(isNever(comparison("contact.name", "equalTo", R"("")")));
  CHECK(isNever(comparison("contact.name", "anyOf", R"(["", ""])")));
  CHECK(isNever(comparison(score, "equalTo", "10.5")));
  CHECK(isNever(comparison(score, "greaterThan", "1000000000")));
  CHECK(isNever(comparison("event.score", "lessThan", "-1000000000")));
  CHECK_FALSE(isNever(comparison("contact.name", "anyOf", R"(["", "a"])")));
  CHECK_FALSE(isNever(comparison(score, "greaterThan", "999999999")));
  CHECK_FALSE(isNever(comparison("contact.fields.share", "equalTo", "10.5")));
}

TEST_CASE("groups of conditions", "[advice]") {
  const auto low = comparison(score, "lessThan", "40");
  const auto high = comparison(score, "greaterThan", "50");
  const auto adviceOnConditions = [](const std::string& conditions) {
    return adviceOn(workspaceWith(triggerOf("link.clicked", conditions)));
  };
  const auto both = list(low, high);
  CHECK(adviceOnConditions("[ " + low + R"(, { "all": [ { "all": [ )" + high + " ] } ] } ]").size() == 1);
  CHECK(adviceOnConditions(R"({ "not": )" + both + " }").size() == 1);
  CHECK(adviceOnConditions(R"({ "any": [ { "all": )" + both + " }, " + low + " ] }") ==
        Texts{"condition.never /workflows/0/triggers/0/conditions/any/0/all/1"});
  CHECK(adviceOnConditions(R"({ "any": )" + both + " }").empty());
  CHECK(adviceOnConditions("[ " + low + R"(, { "not": )" + high + " } ]").empty());
}

TEST_CASE("notEqualTo that also matches empty", "[advice]") {
  const auto adviceOnConditions = [](const std::string& conditions) {
    return adviceOn(workspaceWith(triggerOf("email.opened", conditions)));
  };
  const Texts warned{"condition.matchesEmpty /workflows/0/triggers/0/conditions/0"};
  const auto differs = comparison(score, "notEqualTo", "50");
  CHECK(adviceOnConditions(list(differs)) == warned);
  CHECK(adviceOnConditions(list(comparison("event.email", "notEqualTo", R"("a")"))) == warned);
  CHECK(adviceOnConditions(list(comparison("contact.fields.k", "notEqualTo", R"("a")"))) == warned);

  CHECK(adviceOnConditions(list(differs, comparison(score, "isNotEmpty"))).empty());
  CHECK(adviceOnConditions(list(differs, comparison(score, "greaterThan", "10"))).empty());
  CHECK(adviceOnConditions(R"({ "any": )" + list(differs, comparison(score, "isEmpty")) + " }").empty());
  CHECK(adviceOnConditions(R"({ "not": )" + differs + " }").empty());
  CHECK(adviceOnConditions(list(differs, R"({ "not": )" + comparison(score, "isEmpty") + " }")).empty());
  CHECK(adviceOnConditions(list(differs, R"({ "not": )" + comparison(score, "isNotEmpty") + " }")).empty() == false);
  CHECK(adviceOnConditions(list(comparison(score, "isNotEmpty"),
                                R"({ "any": )" + list(differs, comparison("contact.name", "equalTo", R"("a")")) + " }"))
            .empty());
  CHECK(adviceOnConditions(list(comparison("contact.fields.optedOut", "notEqualTo", "true"))).empty());
  CHECK(adviceOn(workspaceWith(triggerOf("survey.submitted", comparison("event.disqualified", "notEqualTo", "true"))))
            .empty());
  CHECK(adviceOn(workspaceWith(triggerOf("link.clicked", comparison("event.link", "notEqualTo", R"("a")")))).empty());
}

TEST_CASE("notEqualTo where an any beside it leaves out what is empty", "[advice]") {
  const std::string field = "contact.fields.plan";
  const auto differs = comparison(field, "notEqualTo", R"("c")");
  const auto adviceBeside = [&](const std::string& other) {
    return adviceOn(workspaceWith(
        triggerOf("email.opened",
                  list(R"({ "any": [ )" + comparison(field, "equalTo", R"("a")") + ", " + other + " ] }", differs))));
  };
  CHECK(adviceBeside(comparison(field, "startsWith", R"("b")")).empty());
  CHECK(adviceBeside(R"({ "all": [ )" + comparison(field, "isNotEmpty") + ", " + comparison("contact.name", "isEmpty") +
                     " ] }")
            .empty());
  CHECK(adviceBeside(comparison("contact.name", "equalTo", R"("b")")).size() == 1);
  CHECK(adviceBeside(comparison(field, "isEmpty")).size() == 1);
}

TEST_CASE("notEqualTo behind a branch for what is empty", "[advice]") {
  const auto branch = [](const std::string& name, const std::string& conditions) {
    return R"({ "name": ")" + name + R"(", "steps": [], "conditions": )" + conditions + " }";
  };
  const auto adviceOnBranches = [&](const std::string& first, const std::string& second) {
    return adviceOn(workspaceWith("[]", R"([ { "type": "if", "branches": [ )" + branch("first", first) + ", " +
                                            branch("second", second) + " ] } ]"));
  };
  const auto differs = comparison(score, "notEqualTo", "50");
  const auto isEmpty = comparison(score, "isEmpty");
  CHECK(adviceOnBranches(isEmpty, differs).empty());
  CHECK(adviceOnBranches(list(isEmpty), list(differs)).empty());
  CHECK(adviceOnBranches(R"({ "any": )" + list(isEmpty, comparison(score, "equalTo", "0")) + " }", differs).empty());
  CHECK(adviceOnBranches(differs, isEmpty).size() == 1);
  CHECK(adviceOnBranches(comparison("contact.name", "isEmpty"), differs).size() == 1);
  CHECK(adviceOnBranches(list(isEmpty, comparison("contact.name", "equalTo", R"("a")")), differs).size() == 1);
}

TEST_CASE("a score that jumps over a number", "[advice]") {
  const auto equal = comparison("event.score", "equalTo", "45");
  const auto trigger = triggerOf("score.changed", list(equal), R"(, "fires": "crossing")");
  const Texts warned{"condition.jumpedOver /workflows/0/triggers/0/conditions/0"};
  CHECK(adviceOn(workspaceWith(trigger, list(addTen))) == warned);
  CHECK(adviceOn(workspaceWith(trigger, list(subtract))) == warned);
  CHECK(adviceOn(workspaceWith(
            trigger, "[]", R"(, "scoringRules": [ { "id": "r", "event": "link.clicked", "points": -2 } ])")) == warned);
  const auto diagnostics = json::checkWorkspace(workspaceWith(trigger, list(addTen)));
  CHECK(diagnostics.at(0).hint == "Use `greaterThanOrEqualTo`, and \"fires\": \"crossing\" on the trigger.");
  CHECK(adviceOn(workspaceWith(trigger)).empty());
  CHECK(adviceOn(workspaceWith(trigger, R"([ { "type": "modifyEngagementScore", "operation": "add", "points": 1 } ])"))
            .empty());

  const auto wait = R"({ "type": "wait", "untilConditions": )" + comparison(score, "equalTo", "45") + " }";
  CHECK(adviceOn(workspaceWith("[]", list(addTen, wait))) ==
        Texts{"condition.jumpedOver /workflows/0/steps/1/untilConditions"});
  const auto branch = R"({ "type": "if", "branches": [ { "name": "b", "conditions": )" +
                      comparison(score, "equalTo", "50") + R"(, "steps": [] } ] })";
  CHECK(adviceOn(workspaceWith("[]", list(addTen, branch))).empty());
  const auto click = triggerOf("link.clicked", comparison(score, "equalTo", "45"));
  CHECK(adviceOn(workspaceWith(click, list(addTen))).empty());
  const auto forEvent = R"({ "type": "wait", "untilEvent": { "type": "score.changed", "conditions": )" + equal + " } }";
  const auto waiting = json::checkWorkspace(workspaceWith("[]", list(addTen, forEvent)));
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].hint == "Use `greaterThanOrEqualTo`.");
  const auto rule = json::checkWorkspace(workspaceWith(
      "[]", list(addTen),
      R"(, "scoringRules": [ { "id": "r", "event": "score.changed", "points": 10, "limit": 10, "conditions": )" +
          equal + " } ]"));
  REQUIRE(rule.size() == 1);
  CHECK(rule[0].code == "condition.jumpedOver");
  CHECK(rule[0].hint.find("crossing") == std::string::npos);
}

TEST_CASE("a score that comes to a number whatever happens is not jumped over", "[advice]") {
  const auto adviceOnTen = [](const std::string& steps, const std::string& more) {
    return adviceOn(workspaceWith(triggerOf("score.changed", comparison("event.score", "equalTo", "50")), steps, more));
  };
  const auto rule = [](const std::string& rest) {
    return R"(, "scoringRules": [ { "id": "r", "event": "link.clicked", )" + rest + " } ]";
  };
  const auto contact = [](const std::string& startScore) {
    return R"(, "contacts": [ { "id": "a", "engagementScore": )" + startScore + " } ]";
  };
  CHECK(adviceOnTen(list(addTen), "").empty());
  CHECK(adviceOnTen(list(addTen, subtract), contact("20")).empty());
  CHECK(adviceOnTen(list(addTen), contact("null")).empty());
  CHECK(adviceOnTen(list(addTen), rule(R"("points": 10, "limit": 30)")).empty());
  CHECK(adviceOnTen(list(addTen), contact("3")).size() == 1);
  CHECK(adviceOnTen(list(addTen), rule(R"("points": 20)")).size() == 1);
  CHECK(adviceOnTen(list(addTen), rule(R"("points": 10, "limit": 25)")).size() == 1);
  CHECK(adviceOnTen(list(addTen, R"({ "type": "createContact", "contact": { "id": "b", "engagementScore": 5 } })"), "")
            .size() == 1);
}

TEST_CASE("a number that is left out, or beyond which the same is done, is not jumped over", "[advice]") {
  const auto adviceOnConditions = [](const std::string& conditions) {
    return adviceOn(workspaceWith(triggerOf("score.changed", conditions, R"(, "fires": "crossing")"), list(addTen)));
  };
  const auto equal = comparison("event.score", "equalTo", "45");
  CHECK(adviceOnConditions(equal).size() == 1);
  CHECK(adviceOnConditions(R"({ "not": )" + equal + " }").empty());
  CHECK(
      adviceOnConditions(R"({ "any": )" + list(equal, comparison("event.score", "greaterThan", "45")) + " }").empty());
  CHECK(adviceOnConditions(R"({ "any": [ { "all": )" + list(equal) + " }, " +
                           comparison("event.score", "greaterThan", "45") + " ] }")
            .empty());
  CHECK(adviceOnConditions(R"({ "any": )" + list(equal, comparison(score, "isEmpty")) + " }").size() == 1);
  CHECK(adviceOnConditions(R"({ "any": )" + list(equal, comparison("contact.fields.k", "greaterThan", "45")) + " }")
            .size() == 1);
}

TEST_CASE("a score trigger that feeds itself", "[advice]") {
  const Texts warned{"loop.feedsItself /workflows/0/triggers/0"};
  const auto above = list(comparison("event.score", "greaterThan", "50"));
  const auto below = list(comparison("event.score", "lessThan", "50"));
  const std::string wait = R"({ "type": "wait", "for": "1d" })";
  CHECK(adviceOn(workspaceWith(R"([ { "type": "score.changed" } ])", list(addTen))) == warned);
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", above), list(addTen))) == warned);
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", above), list(wait, addTen))) == warned);
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", below), list(subtract))) == warned);

  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", above), list(subtract))).empty());
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", below), list(addTen))).empty());
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", above, R"(, "fires": "crossing")"), list(addTen))).empty());
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", above), list(addTen), "", R"("allowReentry": false, )"))
            .empty());
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", above), list(addTen, wait))).empty());
  CHECK(adviceOn(workspaceWith(R"([ { "type": "link.clicked" } ])", list(addTen))).empty());
  const auto tagged = R"({ "type": "if", "branches": [ { "name": "first time", "conditions": )" +
                      comparison("contact.tags", "doesNotContain", R"("done")") + R"(, "steps": )";
  const std::string addTag = R"({ "type": "addTag", "tags": ["done"] })";
  const std::string minusTwenty = R"({ "type": "modifyEngagementScore", "operation": "subtract", "points": 20 })";
  const auto withSteps = [&](const std::string& steps) {
    return adviceOn(workspaceWith(triggerOf("score.changed", above), "[ " + steps + " ]"));
  };
  CHECK(withSteps(tagged + list(addTag, addTen) + " } ] }").empty());
  CHECK(withSteps(tagged + R"([ { "type": "end" } ] } ] }, )" + addTag + ", " + addTen).empty());
  CHECK(withSteps(minusTwenty + ", " + addTen).empty());
  CHECK(withSteps(addTen + ", " + tagged + list(minusTwenty) + " } ] }").empty());
  CHECK(withSteps(R"({ "type": "removeFromWorkflow", "workflow": "current" }, )" + addTen).empty());
  CHECK(withSteps(R"({ "type": "wait", "untilEvent": { "type": "email.opened" } }, )" + addTen).empty());
  CHECK(withSteps(subtract + ", " + addTen + ", " + addTen) == warned);
  CHECK(withSteps(addTen + ", " + subtract) == warned);
  CHECK(withSteps(addTen + ", " + tagged + list(addTag) + " } ] }") == warned);
  CHECK(withSteps(addTag + ", " + addTen + R"(, { "type": "end" })") == warned);
  const auto messageOf = [&](const std::string& steps) {
    return json::checkWorkspace(workspaceWith(triggerOf("score.changed", above), steps)).at(0).message;
  };
  CHECK(messageOf(list(addTen)).find("the 50th start locks it") != std::string::npos);
  CHECK(messageOf(list(wait, addTen)).find("without an end") != std::string::npos);
  const auto guarded = list(comparison("contact.tags", "doesNotContain", R"("done")"));
  CHECK(adviceOn(workspaceWith(triggerOf("score.changed", guarded), list(addTen))).empty());
}

TEST_CASE("a scoring rule that feeds itself", "[advice]") {
  const auto adviceOnRule = [](const std::string& rest) {
    return adviceOn(
        workspaceWith("[]", "[]", R"(, "scoringRules": [ { "id": "r", "event": "score.changed", )" + rest + " } ]"));
  };
  CHECK(adviceOnRule(R"("points": 5)") == Texts{"loop.feedsItself /scoringRules/0"});
  CHECK(adviceOnRule(R"("points": -5, "conditions": )" + comparison("event.score", "greaterThan", "0")).empty());
  CHECK(adviceOnRule(R"("points": 5, "limit": 20)").empty());
}

TEST_CASE("a goTo that names itself", "[advice]") {
  const auto goTo = [](const std::string& target) {
    return adviceOn(
        workspaceWith("[]", R"([ { "type": "wait", "for": "1d" }, { "type": "goTo", "step": ")" + target + R"(" } ])"));
  };
  CHECK(goTo("step-2") == Texts{"loop.goToItself /workflows/0/steps/1/step"});
  CHECK(goTo("step-1").empty());
}

TEST_CASE("conditions whose lists are long are compared within bounds", "[advice]") {
  const auto lists = [](int count, int items) {
    std::string conditions = "[ ";
    for (int condition = 0; condition < count; ++condition) {
      std::string texts = "[ ";
      for (int item = 1; item < items; ++item) {
        texts += "\"" + std::to_string(condition) + "-" + std::to_string(item) + "\", ";
      }
      conditions += (condition > 0 ? ", " : "") + comparison("contact.fields.k", "anyOf", texts + R"("common" ])");
    }
    return conditions + " ]";
  };
  const auto start = std::clock();  // of the processor: others may keep it busy
  CHECK(adviceOn(workspaceWith(triggerOf("link.clicked", lists(200, 1000)))).empty());
  CHECK(std::clock() - start < 20 * CLOCKS_PER_SEC);
  // What is short is compared whatever stands before it.
  const auto both = list(comparison(score, "greaterThan", "50"), comparison(score, "lessThan", "40"));
  CHECK(adviceOn(workspaceWith(triggerOf("link.clicked", lists(40, 50)),
                               R"([ { "type": "if", "branches": [ { "name": "b", "steps": [], "conditions": )" + both +
                                   " } ] } ]"))
            .size() == 1);
}

TEST_CASE("merge fields that name nothing", "[advice]") {
  const auto adviceOnText = [](const std::string& text) {
    return adviceOn(
        workspaceWith(R"([ { "type": "link.clicked" } ])", R"([ { "type": "notify", "text": ")" + text + R"(" } ])"));
  };
  const std::string place = " /workflows/0/steps/0/text";
  CHECK(adviceOnText("{{contact.nmae}}") == Texts{"mergeField.unknown" + place});
  CHECK(adviceOnText("{{ first_name }} and {{ x }}").size() == 2);
  CHECK(adviceOnText("{{contact.name") == Texts{"mergeField.unclosed" + place});
  CHECK(adviceOnText("{{event.email}}") == Texts{"event.attributeAbsent" + place});
  CHECK(adviceOnText("{{contact.name}}, {{ event.link }}, {{contact.fields.any thing}} } {").empty());

  const auto diagnostics =
      json::checkWorkspace(workspaceWith("[]", R"([ { "type": "addNote", "text": "Dear {{contact.nmae}}" } ])"));
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].hint == "Did you mean `contact.name`?");
  CHECK(diagnostics[0].line == 1);
}

TEST_CASE("every text of a step is looked at, and what takes no merge fields", "[advice]") {
  const std::string steps = R"([
    { "type": "updateField", "field": "name", "value": "{{a}}" },
    { "type": "webhook", "url": "https://x.example", "fields": { "k": "{{b}}", "n": 5 } },
    { "type": "createContact", "contact": { "name": "{{c}}", "fields": { "k": "{{d}}" }, "tags": ["{{contact.name}}"] } },
    { "type": "if", "branches": [ { "name": "b", "conditions": [], "steps": [ { "type": "addNote", "text": "{{e}}" } ] } ] },
    { "type": "addTag", "tags": ["{{event.link}}"] } ])";
  CHECK(adviceOn(workspaceWith("[]", steps)) == Texts{"mergeField.unknown /workflows/0/steps/0/value",
                                                      "mergeField.unknown /workflows/0/steps/1/fields/k",
                                                      "mergeField.unknown /workflows/0/steps/2/contact/name",
                                                      "mergeField.unknown /workflows/0/steps/2/contact/fields/k",
                                                      "mergeField.notFilledIn /workflows/0/steps/2/contact/tags/0",
                                                      "mergeField.unknown /workflows/0/steps/3/branches/0/steps/0/text",
                                                      "mergeField.notFilledIn /workflows/0/steps/4/tags/0"});
  CHECK(adviceOn(
            workspaceWith(triggerOf("link.clicked", comparison("event.link", "equalTo", R"("{{contact.name}}")")))) ==
        Texts{"mergeField.notFilledIn /workflows/0/triggers/0/conditions/value"});
}

TEST_CASE("attributes that no event of the workflow has", "[advice]") {
  const auto branch = R"({ "type": "if", "branches": [ { "name": "b", "conditions": )" +
                      comparison("event.form", "equalTo", R"("a")") + R"(, "steps": [] } ] })";
  const std::string clicks = R"([ { "type": "link.clicked" } ])";
  CHECK(adviceOn(workspaceWith(clicks, list(branch))) ==
        Texts{"event.attributeAbsent /workflows/0/steps/0/branches/0/conditions/field"});
  const std::string wait = R"({ "type": "wait", "untilEvent": { "type": "form.submitted" } })";
  CHECK(adviceOn(workspaceWith(clicks, list(wait, branch))).empty());
  CHECK(adviceOn(workspaceWith("[]", list(branch))).empty());
}

TEST_CASE("advice on a workspace inside a scenario file, where asked for, and none beside errors", "[advice]") {
  const auto workspace = workspaceWith("[]", R"([ { "type": "addNote", "text": "{{a}}" } ])");
  const auto file = R"({ "rehearse": 1, "workspace": )" + workspace +
                    R"(, "scenarios": [ { "name": "s", "steps": [ { "advance": "1d" } ] } ] })";
  const auto advised = json::readScenarioFile(file, nullptr, true);
  REQUIRE(advised);
  REQUIRE(advised.diagnostics().size() == 1);
  CHECK(advised.diagnostics()[0].path == "/workspace/workflows/0/steps/0/text");
  CHECK(json::readScenarioFile(file).diagnostics().empty());
  CHECK(json::readWorkspace(workspace).diagnostics().empty());

  const auto broken =
      json::checkWorkspace(workspaceWith("[]", R"([ { "type": "addNote", "text": "{{a}}" }, { "type": "wiat" } ])"));
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].code == "value.unknown");
}

TEST_CASE("a day that is none is told as such", "[advice]") {
  const auto messageOf = [](const std::string& clock) {
    return json::checkWorkspace(R"({ "rehearse": 1, "workflows": [], "clock": ")" + clock + R"(" })").at(0).message;
  };
  CHECK(messageOf("2026-02-30T09:00:00Z") == "There is no day `2026-02-30`.");
  CHECK(messageOf("2026-04-31T09:00:00+02:00") == "There is no day `2026-04-31`.");
  CHECK(messageOf("2026-02-30T09:00:00").find("must be a time") != std::string::npos);
  CHECK(messageOf("2026-02-3xT09:00:00Z").find("must be a time") != std::string::npos);
  CHECK(messageOf("9999-12-31T23:59:59-05:00") ==
        "`9999-12-31T23:59:59-05:00` is outside the years 0001 to 9999 in UTC.");
  CHECK(messageOf("0001-01-01T00:00:00+05:00").find("outside the years") != std::string::npos);
}

}  // namespace rehearse
