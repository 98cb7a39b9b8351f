#include <random>

#include "rehearse/simulation/recorded_trigger.hpp"
#include "rehearse/simulation/statistics.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Workflows that use triggers in every form, steps of every kind and each other's events.
constexpr auto busyWorkspace = R"({"rehearse":1,"workflows":[
  {"id":"clicks","status":"published","triggers":[
     {"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"a"}},
     {"type":"link.clicked","conditions":{"field":"event.link","operator":"anyOf","value":["a","b"]}}],
   "steps":[{"type":"modifyEngagementScore","operation":"add","points":7},
            {"type":"if","branches":[{"name":"high","conditions":{"field":"contact.engagementScore","operator":"greaterThan","value":20},
              "steps":[{"type":"addTag","tags":["hot"]}]}],"otherwise":[{"type":"removeTag","tags":["hot"]}]}]},
  {"id":"threshold","status":"published","triggers":[
     {"type":"score.changed","fires":"crossing","conditions":{"field":"event.score","operator":"greaterThanOrEqualTo","value":20}}],
   "steps":[{"type":"sendEmail","subject":"Hi {{contact.name}} {{event.score}}"},
            {"type":"wait","untilEvent":{"type":"link.clicked"},"timeout":"2h","onTimeout":[{"type":"end"}]},
            {"type":"modifyEngagementScore","operation":"subtract","points":15}]},
  {"id":"exact","status":"published","allowReentry":false,"triggers":[
     {"type":"score.changed","conditions":{"field":"event.score","operator":"equalTo","value":14}},
     {"type":"score.changed","conditions":{"field":"event.score","operator":"lessThan","value":0}},
     {"type":"score.changed","conditions":{"field":"event.previousScore","operator":"isEmpty"}}],
   "steps":[{"type":"addNote","text":"n"},{"type":"updateField","field":"fields.stage","value":"s{{event.score}}"}]},
  {"id":"tags","status":"published","stopOnReply":true,"triggers":[
     {"type":"tag.added","conditions":{"field":"event.tag","operator":"equalTo","value":"hot"}},
     {"type":"contact.changed"}],
   "steps":[{"type":"wait","untilConditions":{"field":"contact.tags","operator":"doesNotContain","value":"hot"},"timeout":"1d"},
            {"type":"modifyEngagementScore","operation":"subtract","points":3}]},
  {"id":"loop","status":"published","triggers":[
     {"type":"custom.spin","conditions":{"field":"event.fields.n","operator":"greaterThan","value":2}},
     {"type":"tag.removed"}],
   "steps":[{"type":"addTag","tags":["spin"]},{"type":"removeTag","all":true}]},
  {"id":"refer","status":"published","triggers":[
     {"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"b"}}],
   "steps":[{"type":"createContact","contact":{"email":"{{contact.engagementScore}}@x","name":"n{{event.link}}",
              "engagementScore":12,"tags":["hot"],"fields":{"by":"{{contact.name}}","n":1}}},
            {"type":"findContact","conditions":[{"field":"contact.fields.n","operator":"equalTo","value":1},
              {"field":"contact.tags","operator":"contains","value":"x"}],
             "found":[{"type":"addToWorkflow","workflow":"tags"}],
             "notFound":[{"type":"removeFromWorkflow","workflow":"tags"},{"type":"addTag","tags":["x"]}]},
            {"type":"addToWorkflow","workflow":"loop"},
            {"type":"createContact","contact":{"id":"eve","engagementScore":null,"tags":["x"]}}]},
  {"id":"leave","status":"published","triggers":[
     {"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"c"}},{"type":"contact.created"}],
   "steps":[{"type":"addToWorkflow","workflow":"threshold"},{"type":"removeFromWorkflow","workflow":"others"},
            {"type":"removeFromWorkflow","workflow":"current"}]},
  {"id":"journey","status":"published","triggers":[{"type":"link.clicked"}],
   "steps":[{"type":"split","branches":[{"name":"slow","weight":1,"steps":[{"type":"wait","for":"30m"}]},
              {"name":"event","weight":2,"steps":[{"type":"wait","untilEvent":{"type":"tag.added"},"timeout":"1h"}]}]},
            {"type":"goal","event":{"type":"score.changed","conditions":{"field":"event.score","operator":"greaterThan","value":13}}},
            {"type":"goal","conditions":{"field":"contact.tags","operator":"contains","value":"hot"},"ifUnmet":"wait"},
            {"type":"addNote","text":"m"},{"type":"wait","for":"1h"},
            {"type":"goal","event":{"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"b"}},"ifUnmet":"end"},
            {"type":"goal","conditions":{"field":"contact.engagementScore","operator":"lessThan","value":5}}]},
  {"id":"draft","triggers":[{"type":"link.clicked"}],"steps":[]}],
  "contacts":[{"id":"ana"},{"id":"ben","engagementScore":10},{"id":"eve","tags":["hot","x"]}]})";

/// The same random stimuli for any simulation.
template <class AnySimulation>
void drive(AnySimulation& simulation, unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](auto... texts) {
    const std::array<std::string, sizeof...(texts)> all{texts...};
    return all[random() % all.size()];
  };
  for (int step = 0; step < 200; ++step) {
    const std::string contact = pick("ana", "ben", "eve");
    switch (random() % 6) {
      case 0:
        REQUIRE(simulation.advance(static_cast<Duration>(1 + random() % 90) * minute));
        break;
      case 1: {
        EventData spin = test::event("custom.spin", contact);
        spin.fields = ScalarMap{{"n", static_cast<double>(random() % 5)}};
        REQUIRE(simulation.fire(spin));
        break;
      }
      case 2:
        REQUIRE(simulation.edit({.id = contact, .engagementScore = static_cast<std::int32_t>(random() % 50) - 20}));
        break;
      case 3:
        REQUIRE(simulation.fire(test::event("contact.replied", contact, {{"channel", "sms"}})));
        break;
      default:
        REQUIRE(simulation.fire(test::click(contact, pick("a", "b", "c"))));
    }
  }
}

/// Counts the same from the journal alone, entry by entry.
void checkAgainstJournal(const Simulation& simulation, const Statistics& statistics) {
  const Program& program = simulation.program();
  std::vector<std::uint32_t> reached(program.instructions.size());
  std::vector<TriggerStatistics> triggers(program.triggers.size());
  Points points;
  for (std::uint32_t seq = 1; seq <= simulation.recorder().size(); ++seq) {
    const Entry& entry = simulation.recorder().entry(seq);
    if (entry.kind == EntryKind::stepRun) {
      ++reached[entry.place.step];
    } else if (entry.kind == EntryKind::triggerEvaluated) {
      ++triggers[entry.place.trigger].evaluated;
      triggers[entry.place.trigger].matched +=
          readTrigger(simulation.recorder(), program, simulation.world().symbols, seq).matched ? 1 : 0;
    } else if (entry.kind == EntryKind::scoreChanged) {
      const auto [previous, score] = simulation.recorder().scores(entry);
      points.add(previous, score);
    }
  }
  CHECK(statistics.points == points);
  Points sum;
  for (const PointSource& source : statistics.sources) {
    sum.given += source.points.given;
    sum.taken += source.points.taken;
  }
  CHECK(sum == points);
  for (std::size_t workflow = 0; workflow < program.workflows.size(); ++workflow) {
    for (const StepStatistics& step : statistics.workflows[workflow].steps) {
      CHECK(step.reached == reached[step.step]);
      CHECK(step.passed + step.waiting <= step.reached);
    }
    for (const TriggerStatistics& trigger : statistics.workflows[workflow].triggers) {
      CHECK(trigger.evaluated == triggers[trigger.trigger].evaluated);
      CHECK(trigger.matched == triggers[trigger.trigger].matched);
    }
    CHECK(statistics.workflows[workflow].waiting == simulation.world().workflowCounts[workflow].active());
  }
}

/// Drives two simulations in the same way and compares all that both know.
void checkSameRun(const Program& program, SimulationOptions options, unsigned seed) {
  INFO("seed " << seed);
  Simulation journaled(program, options);
  CountedSimulation counted(program, options);
  drive(journaled, seed);
  drive(counted, seed);
  CHECK(journaled.recorder().size() == counted.recorder().size());
  CHECK(journaled.now() == counted.now());
  CHECK(journaled.nextDue() == counted.nextDue());
  CHECK(journaled.world().messages == counted.world().messages);
  REQUIRE(journaled.world().contacts.size() == counted.world().contacts.size());
  for (std::uint32_t contact = 0; contact < journaled.world().contacts.size(); ++contact) {
    const ContactState left = contactState(journaled.world(), contact);
    const ContactState right = contactState(counted.world(), contact);
    CHECK(left.id == right.id);
    CHECK(left.email == right.email);
    CHECK(left.engagementScore == right.engagementScore);
    CHECK(left.tags == right.tags);
    CHECK(left.fields == right.fields);
    CHECK(left.notes == right.notes);
    CHECK(left.waiting.size() == right.waiting.size());
    CHECK(left.locked == right.locked);
  }
  const Statistics statistics = statisticsOf(journaled.world(), journaled.recorder().counts());
  CHECK(statistics == statisticsOf(counted.world(), counted.recorder().counts()));
  checkAgainstJournal(journaled, statistics);
  for (std::size_t workflow = 0; workflow < program.workflows.size(); ++workflow) {
    CHECK(journaled.world().workflowCounts[workflow].enrolled == counted.world().workflowCounts[workflow].enrolled);
    CHECK(journaled.world().workflowCounts[workflow].exitedBy == counted.world().workflowCounts[workflow].exitedBy);
    CHECK(journaled.world().workflowCounts[workflow].refusedBy == counted.world().workflowCounts[workflow].refusedBy);
  }
}

/// Workflows that start each other by the score, nearly all of them once for each contact, with points and little else.
std::string scoringWorkspace(std::mt19937& random) {
  constexpr std::array operators{"equalTo",  "notEqualTo",        "greaterThan", "greaterThanOrEqualTo",
                                 "lessThan", "lessThanOrEqualTo", "isEmpty",     "isNotEmpty"};
  constexpr std::array fields{"event.score", "event.score", "contact.engagementScore", "event.previousScore"};
  const auto oneIn = [&](unsigned chance) { return random() % chance == 0; };
  const auto points = [&] {
    return R"({"type":"modifyEngagementScore","operation":")" + std::string(oneIn(2) ? "add" : "subtract") +
           R"(","points":)" + std::to_string(oneIn(30) ? 1'000'000 : 1 + random() % 12) + "}";
  };
  const bool onlyEvents = oneIn(2);
  const auto onScore = [&] {
    const std::string comparison = operators[random() % operators.size()];
    return R"({"type":"score.changed",)" + std::string(oneIn(12) ? R"("fires":"crossing",)" : "") +
           R"("conditions":{"field":")" + fields[onlyEvents ? 0 : random() % fields.size()] + R"(","operator":")" +
           comparison + '"' +
           (comparison.ends_with("mpty") ? "" : R"(,"value":)" + std::to_string(static_cast<int>(random() % 60) - 10)) +
           "}}";
  };
  const auto onLink = [&] {
    const std::string link(1, static_cast<char>('a' + random() % 3));
    return R"({"type":"link.clicked","conditions":[)" +
           (oneIn(4) ? "" : R"({"field":"event.link","operator":"equalTo","value":")" + link + "\"}") + "]}";
  };
  const unsigned count = 4 + static_cast<unsigned>(random() % 80);
  std::string text = R"({"rehearse":1,"contacts":[{"id":"ana"},{"id":"ben","engagementScore":10},
    {"id":"eve","engagementScore":)" +
                     std::string(oneIn(4) ? "999999990" : "-5") + R"(}],"workflows":[)";
  for (unsigned workflow = 0; workflow < count; ++workflow) {
    const bool isStartedByLink = oneIn(4);
    text += std::string(workflow == 0 ? "" : ",") + R"({"id":"w)" + std::to_string(workflow) + R"(","status":")" +
            (oneIn(12) ? "draft" : "published") + R"(","allowReentry":)" +
            (isStartedByLink || oneIn(40) ? "true" : "false") + R"(,"triggers":[)" +
            (isStartedByLink ? onLink() : onScore()) + (oneIn(8) ? "," + onScore() : "") + R"(],"steps":[)" + points() +
            (oneIn(5) ? "," + points() : "") + (oneIn(8) ? R"(,{"type":"addTag","tags":["t"]})" : "") +
            (oneIn(16) ? R"(,{"type":"wait","for":"1h"})" : "") + "]}";
  }
  return text + "]" + (oneIn(3) ? R"(,"scoringRules":[{"id":"r","event":"score.changed","points":1,"limit":3}])" : "") +
         "}";
}

}  // namespace

