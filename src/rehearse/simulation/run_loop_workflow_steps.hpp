#pragma once

#include "rehearse/simulation/run_loop.hpp"

// Steps that start and end enrollments.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::addToWorkflow(const EntryPlace& place, const AdditionOperand& operand) {
  const std::uint32_t seq = recorder_.recordStep(world_, place, StepOutcome::queued);
  world_.queue.push_back({.cause = seq, .contact = place.contact, .workflow = operand.workflow});
}

template <class Recorder>
bool RunLoop<Recorder>::isToBeRemoved(std::uint32_t candidate, std::uint32_t slot,
                                      const RemovalOperand& operand) const {
  if (!operand.scope) {
    return world_.enrollments[candidate].workflow == operand.workflow;
  }
  switch (*operand.scope) {
    case RemovalScope::current:
      return candidate == slot;
    case RemovalScope::others:
      return candidate != slot;
    case RemovalScope::all:
      return true;
  }
  return false;
}

template <class Recorder>
bool RunLoop<Recorder>::removeFromWorkflow(std::uint32_t slot, EntryPlace place, const RemovalOperand& operand) {
  const auto nextFrom = [&](std::uint32_t candidate) {
    while (candidate != noIndex && !isToBeRemoved(candidate, slot, operand)) {
      candidate = world_.enrollments[candidate].next;
    }
    return candidate;
  };
  world_.enrollments.stay(slot);  // its own is among those that may go
  std::uint32_t candidate = nextFrom(world_.enrollments.oldest(place.contact));
  const StepOutcome outcome = candidate != noIndex ? StepOutcome::removed : StepOutcome::unchanged;
  const std::uint32_t seq = recorder_.recordStep(world_, place, outcome);
  bool goesOn = true;
  while (candidate != noIndex) {
    const std::uint32_t following = nextFrom(world_.enrollments[candidate].next);
    goesOn = goesOn && candidate != slot;
    exit(candidate, ExitReason::removed, seq);
    candidate = following;
  }
  return goesOn;
}

}  // namespace rehearse
