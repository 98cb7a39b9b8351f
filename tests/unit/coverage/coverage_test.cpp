#include "rehearse/coverage/coverage.hpp"

#include <algorithm>
#include <ctime>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/coverage_outline.hpp"
#include "rehearse/json/indentation.hpp"
#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// An item as "place outcome hits", or "place outcome -" where it does not count.
std::string told(const CoverageItem& item) {
  return item.place + " " + std::string(item.outcome) + " " + (item.counts() ? std::to_string(item.hits) : "-");
}

std::vector<std::string> toldOf(const Coverage& coverage, CoverageKind kind) {
  std::vector<std::string> all;
  for (const CoverageItem& item : coverage.items()) {
    if (item.kind == kind) {
      all.push_back(told(item));
    }
  }
  return all;
}

using Texts = std::vector<std::string>;

Coverage coverageOf(const Program& program, const Simulation& simulation) {
  Coverage coverage(program);
  coverage.add(simulation);
  return coverage;
}

/// Runs stimuli on a fresh simulation.
template <class Run>
Coverage coverageAfter(const Program& program, Run run, SimulationOptions options = {}) {
  Simulation simulation(program, options);
  run(simulation);
  return coverageOf(program, simulation);
}

constexpr std::string_view everyClick = R"([{"id":"t","type":"link.clicked"}])";

}  // namespace

TEST_CASE("triggers are covered matched and not matched, their conditions both ways") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"type":"link.clicked","conditions":[
             {"field":"event.link","operator":"equalTo","value":"a"},
             {"any":[{"field":"contact.engagementScore","operator":"isEmpty"},
                     {"not":{"field":"contact.tags","operator":"contains","value":"old"}}]}]},
          {"id":"all","type":"email.opened"}])",
      "[]"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ben", "b")));
    REQUIRE(simulation.fire(test::event("email.opened", "ben")));
  });
  CHECK(toldOf(coverage, CoverageKind::trigger) ==
        Texts{"trigger-1 matched 1", "trigger-1 notMatched 1", "all matched 1", "all notMatched -"});
  CHECK(toldOf(coverage, CoverageKind::condition) ==
        Texts{"trigger-1.conditions.1 held 1", "trigger-1.conditions.1 notHeld 1", "trigger-1.conditions.2.1 held 1",
              "trigger-1.conditions.2.1 notHeld 1", "trigger-1.conditions.2.2.1 held 0",
              "trigger-1.conditions.2.2.1 notHeld 2"});
}

TEST_CASE("a crossing matches where its conditions did not hold before, and an empty one never") {
  const Program program = test::programOf(test::workspaceWith(
      R"([{"id":"up","type":"score.changed","fires":"crossing",
           "conditions":{"field":"event.score","operator":"greaterThan","value":10}},
          {"id":"never","type":"score.changed","fires":"crossing"}])",
      "[]"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    for (const std::int32_t score : {5, 20, 30}) {
      ContactData edit;
      edit.id = "ana";
      edit.engagementScore = score;
      REQUIRE(simulation.edit(edit));
    }
  });
  CHECK(toldOf(coverage, CoverageKind::trigger) ==
        Texts{"up matched 1", "up notMatched 2", "never matched -", "never notMatched 3"});
  CHECK(toldOf(coverage, CoverageKind::condition) == Texts{"up.conditions.1 held 2", "up.conditions.1 notHeld 1"});
}

