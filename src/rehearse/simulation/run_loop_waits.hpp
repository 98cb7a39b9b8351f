#pragma once

#include <algorithm>

#include "rehearse/simulation/run_loop.hpp"

// How waits begin and what ends them.

namespace rehearse {

template <class Recorder>
const WaitOperand& RunLoop<Recorder>::waitOf(std::uint32_t slot) const {
  return program_.waitAt(world_.enrollments[slot].instruction);
}

template <class Recorder>
bool RunLoop<Recorder>::wait(std::uint32_t slot, EntryPlace place, const WaitOperand& operand, Onward& onward) {
  const auto later = [&](Duration duration) { return std::min(world_.now + duration, latestInstant); };
  Instant due = operand.timeout > 0 ? later(operand.timeout) : noInstant;
  bool passed = false;
  switch (operand.form) {
    case WaitForm::duration:
      due = later(operand.time);
      break;
    case WaitForm::until:
      due = operand.time;
      passed = due <= world_.now;
      break;
    case WaitForm::untilEvent:
    case WaitForm::goal:
      break;
    case WaitForm::untilConditions:
      passed = testExplained(operand.conditions, contextOf(slot));
      break;
  }
  place.cause = recorder_.recordStep(world_, place, passed ? StepOutcome::passed : StepOutcome::waiting);
  place.cause = recorder_.recordWaitStarted(world_, place, due);
  if (passed) {
    recorder_.recordWaitEnded(world_, place, operand.form == WaitForm::until ? WaitEnd::time : WaitEnd::conditions);
    return true;
  }
  return stand(slot, place.cause, operand, due, onward);
}

template <class Recorder>
bool RunLoop<Recorder>::stand(std::uint32_t slot, std::uint32_t waitStarted, const WaitOperand& operand, Instant due,
                              Onward& onward) {
  if (const std::uint32_t goal = lastGoalMet(slot, nullptr, noEventKey); goal != noIndex) {
    const Onward reached = reachGoal(slot, goal, waitStarted);
    onward = {reached.next, reached.cause, onward.steps + reached.steps};
    return true;
  }
  world_.enrollments.stay(slot);
  Enrollment& enrollment = world_.enrollments[slot];
  enrollment.waitSerial = world_.nextSerial();
  enrollment.since = world_.now;
  enrollment.due = due;
  const bool isTimeout = operand.form == WaitForm::untilEvent || operand.form == WaitForm::untilConditions;
  if (isTimeout) {
    const EventKey own = operand.form == WaitForm::untilEvent ? operand.event : conditionsKey;
    world_.waitLists.add(enrollment.contact, own, slot, enrollment.number);
    awaitGoals(slot, own);
  } else {
    awaitGoals(slot, noEventKey);
  }
  if (due != noInstant) {
    world_.timers.add({.due = due,
                       .serial = enrollment.waitSerial,
                       .subject = slot,
                       .kind = isTimeout ? TimerKind::timeout : TimerKind::wait});
  }
  return false;
}

template <class Recorder>
void RunLoop<Recorder>::noteWaits(std::uint32_t contact, EventKey key) {
  auto& slots = buffers_.slots;
  slots.clear();
  world_.waitLists.collect(contact, key, slots);
  world_.waitLists.collect(contact, conditionsKey, slots);
  collectBeforeGoals(contact, key, slots);
  world_.enrollments.sortByAge(slots);
  buffers_.serials.clear();
  for (const std::uint32_t slot : slots) {
    buffers_.serials.push_back(world_.enrollments[slot].waitSerial);
  }
}

template <class Recorder>
void RunLoop<Recorder>::goOn(const Event& event, std::uint32_t cause) {
  if (world_.enrollments.oldest(event.contact) == noIndex) {
    return;
  }
  const EventKey key = program_.eventKey(event.type, event.customName);
  noteWaits(event.contact, key);
  for (std::size_t index = 0; index < buffers_.slots.size() && !isOverLimit(); ++index) {
    const std::uint32_t slot = buffers_.slots[index];
    if (world_.enrollments[slot].waitSerial != buffers_.serials[index]) {
      continue;
    }
    if (const std::uint32_t goal = lastGoalMet(slot, &event, key); goal != noIndex) {
      jumpToGoal(slot, goal, event, cause);
    } else if (isAwaited(slot, event, key)) {
      explained_ += sizeOf(waitOf(slot).conditions);
      const bool forEvent = waitOf(slot).form == WaitForm::untilEvent;
      if (forEvent) {
        keepEvent(slot, event);
      }
      endWait(slot, forEvent ? WaitEnd::event : WaitEnd::conditions, cause);
    }
    recorder_.dropActuals();
  }
}

template <class Recorder>
bool RunLoop<Recorder>::isAwaited(std::uint32_t slot, const Event& event, EventKey key) {
  const WaitOperand& wait = waitOf(slot);
  switch (wait.form) {
    case WaitForm::untilEvent:
      return wait.event == key && test(wait.conditions, contextOf(event));
    case WaitForm::untilConditions:
      return test(wait.conditions, contextOf(slot));
    case WaitForm::duration:
    case WaitForm::until:
    case WaitForm::goal:
      return false;
  }
  return false;
}

template <class Recorder>
void RunLoop<Recorder>::endWait(std::uint32_t slot, WaitEnd by, std::uint32_t cause) {
  const std::uint32_t seq = recorder_.recordWaitEnded(world_, placeOf(slot, cause), by);
  Enrollment& enrollment = world_.enrollments[slot];
  const Instruction& instruction = program_.instructions[enrollment.instruction];
  world_.waitLists.remove(slot);
  enrollment.waitSerial = 0;
  enrollment.instruction =
      by == WaitEnd::timeout ? program_.waitOperands[instruction.operand].onTimeout : instruction.next;
  run(slot, seq);
}

template <class Recorder>
void RunLoop<Recorder>::endTimedWait(std::uint32_t slot, std::uint32_t cause) {
  const WaitForm form = waitOf(slot).form;
  const bool isTime = form == WaitForm::duration || form == WaitForm::until;
  endWait(slot, isTime ? WaitEnd::time : WaitEnd::timeout, cause);
}

}  // namespace rehearse
