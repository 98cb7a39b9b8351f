#pragma once

#include "rehearse/simulation/run_loop.hpp"

// Which triggers an event matches, and whom they enroll.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::evaluateTriggers(const Event& event, std::uint32_t cause) {
  const EventKey key = program_.eventKey(event.type, event.customName);
  const std::span<const std::uint32_t> all = program_.triggerIndex.all(key);
  program_.triggerIndex.candidates(key, event.attributes, contextOf(event).eventFields, buffers_.candidates);
  TriedTriggers tried{.cause = cause, .contact = event.contact, .event = key};
  std::uint32_t tested = 0;  // how many parts the conditions of those tried have
  // Those that the index passed over count, too: they were found not to match.
  const auto record = [&](std::uint32_t end, std::uint32_t conditions) {
    tried.first = std::exchange(tried.end, end);
    countExplained(conditions - std::exchange(tested, conditions));
    return recorder_.recordTriggers(world_, tried);
  };
  for (std::size_t index = 0; index < buffers_.candidates.size() && !halted_;) {
    const std::uint32_t first = firstMatch(event, index);
    if (first == noIndex) {
      continue;
    }
    const TriggerProgram& row = program_.triggers[first];
    const std::uint32_t last = record(row.groupEnd, row.groupConditions);
    if (!isOverLimit()) {
      enroll({.cause = last - (row.groupEnd - 1 - row.position),
              .contact = event.contact,
              .workflow = row.workflow,
              .trigger = first},
             &event);
    }
  }
  if (!halted_ && !all.empty()) {
    record(static_cast<std::uint32_t>(all.size()), program_.triggers[all.back()].groupConditions);
  }
  recorder_.counts().countEvaluated(key, all, tried.end);
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::firstMatch(const Event& event, std::size_t& index) {
  const std::vector<std::uint32_t>& candidates = buffers_.candidates;
  const std::uint32_t workflow = program_.triggers[candidates[index]].workflow;
  std::uint32_t first = noIndex;
  for (; index < candidates.size() && program_.triggers[candidates[index]].workflow == workflow; ++index) {
    if (isMatched(event, candidates[index]) && first == noIndex) {
      first = candidates[index];
    }
  }
  return first;
}

template <class Recorder>
void RunLoop<Recorder>::evaluateClockTrigger(const Event& event, std::uint32_t cause) {
  if (halted_) {
    return;
  }
  const TriggerProgram& row = program_.triggers[event.trigger];
  const bool matched = isMatched(event, event.trigger);
  const std::uint32_t seq = recorder_.recordTriggers(
      world_,
      {.cause = cause, .contact = event.contact, .event = row.event, .first = row.position, .end = row.position + 1});
  countExplained(sizeOf(row.conditions));
  recorder_.counts().countEvaluated(event.trigger);
  if (matched && !isOverLimit()) {
    enroll({.cause = seq, .contact = event.contact, .workflow = row.workflow, .trigger = event.trigger}, &event);
  }
}

template <class Recorder>
bool RunLoop<Recorder>::isMatched(const Event& event, std::uint32_t trigger) {
  const TriggerProgram& row = program_.triggers[trigger];
  ConditionContext context = contextOf(event);
  SilentRecorder silent;
  if (!evaluate(world_, row.conditions, context, silent)) {
    return false;
  }
  if (row.fires == Firing::crossing) {
    context.score = &event.attributes[previousScoreSlot];
    if (evaluate(world_, row.conditions, context, silent)) {
      return false;
    }
  }
  recorder_.counts().countMatch(trigger);
  return true;
}

}  // namespace rehearse
