#include "rehearse/simulation/journal_cursor.hpp"

#include <algorithm>

#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Rows of several triggers of one workflow, refusals in a row and by themselves, entries that stand by themselves.
/// `fields`: how many fields of the contact a workflow looks at that never starts.
Program programWith(int fields) {
  std::string triggers;
  for (int index = 0; index < fields; ++index) {
    triggers += std::string(triggers.empty() ? "" : ",") +
                R"({"type":"link.clicked","conditions":{"field":"contact.fields.k)" + std::to_string(index) +
                R"(","operator":"equalTo","value":"never"}})";
  }
  return test::programOf(
      R"({"rehearse":1,"workflows":[
        {"id":"draft","triggers":[{"type":"link.clicked"},{"type":"link.clicked"}],"steps":[]},
        {"id":"many","status":"published","triggers":[)" +
      triggers + R"(],"steps":[]},
        {"id":"once","status":"published","allowReentry":false,"triggers":[
          {"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"b"}},
          {"type":"link.clicked","conditions":{"field":"contact.tags","operator":"doesNotContain","value":"x"}},
          {"type":"link.clicked"}],
         "steps":[{"type":"modifyEngagementScore","operation":"add","points":7},{"type":"addTag","tags":["x"]}]},
        {"id":"again","status":"published","triggers":[{"type":"link.clicked","conditions":
          {"field":"contact.engagementScore","operator":"greaterThan","value":5}}],
         "steps":[{"type":"addTag","tags":["y"]}]},
        {"id":"points","status":"published","triggers":[{"type":"link.clicked"}],
         "steps":[{"type":"modifyEngagementScore","operation":"subtract","points":1}]},
        {"id":"other draft","triggers":[{"type":"link.clicked"},{"type":"score.changed"}],"steps":[]}],
       "contacts":[{"id":"ana"},{"id":"ben","engagementScore":3}]})");
}

bool isSame(const EntryPlace& left, const EntryPlace& right) {
  return left.cause == right.cause && left.contact == right.contact && left.workflow == right.workflow &&
         left.trigger == right.trigger && left.step == right.step && left.enrollment == right.enrollment;
}

bool isSame(std::span<const Value> left, std::span<const Value> right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const Value& one, const Value& other) {
    const bool areTags = one.type() == Value::Type::tags && other.type() == Value::Type::tags;
    return areTags ? one.asTags().first == other.asTags().first : one == other;
  });
}

}  // namespace

TEST_CASE("JournalCursor: from wherever it starts it gives the entries that there are") {
  for (const int fields : {1, 70}) {
    const Program program = programWith(fields);
    Simulation simulation(program);
    for (const char* link : {"a", "b", "a"}) {
      REQUIRE(simulation.fire(test::click("ana", link)));
      REQUIRE(simulation.fire(test::click("ben", link)));
      REQUIRE(simulation.advance(minute));
    }
    const Journal& journal = simulation.recorder();
    std::uint32_t refused = 0;
    for (std::uint32_t first = 1; first <= journal.size(); first += 7) {
      JournalCursor cursor(journal, first);
      for (std::uint32_t seq = first; seq <= journal.size(); ++seq, cursor.next()) {
        const Entry entry = journal.entry(seq);
        const bool isEntry = cursor.seq() == seq && cursor.entry().kind == entry.kind &&
                             cursor.entry().at == entry.at && cursor.entry().detail == entry.detail &&
                             isSame(cursor.entry().place, entry.place);
        if (!isEntry) {
          FAIL("entry " << seq << " from " << first);
        }
        refused += entry.kind == EntryKind::enrollmentRefused && entry.place.cause < seq - 1 ? 1 : 0;
        const bool isTrigger = entry.kind == EntryKind::triggerEvaluated;
        if (isTrigger && !isSame(cursor.triggerActuals(), journal.triggerActuals(seq))) {
          FAIL("trigger " << seq << " from " << first);
        }
      }
      CHECK(cursor.seq() == journal.size() + 1);
      JournalCursor passing(journal, first);
      passing.passTriggers();
      for (std::uint32_t seq = journal.afterTriggers(first); seq <= journal.size();
           seq = journal.afterTriggers(seq + 1)) {
        if (passing.seq() != seq || !isSame(passing.entry().place, journal.entry(seq).place)) {
          FAIL("besides triggers, entry " << seq << " from " << first);
        }
        passing.nextBesidesTriggers();
      }
      CHECK(passing.seq() == journal.size() + 1);
    }
    CHECK(refused > 0);
  }
}
