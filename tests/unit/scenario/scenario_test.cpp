#include <memory>
#include <tuple>

#include "unit/support.hpp"

using namespace rehearse;

namespace {

// Each click adds 10 points and tells the team; the workflow then waits a day. `once` takes everybody once.
constexpr std::string_view workspaceText = R"({
  "rehearse": 1,
  "workflows": [
    { "id": "clicks", "status": "published",
      "triggers": [ { "id": "clicked", "type": "link.clicked",
                      "conditions": [ { "field": "event.link", "operator": "equalTo", "value": "a" } ] } ],
      "steps": [ { "id": "points", "type": "modifyEngagementScore", "operation": "add", "points": 10 },
                 { "id": "mark", "type": "addTag", "tags": ["clicked"] },
                 { "id": "field", "type": "updateField", "field": "fields.link", "value": "{{event.link}}" },
                 { "id": "note", "type": "addNote", "text": "Clicked" },
                 { "id": "tell", "type": "notify", "to": "team", "text": "{{contact.name}} clicked" },
                 { "id": "hook", "type": "webhook", "url": "https://example.com", "fields": { "count": 1 } },
                 { "id": "pause", "type": "wait", "for": "1d" } ] },
    { "id": "quiet", "status": "published", "triggers": [ { "type": "email.opened" } ], "steps": [] } ],
  "contacts": [ { "id": "ana", "name": "Ana", "engagementScore": 5, "tags": ["lead"], "fields": { "plan": "free" } },
                { "id": "ben" } ] })";

constexpr std::string_view click = R"({ "fire": { "type": "link.clicked", "contact": "ana", "link": "a" } })";

/// A scenario that was run, with the program that its result refers to.
struct Ran {
  explicit Ran(const ScenarioFile& file)
      : program(compile(*std::get_if<Workspace>(&file.workspace))), result(runScenario(program, file.scenarios[0])) {}

  Program program;
  ScenarioResult result;
};

std::unique_ptr<Ran> run(std::string_view steps) {
  std::string text = R"({ "rehearse": 1, "workspace": )";
  text.append(workspaceText).append(R"(, "scenarios": [ { "name": "it", "steps": [)").append(steps).append("] } ] }");
  const auto file = json::readScenarioFile(text);
  for (const auto& diagnostic : file.diagnostics()) {
    UNSCOPED_INFO(diagnostic.path << ": " << diagnostic.message);
  }
  REQUIRE(static_cast<bool>(file));
  return std::make_unique<Ran>(*file);
}

/// The one failure of a click, followed by this expectation.
ExpectationFailure failureOf(const std::string& expectation) {
  INFO(expectation);
  const auto ran = run(std::string(click) + R"(, { "expect": )" + expectation + " }");
  REQUIRE(ran->result.failures.size() == 1);
  CHECK(ran->result.failures[0].step == 1);
  CHECK(ran->result.expectations == 1);
  return ran->result.failures[0];
}

struct Expected {
  std::string expectation;
  std::string key;
  std::string message;
  std::string expected;
  std::string actual;
};

}  // namespace

