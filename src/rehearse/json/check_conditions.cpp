#include <algorithm>
#include <array>
#include <limits>

#include "rehearse/json/checker.hpp"
#include "rehearse/json/reader.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/json/wording.hpp"

namespace rehearse::json {
namespace {

constexpr std::array<std::string_view, 3> groupKeys{"all", "any", "not"};
constexpr std::array<std::string_view, 3> comparisonKeys{"field", "operator", "value"};
constexpr std::array<std::string_view, 6> conditionKeys{"field", "operator", "value", "all", "any", "not"};

constexpr std::string_view conditionExample =
    "For example { \"field\": \"contact.engagementScore\", \"operator\": \"greaterThan\", \"value\": 10 }.";

template <std::size_t Count>
bool isOneOf(const std::array<std::string_view, Count>& keys, std::string_view key) {
  for (const auto candidate : keys) {
    if (candidate == key) {
      return true;
    }
  }
  return false;
}

/// What people write who know operators from programming.
struct Sign {
  std::string_view sign;
  std::string_view name;
};
constexpr std::array<Sign, 14> signs{{{"=", "equalTo"},
                                      {"==", "equalTo"},
                                      {"eq", "equalTo"},
                                      {"equals", "equalTo"},
                                      {"!=", "notEqualTo"},
                                      {"<>", "notEqualTo"},
                                      {">", "greaterThan"},
                                      {"gt", "greaterThan"},
                                      {">=", "greaterThanOrEqualTo"},
                                      {"gte", "greaterThanOrEqualTo"},
                                      {"<", "lessThan"},
                                      {"lt", "lessThan"},
                                      {"<=", "lessThanOrEqualTo"},
                                      {"in", "anyOf"}}};

std::vector<std::string_view> operatorNames(std::optional<ValueKind> kind) {
  std::vector<std::string_view> names;
  for (const auto& row : operators()) {
    if (!kind || appliesTo(row.id, *kind)) {
      names.push_back(row.name);
    }
  }
  return names;
}

std::string operatorHint(Suggestions& suggestions, std::string_view name) {
  for (const auto& sign : signs) {
    if (sign.sign == name) {
      return didYouMean(sign.name);
    }
  }
  return suggestions.didYouMeanOneOf(name, operatorNames(std::nullopt));
}

std::string_view nameForPeople(ValueKind kind) {
  switch (kind) {
    case ValueKind::number:
      return "a number";
    case ValueKind::text:
      return "a text";
    case ValueKind::yesNo:
      return "true or false";
    case ValueKind::tags:
      return "a set of tags";
    case ValueKind::time:
      return "a time";
    case ValueKind::scalar:
      return "a text, a number, true or false";
  }
  return "";
}

}  // namespace

void Checker::checkConditions(TreeValue value) {
  if (value.isList()) {
    checkConditionList(value);
  } else if (value.isObject()) {
    checkCondition(value);
    checkLoneDepth(value);
  } else {
    typeError(value, "a condition or a list of conditions", std::string(conditionExample));
  }
}

/// A condition that stands alone is written back as a list of one, a level deeper, and that must be readable, too.
void Checker::checkLoneDepth(TreeValue condition) {
  if (condition.depth() + condition.height() > maximumDepth) {
    findings_.error("json.depth", condition,
                    "Objects and lists are nested more than " + std::to_string(maximumDepth) +
                        " deep; a condition that stands alone counts as a list of one.");
  }
}

void Checker::checkConditionList(TreeValue list) {
  for (const TreeValue item : list) {
    if (item.isObject()) {
      checkCondition(item);
    } else {
      typeError(item, "a condition", std::string(conditionExample));
    }
  }
}

void Checker::checkCondition(TreeValue condition) {
  const auto meant = checkKeys(condition, {.names = conditionKeys});
  std::optional<TreeValue> first;
  bool isComparison = false;
  bool hasGroup = false;
  for (const TreeValue member : condition) {
    const bool startsGroup = isOneOf(groupKeys, member.key());
    if (!startsGroup && !isOneOf(comparisonKeys, member.key())) {
      continue;
    }
    if (first && (startsGroup || hasGroup)) {
      findings_.keyError("key.conflict", member,
                         quoted(member.key()) + " cannot stand beside " + quoted(first->key()) + ".",
                         "A condition is either a comparison or one of `all`, `any` and `not`.");
    }
    if (!first) {
      first = member;
    }
    hasGroup = hasGroup || startsGroup;
    isComparison = isComparison || !startsGroup;
    if (startsGroup) {
      checkGroup(member);
    }
  }
  const bool groupIsMeant = !meant.empty() && isOneOf(groupKeys, meant.front());
  if (isComparison || (!hasGroup && !meant.empty() && !groupIsMeant)) {
    if (!hasGroup) {
      checkComparison(condition, meant);
    }
  } else if (!hasGroup && meant.empty()) {
    findings_.error("value.missing", condition,
                    nameInText(condition) + " needs `field` and `operator`, or one of `all`, `any` and `not`.",
                    std::string(conditionExample));
  }
}

void Checker::checkGroup(TreeValue group) {
  if (group.key() == "not" && group.isObject()) {
    return checkCondition(group);
  }
  if (group.key() == "not") {
    return checkConditions(group);
  }
  if (!group.isList()) {
    return typeError(group, "a list of conditions",
                     group.isObject() ? "Put it between `[` and `]`." : std::string(conditionExample));
  }
  checkConditionList(group);
}

void Checker::checkComparison(TreeValue condition, std::span<const std::string_view> meant) {
  const auto field = condition.member("field");
  const auto comparison = condition.member("operator");
  if (!field) {
    reportMissing(condition, "field", meant, "What is looked at, such as `contact.engagementScore` or `event.link`.");
  }
  if (!comparison) {
    reportMissing(condition, "operator", meant, oneOf(operatorNames(std::nullopt)));
  }
  const auto kind = field ? checkField(*field) : std::nullopt;
  const auto id = comparison ? checkOperator(*comparison) : std::nullopt;
  if (!kind || !id) {
    return;
  }
  if (!appliesTo(*id, *kind)) {
    findings_.error("operator.notApplicable", *comparison,
                    quoted(comparison->text()) + " does not fit " + quoted(field->text()) + ", which is " +
                        std::string(nameForPeople(*kind)) + ".",
                    oneOf(operatorNames(kind)));
    return;
  }
  if (!condition.member("value") && std::find(meant.begin(), meant.end(), "value") != meant.end()) {
    return;
  }
  checkOperand(condition, *comparison, *id, *kind);
}

std::optional<ValueKind> Checker::checkField(TreeValue value) {
  if (!checkText(value)) {
    return std::nullopt;
  }
  const auto path = parseFieldPath(value.text());
  if (!path) {
    findings_.error("value.unknown", value, "There is no field " + quoted(value.text()) + ".", fieldHint(value.text()));
    return std::nullopt;
  }
  switch (path->source) {
    case FieldSource::contactField:
      return rowOf(path->field).kind;
    case FieldSource::contactCustomField:
      return ValueKind::scalar;
    case FieldSource::eventField:
    case FieldSource::eventAttribute:
      return checkEventField(value, *path);
  }
  return std::nullopt;
}

std::optional<ValueKind> Checker::checkEventField(TreeValue value, const FieldPath& path) {
  if (path.source == FieldSource::eventField) {
    if (!conditionEvent_ || rowOf(*conditionEvent_).hasFields) {
      return ValueKind::scalar;
    }
    findings_.error("value.unknown", value, "Events of the type " + quoted(conditionEventName_) + " have no fields.");
    return std::nullopt;
  }
  if (conditionEvent_) {
    const auto& row = rowOf(*conditionEvent_);
    if (const auto index = attributeIndex(*conditionEvent_, path.key)) {
      return row.attributes[*index].kind;
    }
    findings_.error(
        "value.unknown", value,
        "Events of the type " + quoted(conditionEventName_) + " have no attribute " + quoted(path.key) + ".",
        fieldHint(value.text()));
    return std::nullopt;
  }
  if (const auto* attribute = anyAttributeNamed(path.key)) {
    return attribute->kind;
  }
  findings_.error("value.unknown", value, "No event type has an attribute " + quoted(path.key) + ".",
                  fieldHint(value.text()));
  return std::nullopt;
}

std::string Checker::fieldHint(std::string_view text) {
  if (findings_.isFull()) {
    return {};
  }
  const auto paths = fieldPaths();
  const std::vector<std::string_view> candidates(paths.begin(), paths.end());
  auto suggestion = suggestions_.closest(text, candidates);
  for (const std::string_view prefix : {"contact.", "event."}) {
    if (suggestion.empty()) {
      suggestion = suggestions_.closest(std::string(prefix).append(text), candidates);
    }
  }
  return suggestion.empty() ? oneOf(candidates) : didYouMean(suggestion);
}

std::vector<std::string> Checker::fieldPaths() const {
  std::vector<std::string> paths;
  const auto addAttributes = [&](const EventTypeRow& row) {
    for (const auto& attribute : row.attributes) {
      const auto path = "event." + std::string(attribute.name);
      if (std::find(paths.begin(), paths.end(), path) == paths.end()) {
        paths.push_back(path);
      }
    }
  };
  if (conditionEvent_) {
    addAttributes(rowOf(*conditionEvent_));
  } else {
    for (const auto& row : eventTypes()) {
      addAttributes(row);
    }
  }
  if (!conditionEvent_ || rowOf(*conditionEvent_).hasFields) {
    paths.emplace_back("event.fields.KEY");
  }
  for (const auto& row : contactFields()) {
    paths.push_back("contact." + std::string(row.name));
  }
  paths.emplace_back("contact.fields.KEY");
  return paths;
}

std::optional<Operator> Checker::checkOperator(TreeValue value) {
  if (!checkText(value)) {
    return std::nullopt;
  }
  const auto id = operatorNamed(value.text());
  if (!id) {
    findings_.error("value.unknown", value, "There is no operator " + quoted(value.text()) + ".",
                    operatorHint(suggestions_, value.text()));
  }
  return id;
}

void Checker::checkOperand(TreeValue condition, TreeValue comparison, Operator id, ValueKind kind) {
  const auto operand = operandOf(id, kind);
  const auto value = condition.member("value");
  if (operand == Operand::none) {
    if (value) {
      findings_.error("value.unexpected", *value, quoted(comparison.text()) + " takes no value.", "Remove `value`.");
    }
    return;
  }
  if (!value) {
    findings_.error("value.missing", condition,
                    nameInText(condition) + " needs `value`: " + quoted(comparison.text()) + " compares with one.",
                    operand == Operand::duration ? "A duration, such as \"3d\"." : "");
    return;
  }
  checkOperandValue(*value, operand);
  checkComparedResource(condition, id, *value);
}

void Checker::checkOperandValue(TreeValue value, Operand operand) {
  switch (operand) {
    case Operand::none:
      return;
    case Operand::number:
      return checkNumber(value, value.isNull() ? "To test for an empty one, use `isEmpty`." : "");
    case Operand::text:
      if (value.isNull()) {
        return typeError(value, "a text", "To test for an empty one, use `isEmpty`.");
      }
      checkText(value);
      return;
    case Operand::yesNo:
      return checkYesNo(value);
    case Operand::scalar:
      return checkScalar(value, false);
    case Operand::duration:
      return checkDuration(value);
    case Operand::texts: {
      PropertyRow row{};
      row.minimum = 1;
      row.maximum = maximumItems;
      return checkTexts(value, row, 0, std::numeric_limits<std::int64_t>::max());
    }
  }
}

void Checker::checkComparedResource(TreeValue condition, Operator id, TreeValue operand) {
  const auto path = parseFieldPath(condition.member("field")->text());
  const bool isTags = path->source == FieldSource::contactField && rowOf(path->field).kind == ValueKind::tags;
  std::string_view kind;
  if (isTags) {
    kind = rowOf(path->field).name;
  } else if (path->source == FieldSource::eventAttribute) {
    const auto index = conditionEvent_ ? attributeIndex(*conditionEvent_, path->key) : std::nullopt;
    const auto* attribute = index ? &rowOf(*conditionEvent_).attributes[*index] : anyAttributeNamed(path->key);
    kind = attribute == nullptr ? std::string_view() : attribute->resource;
  }
  // Only what is compared as a whole is an id; of texts, `contains` and the like compare parts.
  const bool isWhole = isTags || id == Operator::equalTo || id == Operator::notEqualTo || id == Operator::anyOf ||
                       id == Operator::noneOf;
  if (kind.empty() || !isWhole) {
    return;
  }
  if (operand.isText()) {
    checkResource(operand, kind);
  }
  for (const TreeValue item : operand) {
    if (operand.isList() && item.isText()) {
      checkResource(item, kind);
    }
  }
}

}  // namespace rehearse::json
