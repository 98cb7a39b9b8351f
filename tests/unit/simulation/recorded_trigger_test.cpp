#include "rehearse/simulation/recorded_trigger.hpp"

#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Workflows whose triggers look at everything there is, and whose steps change it for those that come after them.
constexpr auto workflows = R"(
  {"id":"score","status":"published","triggers":[
     {"type":"link.clicked","conditions":[{"field":"contact.engagementScore","operator":"lessThan","value":30},
       {"not":{"field":"contact.tags","operator":"contains","value":"cold"}}]}],
   "steps":[{"type":"modifyEngagementScore","operation":"add","points":7},{"type":"addTag","tags":["warm"]}]},
  {"id":"once","status":"published","allowReentry":false,"triggers":[
     {"type":"link.clicked","conditions":{"any":[{"field":"contact.engagementScore","operator":"greaterThan","value":20},
       {"field":"event.link","operator":"equalTo","value":"b"}]}},
     {"type":"link.clicked","conditions":{"field":"contact.tags","operator":"anyOf","value":["warm","hot"]}}],
   "steps":[{"type":"updateField","field":"fields.stage","value":"s{{contact.engagementScore}}"},
            {"type":"updateField","field":"name","value":"n{{contact.engagementScore}}"}]},
  {"id":"draft","triggers":[{"type":"link.clicked","conditions":{"field":"contact.fields.stage","operator":"startsWith","value":"s"}}],
   "steps":[]},
  {"id":"stage","status":"published","triggers":[
     {"type":"link.clicked","conditions":[{"field":"contact.fields.stage","operator":"isNotEmpty"},
       {"field":"contact.name","operator":"notEqualTo","value":"n14"},
       {"field":"contact.createdAt","operator":"olderThan","value":"1h"},
       {"field":"contact.lastActivityAt","operator":"within","value":"1d"}]}],
   "steps":[{"type":"addTag","tags":["cold"]},{"type":"wait","for":"1h"},{"type":"removeTag","all":true}]},
  {"id":"crossing","status":"published","triggers":[
     {"type":"score.changed","fires":"crossing","conditions":[
       {"field":"contact.engagementScore","operator":"greaterThanOrEqualTo","value":14},
       {"field":"event.previousScore","operator":"isNotEmpty"}]}],
   "steps":[{"type":"modifyEngagementScore","operation":"subtract","points":1}]})";

/// A workflow that never starts, and whose triggers look at more fields of the contact than can be listed.
std::string tooManyFields() {
  std::string triggers;
  for (const char* type : {"link.clicked", "score.changed"}) {
    for (int index = 0; index < 70; ++index) {
      triggers += std::string(triggers.empty() ? "" : ",") + R"({"type":")" + type +
                  R"(","conditions":{"field":"contact.fields.k)" + std::to_string(index) +
                  R"(","operator":"equalTo","value":"never"}})";
    }
  }
  return R"({"id":"many","status":"published","triggers":[)" + triggers + R"(],"steps":[]})";
}

Program programWith(const std::string& more) {
  return test::programOf(R"({"rehearse":1,"workflows":[)" + std::string(workflows) + more +
                         R"(],"contacts":[{"id":"ana"},{"id":"ben","engagementScore":10,"tags":["hot"]}]})");
}

/// What the entries of triggers and refusals tell, but for their seqs and those of the workflow `many`.
std::vector<std::string> told(const Program& program) {
  Simulation simulation(program);
  for (int round = 0; round < 4; ++round) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ben", "b")));
    REQUIRE(simulation.advance(40 * minute));
  }
  std::vector<std::string> result;
  for (std::uint32_t seq = 1; seq <= simulation.recorder().size(); ++seq) {
    const Entry entry = simulation.recorder().entry(seq);
    const bool isOfRow = entry.kind == EntryKind::triggerEvaluated || entry.kind == EntryKind::enrollmentRefused;
    if (isOfRow && simulation.world().symbols.text(program.workflows[entry.place.workflow].id) != "many") {
      json::Writer writer;
      json::writeEntry(writer, simulation, seq);
      const std::string text = writer.take();
      result.push_back(text.substr(text.find("\"kind\"")));
    }
  }
  return result;
}

}  // namespace

