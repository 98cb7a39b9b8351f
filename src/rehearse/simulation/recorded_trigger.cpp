#include "rehearse/simulation/recorded_trigger.hpp"

#include <utility>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
bool holdsRecorded(const Journal& journal, const Program& program, const Symbols& symbols, const ConditionNode& node,
                   const Value& actual, Instant now) {
  return actual.type() == Value::Type::tags ? holdsForTags(program, node, journal.tags(actual))
                                            : holds(program, symbols, node, actual, now);
}

RecordedTrigger readTrigger(const Journal& journal, const Program& program, const Symbols& symbols, std::uint32_t seq) {
  const Entry entry = journal.entry(seq);
  const TriggerProgram& row = program.triggers[entry.place.trigger];
  const auto hold = [&](std::span<const Value> actuals) {
    const auto holds = [&](const ConditionNode& node) {
      const Value actual = actuals.front();
      actuals = actuals.subspan(1);
      return holdsRecorded(journal, program, symbols, node, actual, entry.at);
    };
    return evaluateRecorded(program.tree(row.conditions), holds);
  };
  RecordedTrigger result;
  result.actuals = journal.triggerActuals(seq);
  result.matched = hold(result.actuals);
  if (row.fires == Firing::crossing) {
    const Value before = journal.event(journal.entry(entry.place.cause)).attributes[previousScoreSlot];
    const bool held = hold(journal.triggerActuals(seq, &before));
    result.heldBefore = held ? HeldBefore::yes : HeldBefore::no;
    result.matched = result.matched && !held;
  }
  return result;
}

}  // namespace rehearse
