#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/program/program.hpp"

namespace rehearse {

/// What kind of thing may be covered; `nameOf` gives the name that it has in reports.
enum class CoverageKind : std::uint8_t {
  trigger,    ///< `matched`, `notMatched`
  condition,  ///< a comparison: `held`, `notHeld`
  step,       ///< `reached`
  branch,     ///< a way that a step may take: `taken`
  wait,       ///< what ended it: `time`, `event`, `conditions`, `timeout`
  refusal,    ///< of an enrollment: its reason
  exit,       ///< of an enrollment, for a setting of the workflow: `stopOnReply`
  rule,       ///< a scoring rule: `matched`, `notMatched`, `expired`
};
std::string_view nameOf(CoverageKind kind);

/// One thing that may happen at a place.
struct CoverageItem {
  CoverageKind kind = CoverageKind::step;
  /// Whether it can happen at all, as far as the workspace tells.
  bool possible = true;
  /// The id of a trigger, step, workflow or rule, with the names and numbers that lead to what is in it.
  std::string place;
  std::string_view outcome;
  std::uint64_t hits = 0;

  /// Whether it is one of those that reports are about. What happened can happen.
  bool counts() const { return possible || hits > 0; }
  bool isCovered() const { return hits > 0; }
};

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
