#include "rehearse/json/located_condition.hpp"

#include "rehearse/model/time.hpp"

namespace rehearse::json {
namespace {

bool isPart(Operator id) { return id == Operator::contains || id == Operator::startsWith || id == Operator::endsWith; }

/// Whether a text is one of a list of texts.
bool has(TreeValue list, std::string_view text) {
  for (const TreeValue item : list) {
    if (item.text() == text) {
      return true;
    }
  }
  return false;
}

bool isSame(TreeValue one, TreeValue other) {
  if (one.kind() != other.kind()) {
    return false;
  }
  switch (one.kind()) {
    case NodeKind::text:
      return one.text() == other.text();
    case NodeKind::number:
      return one.number() == other.number();
    case NodeKind::yesNo:
      return one.yesNo() == other.yesNo();
    default:
      return true;
  }
}

bool isEmptyText(TreeValue value) { return value.isText() && value.text().empty(); }

bool holdsOfPart(Operator id, std::string_view actual, std::string_view expected) {
  switch (id) {
    case Operator::startsWith:
      return actual.starts_with(expected);
    case Operator::endsWith:
      return actual.ends_with(expected);
    default:
      return actual.find(expected) != std::string_view::npos;
  }
}

/// Whether a condition may hold of exactly this value of a field that is no set of tags.
bool mayHoldOf(const LocatedCondition& condition, TreeValue actual) {
  const auto id = condition.id;
  if (const auto opposite = oppositeOf(id)) {
    LocatedCondition positive = condition;
    positive.id = *opposite;
    return !mayHoldOf(positive, actual);
  }
  if (id == Operator::isEmpty || id == Operator::isNotEmpty) {
    return isEmptyText(actual) == (id == Operator::isEmpty);
  }
  if (id == Operator::olderThan || id == Operator::within) {
    return true;
  }
  const TreeValue expected = *condition.value;
  if (isOrdering(id)) {
    return actual.isNumber() && holdsOfNumbers(id, actual.number(), expected.number());
  }
  if (id == Operator::anyOf) {
    return actual.isText() && has(expected, actual.text());
  }
  if (isPart(id)) {
    return actual.isText() && holdsOfPart(id, actual.text(), expected.text());
  }
  return isSame(actual, expected);
}

/// Whether a field that takes values of any kind must hold a number, or a text, for a condition to hold.
std::optional<NodeKind> neededKind(const LocatedCondition& condition) {
  switch (condition.id) {
    case Operator::equalTo:
      return condition.value->kind();
    case Operator::anyOf:
    case Operator::contains:
    case Operator::startsWith:
    case Operator::endsWith:
    case Operator::olderThan:
    case Operator::within:
      return NodeKind::text;
    default:
      return isOrdering(condition.id) ? std::optional(NodeKind::number) : std::nullopt;
  }
}

bool isLowerBound(Operator id) { return id == Operator::greaterThan || id == Operator::greaterThanOrEqualTo; }

/// Whether a lower bound lies above an upper one.
bool crosses(const LocatedCondition& lower, const LocatedCondition& upper) {
  if (!isLowerBound(lower.id) || !isOrdering(upper.id) || isLowerBound(upper.id)) {
    return false;
  }
  const double low = lower.value->number();
  const double high = upper.value->number();
  const bool bothInclude = lower.id == Operator::greaterThanOrEqualTo && upper.id == Operator::lessThanOrEqualTo;
  return bothInclude ? low > high : low >= high;
}

bool tagsRuleOut(const LocatedCondition& one, const LocatedCondition& other) {
  const auto isKeptOut = [&](std::string_view tag) {
    return (other.id == Operator::doesNotContain && other.value->text() == tag) ||
           (other.id == Operator::noneOf && has(*other.value, tag));
  };
  if (one.id == Operator::contains) {
    return isKeptOut(one.value->text());
  }
  if (one.id != Operator::anyOf) {
    return false;
  }
  for (const TreeValue tag : *one.value) {
    if (!isKeptOut(tag.text())) {
      return false;
    }
  }
  return true;
}

bool partsRuleOut(const LocatedCondition& one, const LocatedCondition& other) {
  const auto text = one.value->text();
  if (one.id == other.id && one.id != Operator::contains) {
    const auto otherText = other.value->text();
    return !holdsOfPart(one.id, text, otherText) && !holdsOfPart(one.id, otherText, text);
  }
  return other.id == Operator::doesNotContain && text.find(other.value->text()) != std::string_view::npos;
}

/// Whether what the one asks for is what the other forbids.
bool rulesOut(const LocatedCondition& one, const LocatedCondition& other) {
  if (one.id == Operator::isEmpty) {
    return !holdsOnEmpty(other.id);
  }
  if (one.kind == ValueKind::tags) {
    return tagsRuleOut(one, other);
  }
  const auto needed = neededKind(one);
  if (needed && neededKind(other) && *needed != *neededKind(other)) {
    return true;
  }
  if (one.id == Operator::equalTo) {
    return !mayHoldOf(other, *one.value);
  }
  if (one.id == Operator::anyOf) {
    for (const TreeValue item : *one.value) {
      if (mayHoldOf(other, item)) {
        return false;
      }
    }
    return true;
  }
  if (isPart(one.id)) {
    return partsRuleOut(one, other);
  }
  if (one.id == Operator::olderThan && other.id == Operator::within) {
    return parseDuration(one.value->text()).value_or(0) >= parseDuration(other.value->text()).value_or(0);
  }
  return crosses(one, other);
}

ValueKind kindOf(const FieldPath& path, std::optional<EventType> event) {
  switch (path.source) {
    case FieldSource::contactField:
      return rowOf(path.field).kind;
    case FieldSource::eventAttribute: {
      const auto index = event ? attributeIndex(*event, path.key) : std::nullopt;
      return index ? rowOf(*event).attributes[*index].kind : anyAttributeNamed(path.key)->kind;
    }
    default:
      return ValueKind::scalar;
  }
}

}  // namespace

bool isOrdering(Operator id) {
  return id == Operator::greaterThan || id == Operator::greaterThanOrEqualTo || id == Operator::lessThan ||
         id == Operator::lessThanOrEqualTo;
}

LocatedCondition locatedCondition(TreeValue place, std::optional<EventType> event) {
  const auto field = *place.memberText("field");
  const auto path = *parseFieldPath(field);
  const auto id = *operatorNamed(*place.memberText("operator"));
  return {place, field, path, kindOf(path, event), id, place.member("value")};
}

bool isOfScore(const LocatedCondition& condition, std::optional<EventType> event) {
  const auto& [source, field, key] = condition.path;
  if (source == FieldSource::contactField) {
    return field == ContactField::engagementScore;
  }
  return source == FieldSource::eventAttribute && event == EventType::scoreChanged &&
         key == rowOf(EventType::scoreChanged).attributes[scoreSlot].name;
}

bool holdsOnEmpty(Operator id) {
  return id == Operator::isEmpty || (id != Operator::isNotEmpty && oppositeOf(id).has_value());
}

bool neverHolds(const LocatedCondition& condition) {
  if (condition.id == Operator::equalTo) {
    return isEmptyText(*condition.value);
  }
  if (condition.id != Operator::anyOf || condition.kind == ValueKind::tags) {
    return false;
  }
  for (const TreeValue item : *condition.value) {
    if (!isEmptyText(item)) {
      return false;
    }
  }
  return true;
}

std::uint64_t costOfExclusion(const LocatedCondition& one, const LocatedCondition& other) {
  const auto size = [](const LocatedCondition& condition) -> std::uint64_t {
    return condition.value ? condition.value->raw().size() : 1;
  };
  return size(one) * size(other);
}

bool excludeEachOther(const LocatedCondition& one, const LocatedCondition& other) {
  return rulesOut(one, other) || rulesOut(other, one);
}

}  // namespace rehearse::json