TEST_CASE("each kind of expectation fails with what was expected, what was there, and a sentence") {
  const std::vector<Expected> cases{
      {R"({"contact":"ana","engagementScore":20})", "engagementScore", "expected score 20, was 15", "20", "15"},
      {R"({"contact":"ana","engagementScore":null})", "engagementScore", "expected an empty score, was 15", "null",
       "15"},
      {R"({"contact":"ben","engagementScore":0})", "engagementScore", "expected score 0, was empty", "0", "null"},
      {R"({"contact":"ana","engagementScore":{"greaterThan":15}})", "engagementScore",
       "expected a score that is greater than 15, was 15", R"({"greaterThan":15})", "15"},
      {R"({"contact":"ana","engagementScore":{"greaterThanOrEqualTo":15,"lessThan":15}})", "engagementScore",
       "expected a score that is greater than or equal to 15 and is less than 15, was 15",
       R"({"greaterThanOrEqualTo":15,"lessThan":15})", "15"},
      {R"({"contact":"ben","engagementScore":{"isNotEmpty":true}})", "engagementScore",
       "expected a score that is not empty, was empty", R"({"isNotEmpty":true})", "null"},
      {R"({"contact":"ana","tags":["lead"]})", "tags", R"(expected exactly the tags ["lead"], was ["lead","clicked"])",
       R"(["lead"])", R"(["lead","clicked"])"},
      {R"({"contact":"ana","hasTags":["lead","vip"]})", "hasTags",
       R"(expected tags that hold ["lead","vip"], was ["lead","clicked"])", R"(["lead","vip"])",
       R"(["lead","clicked"])"},
      {R"({"contact":"ana","lacksTags":["vip","lead"]})", "lacksTags",
       R"(expected tags without ["vip","lead"], was ["lead","clicked"])", R"(["vip","lead"])", R"(["lead","clicked"])"},
      {R"({"contact":"ana","fields":{"plan":"free","link":null}})", "fields",
       R"(expected the fields {"plan":"free","link":null}, was {"plan":"free","link":"a"})",
       R"({"plan":"free","link":null})", R"({"plan":"free","link":"a"})"},
      {R"({"contact":"ana","notes":["Clicked","Clicked"]})", "notes",
       R"(expected the notes ["Clicked","Clicked"], was ["Clicked"])", R"(["Clicked","Clicked"])", R"(["Clicked"])"},
      {R"({"contact":"ana","waitingIn":[]})", "waitingIn", R"(expected waits in [], was ["clicks"])", "[]",
       R"(["clicks"])"},
      {R"({"workflow":"clicks","enrolled":2})", "enrolled", "expected enrolled 2, was 1", "2", "1"},
      {R"({"workflow":"clicks","active":0})", "active", "expected active 0, was 1", "0", "1"},
      {R"({"workflow":"clicks","finished":1})", "finished", "expected finished 1, was 0", "1", "0"},
      {R"({"workflow":"clicks","refused":1})", "refused", "expected refused 1, was 0", "1", "0"},
      {R"({"fired":["clicks","quiet"]})", "fired", "expected quiet to fire, but it did not", R"(["clicks","quiet"])",
       R"(["clicks"])"},
      {R"({"fired":[]})", "fired", R"(expected no workflow to fire, but there fired ["clicks"])", "[]",
       R"(["clicks"])"},
      {R"({"notFired":["quiet","clicks"]})", "notFired", "expected clicks not to fire, but it did",
       R"(["quiet","clicks"])", R"(["clicks"])"},
      {R"({"locked":[{"contact":"ana","workflow":"clicks"}]})", "locked",
       R"(expected locked [{"contact":"ana","workflow":"clicks"}], was [])",
       R"([{"contact":"ana","workflow":"clicks"}])", "[]"},
  };
  for (const auto& wanted : cases) {
    const auto failure = failureOf(wanted.expectation);
    CHECK(failure.expectation == wanted.key);
    CHECK(failure.message == wanted.message);
    CHECK(failure.expected == wanted.expected);
    CHECK(failure.actual == wanted.actual);
    CHECK(failure.place.path == "/scenarios/0/steps/1/expect/" + wanted.key);
  }
}

TEST_CASE("an empty field may be expected as null and as an empty text") {
  const auto ran = run(R"({ "expect": { "contact": "ben", "fields": { "plan": "" } } },
                          { "expect": { "contact": "ben", "fields": { "plan": null } } },
                          { "expect": { "contact": "ana", "fields": { "plan": "" } } },
                          { "expect": { "contact": "ana", "fields": { "plan": null } } })");
  REQUIRE(ran->result.failures.size() == 2);
  CHECK(ran->result.failures[0].step == 2);
  CHECK(ran->result.failures[1].step == 3);
}

