// What the readers make of good documents: the model, its defaults, the ids that places make, limits and warnings.

#include "rehearse/json/reader.hpp"

#include <cmath>
#include <string>
#include <string_view>

#include "unit/catch.hpp"

namespace rehearse {
namespace {

using json::readContact;
using json::readContactEdit;
using json::readEvent;
using json::readScenarioFile;
using json::readWorkspace;

/// A workspace whose only workflow has these triggers and steps.
std::string workspaceWith(const std::string& triggers, const std::string& steps) {
  return R"({ "rehearse": 1, "workflows": [ { "id": "w", "triggers": )" + triggers + R"(, "steps": )" + steps +
         " } ] }";
}

Workspace workspaceOf(const std::string& text) {
  auto result = readWorkspace(text);
  for (const auto& diagnostic : result.diagnostics()) {
    UNSCOPED_INFO(diagnostic.code + " " + diagnostic.path + " " + diagnostic.message);
  }
  REQUIRE(result);
  return *result;
}

Conditions conditionsOf(const std::string& conditions) {
  const auto workspace =
      workspaceOf(workspaceWith(R"([ { "type": "form.submitted", "conditions": )" + conditions + " } ]", "[]"));
  return workspace.workflows[0].triggers[0].conditions;
}

std::vector<Step> stepsOf(const std::string& steps) {
  return workspaceOf(workspaceWith("[]", steps)).workflows[0].steps;
}

template <class T>
const T& parameter(const Step& step, std::string_view name) {
  const T* value = step.parameter<T>(name);
  REQUIRE(value != nullptr);
  return *value;
}

}  // namespace

TEST_CASE("a workspace says no more than its document", "[json]") {
  const auto workspace =
      workspaceOf(R"({ "rehearse": 1, "workflows": [ { "id": "w", "triggers": [], "steps": [] } ] })");
  CHECK_FALSE(workspace.name);
  CHECK_FALSE(workspace.clock);
  CHECK_FALSE(workspace.utcOffset);
  CHECK_FALSE(workspace.seed);
  CHECK_FALSE(workspace.contacts);
  CHECK_FALSE(workspace.resources);
  REQUIRE(workspace.workflows.size() == 1);
  CHECK_FALSE(workspace.workflows[0].published);
  CHECK_FALSE(workspace.workflows[0].allowReentry);
  CHECK_FALSE(workspace.workflows[0].stopOnReply);
}

TEST_CASE("a whole workspace arrives in the model", "[json]") {
  const auto workspace = workspaceOf(R"({
    "rehearse": 1, "name": "N", "clock": "2026-03-02T09:00:00+01:00", "utcOffset": "-05:30", "seed": 7,
    "workflows": [
      { "id": "w", "name": "W", "status": "published", "allowReentry": false, "stopOnReply": true,
        "triggers": [ { "id": "t", "type": "score.changed", "fires": "crossing",
                        "conditions": { "field": "event.score", "operator": "greaterThan", "value": 10.5 } } ],
        "steps": [] } ],
    "contacts": [ { "id": "ana", "name": "Ana", "email": "a@example.com", "engagementScore": -3, "tags": [ "x" ],
                    "fields": { "a": "é", "b": 1e2, "c": true }, "createdAt": "2025-01-01T00:00:00Z" },
                  { "id": "bo", "engagementScore": null }, { "id": "cy" } ],
    "resources": { "links": [ { "id": "faq", "name": "FAQ" } ] } })");
  CHECK(workspace.name == "N");
  CHECK(workspace.clock == parseInstant("2026-03-02T08:00:00Z"));
  CHECK(workspace.utcOffset == -(5 * hour + 30 * minute));
  CHECK(workspace.seed == 7);
  const auto& workflow = workspace.workflows[0];
  CHECK(workflow.name == "W");
  CHECK(workflow.published == true);
  CHECK(workflow.allowReentry == false);
  CHECK(workflow.stopOnReply == true);
  CHECK(workflow.triggers[0].fires == Firing::crossing);
  REQUIRE(workflow.triggers[0].conditions.size() == 1);
  CHECK(workflow.triggers[0].conditions[0].value == Condition::Value(Scalar(10.5)));
  const auto& contacts = *workspace.contacts;
  CHECK(contacts[0].email == "a@example.com");
  CHECK(contacts[0].engagementScore == std::optional<std::int32_t>(-3));
  CHECK(contacts[0].fields == ScalarMap{{"a", "é"}, {"b", 100.0}, {"c", true}});
  REQUIRE(contacts[1].engagementScore);
  CHECK_FALSE(contacts[1].engagementScore->has_value());
  CHECK_FALSE(contacts[2].engagementScore);
  REQUIRE(workspace.resources->lists.size() == 1);
  CHECK(workspace.resources->lists[0].kind == "links");
  CHECK(workspace.resources->lists[0].items[0].name == "FAQ");
}

