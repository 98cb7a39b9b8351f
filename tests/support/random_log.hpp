#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/api_simulation.hpp"

namespace rehearse::test {

/// Where made-up logs begin.
inline constexpr std::string_view logStart = "2026-01-01T00:00:00Z";

/// A log for a workspace of `randomWorkspace`: rows of events with `at`, times not decreasing, from `logStart` on. Some
/// rows may be refused. `contacts`: how many contacts it is about: the two of the workspace, then others.
std::vector<Json> randomLog(std::uint64_t seed, std::size_t rows, std::uint32_t contacts);

/// The workspace with its clock at the start of made-up logs.
std::string withLogClock(const std::string& workspaceText);

}  // namespace rehearse::test