TEST_CASE("a run that keeps counts only is the same run") {
  const Program program = test::programOf(busyWorkspace);
  for (unsigned seed = 1; seed <= 20; ++seed) {
    checkSameRun(program, {}, seed);
  }
}

TEST_CASE("so it is where workflows start each other by the score, and where it halts") {
  std::mt19937 random(11);
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const Program program = test::programOf(scoringWorkspace(random));
    checkSameRun(program, {.runDrafts = seed % 2 == 0}, seed);
    // Small limits halt anywhere.
    checkSameRun(program, {.effortLimit = random() % 3'000}, seed);
    checkSameRun(program, {.explainedLimit = random() % 1'000}, seed);
  }
}

TEST_CASE("a halted stimulus halts at the same entry, whoever records it") {
  std::string workflows;
  for (int index = 0; index < 60; ++index) {
    const std::string own = std::to_string(index);
    workflows += std::string(index == 0 ? "" : ",") + R"({"id":"w)" + own +
                 R"(","status":"published","triggers":[{"type":"tag.added"},{"type":"tag.added","conditions":
                   {"field":"event.tag","operator":"equalTo","value":"nothing"}},{"type":"link.clicked"}],
                   "steps":[{"type":"addTag","tags":["t)" +
                 own + R"("]},{"type":"removeTag","all":true}]})";
  }
  const Program program =
      test::programOf(R"({"rehearse":1,"contacts":[{"id":"ana"}],"workflows":[)" + workflows + "]}");
  Simulation journaled(program);
  CountedSimulation counted(program);
  REQUIRE(journaled.fire(test::click("ana", "a")));
  REQUIRE(counted.fire(test::click("ana", "a")));
  CHECK(journaled.recorder().size() == counted.recorder().size());
  CHECK(journaled.world().workflowCounts[0].enrolled == counted.world().workflowCounts[0].enrolled);
  const Statistics statistics = statisticsOf(journaled.world(), journaled.recorder().counts());
  CHECK(statistics == statisticsOf(counted.world(), counted.recorder().counts()));
  checkAgainstJournal(journaled, statistics);
}

