#pragma once

#include <string>
#include <variant>
#include <vector>

#include "rehearse/model/scalar.hpp"
#include "rehearse/model/time.hpp"
#include "rehearse/vocabulary/operators.hpp"

namespace rehearse {

/// A comparison of a field with a value, or a group of conditions.
struct Condition {
  enum class Kind : std::uint8_t { comparison, all, any, negation };
  /// What a comparison compares with: nothing, a scalar, a list of texts, or a duration in milliseconds.
  using Value = std::variant<std::monostate, Scalar, std::vector<std::string>, Duration>;

  Kind kind = Kind::comparison;
  std::string field;                        ///< of a comparison: a field path
  Operator comparison = Operator::equalTo;  ///< of a comparison
  Value value;                              ///< of a comparison
  std::vector<Condition> children;          ///< of a group; a negation has one
  Extensions extensions;
};

/// A list of conditions that must all hold; an empty one always does.
using Conditions = std::vector<Condition>;

/// An event that a step waits for.
struct EventPattern {
  std::string type;
  Conditions conditions;
  Extensions extensions;
};

}  // namespace rehearse
