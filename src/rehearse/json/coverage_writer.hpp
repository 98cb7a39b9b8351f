#pragma once

#include "rehearse/coverage/coverage.hpp"
#include "rehearse/coverage/coverage_report.hpp"
#include "rehearse/json/writer.hpp"

namespace rehearse::json {

/// Writes `covered`, `total`, `percent` and `workspaces`, with the workflows and scoring rules of each. Each of these
/// has its items in a list, and an outline that says what stands where.
void writeCoverage(Writer& writer, const CoverageReport& report);
/// The same of one workspace.
void writeCoverage(Writer& writer, const Coverage& coverage);

}  // namespace rehearse::json
