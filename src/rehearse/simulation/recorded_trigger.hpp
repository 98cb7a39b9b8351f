#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/simulation/journal.hpp"

namespace rehearse {

/// What an evaluated trigger came to, worked out from what the journal keeps of it by the functions that the run used.
struct RecordedTrigger {
  bool matched = false;
  HeldBefore heldBefore = HeldBefore::notAsked;
  std::vector<Value> actuals;  ///< of the comparisons of its conditions, in order
};

/// The `triggerEvaluated` entry with that seq. `symbols`: those of the simulation that the journal is of.
RecordedTrigger readTrigger(const Journal& journal, const Program& program, const Symbols& symbols, std::uint32_t seq);

/// Whether a comparison holds for a value that the journal keeps, which may be tags.
bool holdsRecorded(const Journal& journal, const Program& program, const Symbols& symbols, const ConditionNode& node,
                   const Value& actual, Instant now);

/// Evaluates a tree by asking of every comparison whether it holds, in order.
template <class Holds>
bool evaluateRecorded(std::span<const ConditionNode> tree, Holds& holds) {
  const ConditionNode& root = tree.front();
  if (root.kind == Condition::Kind::comparison) {
    return holds(root);
  }
  const bool decides = root.kind == Condition::Kind::any;
  bool result = !decides;
  for (std::size_t index = 1; index < tree.size(); index += tree[index].size) {
    const bool met = evaluateRecorded(tree.subspan(index, tree[index].size), holds);
    if (root.kind == Condition::Kind::negation) {
      return !met;
    }
    result = met == decides ? decides : result;
  }
  return result;
}

}  // namespace rehearse
