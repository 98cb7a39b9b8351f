#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/model/scenario.hpp"
#include "rehearse/scenario/scenario.hpp"
#include "rehearse/scenario/trail.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {

/// One `expect` of a scenario while it is looked at: on what, and where its failures go.
struct Check {
  const Simulation& simulation;
  const Report& since;  ///< the entries of the last stimulus
  const Expectation& expectation;
  const Place& place;      ///< of the scenario's step
  std::uint32_t step = 0;  ///< index of the scenario's step
  std::vector<ExpectationFailure>& failures;
  std::uint32_t lookedAt = 0;  ///< how many keys so far

  const Journal& journal() const { return simulation.recorder(); }
  const World& world() const { return simulation.world(); }

  /// Adds a failure of that key, placed where the key stands.
  void fail(std::string_view key, std::string message, std::string expected, std::string actual, Seqs entries);
  /// "expected WHAT, was ACTUAL".
  void failPlainly(std::string_view key, std::string_view what, std::string expected, std::string actual, Seqs entries);
  /// The index of the workflow with that id, or `noIndex`.
  std::uint32_t findWorkflow(std::string_view id) const;
};

/// Looks at every key that is given.
void checkAll(Check& check);

// Each looks at the keys of its concern.
void checkContact(Check& check);  ///< `engagementScore`, `tags`, `hasTags`, `lacksTags`, `fields`, `notes`, `waitingIn`
void checkWorkflow(Check& check);  ///< `enrolled`, `active`, `finished`, `refused`
void checkFired(Check& check);     ///< `fired`, `notFired`
void checkLocked(Check& check);    ///< `locked`
void checkMessages(Check& check);  ///< `messages`

/// A scalar and a list of texts as JSON text.
std::string jsonOf(const Scalar& scalar);
std::string jsonOf(const std::vector<std::string>& texts);

}  // namespace rehearse
