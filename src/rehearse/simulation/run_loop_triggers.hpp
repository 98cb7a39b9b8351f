#pragma once

#include <utility>

#include "rehearse/simulation/once_cursor.hpp"
#include "rehearse/simulation/run_loop.hpp"

// Which triggers an event matches, and whom they enroll.
//
// Only those that the index finds have their turn; the others count as tried, too: they were found not to match. Of
// workflows that let nobody in twice only those are looked at that the contact was not in: what the others come to is
// counted with the row of the index that told them, see settleRows, and recorded as bits.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::evaluateTriggers(const Event& event, std::uint32_t cause) {
  const EventKey key = program_.eventKey(event.type, event.customName);
  const std::span<const std::uint32_t> all = program_.triggerIndex.all(key);
  if (all.empty() || halted_) {
    return;
  }
  TriggerTurn turn{event, all, {.cause = cause, .contact = event.contact, .event = key}};
  findTriggers(turn);
  while (goThroughFound(turn)) {
    std::swap(buffers_.found, buffers_.foundBefore);
    findTriggers(turn);
    countRowsLeft(turn, buffers_.foundBefore.once(), buffers_.found.once());
  }
  if (halted_) {
    countRowsLeft(turn, buffers_.found.once(), {});
  } else {
    for (const std::uint32_t row : buffers_.found.rows()) {
      recorder_.counts().countRow(row);
    }
    recordTried(turn, program_.triggers[all.back()]);
  }
  recorder_.counts().countEvaluated(key, all, turn.tried.end);
}

template <class Recorder>
void RunLoop<Recorder>::findTriggers(const TriggerTurn& turn) {
  const Event& event = turn.event;
  program_.triggerIndex.find({turn.tried.event, event.attributes, contextOf(event).eventFields,
                              scoreValue(world_.contacts.score(event.contact))},
                             buffers_.found);
  if (isNearLimit(turn)) {
    buffers_.found.expandOnce(
        [&](std::uint32_t number) { return program_.triggerFor(program_.onceWorkflows[number], turn.tried.event); });
  }
}

template <class Recorder>
bool RunLoop<Recorder>::isNearLimit(const TriggerTurn& turn) const {
  // Each trigger that is left makes two entries at the most, before somebody is enrolled.
  const std::size_t entries = 2 * (turn.all.size() - turn.tried.end);
  const std::uint32_t conditions = program_.triggers[turn.all.back()].groupConditions - turn.tested;
  return recorder_.size() - before_ + entries > entryLimit || fieldText_ > textLimit ||
         effort_ + conditions > limits_.effort || explained_ + conditions > limits_.explained;
}

template <class Recorder>
bool RunLoop<Recorder>::goThroughFound(TriggerTurn& turn) {
  const TriggersFound& found = buffers_.found;
  const std::span<const std::uint32_t> triggers = found.triggers();
  std::size_t index = 0;
  while (index < triggers.size() && program_.triggers[triggers[index]].position < turn.tried.end) {
    ++index;
  }
  recorder_.dropRefused();
  OnceCursor once(world_.once, turn.event.contact, found.once(), turn.onceFrom);
  std::uint32_t refused = 0;
  const auto noteRefusedBefore = [&](std::uint32_t number) {
    if constexpr (Recorder::explains) {
      once.visitRefusedBefore(number, [&](const OnceBits& block) { recorder_.noteRefused(block); });
    } else {
      const std::uint32_t sum = once.refusedBefore(number);
      recorder_.noteRefused(sum - refused);
      refused = sum;
    }
  };
  const std::int32_t score = world_.contacts.score(turn.event.contact);
  while (!halted_) {
    const std::uint32_t number = once.next();
    const std::uint32_t entered = number == noIndex ? noIndex : program_.onceWorkflows[number];
    const std::uint32_t other = index < triggers.size() ? program_.triggers[triggers[index]].workflow : noIndex;
    if (entered == other) {  // there is neither
      noteRefusedBefore(noIndex);
      return false;
    }
    if (entered < other) {
      noteRefusedBefore(number);
      enterOnce(turn, number);
      once.noteEntered();
    } else {
      noteRefusedBefore(program_.workflows[other].once);
      tryWorkflow(turn, triggers, index);
    }
    const bool isOutdated = found.dependsOnScore() && world_.contacts.score(turn.event.contact) != score;
    if (!halted_ && (isOutdated || (!found.once().empty() && isNearLimit(turn)))) {
      return true;
    }
  }
  return false;
}