TEST_CASE("each branch of an if is covered, none too, but none behind one that always holds") {
  const Program program = test::programOf(test::workspaceWith(everyClick,
                                                              R"([{"type":"if","branches":[{"name":"high","conditions":
             {"field":"contact.engagementScore","operator":"greaterThan","value":5},"steps":[{"type":"end"}]}]},
          {"id":"second","type":"if","branches":[
             {"name":"low","conditions":{"field":"contact.engagementScore","operator":"lessThan","value":5},"steps":[]},
             {"name":"rest","conditions":[],"steps":[]},
             {"name":"dead","conditions":{"field":"contact.name","operator":"isEmpty"},"steps":[]}],
           "otherwise":[{"id":"unreachable","type":"end"}]}])"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ben", "a")));
    REQUIRE(simulation.fire(test::click("ben", "a")));
  });
  CHECK(toldOf(coverage, CoverageKind::branch) == Texts{"step-1.high taken 2", "step-1.none taken 1",
                                                        "second.low taken 0", "second.rest taken 1",
                                                        "second.dead taken -", "second.otherwise taken -"});
  CHECK(toldOf(coverage, CoverageKind::step) ==
        Texts{"step-1 reached 3", "step-1.high.1 reached 2", "second reached 1", "unreachable reached 0"});
  CHECK(toldOf(coverage, CoverageKind::condition) ==
        Texts{"step-1.high.conditions.1 held 2", "step-1.high.conditions.1 notHeld 1", "second.low.conditions.1 held 0",
              "second.low.conditions.1 notHeld 1", "second.dead.conditions.1 held -",
              "second.dead.conditions.1 notHeld -"});
}

TEST_CASE("each way of a split is covered") {
  const Program program = test::programOf(test::workspaceWith(
      everyClick, R"([{"id":"s","type":"split","branches":[{"name":"a","weight":1,"steps":[{"type":"end"}]},
                                                           {"name":"b","weight":1,"steps":[{"type":"end"}]}]}])"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    for (int number = 0; number < 20; ++number) {
      ContactData contact;
      contact.id = "contact " + std::to_string(number);
      REQUIRE(simulation.addContact(contact));
      REQUIRE(simulation.fire(test::click(contact.id, "a")));
    }
  });
  const auto ways = coverage.items().subspan(3, 2);
  CHECK(ways[0].place == "s.a");
  CHECK(ways[1].place == "s.b");
  CHECK(ways[0].hits + ways[1].hits == 20);
  CHECK(toldOf(coverage, CoverageKind::step) == Texts{"s reached 20", "s.a.1 reached " + std::to_string(ways[0].hits),
                                                      "s.b.1 reached " + std::to_string(ways[1].hits)});
}

TEST_CASE("waits are covered by what ends them, and their conditions also where they did not hold") {
  const Program program = test::programOf(
      test::workspaceWith(everyClick,
                          R"([{"id":"event","type":"wait","untilEvent":{"type":"email.opened","conditions":
             {"field":"event.email","operator":"equalTo","value":"x"}},"timeout":"1d","onTimeout":[{"type":"end"}]},
          {"id":"time","type":"wait","for":"1h"},
          {"id":"conditions","type":"wait","untilConditions":{"field":"contact.name","operator":"equalTo","value":"A"}}])"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ben", "a")));
    REQUIRE(simulation.fire(test::event("email.opened", "ana", {{"email", "y"}})));
    REQUIRE(simulation.fire(test::event("email.opened", "ana", {{"email", "x"}})));
    REQUIRE(simulation.advance(2 * day));
    REQUIRE(simulation.fire(test::event("email.opened", "ana")));
  });
  CHECK(toldOf(coverage, CoverageKind::wait) == Texts{"event event 1", "event timeout 1", "time time 1",
                                                      "time timeout -", "conditions conditions 0",
                                                      "conditions timeout -"});
  CHECK(toldOf(coverage, CoverageKind::condition) == Texts{"event.untilEvent.1 held 1", "event.untilEvent.1 notHeld 1",
                                                           "conditions.untilConditions.1 held 0",
                                                           "conditions.untilConditions.1 notHeld 2"});
}

TEST_CASE("goals are covered by jumps and by the flow, as far as each can be") {
  const Program program =
      test::programOf(test::workspaceWith(everyClick,
                                          R"([{"id":"early","type":"goal","event":{"type":"email.opened"}},
          {"id":"pause","type":"wait","for":"1d"},
          {"id":"opened","type":"goal","event":{"type":"email.opened"}},
          {"id":"scored","type":"goal","conditions":{"field":"contact.engagementScore","operator":"greaterThan","value":5},
           "ifUnmet":"end"},
          {"id":"patient","type":"goal","event":{"type":"page.viewed"},"ifUnmet":"wait"}])"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::event("email.opened", "ana")));
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.advance(day));
    REQUIRE(simulation.fire(test::click("ben", "a")));
    REQUIRE(simulation.fire(test::event("page.viewed", "ben", {{"page", "p"}})));
  });
  CHECK(toldOf(coverage, CoverageKind::branch) ==
        Texts{"early.jump taken -", "early.met taken -", "early.unmet taken 3", "opened.jump taken 1",
              "opened.met taken -", "opened.unmet taken 1", "scored.jump taken 1", "scored.met taken 0",
              "scored.unmet taken 2", "patient.jump taken 1", "patient.met taken -", "patient.unmet taken 1"});
}