TEST_CASE("conditions become groups and comparisons", "[json]") {
  const auto conditions = conditionsOf(R"([
    { "field": "contact.tags", "operator": "anyOf", "value": [ "a", "b" ] },
    { "field": "contact.createdAt", "operator": "within", "value": "1d12h" },
    { "field": "contact.fields.since", "operator": "olderThan", "value": "2w" },
    { "field": "event.fields.vip", "operator": "equalTo", "value": true },
    { "field": "contact.name", "operator": "isEmpty" },
    { "any": [ { "all": [] } ] } ])");
  REQUIRE(conditions.size() == 6);
  CHECK(conditions[0].value == Condition::Value(std::vector<std::string>{"a", "b"}));
  CHECK(conditions[1].value == Condition::Value(Duration(36 * hour)));
  CHECK(conditions[2].value == Condition::Value(Duration(2 * week)));
  CHECK(conditions[3].value == Condition::Value(Scalar(true)));
  CHECK(conditions[4].value == Condition::Value());
  CHECK(conditions[5].kind == Condition::Kind::any);
  CHECK(conditions[5].children[0].kind == Condition::Kind::all);
}

TEST_CASE("a list in `not` means: not all of them", "[json]") {
  const std::string empty = R"({ "field": "contact.name", "operator": "isEmpty" })";
  const auto one = conditionsOf("{ \"not\": " + empty + " }");
  REQUIRE(one[0].children.size() == 1);
  CHECK(one[0].kind == Condition::Kind::negation);
  CHECK(one[0].children[0].kind == Condition::Kind::comparison);
  const auto two = conditionsOf("{ \"not\": [ " + empty + ", " + empty + " ] }");
  REQUIRE(two[0].children.size() == 1);
  CHECK(two[0].children[0].kind == Condition::Kind::all);
  CHECK(two[0].children[0].children.size() == 2);
}

