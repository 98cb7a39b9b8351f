#include <vector>

#include "rehearse/simulation/journal_cursor.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

constexpr const char* onClick = R"([{"type":"link.clicked"}])";
constexpr const char* addFive = R"([{"type":"modifyEngagementScore","operation":"add","points":5}])";

std::vector<EntryKind> kindsOf(const Journal& journal) {
  std::vector<EntryKind> kinds;
  for (std::uint32_t seq = 1; seq <= journal.size(); ++seq) {
    kinds.push_back(journal.entry(seq).kind);
  }
  return kinds;
}

void checkPlace(const EntryPlace& is, const EntryPlace& wanted) {
  CHECK(is.cause == wanted.cause);
  CHECK(is.contact == wanted.contact);
  CHECK(is.workflow == wanted.workflow);
  CHECK(is.trigger == wanted.trigger);
  CHECK(is.step == wanted.step);
  CHECK(is.enrollment == wanted.enrollment);
}

}  // namespace

TEST_CASE("Journal: an enrollment that scores in one step is told by four entries with all that they say") {
  const Program program = test::programOf(test::workspaceWith(onClick, addFive));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ben", "a")));
  const Journal& journal = simulation.recorder();
  using enum EntryKind;
  REQUIRE(kindsOf(journal) == std::vector{event, triggerEvaluated, enrolled, stepRun, scoreChanged, exited, event});
  const std::uint32_t step = program.workflows[0].start;
  checkPlace(journal.entry(3).place, {.cause = 2, .contact = 1, .workflow = 0, .trigger = 0, .enrollment = 1});
  checkPlace(journal.entry(4).place, {.cause = 3, .contact = 1, .workflow = 0, .step = step, .enrollment = 1});
  checkPlace(journal.entry(5).place, {.cause = 4, .contact = 1, .workflow = 0, .step = step, .enrollment = 1});
  checkPlace(journal.entry(6).place, {.cause = 3, .contact = 1, .workflow = 0, .enrollment = 1});
  checkPlace(journal.entry(7).place, {.cause = 5, .contact = 1});
  CHECK(static_cast<StepOutcome>(journal.entry(4).detail) == StepOutcome::changed);
  CHECK(static_cast<ScoreSource>(journal.entry(5).detail) == ScoreSource::step);
  CHECK(journal.scores(journal.entry(5)) == std::pair(10, 15));
  CHECK(Journal::rule(journal.entry(5)) == noIndex);
  CHECK(!journal.entry(5).flag);
  CHECK(static_cast<ExitReason>(journal.entry(6).detail) == ExitReason::completed);
  const Event changed = journal.event(journal.entry(7));
  CHECK(changed.type == EventType::scoreChanged);
  CHECK(changed.contact == 1);
  CHECK(changed.attributes[previousScoreSlot] == Value::number(10));
  CHECK(changed.attributes[scoreSlot] == Value::number(15));
}

TEST_CASE("Journal: a score that is held at the end of its range is told as that, and causes no event") {
  const Program program = test::programOf(test::workspaceWith(onClick, addFive));
  Simulation simulation(program);
  REQUIRE(simulation.edit({.id = "ana", .engagementScore = 1'000'000'000}));
  const std::uint32_t before = simulation.recorder().size();
  REQUIRE(simulation.fire(test::click("ana", "a")));
  const Journal& journal = simulation.recorder();
  REQUIRE(journal.size() == before + 6);
  CHECK(static_cast<StepOutcome>(journal.entry(before + 4).detail) == StepOutcome::clamped);
  CHECK(journal.entry(before + 5).flag);
  CHECK(journal.entry(before + 6).kind == EntryKind::exited);
  CHECK(!journal.entry(before + 6).flag);
}

TEST_CASE("Journal: entries of many scoring runs stand where they belong, and so do those between them") {
  // Of each click one workflow scores in one step, and one in two; a third is entered by a step.
  const Program program = test::programOf(R"({"rehearse":1,"workflows":[
    {"id":"one","status":"published","triggers":[{"type":"link.clicked"}],
     "steps":[{"type":"modifyEngagementScore","operation":"add","points":5}]},
    {"id":"two","status":"published","triggers":[{"type":"link.clicked"}],
     "steps":[{"type":"modifyEngagementScore","operation":"subtract","points":2},{"type":"addToWorkflow","workflow":"three"}]},
    {"id":"three","status":"published","triggers":[],
     "steps":[{"type":"modifyEngagementScore","operation":"add","points":1}]}],
    "contacts":[{"id":"ana"}]})");
  using enum EntryKind;
  const std::vector of{event,    triggerEvaluated, enrolled,     stepRun, scoreChanged, exited, triggerEvaluated,
                       enrolled, stepRun,          scoreChanged, stepRun, exited,       event,  event,
                       enrolled, stepRun,          scoreChanged, exited,  event};
  Simulation simulation(program);
  constexpr std::uint32_t times = 700;  // their entries take more than one chunk
  for (std::uint32_t time = 0; time < times; ++time) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.advance(minute));
  }
  const Journal& journal = simulation.recorder();
  const auto perTime = static_cast<std::uint32_t>(of.size() + 1);
  REQUIRE(journal.size() == times * perTime);
  JournalCursor cursor(journal, 1);
  std::vector<std::uint32_t> changes;
  for (std::uint32_t seq = 1; seq <= journal.size(); ++seq, cursor.next()) {
    const std::uint32_t place = (seq - 1) % perTime;
    const EntryKind wanted = place == of.size() ? clockMoved : of[place];
    if (journal.entry(seq).kind != wanted || cursor.entry().kind != wanted || journal.isHalted(seq)) {
      FAIL("entry " << seq);
    }
    if (wanted == scoreChanged) {
      changes.push_back(seq);
    }
  }
  CHECK(journal.scoreChanges(0) == changes);
  CHECK(simulation.world().contacts.score(0) == static_cast<std::int32_t>(times) * 4);
  Journal cleared = journal;
  cleared.clear();
  CHECK(cleared.size() == 0);
  CHECK(cleared.scoreChanges(0).empty());
}
