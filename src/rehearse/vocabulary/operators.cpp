#include "rehearse/vocabulary/operators.hpp"

#include <array>

#include "rehearse/vocabulary/lookup.hpp"

namespace rehearse {
namespace {

constexpr ValueKinds numbers = kindBit(ValueKind::number) | kindBit(ValueKind::scalar);
constexpr ValueKinds texts = kindBit(ValueKind::text) | kindBit(ValueKind::scalar);
constexpr ValueKinds tags = kindBit(ValueKind::tags);
constexpr ValueKinds yesNo = kindBit(ValueKind::yesNo) | kindBit(ValueKind::scalar);
// A contact field may hold a date as text, so the operators for times apply to scalars too.
constexpr ValueKinds times = kindBit(ValueKind::time) | kindBit(ValueKind::scalar);

constexpr std::array<OperatorRow, 16> table{{
    {Operator::equalTo, "equalTo", "is equal to", numbers | texts | yesNo},
    {Operator::notEqualTo, "notEqualTo", "is not equal to", numbers | texts | yesNo},
    {Operator::greaterThan, "greaterThan", "is greater than", numbers},
    {Operator::greaterThanOrEqualTo, "greaterThanOrEqualTo", "is greater than or equal to", numbers},
    {Operator::lessThan, "lessThan", "is less than", numbers},
    {Operator::lessThanOrEqualTo, "lessThanOrEqualTo", "is less than or equal to", numbers},
    {Operator::contains, "contains", "contains", texts | tags},
    {Operator::doesNotContain, "doesNotContain", "does not contain", texts | tags},
    {Operator::startsWith, "startsWith", "starts with", texts},
    {Operator::endsWith, "endsWith", "ends with", texts},
    {Operator::anyOf, "anyOf", "is any of", texts | tags},
    {Operator::noneOf, "noneOf", "is none of", texts | tags},
    {Operator::olderThan, "olderThan", "is longer ago than", times},
    {Operator::within, "within", "is within the last", times},
    {Operator::isEmpty, "isEmpty", "is empty", numbers | texts | tags | yesNo | times},
    {Operator::isNotEmpty, "isNotEmpty", "is not empty", numbers | texts | tags | yesNo | times},
}};
static_assert(inEnumerationOrder(table));

}  // namespace

std::span<const OperatorRow> operators() { return table; }

const OperatorRow& rowOf(Operator id) { return table[static_cast<std::size_t>(id)]; }

std::optional<Operator> operatorNamed(std::string_view name) { return idNamed<Operator>(table, name); }

bool appliesTo(Operator id, ValueKind kind) { return (rowOf(id).kinds & kindBit(kind)) != 0; }

Operand operandOf(Operator id, ValueKind kind) {
  using enum Operator;
  switch (id) {
    case isEmpty:
    case isNotEmpty:
      return Operand::none;
    case olderThan:
    case within:
      return Operand::duration;
    case anyOf:
    case noneOf:
      return Operand::texts;
    case contains:
    case doesNotContain:
    case startsWith:
    case endsWith:
      return Operand::text;
    case greaterThan:
    case greaterThanOrEqualTo:
    case lessThan:
    case lessThanOrEqualTo:
      return Operand::number;
    case equalTo:
    case notEqualTo:
      break;
  }
  switch (kind) {
    case ValueKind::number:
      return Operand::number;
    case ValueKind::yesNo:
      return Operand::yesNo;
    case ValueKind::scalar:
      return Operand::scalar;
    default:
      return Operand::text;
  }
}

std::string_view nameOf(Operand operand) {
  switch (operand) {
    case Operand::none:
      return "none";
    case Operand::number:
      return "number";
    case Operand::text:
      return "text";
    case Operand::yesNo:
      return "yesNo";
    case Operand::scalar:
      return "scalar";
    case Operand::texts:
      return "texts";
    case Operand::duration:
      return "duration";
  }
  return "";
}

std::optional<Operator> oppositeOf(Operator id) {
  switch (id) {
    case Operator::notEqualTo:
      return Operator::equalTo;
    case Operator::doesNotContain:
      return Operator::contains;
    case Operator::noneOf:
      return Operator::anyOf;
    case Operator::isNotEmpty:
      return Operator::isEmpty;
    default:
      return std::nullopt;
  }
}

}  // namespace rehearse
