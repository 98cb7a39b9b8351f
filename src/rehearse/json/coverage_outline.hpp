#pragma once

#include "rehearse/coverage/coverage.hpp"
#include "rehearse/coverage/coverage_report.hpp"

namespace rehearse::json {

/// Coverage without its program: what of it counts, and an outline of its workspace that says what stands where.
CoveredWorkspace coveredWorkspace(const Coverage& coverage);

}  // namespace rehearse::json
