#pragma once

#include "rehearse/json/writer.hpp"
#include "rehearse/replay/results.hpp"

namespace rehearse::json {

/// Writes what came of a replay: its report.
void writeReplayReport(Writer& writer, const ReplayResults& results);

}  // namespace rehearse::json