TEST_CASE("a score is compared by every operator of numbers") {
  // Ana has 5, Ben's score is empty.
  const std::vector<std::tuple<std::string, bool, bool>> cases{
      {R"("equalTo":5)", true, false},
      {R"("equalTo":4)", false, false},
      {R"("notEqualTo":4)", true, true},
      {R"("notEqualTo":5)", false, true},
      {R"("greaterThan":4)", true, false},
      {R"("greaterThan":5)", false, false},
      {R"("greaterThanOrEqualTo":5)", true, false},
      {R"("greaterThanOrEqualTo":6)", false, false},
      {R"("lessThan":6)", true, false},
      {R"("lessThan":5)", false, false},
      {R"("lessThanOrEqualTo":5)", true, false},
      {R"("lessThanOrEqualTo":4)", false, false},
      {R"("isEmpty":true)", false, true},
      {R"("isNotEmpty":true)", true, false},
  };
  for (const auto& [comparison, ana, ben] : cases) {
    INFO(comparison);
    const auto expectation = [&comparison = comparison](const std::string& contact) {
      return R"({ "expect": { "contact": ")" + contact + R"(", "engagementScore": {)" + comparison + "} } }";
    };
    CHECK(run(expectation("ana"))->result.failures.empty() == ana);
    CHECK(run(expectation("ben"))->result.failures.empty() == ben);
  }
}