TEST_CASE("searches are covered by what they found, and by what they looked at") {
  const Program program =
      test::programOf(test::workspaceWith(everyClick, R"([{"id":"f","type":"findContact","conditions":
                        {"field":"contact.engagementScore","operator":"isEmpty"},
                       "found":[{"type":"end"}],"notFound":[{"id":"lost","type":"end"}]}])"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ben", "a")));
    REQUIRE(simulation.fire(test::click("ben", "a")));
  });
  CHECK(toldOf(coverage, CoverageKind::branch) == Texts{"f.found taken 2", "f.notFound taken 1"});
  CHECK(toldOf(coverage, CoverageKind::condition) == Texts{"f.conditions.1 held 2", "f.conditions.1 notHeld 1"});
  CHECK(toldOf(coverage, CoverageKind::step) == Texts{"f reached 3", "f.found.1 reached 2", "lost reached 1"});
}

TEST_CASE("refusals count where the workflow's settings and steps make them possible") {
  const auto refusals = [](std::string_view triggers, std::string_view steps, std::string_view settings) {
    const Program program = test::programOf(test::workspaceWith(triggers, steps, settings));
    std::vector<std::string> possible;
    const Coverage coverage(program);
    for (const CoverageItem& item : coverage.items()) {
      if ((item.kind == CoverageKind::refusal || item.kind == CoverageKind::exit) && item.counts()) {
        possible.emplace_back(item.outcome);
      }
    }
    return possible;
  };
  constexpr std::string_view wait = R"([{"type":"wait","for":"1d"}])";
  CHECK(refusals(everyClick, "[]", "") == Texts{});
  CHECK(refusals(everyClick, wait, "") == Texts{"alreadyActive"});
  CHECK(refusals("[]", wait, R"("allowReentry":false,"stopOnReply":true,)") == Texts{});
  CHECK(refusals(everyClick, wait, R"("allowReentry":false,"stopOnReply":true,)") ==
        Texts{"alreadyActive", "reentryOff", "stopOnReply"});
  CHECK(refusals(everyClick, "[]", R"("stopOnReply":true,)") == Texts{});
  CHECK(refusals("[]", R"([{"type":"addToWorkflow","workflow":"w"}])", "") == Texts{"locked"});

  constexpr std::string_view onScore = R"([{"type":"score.changed"}])";
  constexpr std::string_view score = R"([{"type":"modifyEngagementScore","operation":"add","points":1}])";
  CHECK(refusals(onScore, score, "") == Texts{"locked"});
  CHECK(refusals(onScore, score, R"("allowReentry":false,)") == Texts{"reentryOff"});
  CHECK(refusals(everyClick, score, "") == Texts{});

  constexpr std::string_view onTag =
      R"([{"type":"tag.added","conditions":{"field":"event.tag","operator":"equalTo","value":"vip"}}])";
  CHECK(refusals(onTag, R"([{"type":"addTag","tags":["lead"]}])", "") == Texts{});
  CHECK(refusals(onTag, R"([{"type":"addTag","tags":["lead","vip"]}])", "") == Texts{"locked"});
  CHECK(refusals(onTag, R"([{"type":"removeTag","tags":["vip"]}])", "") == Texts{});
}

