#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/replay/comparison.hpp"
#include "rehearse/replay/partition.hpp"
#include "rehearse/replay/results.hpp"

namespace rehearse {

/// All that came of a replay, or of one part of it: a plain value that can be written down, read and merged.
struct ReplayOutcome {
  std::uint64_t workspace = 0;  ///< `ReplayOptions::workspace`
  Partition partition;
  std::vector<ReplayResults> versions;          ///< one, or two that were compared
  std::optional<ComparisonResults> comparison;  ///< of two

  friend bool operator==(const ReplayOutcome&, const ReplayOutcome&) = default;
};

/// Makes one outcome of all parts of a replay, in any order: the same as that of a replay of the whole log. Errors:
/// `value.missing` and `id.duplicate` for a part that is not there or there twice, `value.range` for parts that are not
/// of one replay.
Result<ReplayOutcome> merge(std::vector<ReplayOutcome> parts);

}  // namespace rehearse