TEST_CASE("messages are matched in number, in order, and on the keys given") {
  CHECK(failureOf(R"({"messages":[]})").message == "expected 0 messages, was 2");
  CHECK(failureOf(R"({"messages":[{}]})").message == "expected 1 message, was 2");
  CHECK(failureOf(R"({"messages":[{"text":"Ben clicked"},{}]})").message ==
        R"(message 1: expected text "Ben clicked", was "Ana clicked")");
  CHECK(failureOf(R"({"messages":[{"channel":"webhook"},{"channel":"notify"}]})").message ==
        R"(message 1: expected channel "webhook", was "notify")");
  CHECK(failureOf(R"({"messages":[{},{"subject":"Hello"}]})").message ==
        R"(message 2: expected subject "Hello", was missing)");
  CHECK(failureOf(R"({"messages":[{"fields":{"count":1}},{}]})").message == "message 1: expected count 1, was missing");
  const auto failure = failureOf(R"({"messages":[{},{"fields":{"count":2}}]})");
  CHECK(failure.message == "message 2: expected count 2, was 1");
  CHECK(failure.expected == R"([{},{"fields":{"count":2}}])");
  CHECK(
      failure.actual ==
      R"([{"contact":"ana","workflow":"clicks","step":"tell","channel":"notify","text":"Ana clicked","to":"team"},)"
      R"({"contact":"ana","workflow":"clicks","step":"hook","channel":"webhook","url":"https://example.com","fields":{"count":1}}])");
  CHECK(failure.entries.size() == 2);
}

TEST_CASE("a failure shows the entries that led to what was there, from the stimulus on") {
  const auto ran = run(std::string(click) + R"(, { "expect": { "contact": "ana", "engagementScore": 20 } })");
  const auto& journal = ran->result.simulation.recorder();
  std::vector<EntryKind> kinds;
  for (const auto seq : ran->result.failures.at(0).entries) {
    kinds.push_back(journal.entry(seq).kind);
  }
  using enum EntryKind;
  CHECK(kinds == std::vector<EntryKind>{event, triggerEvaluated, enrolled, stepRun, scoreChanged});
}

TEST_CASE("a failure shows why nothing happened") {
  const auto ran = run(R"({ "fire": { "type": "link.clicked", "contact": "ana", "link": "b" } },
                          { "expect": { "contact": "ana", "engagementScore": 15 } },
                          { "expect": { "fired": ["clicks"] } })");
  REQUIRE(ran->result.failures.size() == 2);
  CHECK(ran->result.failures[0].entries == std::vector<std::uint32_t>{1, 2});
  CHECK(ran->result.failures[1].entries == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("a failure shows a refusal, and no more than the latest twenty entries") {
  std::string steps(click);
  for (int index = 0; index < 30; ++index) {
    steps.append(", ").append(click);
  }
  const auto ran =
      run(steps + R"(, { "expect": { "fired": ["clicks"] } }, { "expect": { "workflow": "clicks", "refused": 0 } })");
  const auto& journal = ran->result.simulation.recorder();
  REQUIRE(ran->result.failures.size() == 2);
  CHECK(journal.entry(ran->result.failures[0].entries.back()).kind == EntryKind::enrollmentRefused);
  CHECK(ran->result.failures[1].entries.size() == 20);
  CHECK(ran->result.failures[1].entries.back() == journal.size());
}

TEST_CASE("the first 100 failures of a scenario show entries, and all are reported") {
  std::string steps(click);
  for (int index = 0; index < 150; ++index) {
    steps.append(R"(, { "expect": { "contact": "ana", "engagementScore": 99 } })");
  }
  const auto ran = run(steps);
  const auto& failures = ran->result.failures;
  REQUIRE(failures.size() == 150);
  CHECK_FALSE(failures[99].entries.empty());
  CHECK(failures[100].entries.empty());
  CHECK(failures[149].message == "expected score 99, was 15");
}

TEST_CASE("a scenario whose failures fill 8 MiB ends and says so") {
  std::string tags;
  for (int index = 0; index < 1000; ++index) {
    tags.append(index == 0 ? "" : ",").append("\"").append(std::to_string(index)).append(120, 't').append("\"");
  }
  std::string steps = R"({ "edit": { "contact": "ana", "tags": [)" + tags + "] } }";
  for (int index = 0; index < 500; ++index) {
    steps.append(R"(, { "expect": { "contact": "ana", "tags": [] } })");
  }
  const auto ran = run(steps);
  const auto& failures = ran->result.failures;
  REQUIRE(failures.size() > 10);
  CHECK(failures.size() < 100);
  CHECK(failures.back().message == "the scenario ends here: what failed so far fills 8 MiB, and more is not told");
  CHECK(failures.back().step == failures[failures.size() - 2].step);
}

TEST_CASE("a lock that was lifted and put on again is one lock") {
  const std::string fifty = [] {
    std::string steps(R"({ "fire": { "type": "email.opened", "contact": "ana" } })");
    for (int index = 1; index < 50; ++index) {
      steps.append(R"(, { "fire": { "type": "email.opened", "contact": "ana" } })");
    }
    return steps;
  }();
  const std::string locked = R"(, { "expect": { "locked": [ { "contact": "ana", "workflow": "quiet" } ] } })";
  const std::string unlock = R"(, { "unlock": { "contact": "ana", "workflow": "quiet" } })";
  const auto ran = run(fifty + locked + unlock + R"(, { "expect": { "locked": [] } }, )" + fifty + locked);
  CHECK(ran->result.failures.empty());
  CHECK(ran->result.expectations == 3);
}

TEST_CASE("every expectation that does not hold is reported, and the scenario goes on") {
  const auto ran = run(std::string(click) + R"(, { "expect": { "contact": "ana", "engagementScore": 1, "notes": [],
    "workflow": "clicks", "enrolled": 1, "active": 7, "fired": ["quiet"], "messages": [] } }, )" +
                       R"({ "advance": "1d" }, { "expect": { "workflow": "clicks", "finished": 5 } })");
  std::vector<std::string> keys;
  for (const auto& failure : ran->result.failures) {
    keys.push_back(failure.expectation);
  }
  CHECK(keys == std::vector<std::string>{"engagementScore", "notes", "active", "fired", "messages", "finished"});
  CHECK(ran->result.expectations == 7);
}