TEST_CASE("parameters of steps arrive by their kind", "[json]") {
  const auto steps = stepsOf(R"([
    { "type": "modifyEngagementScore", "operation": "subtract", "points": 10.0 },
    { "type": "removeTag", "all": true },
    { "type": "updateField", "field": "fields.a", "value": 2.5 },
    { "type": "webhook", "url": "https://example.com", "fields": { "n": 1 } },
    { "type": "wait", "until": "2026-03-02T09:00:00Z" },
    { "type": "wait", "untilEvent": { "type": "custom.sold", "conditions": { "field": "event.fields.a", "operator": "isEmpty" } },
      "timeout": "45m", "onTimeout": [ { "type": "end" } ] },
    { "type": "custom.call", "text": "Hi {{contact.name}}" },
    { "type": "wait", "untilConditions": { "field": "contact.email", "operator": "isNotEmpty" } } ])");
  CHECK(parameter<std::string>(steps[0], "operation") == "subtract");
  CHECK(parameter<std::int64_t>(steps[0], "points") == 10);
  CHECK(parameter<bool>(steps[1], "all"));
  CHECK(steps[1].parameter<std::vector<std::string>>("tags") == nullptr);
  CHECK(parameter<std::string>(steps[2], "field") == "fields.a");
  CHECK(parameter<Scalar>(steps[2], "value") == Scalar(2.5));
  CHECK(parameter<ScalarMap>(steps[3], "fields") == ScalarMap{{"n", 1.0}});
  CHECK(parameter<std::int64_t>(steps[4], "until") == parseInstant("2026-03-02T09:00:00Z"));
  CHECK(parameter<EventPattern>(steps[5], "untilEvent").type == "custom.sold");
  CHECK(parameter<EventPattern>(steps[5], "untilEvent").conditions.size() == 1);
  CHECK(parameter<std::int64_t>(steps[5], "timeout") == 45 * minute);
  CHECK(parameter<std::vector<Step>>(steps[5], "onTimeout").size() == 1);
  CHECK(steps[6].type == StepType::custom);
  CHECK(steps[6].customName == "call");
  CHECK(parameter<Conditions>(steps[7], "untilConditions").size() == 1);
}

TEST_CASE("ids that are left out come from the place", "[json]") {
  const auto workspace = workspaceOf(workspaceWith(
      R"([ { "type": "contact.created" }, { "id": "mine", "type": "contact.created" }, { "type": "contact.created" } ])",
      R"([ { "id": "first", "type": "end" },
           { "type": "if",
             "branches": [ { "name": "hot", "conditions": [], "steps": [ { "type": "end" }, { "id": "in", "type": "end" } ] } ],
             "otherwise": [ { "type": "wait", "untilConditions": [], "timeout": "1d", "onTimeout": [ { "type": "end" } ] } ] },
           { "id": "choice", "type": "if",
             "branches": [ { "name": "hot", "conditions": [], "steps": [ { "type": "goTo", "step": "step-2.otherwise.1.onTimeout.1" } ] } ] } ])"));
  const auto& workflow = workspace.workflows[0];
  CHECK(workflow.triggers[0].id == "trigger-1");
  CHECK_FALSE(workflow.triggers[0].idGiven);
  CHECK(workflow.triggers[1].id == "mine");
  CHECK(workflow.triggers[1].idGiven);
  CHECK(workflow.triggers[2].id == "trigger-3");
  CHECK(workflow.steps[0].id == "first");
  CHECK(workflow.steps[1].id == "step-2");
  const auto& branch = parameter<std::vector<Branch>>(workflow.steps[1], "branches")[0];
  CHECK(branch.steps[0].id == "step-2.hot.1");
  CHECK_FALSE(branch.steps[0].idGiven);
  CHECK(branch.steps[1].id == "in");
  const auto otherwise = parameter<std::vector<Step>>(workflow.steps[1], "otherwise");
  CHECK(otherwise[0].id == "step-2.otherwise.1");
  CHECK(parameter<std::vector<Step>>(otherwise[0], "onTimeout")[0].id == "step-2.otherwise.1.onTimeout.1");
  CHECK(parameter<std::vector<Branch>>(workflow.steps[2], "branches")[0].steps[0].id == "choice.hot.1");
}

TEST_CASE("a step whose place would make too long an id must be given one", "[json]") {
  const auto nested = [](const std::string& innermost) {
    std::string steps = innermost;
    for (int depth = 0; depth < 2; ++depth) {
      steps.insert(0, R"([ { "type": "if", "branches": [ { "name": ")" + std::string(128, 'n') +
                          R"(", "conditions": [], "steps": )");
      steps += " } ] } ]";
    }
    return workspaceWith("[]", steps);
  };
  CHECK(readWorkspace(nested(R"([ { "id": "in", "type": "end" }, { "id": "to", "type": "goTo", "step": "in" } ])")));
  const auto result = readWorkspace(nested(R"([ { "type": "end" } ])"));
  CHECK_FALSE(result);
  REQUIRE(result.diagnostics().size() == 1);
  CHECK(result.diagnostics()[0].code == "value.missing");
}

