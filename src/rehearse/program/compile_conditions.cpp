#include "rehearse/program/compiler.hpp"

// Conditions, and the fields and values in them.

namespace rehearse {

FieldReference Compiler::reference(const FieldPath& path) {
  FieldReference reference;
  reference.source = path.source;
  reference.contactField = path.field;
  if (path.source == FieldSource::eventAttribute) {
    reference.attribute = attributeNumber(path.key);
  } else if (path.source != FieldSource::contactField) {
    reference.key = intern(path.key);
  }
  readsEvent_ |= path.source == FieldSource::eventAttribute || path.source == FieldSource::eventField;
  return reference;
}

Value Compiler::scalarValue(const Scalar& scalar, Symbol text) {
  if (const auto* number = std::get_if<double>(&scalar)) {
    return Value::number(*number);
  }
  if (const auto* flag = std::get_if<bool>(&scalar)) {
    return Value::yesNo(*flag);
  }
  return std::holds_alternative<std::string>(scalar) ? Value::text(text) : Value();
}

Value Compiler::value(const Scalar& scalar) {
  const auto* text = std::get_if<std::string>(&scalar);
  return scalarValue(scalar, text != nullptr ? intern(*text) : Symbol::none);
}

void Compiler::compileCondition(const Condition& condition) {
  const std::uint32_t index = append(program_.conditions, ConditionNode{});
  ConditionNode node;
  node.kind = condition.kind;
  if (condition.kind == Condition::Kind::comparison) {
    node.comparison = condition.comparison;
    if (const auto path = parseFieldPath(condition.field)) {
      node.field = reference(*path);
    }
    if (const auto* scalar = std::get_if<Scalar>(&condition.value)) {
      node.operand = value(*scalar);
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&condition.value)) {
      node.texts = internAll(*texts);
    } else if (const auto* duration = std::get_if<Duration>(&condition.value)) {
      node.duration = *duration;
    }
  }
  for (const Condition& child : condition.children) {
    compileCondition(child);
  }
  node.size = sizeOf(program_.conditions) - index;
  program_.conditions[index] = node;
}

ConditionsIndex Compiler::compileConditions(const Conditions& conditions) {
  const std::uint32_t root = append(program_.conditions, ConditionNode{});
  for (const Condition& condition : conditions) {
    compileCondition(condition);
  }
  program_.conditions[root].size = sizeOf(program_.conditions) - root;
  return root;
}

}  // namespace rehearse
