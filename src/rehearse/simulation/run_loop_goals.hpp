#pragma once

#include <algorithm>
#include <cstddef>

#include "rehearse/simulation/run_loop.hpp"

// Goals: what a contact does that comes to one, and the jumps of those that wait before one.

namespace rehearse {

template <class Recorder>
bool RunLoop<Recorder>::arriveAtGoal(std::uint32_t slot, EntryPlace place, const GoalOperand& operand, Onward& onward) {
  const bool forEvent = operand.wait.event != noEventKey;
  const bool met = !forEvent && testExplained(operand.wait.conditions, contextOf(slot));
  if (!met && operand.ifUnmet == GoalUnmet::wait) {
    place.cause = recorder_.recordStep(world_, place, StepOutcome::waiting);
    const std::uint32_t waitStarted = recorder_.recordWaitStarted(world_, place, noInstant);
    return stand(slot, waitStarted, operand.wait, noInstant, onward);
  }
  place.cause = recorder_.recordStep(world_, place, met ? StepOutcome::met : StepOutcome::unmet);
  if (!forEvent) {
    place.cause = recorder_.recordBranch(world_, place, {met ? BranchChoice::branch : BranchChoice::none, 1});
  }
  if (!met && operand.ifUnmet == GoalUnmet::end) {
    exit(slot, ExitReason::goalUnmet, place.cause);
    return false;
  }
  return true;
}

template <class Recorder>
void RunLoop<Recorder>::awaitGoals(std::uint32_t slot, EventKey own) {
  const Enrollment& enrollment = world_.enrollments[slot];
  const auto keys = program_.goals.keys(program_.workflows[enrollment.workflow].goals);
  if (keys.empty()) {
    return;
  }
  program_.goals.findAhead(enrollment.instruction, buffers_.goals);
  const auto isAhead = [&](const GoalsOfKey& goals) { return program_.goals.isAnyWithin(goals, buffers_.goals); };
  const bool hasConditions = keys.back().key == conditionsKey;  // the last of all keys
  if (hasConditions && own != conditionsKey && isAhead(keys.back())) {
    world_.waitLists.add(enrollment.contact, conditionsKey, slot, enrollment.number);
  }
  if (const auto events = keys.first(keys.size() - (hasConditions ? 1 : 0));
      std::any_of(events.begin(), events.end(), isAhead)) {
    world_.waitLists.add(enrollment.contact, eventGoalsKey, slot, enrollment.number);
  }
}

template <class Recorder>
void RunLoop<Recorder>::collectBeforeGoals(std::uint32_t contact, EventKey key, std::vector<std::uint32_t>& out) {
  const std::size_t first = out.size();
  world_.waitLists.collect(contact, eventGoalsKey, out);
  effort_ += out.size() - first;
  const auto isUnconcerned = [&](std::uint32_t slot) {
    const auto keys = program_.goals.keys(program_.workflows[world_.enrollments[slot].workflow].goals);
    return !std::binary_search(keys.begin(), keys.end(), GoalsOfKey{key, {}},
                               [](const GoalsOfKey& left, const GoalsOfKey& right) { return left.key < right.key; });
  };
  out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), isUnconcerned), out.end());
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::lastGoalMet(std::uint32_t slot, const Event* event, EventKey key) {
  const Enrollment& enrollment = world_.enrollments[slot];
  const Range goals = program_.workflows[enrollment.workflow].goals;
  if (goals.count == 0) {
    return noIndex;
  }
  program_.goals.findAhead(enrollment.instruction, buffers_.goals);
  const auto isMet = [&](std::uint32_t goal) {
    recorder_.dropActuals();
    const std::uint32_t instruction = program_.goals.instructionOf(goal);
    const WaitOperand& wait = program_.waitAt(instruction);
    const bool forEvent = wait.event != noEventKey;
    if (event == nullptr && instruction == enrollment.instruction) {
      // It has just come to this one: the recorder knows already which conditions held.
      effort_ += sizeOf(wait.conditions);
      ActualsNoted<Recorder> shown{recorder_};
      return evaluate(world_, wait.conditions, contextOf(slot), shown);
    }
    return test(wait.conditions, forEvent ? contextOf(*event) : contextOf(slot));
  };
  const std::uint32_t goal = program_.goals.findLast(goals, buffers_.goals, key, isMet);
  if (goal == noIndex) {
    recorder_.dropActuals();
    return noIndex;
  }
  const std::uint32_t instruction = program_.goals.instructionOf(goal);
  explained_ += sizeOf(program_.waitAt(instruction).conditions);
  return instruction;
}

template <class Recorder>
Onward RunLoop<Recorder>::reachGoal(std::uint32_t slot, std::uint32_t goal, std::uint32_t cause) {
  const std::uint32_t seq = recorder_.recordWaitEnded(world_, placeOf(slot, cause), WaitEnd::goal, goal);
  Enrollment& enrollment = world_.enrollments[slot];
  const bool hasRun = enrollment.instruction == goal;  // it has waited there
  if (!hasRun) {
    enrollment.instruction = goal;
    recorder_.recordStep(world_, placeOf(slot, seq), StepOutcome::met);
  }
  return {program_.instructions[goal].next, seq, hasRun ? 0U : 1U};
}

template <class Recorder>
void RunLoop<Recorder>::jumpToGoal(std::uint32_t slot, std::uint32_t goal, const Event& event, std::uint32_t cause) {
  if (program_.waitAt(goal).event != noEventKey) {
    keepEvent(slot, event);
  }
  const Onward onward = reachGoal(slot, goal, cause);
  world_.waitLists.remove(slot);
  Enrollment& enrollment = world_.enrollments[slot];
  enrollment.waitSerial = 0;
  enrollment.instruction = onward.next;
  run(slot, onward.cause, onward.steps);
}

}  // namespace rehearse