TEST_CASE("extensions are kept on every object that has them", "[json]") {
  const auto workspace = workspaceOf(R"({ "$schema": "s", "rehearse": 1, "x-a": { "deep": [ 1, "a b" ] },
    "workflows": [ { "id": "w", "x-w": 1,
      "triggers": [ { "type": "email.opened", "x-t": 2, "conditions": [ { "field": "event.email", "operator": "isEmpty", "x-c": 3 } ] } ],
      "steps": [ { "type": "if", "x-s": 4, "branches": [ { "name": "b", "conditions": [ { "all": [], "x-g": 5 } ], "steps": [], "x-b": 6 } ] },
                 { "type": "wait", "untilEvent": { "type": "email.opened", "x-p": 7 } } ] } ],
    "contacts": [ { "id": "a", "x-k": 8 } ],
    "resources": { "x-r": 9, "links": [ { "id": "l", "x-l": 10 } ] } })");
  REQUIRE(workspace.extensions.size() == 2);
  CHECK(workspace.extensions[0].key == "$schema");
  CHECK(workspace.extensions[1].json == R"({"deep":[1,"a b"]})");
  const auto only = [](const Extensions& extensions) { return extensions.size() == 1 ? extensions[0].json : "none"; };
  const auto& workflow = workspace.workflows[0];
  CHECK(only(workflow.extensions) == "1");
  CHECK(only(workflow.triggers[0].extensions) == "2");
  CHECK(only(workflow.triggers[0].conditions[0].extensions) == "3");
  CHECK(only(workflow.steps[0].extensions) == "4");
  const auto& branch = parameter<std::vector<Branch>>(workflow.steps[0], "branches")[0];
  CHECK(only(branch.conditions[0].extensions) == "5");
  CHECK(only(branch.extensions) == "6");
  CHECK(only(parameter<EventPattern>(workflow.steps[1], "untilEvent").extensions) == "7");
  CHECK(only((*workspace.contacts)[0].extensions) == "8");
  CHECK(only(workspace.resources->extensions) == "9");
  CHECK(only(workspace.resources->lists[0].items[0].extensions) == "10");
}

TEST_CASE("events, contacts and edits arrive in the model", "[json]") {
  const auto event = readEvent(R"({ "fields": { "a": null_ }, "type": "x" })");
  CHECK_FALSE(event);
  const auto form = readEvent(
      R"({ "type": "quiz.submitted", "contact": "ana", "id": "e1", "score": -0, "quiz": "q", "fields": { "a": 1 }, "x-note": {} })");
  REQUIRE(form);
  CHECK(form->type == "quiz.submitted");
  CHECK(form->contact == "ana");
  CHECK(form->id == "e1");
  CHECK(form->attributes == ScalarMap{{"score", 0.0}, {"quiz", "q"}});
  CHECK(form->fields == ScalarMap{{"a", 1.0}});
  const auto contact = readContact(R"({ "id": "bo", "tags": [] })");
  REQUIRE(contact);
  CHECK(contact->id == "bo");
  CHECK(contact->tags == std::vector<std::string>());
  const auto edit = readContactEdit(R"({ "engagementScore": null, "fields": { "a": null, "b": "x" } })");
  REQUIRE(edit);
  CHECK(edit->id.empty());
  REQUIRE(edit->engagementScore);
  CHECK_FALSE(edit->engagementScore->has_value());
  CHECK(edit->fields == ScalarMap{{"a", std::monostate()}, {"b", "x"}});
}

TEST_CASE("minus zero is zero, in every way of writing it", "[json]") {
  const auto contact =
      readContact(R"({ "id": "a", "engagementScore": -0, "fields": { "a": -0, "b": -0.0, "c": -0e5 } })");
  REQUIRE(contact);
  for (const auto& [key, value] : *contact->fields) {
    INFO(key);
    CHECK_FALSE(std::signbit(std::get<double>(value)));
  }
}

