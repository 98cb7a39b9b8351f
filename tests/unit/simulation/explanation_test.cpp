#include "rehearse/simulation/explanation.hpp"

#include "rehearse/simulation/turn.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// A trigger for `type` with these conditions.
std::string triggerFor(const std::string& type, const std::string& conditions, const std::string& more = "") {
  return R"([{"id":"t","type":")" + type + R"(",)" + more + R"("conditions":)" + conditions + "}]";
}

std::string comparison(const std::string& field, const std::string& comparison, const std::string& value) {
  return R"({"field":")" + field + R"(","operator":")" + comparison + '"' +
         (value.empty() ? "" : R"(,"value":)" + value) + '}';
}

/// The explanation of workflow `w` at the last event of a run that must be explainable.
Explanation explained(const Simulation& simulation, std::uint32_t seq = 0) {
  const auto result = explain(simulation, seq == 0 ? test::lastEntry(simulation, EntryKind::event) : seq, "w");
  REQUIRE(static_cast<bool>(result));
  return *result;
}

/// The same for one click of `ana`, who was edited first.
Explanation afterClick(const std::string& conditions, const ContactData& edit = {}, const std::string& link = "faq") {
  const Program program = test::programOf(test::workspaceWith(triggerFor("link.clicked", conditions), "[]"));
  Simulation simulation(program);
  ContactData changes = edit;
  changes.id = "ana";
  REQUIRE(simulation.edit(changes));
  REQUIRE(simulation.fire(test::click("ana", link)));
  return explained(simulation);
}

ContactData withScore(std::int32_t score) { return {.engagementScore = score}; }
ContactData withTags(std::vector<std::string> tags) { return {.tags = std::move(tags)}; }
ContactData withName(std::string name) { return {.name = std::move(name)}; }

std::string wordsOf(const Explanation& explanation) {
  return explanation.change ? explanation.change->words : "nothing";
}

}  // namespace

TEST_CASE("the smallest change is told in words") {
  const auto score = [](const char* name, const char* value) {
    return comparison("contact.engagementScore", name, value);
  };
  CHECK(wordsOf(afterClick(score("greaterThanOrEqualTo", "50"), withScore(48))) == "2 more points");
  CHECK(wordsOf(afterClick(score("greaterThan", "48"), withScore(48))) == "1 more point");
  CHECK(wordsOf(afterClick(score("lessThan", "48"), withScore(48))) == "1 point less");
  CHECK(wordsOf(afterClick(score("lessThanOrEqualTo", "40.5"), withScore(48))) == "8 points less");
  CHECK(wordsOf(afterClick(score("greaterThan", "5"))) == "set it to 6");
  CHECK(wordsOf(afterClick(score("isEmpty", ""), withScore(0))) == "make it empty");
  CHECK(wordsOf(afterClick(score("greaterThan", "1000000000"), withScore(48))) == "nothing");

  const std::string link = comparison("event.link", "equalTo", R"("pricing")");
  CHECK(wordsOf(afterClick(link)) == "set it to pricing");
  CHECK(wordsOf(afterClick(link, {}, "Pricing")) == "other case");
  CHECK(wordsOf(afterClick(link, {}, " pricing")) == "outer space");
  CHECK(wordsOf(afterClick(link, {}, "PRICING ")) == "other case and outer space");
  CHECK(wordsOf(afterClick(comparison("event.link", "notEqualTo", R"("faq")"))) == "set it to any other text");
  CHECK(wordsOf(afterClick(comparison("contact.name", "startsWith", R"("Dr ")"), withName("Ana"))) ==
        "set it to Dr Ana");
  CHECK(wordsOf(afterClick(comparison("contact.name", "isNotEmpty", ""))) == "set it to any text");

  const std::string hot = comparison("contact.tags", "contains", R"("hot")");
  CHECK(wordsOf(afterClick(hot)) == "add the tag hot");
  CHECK(wordsOf(afterClick(hot, withTags({"Hot "}))) == "other case and outer space");
  CHECK(wordsOf(afterClick("[" + hot + "," + comparison("contact.tags", "contains", R"("new")") + "]")) ==
        "add the tags hot and new");
  CHECK(wordsOf(afterClick(comparison("contact.tags", "isEmpty", ""), withTags({"a", "b"}))) ==
        "remove the tags a and b");
  CHECK(wordsOf(afterClick(comparison("contact.tags", "isNotEmpty", ""))) == "add any tag");
  CHECK(wordsOf(afterClick(R"([{"not":)" + comparison("contact.tags", "anyOf", R"(["a","b"])") + "}," + hot + "]",
                           withTags({"a", "b", "c"}))) == "add the tag hot and remove the tags a and b");

  const ContactData text{.fields = ScalarMap{{"size", std::string("10")}}};
  CHECK(wordsOf(afterClick(comparison("contact.fields.size", "equalTo", "10"), text)) == "set it to the number 10");
  const ContactData price{.fields = ScalarMap{{"price", 49.95}}};
  CHECK(wordsOf(afterClick(comparison("contact.fields.price", "greaterThan", "50"), price)) == "0.06 more");
  const ContactData flag{.fields = ScalarMap{{"vip", false}}};
  CHECK(wordsOf(afterClick(comparison("contact.fields.vip", "equalTo", "true"), flag)) == "set it to yes");
}

