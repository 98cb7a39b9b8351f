#pragma once

#include "rehearse/replay/replay_version.hpp"
#include "rehearse/replay/results.hpp"

namespace rehearse {

/// What came of a version, apart from the log's rows and times.
ReplayResults resultsOf(const ReplayVersion& version);

/// What one contact adds to a checksum of scores.
std::uint64_t checksumOf(std::string_view contactId, std::int32_t score);

}  // namespace rehearse