TEST_CASE("escapes, surrogate pairs and characters beyond ASCII are read", "[json]") {
  const auto contact =
      readContact("\xEF\xBB\xBF{ \"id\": \"a\\u00e9\\ud83d\\ude00\\n\\\"\", \"\\u006eame\": \"日本\" }");
  REQUIRE(contact);
  CHECK(contact->id == "aé😀\n\"");
  CHECK(contact->name == "日本");
}

TEST_CASE("scenario files arrive in the model with the places of steps and expectations", "[json]") {
  const auto file = readScenarioFile(R"({ "rehearse": 1,
  "workspace": { "rehearse": 1, "workflows": [ { "id": "w", "triggers": [], "steps": [] } ], "contacts": [ { "id": "ana" } ] },
  "scenarios": [
    { "name": "é", "drafts": "run", "contacts": [ { "id": "bo" } ],
      "steps": [
        { "fire": { "type": "email.opened", "contact": "bo" } },
        { "advance": "1d" }, { "advanceTo": "2026-03-02T09:00:00Z" },
        { "edit": { "contact": "cy", "engagementScore": 4 } }, { "addContact": { "id": "cy" } },
        { "unlock": { "contact": "ana", "workflow": "w" } },
        { "expect": { "contact": "é", "engagementScore": { "greaterThan": 3.5, "isNotEmpty": true },
                      "waitingIn": [ "w" ], "workflow": "w", "active": 0, "fired": [], "locked": [ { "contact": "ana", "workflow": "w" } ],
                      "messages": [ { "contact": "ana", "channel": "sendEmail", "fields": { "a": 1 } } ] } },
        { "expect": { "contact": "ana", "engagementScore": 20 } },
        { "expect": { "contact": "ana", "engagementScore": null } } ] } ] })");
  CHECK_FALSE(file);  // there is no contact `é`
  REQUIRE(file.diagnostics().size() == 1);
  CHECK(file.diagnostics()[0].path == "/scenarios/0/steps/6/expect/contact");

  const std::string good = R"({ "rehearse": 1, "workspace": "w.json",
  "scenarios": [
    { "name": "é", "drafts": "run", "contacts": [ { "id": "bo" } ],
      "steps": [
        { "fire": { "type": "email.opened", "contact": "bo" } },
        { "advance": "1d" }, { "advanceTo": "2026-03-02T09:00:00Z" },
        { "edit": { "contact": "cy", "engagementScore": 4 } }, { "addContact": { "id": "cy" } },
        { "unlock": { "contact": "ana", "workflow": "w" } },
        { "expect": { "contact": "ana", "x-é": 1, "engagementScore": { "greaterThan": 3.5, "isNotEmpty": true },
                      "messages": [ { "channel": "sendEmail", "fields": { "a": 1 } } ] } },
        { "expect": { "contact": "ana", "engagementScore": 20 } },
        { "expect": { "contact": "ana", "engagementScore": null } } ] } ] })";
  const auto read = readScenarioFile(good);
  REQUIRE(read);
  CHECK(std::get<std::string>(read->workspace) == "w.json");
  const auto& scenario = read->scenarios[0];
  CHECK(scenario.name == "é");
  CHECK(scenario.runDrafts);
  CHECK(scenario.contacts[0].id == "bo");
  REQUIRE(scenario.steps.size() == 9);
  const auto stimulus = [&](std::size_t step) { return std::get<Stimulus>(scenario.steps[step].action); };
  CHECK(std::get<EventData>(stimulus(0)).contact == "bo");
  CHECK(std::get<Advance>(stimulus(1)).duration == day);
  CHECK(std::get<AdvanceTo>(stimulus(2)).instant == parseInstant("2026-03-02T09:00:00Z"));
  CHECK(std::get<Edit>(stimulus(3)).contact.id == "cy");
  CHECK(std::get<AddContact>(stimulus(4)).contact.id == "cy");
  CHECK(std::get<Unlock>(stimulus(5)).target.workflow == "w");
  CHECK(scenario.steps[2].place.path == "/scenarios/0/steps/2");
  CHECK(scenario.steps[2].place.line == 6);
  CHECK(scenario.steps[2].place.column == 30);
  const auto& expectation = std::get<Expectation>(scenario.steps[6].action);
  REQUIRE(expectation.places.size() == 3);
  CHECK(expectation.places[1].first == "engagementScore");
  CHECK(expectation.places[1].second.path == "/scenarios/0/steps/6/expect/engagementScore");
  CHECK(expectation.places[1].second.line == 9);
  CHECK(expectation.places[1].second.column == 51);
  const auto& comparisons = std::get<std::vector<ScoreComparison>>(*expectation.engagementScore);
  REQUIRE(comparisons.size() == 2);
  CHECK(comparisons[0].comparison == Operator::greaterThan);
  CHECK(comparisons[0].value == 3.5);
  CHECK((*expectation.messages)[0].texts == ScalarMap{{"channel", "sendEmail"}});
  CHECK((*expectation.messages)[0].fields == ScalarMap{{"a", 1.0}});
  CHECK(std::get<std::int32_t>(*std::get<Expectation>(scenario.steps[7].action).engagementScore) == 20);
  CHECK(std::get<Expectation>(scenario.steps[8].action).engagementScore->index() == 0);

  const auto workspace = workspaceOf(workspaceWith("[]", "[]"));
  const auto checked = readScenarioFile(good, &workspace);
  CHECK_FALSE(checked);  // that workspace has no contact `ana`
  REQUIRE(checked.diagnostics().size() == 4);
  CHECK(checked.diagnostics()[0].path == "/scenarios/0/steps/5/unlock/contact");
}