TEST_CASE("refusals that were seen are counted, possible or not") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[
           {"id":"ping","status":"published","triggers":[{"type":"link.clicked"},{"type":"tag.added"}],
            "steps":[{"type":"removeTag","tags":["x"]}]},
           {"id":"pong","status":"published","triggers":[{"type":"tag.removed"}],
            "steps":[{"type":"addTag","tags":["x"]}]},
           {"id":"draft","triggers":[{"type":"link.clicked"}],"steps":[{"type":"wait","for":"1d"}]}],
          "contacts":[{"id":"ana","tags":["x"]}]})");
  const auto fire = [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ana", "a")));
  };
  const Coverage coverage = coverageAfter(program, fire);
  CHECK(toldOf(coverage, CoverageKind::refusal) ==
        Texts{"ping draft -", "ping alreadyActive -", "ping reentryOff -", "ping locked 2", "pong draft -",
              "pong alreadyActive -", "pong reentryOff -", "pong locked -", "draft draft 2", "draft alreadyActive 0",
              "draft reentryOff -", "draft locked -"});
  CHECK(toldOf(coverageAfter(program, fire, {.runDrafts = true}), CoverageKind::refusal)[9] == "draft alreadyActive 1");
}

TEST_CASE("stopOnReply is covered by a reply that ends an enrollment") {
  const Program program =
      test::programOf(test::workspaceWith(everyClick, R"([{"type":"wait","for":"1d"}])", R"("stopOnReply":true,)"));
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::event("contact.replied", "ana", {{"channel", "email"}})));
  });
  CHECK(toldOf(coverage, CoverageKind::exit) == Texts{"w stopOnReply 1"});
  CHECK(toldOf(coverage, CoverageKind::wait) == Texts{"step-1 time 0", "step-1 timeout -"});
}

TEST_CASE("scoring rules are covered matched, not matched and expired") {
  const Program program = test::programOf(
      R"({"rehearse":1,"workflows":[],"scoringRules":[
           {"id":"a","event":"link.clicked","points":5,"expiresAfter":"1d",
            "conditions":{"field":"event.link","operator":"equalTo","value":"a"}},
           {"id":"b","event":"link.clicked","points":5}],"contacts":[{"id":"ana"}]})");
  const Coverage coverage = coverageAfter(program, [](Simulation& simulation) {
    REQUIRE(simulation.fire(test::click("ana", "a")));
    REQUIRE(simulation.fire(test::click("ana", "b")));
    REQUIRE(simulation.fire(test::click("ana", "b")));
    REQUIRE(simulation.advance(2 * day));
  });
  CHECK(toldOf(coverage, CoverageKind::rule) ==
        Texts{"a matched 1", "a notMatched 2", "a expired 1", "b matched 3", "b notMatched -", "b expired -"});
  CHECK(toldOf(coverage, CoverageKind::condition) == Texts{"a.conditions.1 held 1", "a.conditions.1 notHeld 2"});
  CHECK(coverage.itemsOfRules().size() == coverage.items().size());
}

TEST_CASE("percent is of what counts, and rounded down") {
  CHECK(CoverageSum{}.percent() == 100.0);
  CHECK(CoverageSum{2, 3}.percent() == 66.66);
  CHECK(CoverageSum{99'999, 100'000}.percent() == 99.99);
  CHECK(CoverageSum{3, 3}.percent() == 100.0);
  const Program program = test::programOf(test::workspaceWith(everyClick, R"([{"type":"end"}])"));
  CHECK(sumOf(Coverage(program).items()).total == 2);
  CHECK(sumOf(Coverage(program).items()).covered == 0);
  const Coverage coverage =
      coverageAfter(program, [](Simulation& simulation) { REQUIRE(simulation.fire(test::click("ana", "a"))); });
  CHECK(sumOf(coverage.items()).percent() == 100.0);
}

