#pragma once

#include <cstdint>

#include "rehearse/simulation/run_counts.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Counts so many runs through a workflow that only changes the score, each step with all its points.
void settleRun(World& world, RunCounts& counts, std::uint32_t workflow, std::uint64_t times);

}  // namespace rehearse