TEST_CASE("moments are moved to just where they do") {
  const ContactData since{.fields = ScalarMap{{"since", std::string("2025-12-31T00:00:00Z")}}};
  const auto change = [&](const char* name, const char* value) {
    return afterClick(comparison("contact.fields.since", name, value), since);
  };
  CHECK(wordsOf(change("within", R"("12h")")) == "12 hours later");
  CHECK(wordsOf(change("olderThan", R"("4d")")) == "more than 3 days earlier");
  CHECK(wordsOf(change("olderThan", R"("1d")")) == "a moment earlier");
  CHECK(change("olderThan", R"("4d")").change->difference == -3 * static_cast<double>(day) - 1);
  CHECK(change("within", R"("12h")").sentence ==
        "Did not start: the field “since” is “2025-12-31T00:00:00Z”; 12 hours later, it would have started.");
}

TEST_CASE("of several fields the one that is nearest is told") {
  const std::string either = R"({"any":[)" + comparison("contact.engagementScore", "greaterThan", "49") + "," +
                             comparison("contact.tags", "contains", R"("hot")") + "]}";
  CHECK(wordsOf(afterClick(either, withScore(48))) == "2 more points");
  CHECK(wordsOf(afterClick(either, withScore(1))) == "add the tag hot");
}

TEST_CASE("where no change of one value does it, the sentence says what is in the way") {
  const Explanation two = afterClick("[" + comparison("contact.engagementScore", "greaterThan", "49") + "," +
                                         comparison("contact.tags", "contains", R"("hot")") + "]",
                                     withScore(48));
  CHECK_FALSE(two.change);
  CHECK(two.sentence ==
        "Did not start: no change of one value would have started it; in the way are the engagement score (48) and "
        "the contact's tags (none).");
  const Explanation never = afterClick("[" + comparison("contact.engagementScore", "greaterThan", "5") + "," +
                                           comparison("contact.engagementScore", "lessThan", "6") + "]",
                                       withScore(0));
  CHECK_FALSE(never.change);
  CHECK(never.sentence == "Did not start: no other value of the engagement score (0) would have started it.");
}

TEST_CASE("sentences are plain English") {
  CHECK(afterClick(comparison("contact.engagementScore", "greaterThanOrEqualTo", "50"), withScore(48)).sentence ==
        "Did not start: the engagement score is 48; 2 more points would have started it.");
  CHECK(afterClick(comparison("event.link", "equalTo", R"("pricing")"), {}, "Pricing").sentence ==
        "Did not start: the trigger link is “Pricing”; written “pricing”, it would have started: only capital and "
        "small letters differ.");
  CHECK(afterClick(comparison("contact.tags", "contains", R"("lead")"), withTags({"lead "})).sentence ==
        "Did not start: the contact's tags are just “lead ”; with the tag “lead” instead of “lead ”, it would have "
        "started: only outer space differs.");
  CHECK(afterClick("[]").sentence == "Started: the trigger “t” matched.");
  CHECK(afterClick("[]").started);
}

TEST_CASE("a crossing that was none says that the conditions held before") {
  const Program program = test::programOf(test::workspaceWith(
      triggerFor("score.changed", comparison("event.score", "greaterThanOrEqualTo", "50"), R"("fires":"crossing",)"),
      "[]"));
  Simulation simulation(program);
  REQUIRE(simulation.edit({.id = "ben", .engagementScore = 60}));
  CHECK(explained(simulation).started);
  REQUIRE(simulation.edit({.id = "ben", .engagementScore = 70}));
  const Explanation again = explained(simulation);
  CHECK_FALSE(again.started);
  CHECK(again.triggers[0].heldBefore == true);
  REQUIRE(again.change);
  CHECK(again.change->field == "event.previousScore");
  CHECK(again.change->words == "11 points less before");
  CHECK(again.sentence ==
        "Did not start: its conditions held before the change as well, and it only starts when they begin to hold; 11 "
        "points less before would have started it.");
}