TEST_CASE("what is refused just before the limit is counted once") {
  const auto workflow = [](const std::string& id, const std::string& settings, const std::string& conditions,
                           const std::string& step) {
    return R"({"id":")" + id + R"(","status":"published",)" + settings +
           R"("triggers":[{"type":"score.changed","conditions":)" + conditions + R"(}],"steps":[)" + step + "]}";
  };
  const auto compares = [](const std::string& field, const std::string& comparison, int value) {
    return R"({"field":"event.)" + field + R"(","operator":")" + comparison + R"(","value":)" + std::to_string(value) +
           "}";
  };
  const std::string always = compares("score", "greaterThan", -1000);
  std::string workflows;
  for (int index = 0; index < 1'498; ++index) {
    workflows +=
        workflow("w" + std::to_string(index), R"("allowReentry":false,)", always, R"({"type":"addNote","text":"n"})") +
        ",";
    if (index == 1'484) {
      workflows +=
          workflow("found", "", "[" + always + "," + compares("previousScore", "equalTo", 12'345) + "]", "") + ",";
    }
  }
  workflows += workflow("again", "", compares("score", "lessThan", 32),
                        R"({"type":"modifyEngagementScore","operation":"add","points":1})");
  const Program program =
      test::programOf(R"({"rehearse":1,"contacts":[{"id":"ana"}],"workflows":[)" + workflows + "]}");
  Simulation journaled(program);
  CountedSimulation counted(program);
  for (const std::int32_t score : {40, 0}) {
    REQUIRE(journaled.edit({.id = "ana", .engagementScore = score}));
    REQUIRE(counted.edit({.id = "ana", .engagementScore = score}));
    CHECK(journaled.recorder().size() == counted.recorder().size());
  }
  const Statistics statistics = statisticsOf(journaled.world(), journaled.recorder().counts());
  CHECK(statistics == statisticsOf(counted.world(), counted.recorder().counts()));
}
