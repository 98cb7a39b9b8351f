// What must be so for every workspace and all stimuli: shown on workspaces made from the vocabulary's tables, and on
// every scenario of tests/conformance. Seeds are fixed; a failure names the workspace and the stimuli.

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rehearse/api/api.hpp"
#include "rehearse/rehearse.hpp"
#include "support/api_simulation.hpp"
#include "support/conformance_cases.hpp"
#include "support/random_workspace.hpp"
#include "unit/catch.hpp"

namespace {

using rehearse::test::ApiSimulation;
using rehearse::test::conformanceCases;
using rehearse::test::Json;
using rehearse::test::Stimulus;

constexpr std::size_t randomWorkspaces = 40;
constexpr std::size_t stimuliOfEach = 20;

/// A workspace and what happens in it.
struct Run {
  std::string name;
  std::string workspaceText;
  bool runDrafts = false;
  std::vector<Stimulus> stimuli;

  ApiSimulation start() const {
    ApiSimulation simulation = ApiSimulation::start(workspaceText, runDrafts);
    REQUIRE(simulation.started());
    return simulation;
  }
};

std::string described(const Run& run) {
  std::string text = run.name + "\n" + run.workspaceText;
  for (const Stimulus& stimulus : run.stimuli) {
    text += "\n" + describe(stimulus);
  }
  return text;
}

std::vector<Run> randomRuns() {
  std::vector<Run> runs;
  for (std::uint64_t seed = 1; seed <= randomWorkspaces; ++seed) {
    runs.push_back({"seed " + std::to_string(seed), rehearse::test::randomWorkspace(seed), seed % 2 == 0,
                    rehearse::test::randomStimuli(seed, stimuliOfEach)});
  }
  return runs;
}

std::vector<Run> allRuns() {
  std::vector<Run> runs = randomRuns();
  for (auto& each : conformanceCases()) {
    runs.push_back({each.name, each.workspaceText, each.runDrafts, std::move(each.stimuli)});
  }
  return runs;
}

void forEachRun(const std::function<void(const Run&)>& check) {
  static const std::vector<Run> runs = allRuns();
  for (const Run& run : runs) {
    INFO(described(run));
    check(run);
  }
  CHECK(rehearse::api::simulationCount() == 0);
}

void applyAll(ApiSimulation& simulation, const std::vector<Stimulus>& stimuli) {
  for (const Stimulus& stimulus : stimuli) {
    simulation.apply(stimulus);
  }
}

/// A journal does not tell the `createdAt` that a contact came with, which dates are reckoned from: it is taken from
/// what was applied.
std::vector<Stimulus> withTimesGiven(std::vector<Stimulus> told, const std::vector<Stimulus>& applied) {
  std::map<std::string, Json> times;
  for (const Stimulus& stimulus : applied) {
    const Json contact = stimulus.kind == Stimulus::Kind::addContact ? Json::parse(stimulus.text) : Json::object();
    if (contact.contains("createdAt")) {
      times.emplace(contact["id"].get<std::string>(), contact["createdAt"]);
    }
  }
  for (Stimulus& stimulus : told) {
    Json contact = stimulus.kind == Stimulus::Kind::addContact ? Json::parse(stimulus.text) : Json::object();
    if (const auto time = times.find(contact.value("id", "")); time != times.end()) {
      contact["createdAt"] = time->second;
      stimulus.text = contact.dump();
    }
  }
  return told;
}

std::string journalAfter(const Run& run, std::string_view workspaceText) {
  ApiSimulation simulation = ApiSimulation::start(workspaceText, run.runDrafts);
  REQUIRE(simulation.started());
  applyAll(simulation, run.stimuli);
  return simulation.journalText();
}

}  // namespace

TEST_CASE("made-up workspaces let contacts through, hold them back, make them wait and change their scores",
          "[properties]") {
  std::map<std::string, std::size_t> entries;
  std::size_t accepted = 0;
  for (const Run& run : randomRuns()) {
    ApiSimulation simulation = run.start();
    for (const Stimulus& stimulus : run.stimuli) {
      accepted += simulation.accepts(stimulus) ? 1 : 0;
    }
    for (const Json& entry : simulation.journal()) {
      ++entries[entry["kind"].get<std::string>()];
    }
  }
  CHECK(accepted > randomWorkspaces * stimuliOfEach * 9 / 10);
  for (const auto* kind : {"triggerEvaluated", "enrolled", "enrollmentRefused", "branchTaken", "scoreChanged",
                           "waitStarted", "waitEnded", "message", "contactChanged", "exited"}) {
    INFO(kind);
    CHECK(entries[kind] > 20);
  }
}

