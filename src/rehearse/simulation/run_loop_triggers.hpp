#pragma once

#include "rehearse/simulation/run_loop.hpp"

// Which triggers an event matches, and whom they enroll.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::evaluateTriggers(const Event& event, std::uint32_t cause) {
  const EventKey key = program_.eventKey(event.type, event.customName);
  const std::span<const std::uint32_t> all = program_.triggerIndex.all(key);
  std::span<const std::uint32_t> triggers = all;
  if constexpr (!Recorder::explains) {
    program_.triggerIndex.candidates(key, event.attributes, contextOf(event).eventFields, buffers_.candidates);
    triggers = buffers_.candidates;
  }
  std::uint32_t counted = 0;
  std::uint32_t evaluated = 0;  // up to which of all triggers of the type
  std::uint32_t tested = 0;     // how many parts the conditions of these have
  const auto countTested = [&](std::uint32_t last) {
    const std::uint32_t conditions = program_.triggers[last].groupConditions;
    countExplained(conditions - tested);
    tested = conditions;
  };
  for (std::size_t index = 0; index < triggers.size() && !halted_;) {
    const std::uint32_t workflow = program_.triggers[triggers[index]].workflow;
    EntryPlace first{.cause = cause, .contact = event.contact, .workflow = workflow};
    for (; index < triggers.size() && program_.triggers[triggers[index]].workflow == workflow; ++index) {
      const auto [matched, seq] = evaluateTrigger(event, triggers[index], cause);
      if (matched && first.trigger == noIndex) {
        first.cause = seq;
        first.trigger = triggers[index];
      }
    }
    evaluated = program_.triggers[triggers[index - 1]].groupEnd;
    recorder_.countTriggers(counted, evaluated);
    countTested(triggers[index - 1]);
    if (first.trigger != noIndex && !isOverLimit()) {
      enroll(first, &event);
    }
  }
  if (!halted_ && !all.empty()) {
    countTested(all.back());
    evaluated = static_cast<std::uint32_t>(all.size());
    recorder_.countTriggers(counted, evaluated);
  }
  recorder_.counts().countEvaluated(key, all, evaluated);
}

template <class Recorder>
void RunLoop<Recorder>::evaluateClockTrigger(const Event& event, std::uint32_t cause) {
  if (halted_) {
    return;
  }
  std::uint32_t counted = 0;
  const auto [matched, seq] = evaluateTrigger(event, event.trigger, cause);
  recorder_.countTriggers(counted, 1);
  countExplained(sizeOf(program_.triggers[event.trigger].conditions));
  recorder_.counts().countEvaluated(event.trigger);
  if (matched && !isOverLimit()) {
    enroll({.cause = seq,
            .contact = event.contact,
            .workflow = program_.triggers[event.trigger].workflow,
            .trigger = event.trigger},
           &event);
  }
}

template <class Recorder>
std::pair<bool, std::uint32_t> RunLoop<Recorder>::evaluateTrigger(const Event& event, std::uint32_t trigger,
                                                                  std::uint32_t cause) {
  const TriggerProgram& row = program_.triggers[trigger];
  const ConditionContext context = contextOf(event);
  bool matched = evaluate(world_, row.conditions, context, recorder_);
  HeldBefore heldBefore = HeldBefore::notAsked;
  if (row.fires == Firing::crossing) {
    heldBefore = heldForPreviousScore(row, context) ? HeldBefore::yes : HeldBefore::no;
    matched = matched && heldBefore == HeldBefore::no;
  }
  const EntryPlace place{.cause = cause, .contact = event.contact, .workflow = row.workflow, .trigger = trigger};
  return {matched, recorder_.recordTrigger(world_, place, matched, heldBefore)};
}

template <class Recorder>
bool RunLoop<Recorder>::heldForPreviousScore(const TriggerProgram& row, ConditionContext context) const {
  context.score = &context.event->attributes[previousScoreSlot];
  SilentRecorder silent;
  return evaluate(world_, row.conditions, context, silent);
}

}  // namespace rehearse
