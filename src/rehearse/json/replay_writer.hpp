#pragma once

#include "rehearse/json/writer.hpp"
#include "rehearse/replay/outcome.hpp"

namespace rehearse::json {

/// Writes the report of a replay, or how its two versions compare.
void writeReplayReport(Writer& writer, const ReplayOutcome& outcome);

}  // namespace rehearse::json