TEST_CASE("coverage of one workspace is added up, other workspaces stand beside it") {
  const auto clickOn = [](const std::string& link, const std::string& points) {
    return test::workspaceWith(
        R"([{"id":"t","type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":")" + link +
            R"("}}])",
        R"([{"type":"modifyEngagementScore","operation":"add","points":)" + points +
            R"(},{"type":"wait","for":"1d"}])");
  };
  const auto coveredOf = [](const std::string& text, std::string_view link) {
    const Program program = test::programOf(text);
    return json::coveredWorkspace(coverageAfter(
        program, [&](Simulation& simulation) { REQUIRE(simulation.fire(test::click("ana", std::string(link)))); }));
  };
  CoverageReport report;
  report.add(coveredOf(clickOn("a", "1"), "a"));
  const CoverageSum one = report.sum();
  report.add(coveredOf(clickOn("b", "1"), "a"));  // the same but for what it compares with
  report.add(coveredOf(clickOn("a", "2"), "a"));  // and for what a step does
  report.add(coveredOf(clickOn("a", "1"), "b"));
  REQUIRE(report.workspaces().size() == 3);
  const CoveredWorkspace& first = report.workspaces().front();
  CHECK(told(first.workflows[0].part.items[0]) == "t matched 1");
  CHECK(told(first.workflows[0].part.items[1]) == "t notMatched 1");
  CHECK(sumOf(first).covered > one.covered);
  CHECK(report.sum().total == 3 * one.total);

  json::Writer writer;
  json::writeCoverage(writer, report);
  const std::string text = writer.take();
  const auto read = json::readCoverage(json::indented(text, text.size() * 10));
  REQUIRE(read);
  for (const CoveredWorkspace& workspace : *read) {
    report.add(workspace);
  }
  CHECK(report.workspaces().size() == 3);
  CHECK(told(report.workspaces()[0].workflows[0].part.items[0]) == "t matched 2");
}

TEST_CASE("what is nested as deep as a workspace may be is covered, and read again") {
  std::string steps = R"({"type":"end"})";
  for (int level = 0; level < 28; ++level) {
    steps = R"({"id":"s)" + std::to_string(level) +
            R"(","type":"wait","untilEvent":{"type":"email.opened"},"timeout":"1d","onTimeout":[)" + steps + "]}";
  }
  const Program program = test::programOf(test::workspaceWith(everyClick, "[" + steps + "]"));
  json::Writer writer;
  json::writeCoverage(writer, Coverage(program));
  CHECK(json::readCoverage(writer.take()));
}

TEST_CASE("what a workspace can do is found out within bounds, however many tags and triggers there are") {
  std::string triggers;
  for (int index = 0; index < 400; ++index) {
    triggers +=
        (index > 0 ? "," : "") +
        std::string(R"({"type":"tag.added","conditions":{"field":"event.tag","operator":"startsWith","value":"x"}})");
  }
  std::string tags;
  for (int index = 0; index < 1000; ++index) {
    tags += (index > 0 ? ",\"" : "\"") + std::to_string(index) + "\"";
  }
  std::string steps = R"({"type":"addTag","tags":[)" + tags + "]}";
  const auto covers = [&](int count) {
    std::string all = steps;
    for (int step = 1; step < count; ++step) {
      all += "," + steps;
    }
    const Program program = test::programOf(test::workspaceWith("[" + triggers + "]", "[" + all + "]"));
    const auto start = std::clock();  // of the processor: others may keep it busy
    const auto refusals = toldOf(Coverage(program), CoverageKind::refusal);
    CHECK(std::clock() - start < 40 * CLOCKS_PER_SEC);
    return refusals[3];
  };
  CHECK(covers(1) == "w locked -");
  CHECK(covers(400) == "w locked 0");
}

TEST_CASE("the functions of the api merge coverage by handles") {
  const std::uint32_t handle = api::coverageOpen();
  CHECK(api::coverageMerged(handle) ==
        R"({"ok":true,"coverage":{"covered":0,"total":0,"percent":100,"workspaces":[]}})");
  CHECK(api::coverageAdd(handle, "[]").find(R"("error":"usage","message":"There is no `workspaces`.")") !=
        std::string::npos);
  api::coverageDispose(handle);
  CHECK(api::coverageMerged(handle).find(R"("error":"usage")") != std::string::npos);
  CHECK(api::coverageAdd(handle, "{}").find(R"("error":"usage")") != std::string::npos);
  CHECK(api::coverageOpen() != handle);
}

