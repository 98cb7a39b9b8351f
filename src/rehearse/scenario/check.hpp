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

/// So many failures of a scenario show the entries that led to them.
inline constexpr std::size_t explainedFailures = 100;

/// Once a scenario's failures have this many bytes of text, it ends: nobody reads more.
inline constexpr std::size_t failureTextLimit = 8U << 20U;

/// A scenario's failures so far.
struct Failures {
  std::vector<ExpectationFailure>& list;
  std::size_t bytes = 0;  ///< of their texts

  bool areFull() const { return bytes > failureTextLimit; }
};

/// One `expect` of a scenario while it is looked at: on what, and where its failures go.
struct Check {
  const Simulation& simulation;
  const Report& since;  ///< the entries of the last stimulus
  const Expectation& expectation;
  const Place& place;      ///< of the scenario's step
  std::uint32_t step = 0;  ///< index of the scenario's step
  Failures& failures;
  std::uint32_t lookedAt = 0;  ///< how many keys so far

  const Journal& journal() const { return simulation.recorder(); }
  const World& world() const { return simulation.world(); }

  /// Adds a failure of that key, placed where the key stands, if there is room for one. `entries` finds the entries
  /// that led there; it is called only for the first `explainedFailures` of a scenario, since it may have to look
  /// through the whole journal.
  template <class Entries>
  void fail(std::string_view key, std::string_view message, std::string_view expected, std::string_view actual,
            const Entries& entries) {
    if (!failures.areFull()) {
      add(key, message, expected, actual, failures.list.size() < explainedFailures ? entries() : Seqs());
    }
  }
  /// "expected WHAT, was ACTUAL".
  template <class Entries>
  void failPlainly(std::string_view key, std::string_view what, std::string_view expected, std::string_view actual,
                   const Entries& entries) {
    auto message = std::string("expected ").append(what).append(", was ").append(actual == "null" ? "empty" : actual);
    fail(key, message, expected, actual, entries);
  }
  /// The same for a failure that no entry led to.
  void add(std::string_view key, std::string_view message, std::string_view expected, std::string_view actual,
           Seqs entries = {});
  /// Adds a failure of that key, which names by `id` what there is not: a contact, or a workflow, as `what` says.
  void addMissing(std::string_view key, std::string_view what, const std::string& id);
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
