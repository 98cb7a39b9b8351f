#pragma once

#include "rehearse/simulation/run_loop.hpp"
#include "rehearse/simulation/schedules.hpp"

// The clock's move, and the timers that it passes.

namespace rehearse {

template <class Recorder>
bool RunLoop<Recorder>::goesOnToNextTurn() {
  if constexpr (Recorder::limitsEachTurn) {
    beginStimulus();
    return recorder_.allowsTurn(world_);
  }
  return !halted_;
}

template <class Recorder>
void RunLoop<Recorder>::advanceTo(Instant to) {
  clockTo_ = to;
  const std::uint32_t cause = recorder_.recordClock(world_, to);
  if (world_.contacts.size() == 0) {
    skipSchedules(world_, to);
  }
  if (!goesOnToNextTurn()) {
    return;
  }
  while (const Timer* next = world_.timers.next()) {
    if (next->due > to) {
      break;
    }
    const Timer timer = *next;
    world_.timers.pop();
    if (isLeftBehind(world_, timer)) {
      continue;
    }
    world_.now = timer.due;
    fallDue(timer, cause);
    if (!goesOnToNextTurn()) {
      return;
    }
  }
  world_.now = to;
}

template <class Recorder>
void RunLoop<Recorder>::fallDue(const Timer& timer, std::uint32_t cause) {
  switch (timer.kind) {
    case TimerKind::wait:
    case TimerKind::timeout:
      endTimedWait(timer.subject, cause);
      break;
    case TimerKind::expiry:
      takeBack(timer, cause);
      break;
    case TimerKind::schedule:
      return runSchedule(timer.subject, cause);
    case TimerKind::date: {
      const DateTriggerProgram& trigger = program_.dateTriggers[timer.item];
      world_.dates.end(timer.subject, timer.item);
      handle(cause, clockEvent(trigger.trigger, trigger.attributes, timer.subject));
      break;
    }
  }
  drain();
}

template <class Recorder>
void RunLoop<Recorder>::runSchedule(std::uint32_t index, std::uint32_t cause) {
  continueSchedule(world_, index);
  const ScheduleProgram& schedule = program_.schedules[index];
  // Contacts that arrive meanwhile were not there when it was due.
  const std::uint32_t count = world_.contacts.size();
  for (std::uint32_t contact = 0; contact < count; ++contact) {
    handle(cause, clockEvent(schedule.trigger, schedule.attributes, contact));
    drain(count - contact - 1);
    if (!goesOnToNextTurn()) {
      return;
    }
  }
}

template <class Recorder>
Event RunLoop<Recorder>::clockEvent(std::uint32_t trigger, const ClockAttributes& attributes, std::uint32_t contact) {
  Event event = makeEvent(static_cast<EventType>(program_.triggers[trigger].event), contact);
  event.attributes = attributes;
  event.trigger = trigger;
  return event;
}

}  // namespace rehearse
