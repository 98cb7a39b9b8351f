#pragma once

#include "rehearse/replay/replay_version.hpp"
#include "rehearse/replay/results.hpp"

namespace rehearse {

/// What came of a version, apart from the log's rows and times.
ReplayResults resultsOf(const ReplayVersion& version);

}  // namespace rehearse
