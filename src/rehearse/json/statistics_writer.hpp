#pragma once

#include <cstdint>

#include "rehearse/json/writer.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse::json {

/// Writes how the run has gone so far: scores, points by source, and each workflow's counts.
void writeStatistics(Writer& writer, const Simulation& simulation);

/// Writes the changes of a contact's score, oldest first, as an array.
void writeLedger(Writer& writer, const Simulation& simulation, std::uint32_t contact);

}  // namespace rehearse::json