TEST_CASE("what triggers saw is the same, whether it is kept by field or by comparison") {
  const Program listed = programWith("");
  const Program compared = programWith("," + tooManyFields());
  REQUIRE(listed.triggerReads.isListed(static_cast<EventKey>(EventType::linkClicked)));
  REQUIRE_FALSE(compared.triggerReads.isListed(static_cast<EventKey>(EventType::linkClicked)));
  REQUIRE_FALSE(compared.triggerReads.isListed(static_cast<EventKey>(EventType::scoreChanged)));
  const auto entries = told(listed);
  CHECK(entries.size() > 50);
  CHECK(entries == told(compared));
}

TEST_CASE("a row of triggers tells what was there when each had its turn") {
  const Program program = programWith("");
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ben", "a")));
  const Journal& journal = simulation.recorder();
  std::vector<std::pair<bool, std::vector<Value>>> scores;
  for (std::uint32_t seq = 1; seq <= journal.size(); ++seq) {
    if (journal.entry(seq).kind == EntryKind::triggerEvaluated) {
      const RecordedTrigger recorded = readTrigger(journal, program, simulation.world().symbols, seq);
      scores.emplace_back(recorded.matched, recorded.actuals);
    }
  }
  REQUIRE(scores.size() == 7);
  CHECK(scores[0].first);
  CHECK(scores[0].second[0] == Value::number(10));
  REQUIRE(journal.tags(scores[0].second[1]).size() == 1);
  // The first workflow has added points and a tag by then.
  CHECK_FALSE(scores[1].first);
  CHECK(scores[1].second[0] == Value::number(17));
  CHECK(scores[2].first);
  REQUIRE(journal.tags(scores[2].second[0]).size() == 2);
  CHECK(simulation.world().symbols.text(journal.tags(scores[2].second[0])[1]) == "warm");
  // The draft is refused, and the next in the row goes on after the refusal.
  CHECK(scores[3].first);
  CHECK(simulation.world().symbols.text(scores[3].second[0].asText()) == "s17");
  CHECK_FALSE(scores[4].first);
  CHECK(scores[4].second[2] == Value::time(program.clock));
  // The trigger that fires at a crossing: once from 10 to 17, not again from 17 to 16.
  CHECK(scores[5].first);
  CHECK_FALSE(scores[6].first);
  CHECK(test::countEntries(simulation, EntryKind::enrollmentRefused) == 1);
  const Entry refused = journal.entry(test::lastEntry(simulation, EntryKind::enrollmentRefused));
  CHECK(static_cast<RefusalReason>(refused.detail) == RefusalReason::draft);
  CHECK(journal.entry(refused.place.cause).place.trigger == refused.place.trigger);
}

TEST_CASE("entries are found in any order, and triggers can be passed over") {
  const Program program = programWith("");
  Simulation simulation(program);
  for (int round = 0; round < 40; ++round) {
    REQUIRE(simulation.fire(test::click(round % 2 == 0 ? "ana" : "ben", round % 3 == 0 ? "a" : "b")));
    REQUIRE(simulation.advance(10 * minute));
  }
  const Journal& journal = simulation.recorder();
  std::uint32_t others = 0;
  std::uint32_t next = journal.size() + 1;
  for (std::uint32_t seq = journal.size(); seq > 0; --seq) {
    const Entry entry = journal.entry(seq);
    const bool isOfRow = entry.kind == EntryKind::triggerEvaluated ||
                         (entry.kind == EntryKind::enrollmentRefused && entry.place.trigger != noIndex);
    next = isOfRow ? next : seq;
    others += isOfRow ? 0 : 1;
    REQUIRE(journal.afterTriggers(seq) == next);
    if (entry.kind == EntryKind::triggerEvaluated) {
      REQUIRE(journal.entry(entry.place.cause).kind == EntryKind::event);
      REQUIRE(entry.place.cause < seq);
    }
  }
  CHECK(others > 100);
}