TEST_CASE("a stimulus that is refused is a failure and ends the scenario") {
  const auto ran = run(R"({ "advance": "1d" }, { "advanceTo": "2020-01-01T00:00:00Z" },
                          { "expect": { "contact": "ana", "engagementScore": 99 } })");
  REQUIRE(ran->result.failures.size() == 1);
  const auto& failure = ran->result.failures[0];
  CHECK(failure.step == 1);
  CHECK(failure.expectation == "advanceTo");
  CHECK(failure.message.find("never goes back") != std::string::npos);
  CHECK(failure.expected == "null");
  CHECK(failure.actual.find(R"("code":"value.range")") != std::string::npos);
  CHECK(failure.place.path == "/scenarios/0/steps/1");
  CHECK(ran->result.expectations == 0);
}

TEST_CASE("a stimulus that is halted is a failure and ends the scenario") {
  // The workflow comes round every minute: a year of it is over 100,000 entries.
  const auto file = json::readScenarioFile(R"({ "rehearse": 1, "workspace": { "rehearse": 1,
    "contacts": [ { "id": "ana" } ],
    "workflows": [ { "id": "a", "status": "published", "triggers": [ { "type": "link.clicked" } ],
      "steps": [ { "id": "x", "type": "wait", "for": "1m" }, { "type": "goTo", "step": "x" } ] } ] },
    "scenarios": [ { "name": "it", "steps": [
      { "fire": { "type": "link.clicked", "contact": "ana", "link": "l" } },
      { "advance": "365d" },
      { "expect": { "messages": [] } } ] } ] })");
  REQUIRE(static_cast<bool>(file));
  const Ran ran(*file);
  REQUIRE(ran.result.failures.size() == 1);
  const auto& failure = ran.result.failures[0];
  CHECK(failure.step == 1);
  CHECK(failure.expectation == "advance");
  CHECK(failure.message.find("halted") != std::string::npos);
  CHECK(failure.actual.find(R"("reason":"entryLimit")") != std::string::npos);
  CHECK(failure.entries.size() == 1);
  CHECK(ran.result.expectations == 0);
}

TEST_CASE("an expectation about a workflow or a contact that there is not fails, also one that expects nothing of it") {
  Expectation unknownWorkflow;
  unknownWorkflow.notFired = std::vector<std::string>{"nowhere"};
  Expectation unknownContact;
  unknownContact.contact = "nobody";
  unknownContact.tags = std::vector<std::string>{};
  Expectation unknownCounts;
  unknownCounts.workflow = "nowhere";
  unknownCounts.enrolled = 0;
  const auto workspace = json::readWorkspace(workspaceText);
  REQUIRE(static_cast<bool>(workspace));
  const Program program = compile(*workspace);
  Scenario scenario;
  scenario.steps = {{unknownWorkflow, {}}, {unknownContact, {}}, {unknownCounts, {}}};
  const auto result = runScenario(program, scenario);
  REQUIRE(result.failures.size() == 3);
  CHECK(result.failures[0].message == R"(there is no workflow "nowhere")");
  CHECK(result.failures[0].kind == FailureKind::missing);
  CHECK(result.failures[1].message == R"(there is no contact "nobody")");
  CHECK(result.failures[1].kind == FailureKind::missing);
  CHECK(result.failures[2].message == R"(there is no workflow "nowhere")");
}

TEST_CASE("a scenario's contacts are added, or laid over those of the same id, key by key") {
  const auto workspace = json::readWorkspace(workspaceText);
  REQUIRE(static_cast<bool>(workspace));
  ContactData over;
  over.id = "ana";
  over.fields = ScalarMap{{"plan", std::string("pro")}, {"seats", 3.0}};
  ContactData added;
  added.id = "new";
  const auto result = withContacts(*workspace, {over, added});
  REQUIRE(result.contacts->size() == 3);
  const auto& ana = result.contacts->at(0);
  CHECK(ana.name == "Ana");
  CHECK(ana.engagementScore == std::optional(std::optional<std::int32_t>(5)));
  CHECK(ana.tags == std::vector<std::string>{"lead"});
  CHECK(ana.fields == ScalarMap{{"plan", std::string("pro")}, {"seats", 3.0}});
  CHECK(result.contacts->at(2).id == "new");
}