TEST_CASE("scenarios with contacts of their own are added to one coverage") {
  const auto workspace = json::readWorkspace(test::workspaceWith(everyClick, R"([{"type":"wait","for":"1d"}])"));
  REQUIRE(static_cast<bool>(workspace));
  const Program common = compile(*workspace);
  Coverage coverage(common);
  for (const std::string id : {"cyd", "dan"}) {
    ContactData contact;
    contact.id = id;
    const Program program = compile(withContacts(*workspace, {contact}));
    Simulation simulation(program);
    REQUIRE(simulation.fire(test::click(id, "a")));
    coverage.add(simulation);
  }
  CHECK(toldOf(coverage, CoverageKind::trigger) == Texts{"t matched 2", "t notMatched -"});
}

TEST_CASE("the conditions of a goal are counted once when a contact comes to it and waits") {
  const Program program = test::programOf(test::workspaceWith(
      everyClick,
      R"([{"id":"g","type":"goal","ifUnmet":"wait","conditions":{"field":"contact.name","operator":"isNotEmpty"}}])"));
  const Coverage coverage =
      coverageAfter(program, [](Simulation& simulation) { REQUIRE(simulation.fire(test::click("ana", "a"))); });
  CHECK(toldOf(coverage, CoverageKind::condition) == Texts{"g.conditions.1 held 0", "g.conditions.1 notHeld 1"});
}

TEST_CASE("a fork has covered what its original had, and a reset nothing") {
  const Program program = test::programOf(test::workspaceWith(
      everyClick, R"([{"id":"f","type":"findContact","conditions":{"field":"contact.name","operator":"isEmpty"}}])"));
  Simulation simulation(program);
  REQUIRE(simulation.fire(test::click("ana", "a")));
  const Simulation fork = simulation;
  CHECK(toldOf(coverageOf(program, fork), CoverageKind::condition)[0] == "f.conditions.1 held 1");
  simulation.reset();
  CHECK(sumOf(coverageOf(program, simulation).items()).covered == 0);
}