TEST_CASE("a resource that is not listed is a warning, and the document is used", "[json]") {
  const auto result = readWorkspace(R"({ "rehearse": 1,
    "workflows": [ { "id": "w", "triggers": [ { "type": "link.clicked", "conditions": [
      { "field": "event.link", "operator": "equalTo", "value": "pricng" } ] } ], "steps": [ { "type": "addTag", "tags": [ "any" ] } ] } ],
    "resources": { "links": [ { "id": "pricing" } ] } })");
  REQUIRE(result);
  REQUIRE(result.diagnostics().size() == 1);
  CHECK(result.diagnostics()[0].code == "reference.unknown");
  CHECK(result.diagnostics()[0].severity == Severity::warning);
  CHECK(result.diagnostics()[0].hint == "Did you mean `pricing`?");
}

TEST_CASE("hints say how to mend a document", "[json]") {
  const auto hintOf = [](const std::string& text) {
    const auto result = readWorkspace(text);
    REQUIRE(result.diagnostics().size() == 1);
    return result.diagnostics()[0].hint;
  };
  CHECK(hintOf(workspaceWith("[]", R"([ { "type": "wait", "untlEvent": { "type": "link.clicked" } } ])")) ==
        "Did you mean `untilEvent`?");
  CHECK(hintOf(workspaceWith("[]", R"([ { "type": "waitt", "for": "1d" } ])")) == "Did you mean `wait`?");
  CHECK(hintOf(workspaceWith(R"([ { "type": "Email.Opened" } ])", "[]")) == "Did you mean `email.opened`?");
  CHECK(hintOf(R"({ "rehearse": 1, "clock": "2026-03-02", "workflows": [] })") ==
        "Did you mean `2026-03-02T00:00:00Z`?");
  CHECK(hintOf(workspaceWith(
            R"([ { "type": "tag.added", "conditions": { "field": "engagementScore", "operator": "isEmpty" } } ])",
            "[]")) == "Did you mean `contact.engagementScore`?");
  CHECK(
      hintOf(workspaceWith(
          R"([ { "type": "tag.added", "conditions": { "field": "contact.createdAt", "operator": "equalTo", "value": 1 } } ])",
          "[]")) == "One of: `olderThan`, `within`, `isEmpty`, `isNotEmpty`.");
}

