#pragma once

#include "rehearse/simulation/run_loop.hpp"

// Steps that say where to go on.

namespace rehearse {

template <class Recorder>
std::uint32_t RunLoop<Recorder>::takeBranch(std::uint32_t slot, EntryPlace place, const BranchOperand& operand) {
  const ConditionContext context = contextOf(slot);
  std::uint32_t tried = 0;
  bool held = false;
  while (!held && tried < operand.branches.count) {
    held = testExplained(program_.branches[operand.branches.first + tried].conditions, context);
    ++tried;
  }
  const BranchChoice choice = held                   ? BranchChoice::branch
                              : operand.hasOtherwise ? BranchChoice::otherwise
                                                     : BranchChoice::none;
  place.cause = recorder_.recordStep(world_, place, StepOutcome::branched);
  recorder_.recordBranch(world_, place, {choice, tried});
  return held ? program_.branches[operand.branches.first + tried - 1].target : operand.otherwise;
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::takeDrawn(EntryPlace place, const SplitOperand& operand) {
  DrawHash hash = operand.hash;
  hash.add(world_.symbols.text(world_.contacts.id(place.contact)));
  const std::uint32_t draw = hash.draw(program_.totalOf(operand));
  place.cause = recorder_.recordStep(world_, place, StepOutcome::branched);
  recorder_.recordBranch(world_, place, {.choice = BranchChoice::drawn, .draw = draw});
  return program_.branchFor(operand, draw).target;
}

}  // namespace rehearse