TEST_CASE("coverage is written with its items and an outline of what stands where") {
  const Program program = test::programOf(
      R"({"rehearse":1,"name":"All","workflows":[{"id":"w","name":"One","status":"published",
           "triggers":[{"id":"t","type":"link.clicked","conditions":[{"any":[
              {"field":"event.link","operator":"anyOf","value":["a","b"]},
              {"not":{"field":"contact.name","operator":"isEmpty"}}]}]}],
           "steps":[{"type":"if","branches":[{"name":"x","conditions":[],"steps":[
                       {"id":"w1","type":"wait","untilEvent":{"type":"email.opened"},"timeout":"2d",
                        "onTimeout":[{"type":"end"}]}]}]},
                    {"id":"more","type":"modifyEngagementScore","operation":"subtract","points":3},
                    {"type":"goTo","step":"more"}]}]})");
  json::Writer writer;
  json::writeCoverage(writer, Coverage(program));
  const std::string text = writer.take();
  CHECK(text.find(R"({"covered":0,"total":)") == 0);
  for (
      const std::string_view part :
      {R"("workspaces":[{"name":"All",)",
       R"("workflow":"w","name":"One","status":"published","allowReentry":true,"stopOnReply":false,)",
       R"({"kind":"trigger","place":"t","outcome":"matched","hits":0})",
       R"("conditions":[{"any":[{"place":"t.conditions.1.1","field":"event.link","operator":"anyOf","value":["a","b"]},{"not":{"place":"t.conditions.1.2.1","field":"contact.name","operator":"isEmpty","value":null}}]}])",
       R"({"id":"step-1","type":"if","detail":null,"conditions":[],"ways":[{"name":"x","place":"step-1.x","conditions":[],"steps":[{"id":"w1","type":"wait","detail":"email.opened, at most 2d","conditions":[],"ways":[{"name":"timeout","place":null,"conditions":[],"steps":[{"id":"w1.onTimeout.1","type":"end",)",
       R"({"name":"none","place":"step-1.none","conditions":[],"steps":[]}]},{"id":"more","type":"modifyEngagementScore","detail":"-3",)",
       R"({"id":"step-3","type":"goTo","detail":"more","conditions":[],"ways":[]}]})",
       R"("scoringRules":{"covered":0,"total":0,"percent":100,"items":[],"outline":[]})"}) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("an outline tells workspaces apart that differ in their numbers and times alone") {
  const auto outlines = [](const std::string& rule, const std::string& trigger, const std::string& weight,
                           const std::string& unmet) {
    const Program program =
        test::programOf(R"({"rehearse":1,"scoringRules":[{"id":"r","event":"email.opened","points":3)" + rule +
                        R"(}],"workflows":[{"id":"w","status":"published","triggers":[{"id":"t",)" + trigger +
                        R"(}],"steps":[{"type":"split","branches":[{"name":"a","weight":)" + weight +
                        R"(,"steps":[]},{"name":"b","weight":2,"steps":[]}]},
                       {"type":"goal","event":{"type":"link.clicked"})" +
                        unmet + "}]}]}");
    const auto workspace = json::coveredWorkspace(Coverage(program));
    return workspace.rules.outline + workspace.workflows.front().part.outline;
  };
  const std::string daily = R"("type":"schedule","every":"1d")";
  const std::string plain = outlines("", daily, "1", "");
  CHECK(plain.find(R"("points":3,"detail":null,)") != std::string::npos);
  CHECK(plain.find(R"("crossing":false,"detail":"every 1d, at 00:00",)") != std::string::npos);
  CHECK(plain.find(R"("type":"split","detail":"1 : 2",)") != std::string::npos);
  CHECK(plain.find(R"("type":"goal","detail":"link.clicked, else continue",)") != std::string::npos);
  CHECK(outlines("", daily, "1", R"(,"ifUnmet":"continue")") == plain);
  const std::vector<std::string> all{
      plain,
      outlines(R"(,"limit":9)", daily, "1", ""),
      outlines(R"(,"expiresAfter":"9d")", daily, "1", ""),
      outlines(R"(,"limit":9,"expiresAfter":"9d")", daily, "1", ""),
      outlines("", R"("type":"schedule","every":"2d")", "1", ""),
      outlines("", daily + R"(,"at":"09:00")", "1", ""),
      outlines("", R"("type":"date.reached","field":"createdAt")", "1", ""),
      outlines("", R"("type":"date.reached","field":"createdAt","offset":"3d")", "1", ""),
      outlines("", R"("type":"date.reached","field":"createdAt","offset":"3d","at":"09:00")", "1", ""),
      outlines("", daily, "3", ""),
      outlines("", daily, "1", R"(,"ifUnmet":"end")"),
      outlines("", daily, "1", R"(,"ifUnmet":"wait")")};
  CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
}

TEST_CASE("scenarios run one at a time tell what was exercised so far, as all at once do") {
  const std::string file =
      R"({"rehearse":1,"workspace":)" + test::workspaceWith(everyClick, "[]") +
      R"(,"scenarios":[{"name":"a","steps":[{"fire":{"type":"link.clicked","contact":"ana","link":"a"}}]},
                                            {"name":"b","steps":[{"advance":"1d"}]}]})";
  const std::string opened = api::testOpen(file, std::nullopt);
  const auto handle = static_cast<std::uint32_t>(std::stoul(opened.substr(opened.rfind(R"("test":)") + 7)));
  CHECK(api::testCoverage(handle).find(R"("coverage":{"covered":0,"total":1,)") != std::string::npos);
  api::testRun(handle, 0, false);
  CHECK(api::testCoverage(handle).find(R"("covered":0,)") != std::string::npos);
  api::testRun(handle, 0, false, true);
  api::testRun(handle, 1, false, true);
  const std::string covered = api::testCoverage(handle);
  CHECK(covered.find(R"("coverage":{"covered":1,"total":1,"percent":100,)") != std::string::npos);
  const std::string all = api::test(file, std::nullopt, false, true);
  const auto coverageIn = [](const std::string& answer) { return answer.substr(answer.find(R"("coverage":)")); };
  CHECK(coverageIn(all) == coverageIn(covered));
  CHECK(api::test(file, std::nullopt, false).find("coverage") == std::string::npos);
  api::testDispose(handle);
  CHECK(api::testCoverage(handle).find(R"("error":"usage")") != std::string::npos);
}
