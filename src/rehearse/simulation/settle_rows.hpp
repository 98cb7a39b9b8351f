#pragma once

#include "rehearse/simulation/run_counts.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Counts the matches and refusals that stand as rows of the trigger index so far, one by one. A run only notes which
/// rows its events met: for most of the workflows in a row it is all that ever becomes of them, that they match and are
/// refused, since the contact was in them. Whoever reads counts of triggers and refusals has this done before.
void settleRows(World& world, RunCounts& counts);

}  // namespace rehearse
