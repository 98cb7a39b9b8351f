#pragma once

#include <cstdint>
#include <span>

#include "rehearse/coverage/coverage_plan.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {

/// What simulations of a workspace exercised of its workflows and scoring rules: for each thing that may happen at a
/// place, how often it did. A value. It refers to the program, which must outlive it. A `CoverageReport` puts several
/// together.
class Coverage {
 public:
  /// Nothing is covered yet.
  explicit Coverage(const Program& program);

  /// Adds all that a simulation did from its start on. Its program may be another one, if it differs in its contacts
  /// only (see `withContacts`). Costs as much as its journal is long.
  void add(const Simulation& simulation);

  const Program& program() const { return *program_; }
  /// All items, by workflow, then those of scoring rules.
  std::span<const CoverageItem> items() const { return plan_.items; }
  /// Of a workflow, by its index in Program::workflows: triggers, steps in document order, refusals.
  std::span<const CoverageItem> itemsOf(std::uint32_t workflow) const { return within(plan_.workflows[workflow]); }
  std::span<const CoverageItem> itemsOfRules() const { return within(plan_.rules); }

 private:
  std::span<const CoverageItem> within(Range range) const {
    return std::span(plan_.items).subspan(range.first, range.count);
  }

  const Program* program_;
  CoveragePlan plan_;
};

}  // namespace rehearse
