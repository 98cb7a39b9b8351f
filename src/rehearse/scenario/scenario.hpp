#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/model/model.hpp"
#include "rehearse/program/program.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {

/// What kind of failure it is; `nameOf` gives the name that it has in results.
enum class FailureKind : std::uint8_t {
  different,  ///< something else was there than was expected
  missing,    ///< there is no such contact, or no such workflow
  stimulus,   ///< a stimulus was refused, or halted
  ended,      ///< so much failed before that no more is told
};
std::string_view nameOf(FailureKind kind);

/// An expectation that does not hold, or a stimulus that could not be run. `expected` and `actual` are JSON text.
struct ExpectationFailure {
  FailureKind kind = FailureKind::different;
  std::uint32_t step = 0;   ///< index of the scenario's step
  std::string expectation;  ///< its key, such as "engagementScore"; of a stimulus its key, such as "fire"
  std::string message;
  std::string expected;
  std::string actual;
  Place place;
  std::vector<std::uint32_t> entries;  ///< seqs of the journal's entries that led there
};

/// What became of one scenario, with the simulation as it ended: its journal is there to read.
struct ScenarioResult {
  std::string name;
  std::uint32_t expectations = 0;  ///< how many keys of `expect` were looked at
  std::vector<ExpectationFailure> failures;
  Simulation simulation;
};

/// What an expectation came to.
struct ExpectationResult {
  std::uint32_t expectations = 0;  ///< how many keys were looked at
  std::vector<ExpectationFailure> failures;
};

/// Looks at an expectation as things are now. `since` are the entries of the last stimulus, which `fired`, `notFired`
/// and `messages` speak of.
ExpectationResult lookAt(const Simulation& simulation, const Report& since, const Expectation& expectation);

/// Runs one scenario on a fresh simulation of a program that was compiled from `workspace` with the scenario's contacts
/// laid over it (see `withContacts`). A stimulus that is refused ends the scenario with a failure.
ScenarioResult runScenario(const Program& program, const Scenario& scenario);
/// The same on a simulation that nothing has happened to, which runs drafts as the scenario wants.
ScenarioResult runScenario(Simulation fresh, const Scenario& scenario);

/// The workspace with a scenario's contacts added, or laid over those of the same id, key by key.
Workspace withContacts(const Workspace& workspace, const std::vector<ContactData>& contacts);

}  // namespace rehearse
