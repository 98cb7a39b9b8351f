#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rehearse/vocabulary/value_kind.hpp"

namespace rehearse {

/// How a condition compares a field with its value.
enum class Operator : std::uint8_t {
  equalTo,
  notEqualTo,
  greaterThan,
  greaterThanOrEqualTo,
  lessThan,
  lessThanOrEqualTo,
  contains,
  doesNotContain,
  startsWith,
  endsWith,
  anyOf,
  noneOf,
  olderThan,
  within,
  isEmpty,
  isNotEmpty,
};

/// What a condition's `value` must be.
enum class Operand : std::uint8_t {
  none,      ///< no `value` at all
  number,    ///< a number
  text,      ///< a text
  yesNo,     ///< true or false
  scalar,    ///< a number, a text, or true or false
  texts,     ///< a list of one or more texts
  duration,  ///< a duration such as "3d"
};

/// One operator: its name in documents, its label in forms, the kinds of field it applies to.
struct OperatorRow {
  Operator id;
  std::string_view name;
  std::string_view label;
  ValueKinds kinds;
};

/// Every operator, in the order of the enumeration.
std::span<const OperatorRow> operators();

/// The row of one operator.
const OperatorRow& rowOf(Operator id);

/// The operator with that name in documents, or nothing.
std::optional<Operator> operatorNamed(std::string_view name);

/// Whether `id` may be used on a field of that kind. A `scalar` field takes every operator but those for tags alone.
bool appliesTo(Operator id, ValueKind kind);

/// What the `value` of a condition with that operator on a field of that kind must be.
Operand operandOf(Operator id, ValueKind kind);

/// The operand's name in the catalog.
std::string_view nameOf(Operand operand);

/// The positive operator whose exact opposite `id` is (`notEqualTo` gives `equalTo`), or nothing.
std::optional<Operator> oppositeOf(Operator id);

/// Whether `actual` stands to `expected` as an operator that compares two numbers says; any other does not hold.
constexpr bool holdsOfNumbers(Operator id, double actual, double expected) {
  switch (id) {
    case Operator::equalTo:
      return actual == expected;
    case Operator::notEqualTo:
      return actual != expected;
    case Operator::greaterThan:
      return actual > expected;
    case Operator::greaterThanOrEqualTo:
      return actual >= expected;
    case Operator::lessThan:
      return actual < expected;
    case Operator::lessThanOrEqualTo:
      return actual <= expected;
    default:
      return false;
  }
}

}  // namespace rehearse
