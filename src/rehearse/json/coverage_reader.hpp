#pragma once

#include <string_view>
#include <vector>

#include "rehearse/coverage/coverage_report.hpp"
#include "rehearse/model/diagnostic.hpp"

namespace rehearse::json {

/// Reads the workspaces of what `writeCoverage` wrote; sums are reckoned anew. Errors: those of JSON and `value.type`,
/// for the first thing that is not as it is written.
Result<std::vector<CoveredWorkspace>> readCoverage(std::string_view text);

}  // namespace rehearse::json
