#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/coverage/coverage_item.hpp"
#include "rehearse/program/program.hpp"

namespace rehearse {

/// Where the items of a step stand, behind the one for itself.
enum class GoalWay : std::uint8_t { jump, met, unmet };

/// All that may be covered of a program, and where each thing has its items. Items of one place stand one after the
/// other: of a trigger and a rule `matched`, `notMatched` (and `expired`), of a comparison `held`, `notHeld`, of a
/// workflow each reason of refusal and `stopOnReply`, of a step `reached`, then its ways in their order, or `time` of a
/// wait (or what else it waits for) and `timeout`.
struct CoveragePlan {
  std::vector<CoverageItem> items;
  std::vector<Range> workflows;           ///< their items
  Range rules;                            ///< the items of all rules
  std::vector<std::uint32_t> triggers;    ///< first items, by trigger
  std::vector<std::uint32_t> conditions;  ///< by condition; `noIndex` for groups
  std::vector<std::uint32_t> steps;       ///< by instruction
  std::vector<std::uint32_t> refusals;    ///< by workflow
  std::vector<std::uint32_t> ruleItems;   ///< by rule
};

CoveragePlan planCoverage(const Program& program);

}  // namespace rehearse
