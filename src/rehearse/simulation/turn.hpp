#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/simulation/reasons.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {

/// A workflow's turn in one event, as the journal tells it.
struct Turn {
  /// The seq of the last entry before it: what stands up to here had happened when the turn came.
  std::uint32_t before = 0;
  /// The `triggerEvaluated` entries of the workflow's triggers, in order.
  std::vector<std::uint32_t> evaluated;
  /// The entry that enrolled the contact, or 0.
  std::uint32_t enrolled = 0;
};

/// Finds the turn of a workflow in the event whose entry has that seq.
Turn turnOf(const Journal& journal, std::uint32_t seq, std::uint32_t workflow);

/// Which gates would have refused the enrollment of a contact in a workflow once the entries up to `before` had been
/// written, at the moment `now`: every one, in the order in which they are tried.
std::vector<RefusalReason> closedGates(const Simulation& simulation, std::uint32_t contact, std::uint32_t workflow,
                                       std::uint32_t before, Instant now);

/// The seq of the event that an entry belongs to: the nearest among its causes; 0 if none led to it.
std::uint32_t eventOf(const Journal& journal, std::uint32_t seq);

}  // namespace rehearse