TEST_CASE("no more than a hundred diagnostics are shown, and errors come before warnings", "[json]") {
  std::string contacts;
  for (int index = 0; index < 2000; ++index) {
    contacts += (index == 0 ? "" : ",") + std::string("{}");
  }
  const auto errors = readWorkspace(R"({ "rehearse": 1, "workflows": [], "contacts": [)" + contacts + "] }");
  CHECK_FALSE(errors);
  REQUIRE(errors.diagnostics().size() == maximumDiagnostics);
  CHECK(errors.diagnostics()[0].path == "/contacts/0");
  CHECK(errors.diagnostics()[99].path == "/contacts/99");
  CHECK(errors.diagnostics()[99].hint.find("1900 more") != std::string::npos);

  std::string tags;
  for (int index = 0; index < 1000; ++index) {
    tags += (index == 0 ? "\"" : ",\"") + std::to_string(index) + "\"";
  }
  const std::string resources = R"(, "resources": { "tags": [] } })";
  const std::string step = R"({ "type": "addTag", "tags": [)" + tags + "] }";
  const std::string steps = "[ " + step + ", " + step;
  auto text = workspaceWith("[]", steps + "]");
  text.replace(text.size() - 1, 1, resources);
  CHECK(readWorkspace(text));
  text = workspaceWith("[]", steps + R"(, { "type": "nothing" } ])");
  text.replace(text.size() - 1, 1, resources);
  const auto crowded = readWorkspace(text);
  REQUIRE_FALSE(crowded);
  REQUIRE(crowded.diagnostics().size() == maximumDiagnostics);
  CHECK(crowded.diagnostics().back().code == "value.unknown");
}

TEST_CASE("texts that are too large or too deep are refused before anything else", "[json]") {
  const auto tooLarge = readWorkspace(std::string(json::maximumBytes + 1, ' '));
  REQUIRE(tooLarge.diagnostics().size() == 1);
  CHECK(tooLarge.diagnostics()[0].code == "json.size");
  const auto nested = [](std::size_t depth) {
    return R"({ "rehearse": 1, "workflows": [], "x-deep": )" + std::string(depth, '[') + std::string(depth, ']') + " }";
  };
  CHECK(readWorkspace(nested(json::maximumDepth - 1)));
  CHECK(readWorkspace(nested(json::maximumDepth)).diagnostics()[0].code == "json.depth");
  CHECK(readWorkspace(nested(1'000'000)).diagnostics()[0].code == "json.depth");
}

TEST_CASE("texts that are not UTF-8 are refused at the byte", "[json]") {
  const auto check = [](const std::string& text, std::uint32_t line, std::uint32_t column) {
    const auto result = readContact(text);
    REQUIRE(result.diagnostics().size() == 1);
    CHECK(result.diagnostics()[0].code == "json.encoding");
    CHECK(result.diagnostics()[0].line == line);
    CHECK(result.diagnostics()[0].column == column);
  };
  check("{ \"id\":\n \"a\xC3\xA9\xFF\" }", 2, 5);    // no such byte
  check("{ \"id\": \"\xC0\xAF\" }", 1, 10);          // overlong
  check("{ \"id\": \"\xED\xA0\x80\" }", 1, 10);      // a surrogate
  check("{ \"id\": \"\xF4\x90\x80\x80\" }", 1, 10);  // beyond the last code point
  check("{ \"id\": \"\xE2\x82\" }", 1, 10);          // cut short
  check(std::string("\xFF\xFE{\0", 4), 1, 1);        // UTF-16
  check("{ \xFF }", 1, 3);                           // outside a text
}

}  // namespace rehearse
