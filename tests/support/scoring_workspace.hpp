#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/api_simulation.hpp"

namespace rehearse::test {

/// What made-up workspaces that score contacts have besides.
struct ScoringKind {
  std::uint32_t workflows = 20;
  /// How many of a hundred workflows have something that is not as simple: other steps, other conditions, drafts.
  std::uint32_t mixedPercent = 10;
  std::uint32_t neverStarted = 0;  ///< workflows besides, entered once, on scores that nobody reaches
  bool atEnds = false;             ///< whether contacts start near the ends of the range of scores
};

/// A workspace of workflows that add to the score, on events and on the score itself. The workflow `never` starts
/// never.
std::string scoringWorkspace(std::uint64_t seed, const ScoringKind& kind);

/// A log for it. `closeTogether`: so many events at nearly the same time that workflows are locked.
std::vector<Json> scoringLog(std::uint64_t seed, std::size_t rows, std::uint32_t contacts, bool closeTogether);

}  // namespace rehearse::test
