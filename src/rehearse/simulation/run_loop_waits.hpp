#pragma once

#include <algorithm>

#include "rehearse/simulation/run_loop.hpp"

// How waits begin and what ends them.

namespace rehearse {

template <class Recorder>
const WaitOperand& RunLoop<Recorder>::waitOf(std::uint32_t slot) const {
  return program_.waitOperands[program_.instructions[world_.enrollments[slot].instruction].operand];
}

template <class Recorder>
bool RunLoop<Recorder>::wait(std::uint32_t slot, EntryPlace place, const WaitOperand& operand) {
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
      break;
    case WaitForm::untilConditions:
      passed = evaluate(world_, operand.conditions, contextOf(slot), recorder_);
      break;
  }
  place.cause = recorder_.recordStep(world_, place, passed ? StepOutcome::passed : StepOutcome::waiting);
  place.cause = recorder_.recordWaitStarted(world_, place, due);
  if (passed) {
    recorder_.recordWaitEnded(world_, place, operand.form == WaitForm::until ? WaitEnd::time : WaitEnd::conditions);
    return true;
  }
  Enrollment& enrollment = world_.enrollments[slot];
  enrollment.waitSerial = world_.enrollments.nextWait();
  enrollment.since = world_.now;
  enrollment.due = due;
  const bool isTimeout = operand.form == WaitForm::untilEvent || operand.form == WaitForm::untilConditions;
  if (isTimeout) {
    const EventKey key = operand.form == WaitForm::untilEvent ? operand.event : WaitLists::conditionsKey;
    world_.waitLists.add(place.contact, key, slot, enrollment.number);
  }
  if (due != noInstant) {
    world_.timers.add({due, isTimeout, enrollment.waitSerial, slot});
  }
  return false;
}

template <class Recorder>
void RunLoop<Recorder>::noteWaits(std::uint32_t contact, EventKey key) {
  auto& slots = buffers_.slots;
  slots.clear();
  world_.waitLists.collect(contact, key, slots);
  world_.waitLists.collect(contact, WaitLists::conditionsKey, slots);
  std::sort(slots.begin(), slots.end(), [&](std::uint32_t left, std::uint32_t right) {
    return world_.enrollments[left].number < world_.enrollments[right].number;
  });
  buffers_.serials.clear();
  for (const std::uint32_t slot : slots) {
    buffers_.serials.push_back(world_.enrollments[slot].waitSerial);
  }
}

template <class Recorder>
void RunLoop<Recorder>::goOn(const Event& event, std::uint32_t cause) {
  noteWaits(event.contact, program_.eventKey(event.type, event.customName));
  for (std::size_t index = 0; index < buffers_.slots.size() && !isOverLimit(); ++index) {
    const std::uint32_t slot = buffers_.slots[index];
    if (world_.enrollments[slot].waitSerial != buffers_.serials[index]) {
      continue;
    }
    const WaitOperand& wait = waitOf(slot);
    const bool forEvent = wait.form == WaitForm::untilEvent;
    if (evaluate(world_, wait.conditions, forEvent ? contextOf(event) : contextOf(slot), recorder_)) {
      if (forEvent) {
        keepEvent(slot, event);
      }
      endWait(slot, forEvent ? WaitEnd::event : WaitEnd::conditions, cause);
    }
    recorder_.dropActuals();
  }
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