template <class Recorder>
void RunLoop<Recorder>::tryWorkflow(TriggerTurn& turn, std::span<const std::uint32_t> triggers, std::size_t& index) {
  const std::uint32_t workflow = program_.triggers[triggers[index]].workflow;
  std::uint32_t first = noIndex;
  for (; index < triggers.size() && program_.triggers[triggers[index]].workflow == workflow; ++index) {
    if (isMatched(turn.event, triggers[index]) && first == noIndex) {
      first = triggers[index];
    }
  }
  if (first == noIndex) {
    return;
  }
  const std::uint32_t entry = recordTried(turn, program_.triggers[first]);
  turn.onceFrom = program_.workflows[workflow].once + (program_.workflows[workflow].allowReentry ? 0 : 1);
  if (!isOverLimit()) {
    enroll({.cause = entry, .contact = turn.event.contact, .workflow = workflow, .trigger = first}, &turn.event);
  }
}

template <class Recorder>
void RunLoop<Recorder>::enterOnce(TriggerTurn& turn, std::uint32_t number) {
  const std::uint32_t workflow = program_.onceWorkflows[number];
  const std::uint32_t trigger = program_.triggerFor(workflow, turn.tried.event);
  const std::uint32_t entry = recordTried(turn, program_.triggers[trigger]);
  turn.onceFrom = number + 1;
  // Its row counts it among those that are refused.
  --world_.workflowCounts[workflow].refusedBy[static_cast<std::size_t>(RefusalReason::reentryOff)];
  world_.once.add(turn.event.contact, number);
  start({.cause = entry, .contact = turn.event.contact, .workflow = workflow, .trigger = trigger}, &turn.event);
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::recordTried(TriggerTurn& turn, const TriggerProgram& matched) {
  turn.tried.first = std::exchange(turn.tried.end, matched.groupEnd);
  countExplained(matched.groupConditions - std::exchange(turn.tested, matched.groupConditions));
  return recorder_.recordTriggers(world_, turn.tried) - (matched.groupEnd - 1 - matched.position);
}

template <class Recorder>
void RunLoop<Recorder>::countRowsLeft(const TriggerTurn& turn, std::span<const OnceBits> left,
                                      std::span<const OnceBits> taken) {
  const auto count = [&](OnceBits block, std::uint64_t times) {
    block.bits &= OnceBits::bitsBefore(block.block, turn.onceFrom);
    forEachNumber(block, [&](std::uint32_t number) {
      const std::uint32_t workflow = program_.onceWorkflows[number];
      recorder_.counts().countMatches(program_.triggerFor(workflow, turn.tried.event), times);
      world_.workflowCounts[workflow].refusedBy[static_cast<std::size_t>(RefusalReason::reentryOff)] += times;
    });
  };
  const auto without = [](const OnceBits& block, std::span<const OnceBits>& others) {
    while (!others.empty() && others.front().block < block.block) {
      others = others.subspan(1);
    }
    const bool isThere = !others.empty() && others.front().block == block.block;
    return OnceBits{block.block, block.bits & ~(isThere ? others.front().bits : 0)};
  };
  std::span<const OnceBits> others = taken;
  for (const OnceBits& block : left) {
    count(without(block, others), 1);
  }
  others = left;
  for (const OnceBits& block : taken) {
    count(without(block, others), UINT64_MAX);  // −1: counts go round
  }
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
  // The clock's events are not looked up.
  const bool isDecided = row.decided && event.trigger == noIndex;
  if (!isDecided && !evaluate(world_, row.conditions, context, silent)) {
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
