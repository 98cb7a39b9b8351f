#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// What a condition looks at.
struct ConditionContext {
  std::uint32_t contact = 0;
  const Event* event = nullptr;  ///< may be null: its attributes and fields are then empty
  std::span<const FieldValue> eventFields = {};
  /// The score to look at in place of the contact's and the event's own, for "did it hold for the score before?".
  const Value* score = nullptr;
};

/// The path of a field, as written in documents.
std::string fieldPath(const Symbols& symbols, const FieldReference& field);

/// The value that a field path into the event has; empty for one into the contact.
Value readEvent(const FieldReference& field, const ConditionContext& context);

/// The value that a field path has now. Tags give an empty value: they are looked at where they are.
Value readField(const World& world, const FieldReference& field, const ConditionContext& context);

/// The moment that a value stands for: a time, or a text that can be read as one.
std::optional<Instant> readMoment(const Symbols& symbols, const Value& value);

/// A contact's custom field, or its name or email where `key` is none.
Value readContactField(const World& world, std::uint32_t contact, ContactField field, Symbol key);
/// Sets it, and the timers of the date triggers that watch it; an empty value empties it. A name and an email are
/// texts.
void writeContactField(World& world, std::uint32_t contact, ContactField field, Symbol key, const Value& value);

/// Whether a comparison holds for a value. `now` is the clock that `olderThan` and `within` measure against.
bool holds(const Program& program, const Symbols& symbols, const ConditionNode& node, const Value& actual, Instant now);

/// Whether `actual` stands to `expected` as an operator of one value says. Those of lists and durations do not hold.
bool compares(const Symbols& symbols, Operator comparison, const Value& actual, const Value& expected);

/// Whether a comparison holds for a contact's tags.
bool holdsForTags(const Program& program, const ConditionNode& node, std::span<const Symbol> tags);

/// Whether a field path names the contact's tags.
inline bool readsTags(const FieldReference& field) {
  return field.source == FieldSource::contactField && field.contactField == ContactField::tags;
}

/// Whether a field path names the contact's engagement score.
inline bool readsScore(const FieldReference& field) {
  return field.source == FieldSource::contactField && field.contactField == ContactField::engagementScore;
}

/// Whether a value counts as empty: there is none, or it is the text "".
inline bool countsAsEmpty(const Symbols& symbols, const Value& value) {
  return value.isEmpty() || (value.type() == Value::Type::text && symbols.text(value.asText()).empty());
}

/// Keeps what it is told to itself: for conditions of which only the answer is wanted.
struct SilentRecorder {
  static constexpr bool explains = false;
  void noteActual(const Value& /*value*/) {}
  void noteActualTags(std::span<const Symbol> /*tags*/) {}
  void noteHeld(const ConditionNode& /*node*/, bool /*held*/) {}
};

/// Tells a recorder which conditions held, but shows it no values: evaluation stops at what decides.
template <class Recorder>
struct HeldNoted : SilentRecorder {
  Recorder& recorder;

  explicit HeldNoted(Recorder& wanted) : recorder(wanted) {}
  void noteHeld(const ConditionNode& node, bool held) { recorder.noteHeld(node, held); }
};

/// Shows a recorder the values of conditions of which it was told before whether they held.
template <class Recorder>
struct ActualsNoted {
  static constexpr bool explains = Recorder::explains;
  Recorder& recorder;

  void noteActual(const Value& value) { recorder.noteActual(value); }
  void noteActualTags(std::span<const Symbol> tags) { recorder.noteActualTags(tags); }
  void noteHeld(const ConditionNode& /*node*/, bool /*held*/) {}
};

template <class Recorder>
bool evaluateTree(const World& world, std::span<const ConditionNode> tree, const ConditionContext& context,
                  Recorder& recorder);

/// Whether one comparison holds.
template <class Recorder>
bool evaluateComparison(const World& world, const ConditionNode& node, const ConditionContext& context,
                        Recorder& recorder) {
  if (readsTags(node.field)) {
    const auto tags = world.contacts.tags(context.contact);
    recorder.noteActualTags(tags);
    return holdsForTags(*world.program, node, tags);
  }
  const Value actual = readField(world, node.field, context);
  recorder.noteActual(actual);
  return holds(*world.program, world.symbols, node, actual, world.now);
}

/// Whether a group holds.
template <class Recorder>
bool evaluateGroup(const World& world, std::span<const ConditionNode> tree, const ConditionContext& context,
                   Recorder& recorder) {
  const ConditionNode& root = tree.front();
  const bool wanted = root.kind == Condition::Kind::any;
  bool result = !wanted;
  for (std::size_t index = 1; index < tree.size(); index += tree[index].size) {
    const bool met = evaluateTree(world, tree.subspan(index, tree[index].size), context, recorder);
    if (root.kind == Condition::Kind::negation) {
      return !met;
    }
    if (met == wanted) {
      result = wanted;
      if constexpr (!Recorder::explains) {
        break;
      }
    }
  }
  return result;
}

/// Evaluates the tree whose root is the first of `tree`. A recorder that explains is told every comparison's actual
/// value, in order, and so all are evaluated; else evaluation stops at what decides. It is told of all that is
/// evaluated whether it held.
template <class Recorder>
bool evaluateTree(const World& world, std::span<const ConditionNode> tree, const ConditionContext& context,
                  Recorder& recorder) {
  const bool held = tree.front().kind == Condition::Kind::comparison
                        ? evaluateComparison(world, tree.front(), context, recorder)
                        : evaluateGroup(world, tree, context, recorder);
  recorder.noteHeld(tree.front(), held);
  return held;
}

/// Evaluates conditions of the program.
template <class Recorder>
bool evaluate(const World& world, ConditionsIndex root, const ConditionContext& context, Recorder& recorder) {
  return evaluateTree(world, world.program->tree(root), context, recorder);
}

}  // namespace rehearse
