#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/vocabulary/event_types.hpp"
#include "rehearse/vocabulary/fields.hpp"
#include "rehearse/vocabulary/operators.hpp"

namespace rehearse::json {

/// A condition of a document without errors that is no group of others, taken apart.
struct LocatedCondition {
  TreeValue place;  ///< where it stands
  std::string_view field;
  FieldPath path;
  ValueKind kind;
  Operator id;
  std::optional<TreeValue> value;
};

/// `event` is the type whose attributes it may name; nothing where it may name those of any.
LocatedCondition locatedCondition(TreeValue place, std::optional<EventType> event);

/// Whether it asks for more, or for less, than a number.
bool isOrdering(Operator id);

/// Whether it looks at an engagement score: the contact's, or the one that a change of it, the event, has led to.
bool isOfScore(const LocatedCondition& condition, std::optional<EventType> event);

/// Whether conditions with that operator hold of nothing, and of a value of another kind.
bool holdsOnEmpty(Operator id);

/// Whether there is no value at all that it holds of.
bool neverHolds(const LocatedCondition& condition);

/// At the most so many characters does `excludeEachOther` look at.
std::uint64_t costOfExclusion(const LocatedCondition& one, const LocatedCondition& other);

/// Whether there is no value that both hold of; both of the same field.
bool excludeEachOther(const LocatedCondition& one, const LocatedCondition& other);

}  // namespace rehearse::json
