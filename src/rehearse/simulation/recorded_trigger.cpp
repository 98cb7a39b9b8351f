#include "rehearse/simulation/recorded_trigger.hpp"

#include <utility>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
namespace {

/// Evaluates trees for values that are given in the order of their comparisons.
class RecordedConditions {
 public:
  RecordedConditions(const Journal& journal, const Program& program, const Symbols& symbols,
                     std::span<const Value> actuals, Instant now)
      : journal_(journal), program_(program), symbols_(symbols), actuals_(actuals), now_(now) {}

  bool hold(std::span<const ConditionNode> tree) {
    const ConditionNode& root = tree.front();
    if (root.kind == Condition::Kind::comparison) {
      const Value actual = actuals_.front();
      actuals_ = actuals_.subspan(1);
      return holdsRecorded(journal_, program_, symbols_, root, actual, now_);
    }
    const bool decides = root.kind == Condition::Kind::any;
    bool result = !decides;
    for (std::size_t index = 1; index < tree.size(); index += tree[index].size) {
      const bool met = hold(tree.subspan(index, tree[index].size));
      if (root.kind == Condition::Kind::negation) {
        return !met;
      }
      result = met == decides ? decides : result;
    }
    return result;
  }

 private:
  const Journal& journal_;
  const Program& program_;
  const Symbols& symbols_;
  std::span<const Value> actuals_;
  Instant now_;
};

}  // namespace

bool holdsRecorded(const Journal& journal, const Program& program, const Symbols& symbols, const ConditionNode& node,
                   const Value& actual, Instant now) {
  return actual.type() == Value::Type::tags ? holdsForTags(program, node, journal.tags(actual))
                                            : holds(program, symbols, node, actual, now);
}

RecordedTrigger readTrigger(const Journal& journal, const Program& program, const Symbols& symbols, std::uint32_t seq) {
  const Entry entry = journal.entry(seq);
  const TriggerProgram& row = program.triggers[entry.place.trigger];
  const auto hold = [&](std::span<const Value> actuals) {
    return RecordedConditions(journal, program, symbols, actuals, entry.at).hold(program.tree(row.conditions));
  };
  RecordedTrigger result;
  result.actuals = journal.triggerActuals(seq);
  result.matched = hold(result.actuals);
  if (row.fires == Firing::crossing) {
    const Value& before = journal.event(journal.entry(entry.place.cause)).attributes[previousScoreSlot];
    const bool held = hold(journal.triggerActuals(seq, &before));
    result.heldBefore = held ? HeldBefore::yes : HeldBefore::no;
    result.matched = result.matched && !held;
  }
  return result;
}

}  // namespace rehearse