TEST_CASE("a fork that gets the same stimuli has the same journal, at every point of a run", "[properties]") {
  forEachRun([](const Run& run) {
    ApiSimulation simulation = run.start();
    std::vector<ApiSimulation> forks;
    for (const Stimulus& stimulus : run.stimuli) {
      forks.push_back(simulation.fork());
      simulation.apply(stimulus);
    }
    const std::string state = simulation.state();
    // Three of them are enough: all would cost the square of the stimuli.
    for (std::size_t at = 0; at < forks.size(); at += std::max<std::size_t>(forks.size() / 3, 1)) {
      for (std::size_t index = at; index < run.stimuli.size(); ++index) {
        forks[at].apply(run.stimuli[index]);
      }
      CHECK(forks[at].state() == state);
    }
    CHECK(simulation.state() == state);
  });
}

TEST_CASE("the stimuli that a journal tells of give the same journal again", "[properties]") {
  forEachRun([](const Run& run) {
    ApiSimulation simulation = run.start();
    applyAll(simulation, run.stimuli);
    ApiSimulation again = run.start();
    applyAll(again, withTimesGiven(rehearse::test::stimuliOf(simulation.journal()), run.stimuli));
    CHECK(again.journalText() == simulation.journalText());
  });
}

TEST_CASE("a simulation that is reset runs as a new one does", "[properties]") {
  forEachRun([](const Run& run) {
    ApiSimulation simulation = run.start();
    const std::string start = simulation.state();
    applyAll(simulation, run.stimuli);
    const std::string end = simulation.state();
    simulation.reset();
    CHECK(simulation.state() == start);
    applyAll(simulation, run.stimuli);
    CHECK(simulation.state() == end);
  });
}

TEST_CASE("a document that is written and read again means the same, and is written the same", "[properties]") {
  forEachRun([](const Run& run) {
    const Json written = Json::parse(rehearse::api::format(run.workspaceText));
    REQUIRE(written["ok"].get<bool>());
    const auto text = written["text"].get<std::string>();
    const Json again = Json::parse(rehearse::api::format(text));
    REQUIRE(again["ok"].get<bool>());
    CHECK(again["text"] == text);
    CHECK(again["diagnostics"].size() == written["diagnostics"].size());
    CHECK(journalAfter(run, text) == journalAfter(run, run.workspaceText));
  });
}

TEST_CASE("a stimulus that is refused leaves everything as it was", "[properties]") {
  forEachRun([](const Run& run) {
    ApiSimulation simulation = run.start();
    const Json contacts = simulation.contacts();
    if (contacts.empty()) {
      return;
    }
    std::vector<Stimulus> bad = rehearse::test::badStimuli(contacts[0]["id"].get<std::string>());
    bad.push_back({Stimulus::Kind::advanceTo, "0001-01-01T00:00:00Z", ""});  // before the clock of every such workspace
    const auto refuse = [&](const Stimulus& stimulus) {
      INFO(describe(stimulus));
      const Json answer = simulation.apply(stimulus);
      CHECK(answer.value("error", "accepted") == "event");
      CHECK_FALSE(answer["diagnostics"].empty());
    };
    const auto refuseAll = [&] {
      const std::string before = simulation.state();
      std::for_each(bad.begin(), bad.end(), refuse);
      CHECK(simulation.state() == before);
    };
    refuseAll();
    for (std::size_t index = 0; index < run.stimuli.size(); ++index) {
      simulation.apply(run.stimuli[index]);
      refuse(bad[index % bad.size()]);
    }
    refuseAll();
    // What cannot be seen would show in what happens afterwards.
    ApiSimulation undisturbed = run.start();
    applyAll(undisturbed, run.stimuli);
    CHECK(simulation.state() == undisturbed.state());
  });
}
