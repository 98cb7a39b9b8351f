#pragma once

#include <optional>
#include <string_view>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/vocabulary/event_types.hpp"
#include "rehearse/vocabulary/fields.hpp"
#include "rehearse/vocabulary/operators.hpp"

namespace rehearse::json {

/// A comparison of a document without errors, taken apart.
struct Comparison {
  TreeValue place;  ///< the condition
  std::string_view field;
  FieldPath path;
  ValueKind kind;
  Operator id;
  std::optional<TreeValue> value;
};

/// `event` is the type whose attributes it may name; nothing where it may name those of any.
Comparison comparisonOf(TreeValue condition, std::optional<EventType> event);

/// Whether it looks at an engagement score: the contact's, or the one that a change of it, the event, has led to.
bool isOfScore(const Comparison& comparison, std::optional<EventType> event);

/// Whether it holds of nothing, and of a value of another kind.
bool holdsOnEmpty(const Comparison& comparison);

/// Whether there is no value at all that it holds of.
bool neverHolds(const Comparison& comparison);

/// Whether there is no value that both hold of; both of the same field.
bool excludeEachOther(const Comparison& one, const Comparison& other);

}  // namespace rehearse::json
