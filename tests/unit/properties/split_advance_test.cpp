// The clock moved twice by halves against the clock moved once. What may differ, besides the entries `clockMoved`:
// - `seq`, and all that names one (`cause`, the chain of a lock, a contact's last change of its score), is counted
//   without them, and a `cause` that is one of them is the same as any other;
// - a stimulus halts beyond 100,000 entries or 16 MiB of texts, and two stimuli may cause twice that: runs that halt
//   are left out, and so are those that are long: schedules can make as many, and comparing takes as long as they are.
// Everything else must be the same: contacts, enrollments, waits with their due times, locks, counts, every other
// entry.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rehearse/rehearse.hpp"
#include "support/api_simulation.hpp"
#include "support/conformance_cases.hpp"
#include "support/random_workspace.hpp"
#include "unit/catch.hpp"

namespace {

constexpr std::uint32_t mostEntries = 10'000;

using rehearse::test::ApiSimulation;
using rehearse::test::Json;
using rehearse::test::Stimulus;

rehearse::Instant nowOf(const ApiSimulation& simulation) {
  return *rehearse::parseInstant(simulation.clock()["now"].get<std::string>());
}

/// Where a stimulus moves the clock to, or nothing if it moves none.
std::optional<rehearse::Instant> targetOf(const Stimulus& stimulus, rehearse::Instant now) {
  if (stimulus.kind == Stimulus::Kind::advanceTo) {
    return rehearse::parseInstant(stimulus.text);
  }
  const auto duration =
      stimulus.kind == Stimulus::Kind::advance ? rehearse::parseDuration(stimulus.text) : std::nullopt;
  return duration ? std::optional(now + *duration) : std::nullopt;
}

/// Applies a stimulus; one that moves the clock in two halves. Whether there were two.
bool applyInHalves(ApiSimulation& simulation, const Stimulus& stimulus) {
  const rehearse::Instant now = nowOf(simulation);
  const auto target = targetOf(stimulus, now);
  if (target && *target > now + 1 && *target <= rehearse::latestInstant) {
    const std::string middle = rehearse::formatInstant(now + (*target - now) / 2);
    REQUIRE(simulation.accepts({Stimulus::Kind::advanceTo, middle, ""}));
    REQUIRE(simulation.accepts({Stimulus::Kind::advanceTo, rehearse::formatInstant(*target), ""}));
    return true;
  }
  simulation.apply(stimulus);
  return false;
}

/// Where each entry stands among those that are not `clockMoved`; 0 for those that are.
std::map<std::uint32_t, std::uint32_t> placesOf(const Json& journal) {
  std::map<std::uint32_t, std::uint32_t> places;
  std::uint32_t count = 0;
  for (const Json& entry : journal) {
    places[entry["seq"].get<std::uint32_t>()] = entry["kind"] == "clockMoved" ? 0 : ++count;
  }
  return places;
}

void renumber(Json& entry, const std::map<std::uint32_t, std::uint32_t>& places) {
  const auto replace = [&](Json& seq) {
    if (!seq.is_null()) {
      seq = places.at(seq.get<std::uint32_t>());
    }
  };
  if (!entry.is_object()) {
    return;
  }
  replace(entry["seq"]);
  replace(entry["cause"]);
  if (entry.contains("chain")) {
    std::for_each(entry["chain"].begin(), entry["chain"].end(), replace);
  }
}

/// Everything that the two ways must agree on.
Json agreedState(const ApiSimulation& simulation) {
  Json journal = simulation.journal();
  const auto places = placesOf(journal);
  Json state{{"entries", Json::array()}, {"contacts", simulation.contacts()}, {"stats", simulation.stats()}};
  for (Json& entry : journal) {
    if (entry["kind"] != "clockMoved") {
      renumber(entry, places);
      state["entries"].push_back(std::move(entry));
    }
  }
  for (Json& contact : state["contacts"]) {
    renumber(contact["lastScoreChange"], places);
  }
  state["stats"].erase("entries");
  state["now"] = simulation.clock()["now"];
  state["nextDue"] = simulation.clock()["nextDue"];
  return state;
}

bool isLong(const ApiSimulation& simulation) {
  return simulation.clock()["entries"].get<std::uint32_t>() > mostEntries;
}

bool halted(const ApiSimulation& simulation) {
  const Json journal = simulation.journal();
  return std::any_of(journal.begin(), journal.end(), [](const Json& entry) { return entry["kind"] == "halted"; });
}

/// Compares the two ways; how often the clock was moved by halves.
std::size_t compare(const std::string& workspaceText, bool runDrafts, const std::vector<Stimulus>& stimuli) {
  ApiSimulation whole = ApiSimulation::start(workspaceText, runDrafts);
  ApiSimulation halves = ApiSimulation::start(workspaceText, runDrafts);
  std::size_t moves = 0;
  for (const Stimulus& stimulus : stimuli) {
    INFO(describe(stimulus));
    whole.apply(stimulus);
    if (isLong(whole)) {
      return moves;
    }
    moves += applyInHalves(halves, stimulus) ? 1 : 0;
  }
  if (!halted(whole)) {
    CHECK(agreedState(halves) == agreedState(whole));
  }
  return moves;
}

}  // namespace

TEST_CASE("moving the clock in two halves comes to the same, in made-up workspaces", "[properties]") {
  std::size_t moves = 0;
  for (std::uint64_t seed = 1001; seed <= 1050; ++seed) {
    const std::string text = rehearse::test::randomWorkspace(seed);
    INFO("seed " << seed << "\n" << text);
    moves += compare(text, seed % 2 == 0, rehearse::test::randomStimuli(seed, 20));
  }
  CHECK(moves > 80);
}

TEST_CASE("moving the clock in two halves comes to the same, in every conformance file", "[properties]") {
  std::size_t moves = 0;
  for (const auto& each : rehearse::test::conformanceCases()) {
    INFO(each.name);
    moves += compare(each.workspaceText, each.runDrafts, each.stimuli);
  }
  CHECK(moves > 10);
}
