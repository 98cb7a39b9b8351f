#pragma once

#include "rehearse/json/writer.hpp"
#include "rehearse/simulation/explanation.hpp"

namespace rehearse::json {

/// Writes why a workflow did or did not start at an event of the simulation.
void writeExplanation(Writer& writer, const Simulation& simulation, const Explanation& explanation);

}  // namespace rehearse::json