TEST_CASE("gates are told in their order, as they were at that event") {
  const std::string click = comparison("event.link", "equalTo", R"("a")");
  const Program program = test::programOf(test::workspaceWith(
      triggerFor("link.clicked", click), R"([{"type":"wait","for":"1d"}])", R"("allowReentry":false,)"));
  Simulation simulation(program);
  std::vector<std::uint32_t> events;
  const auto fire = [&](const EventData& event) {
    const auto report = simulation.fire(event);
    REQUIRE(report);
    events.push_back(report->first);
  };
  fire(test::event("email.opened", "ana"));
  fire(test::click("ana", "b"));
  fire(test::click("ana", "a"));
  fire(test::click("ana", "a"));
  REQUIRE(simulation.advance(2 * day));
  fire(test::click("ana", "a"));
  fire(test::click("ana", "b"));
  const Simulation fork = simulation;
  REQUIRE(simulation.fire(test::click("ben", "a")));

  using Gates = std::vector<Gate>;
  for (const Simulation* each : std::initializer_list<const Simulation*>{&simulation, &fork}) {
    const auto gates = [&](std::size_t index) { return explained(*each, events[index]).heldBack; };
    CHECK(gates(0) == Gates{Gate::type});
    CHECK(gates(1) == Gates{Gate::conditions});
    CHECK(gates(2).empty());
    CHECK(explained(*each, events[2]).started);
    CHECK(gates(3) == Gates{Gate::alreadyActive, Gate::reentryOff});
    CHECK(gates(4) == Gates{Gate::reentryOff});
    CHECK(gates(5) == Gates{Gate::reentryOff, Gate::conditions});
    // The trigger's own change is told all the same; but it would not have let the contact through.
    CHECK_FALSE(explained(*each, events[5]).change);
    CHECK(explained(*each, events[5]).triggers[0].change->words == "set it to a");
    CHECK(explained(*each, events[5]).sentence ==
          "Did not start: the contact had been in it before, and it takes nobody twice. Besides, its conditions did "
          "not hold.");
  }
  REQUIRE(explained(simulation, events[0]).triggers.size() == 1);
  CHECK(explained(simulation, events[0]).triggers[0].entry == 0);
  CHECK(explained(simulation, events[0]).sentence ==
        "Did not start: none of its triggers is for this event (email.opened).");
}

TEST_CASE("a draft is told, and none where drafts run") {
  const std::string workspace = R"({"rehearse":1,"workflows":[{"id":"w","triggers":[{"type":"link.clicked"}],
    "steps":[]}],"contacts":[{"id":"ana"}]})";
  const Program program = test::programOf(workspace);
  for (const bool runDrafts : {false, true}) {
    Simulation simulation(program, {runDrafts});
    REQUIRE(simulation.fire(test::click("ana", "a")));
    CHECK(explained(simulation).started == runDrafts);
    CHECK(explained(simulation).heldBack.size() == (runDrafts ? 0 : 1));
  }
}

TEST_CASE("a lock is told from the start that it refused until it is lifted") {
  const Program program = test::programOf(test::workspaceWith(R"([{"type":"link.clicked"}])", "[]"));
  Simulation simulation(program);
  const auto gatesOfNext = [&] {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    return explained(simulation).heldBack;
  };
  for (int start = 1; start < 50; ++start) {
    CHECK(gatesOfNext().empty());
  }
  CHECK(gatesOfNext() == std::vector{Gate::locked});
  REQUIRE(simulation.advance(hour));
  CHECK(gatesOfNext() == std::vector{Gate::locked});
  REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  CHECK(explained(simulation).heldBack == std::vector{Gate::type, Gate::locked});
  REQUIRE(simulation.unlock("ana", "w"));
  CHECK(gatesOfNext().empty());
}

TEST_CASE("what cannot be explained says what to ask instead") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked"}])", R"([{"type":"wait","for":"1d"},{"type":"addTag","tags":["x"]}])"));
  Simulation simulation(program);
  REQUIRE(simulation.advance(hour));
  REQUIRE(simulation.fire(test::click("ana", "a")));
  const auto message = [&](std::uint32_t seq, const char* workflow) {
    const auto result = explain(simulation, seq, workflow);
    REQUIRE_FALSE(result);
    return result.diagnostics().front().message;
  };
  CHECK(message(2, "none") == "There is no workflow `none`.");
  CHECK(message(0, "w") == "There is no entry 0: the journal has 6.");
  CHECK(message(99, "w") == "There is no entry 99: the journal has 6.");
  CHECK(message(1, "w") == "Entry 1 is no event but `clockMoved`, and no event led to it.");
  CHECK(message(5, "w") == "Entry 5 is no event but `stepRun`; it belongs to the event 2.");
}

TEST_CASE("a halted run is told where a workflow's turn did not come") {
  std::string workflows;
  for (int index = 0; index < 60; ++index) {
    const std::string own = std::to_string(index);
    workflows += R"({"id":"w)" + own +
                 R"(","status":"published","triggers":[{"type":"tag.added"},{"type":"link.clicked"}],
      "steps":[{"type":"addTag","tags":["t)" +
                 own + R"("]},{"type":"removeTag","all":true}]},)";
  }
  const Program program =
      test::programOf(R"({"rehearse":1,"contacts":[{"id":"ana"}],"workflows":[)" + workflows +
                      R"({"id":"w","status":"published","triggers":[{"type":"tag.added"}],"steps":[]}]})");
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  std::size_t halted = 0;
  for (std::uint32_t seq = 1; seq <= simulation.recorder().size(); ++seq) {
    const Entry& entry = simulation.recorder().entry(seq);
    if (entry.kind == EntryKind::event && simulation.recorder().event(entry).type == EventType::tagAdded) {
      const Explanation told = explained(simulation, seq);
      const bool evaluated = told.triggers[0].entry != 0;
      CHECK(told.started == (evaluated && told.heldBack.empty()));
      if (!told.started && told.heldBack.empty()) {
        ++halted;
        CHECK(told.sentence == "Did not start: the run was halted before its turn was over.");
      }
      seq += 500;
    }
  }
  CHECK(halted <= 1);
}
