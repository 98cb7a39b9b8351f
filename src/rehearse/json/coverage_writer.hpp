#pragma once

#include "rehearse/coverage/coverage.hpp"
#include "rehearse/json/writer.hpp"

namespace rehearse::json {

/// Writes `covered`, `total`, `percent` and `workspaces`: the one that it is of, with its workflows and scoring rules.
/// Each has its items in a list, and an outline that says what stands where.
void writeCoverage(Writer& writer, const Coverage& coverage);

}  // namespace rehearse::json
