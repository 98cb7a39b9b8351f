#include <array>

#include "rehearse/json/checker.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/json/wording.hpp"

namespace rehearse::json {
namespace {

constexpr std::array<std::string_view, 3> eventKeys{"type", "contact", "id"};
constexpr std::array<std::string_view, 4> eventKeysWithFields{"type", "contact", "id", "fields"};

/// The names of event types; those that cannot be fired only where they are asked for.
std::vector<std::string_view> eventTypeNames(bool alsoFromInside) {
  std::vector<std::string_view> names;
  for (const auto& row : eventTypes()) {
    if (alsoFromInside || row.origin == EventOrigin::outside) {
      names.push_back(row.name);
    }
  }
  return names;
}

std::string unknownTypeHint(Suggestions& suggestions, std::string_view name, bool alsoFromInside) {
  const auto custom = rowOf(EventType::custom).name;
  if (name.starts_with(custom)) {
    return "A custom event is named `custom.NAME`; NAME has 1 to 128 characters.";
  }
  return suggestions.didYouMeanOneOf(name, eventTypeNames(alsoFromInside));
}

}  // namespace

void Checker::checkEventType(TreeValue value) {
  if (checkText(value) && !eventTypeNamed(value.text())) {
    findings_.error("value.unknown", value, "There is no event type " + quoted(value.text()) + ".",
                    unknownTypeHint(suggestions_, value.text(), true));
  }
}

void Checker::checkAwaitedEventType(TreeValue value) {
  checkEventType(value);
  const auto type = value.isText() ? eventTypeNamed(value.text()) : std::nullopt;
  if (type && rowOf(*type).origin == EventOrigin::clock) {
    findings_.error("event.triggerOnly", value,
                    quoted(value.text()) + " is only for triggers: the clock makes such an event for one trigger.",
                    "Start a workflow by it.");
  }
}

void Checker::checkEvent(TreeValue event) {
  if (!event.isObject()) {
    return typeError(event, "an object",
                     "For example { \"type\": \"link.clicked\", \"contact\": \"ana\", \"link\": \"pricing\" }.");
  }
  const auto name = event.memberText("type");
  const auto type = eventTypeNamed(name.value_or(std::string_view()));
  std::vector<std::string_view> meant;
  if (type) {
    const auto& row = rowOf(*type);
    if (row.origin != EventOrigin::outside) {
      findings_.error("event.notFireable", *event.member("type"),
                      quoted(*name) + " cannot be fired: it comes " + std::string(describe(row.origin)) + '.',
                      oneOf(eventTypeNames(false)));
    }
    Keys keys{.names = eventKeys, .attributes = row.attributes};
    if (row.hasFields) {
      keys.names = eventKeysWithFields;
    }
    meant = checkKeys(event, keys);
    for (const auto& attribute : row.attributes) {
      if (const auto value = event.member(attribute.name)) {
        checkAttribute(*value, attribute);
      } else if (attribute.required) {
        reportMissing(event, attribute.name, meant, "Events of the type " + quoted(*name) + " always have it.");
      }
    }
    if (const auto fields = event.member("fields"); fields && row.hasFields) {
      checkScalarMap(*fields, false, maximumItems);
    }
  } else if (const auto value = event.member("type")) {
    checkEventType(*value);
  } else {
    meant = checkKeys(event, {.names = eventKeys, .attributes = {}});
  }
  if (!event.member("type")) {
    reportMissing(event, "type", meant, oneOf(eventTypeNames(false)));
  }
  if (const auto contact = event.member("contact"); !contact) {
    reportMissing(event, "contact", meant, "The id of the contact that the event happens to.");
  } else {
    checkContactReference(*contact);
  }
  if (const auto id = event.member("id"); id && checkText(*id)) {
    checkLength(*id, 1, maximumIdLength);
  }
}

void Checker::checkAttribute(TreeValue value, const AttributeRow& row) {
  switch (row.kind) {
    case ValueKind::number:
      return checkNumber(value);
    case ValueKind::yesNo:
      return checkYesNo(value);
    case ValueKind::time:
      return checkInstant(value);
    case ValueKind::text:
      if (checkText(value) && !row.resource.empty()) {
        checkResource(value, row.resource);
      }
      return;
    case ValueKind::scalar:
    case ValueKind::tags:
      return checkScalar(value, false);
  }
}

void Checker::checkScoreMatch(TreeValue value, const PropertyRow& row) {
  if (!value.isObject()) {
    if (!value.isNull()) {
      checkWholeNumber(value, row.minimum, row.maximum,
                       "a whole number, null for an empty score, or { operator: number }");
    }
    return;
  }
  std::vector<std::string_view> names;
  for (const auto& candidate : operators()) {
    if (appliesTo(candidate.id, ValueKind::number)) {
      names.push_back(candidate.name);
    }
  }
  bool comparesNothing = true;
  for (const TreeValue member : value) {
    const auto id = operatorNamed(member.key());
    comparesNothing = comparesNothing && isExtension(member.key());
    if (!id) {
      if (!isExtension(member.key())) {
        findings_.keyError("key.unknown", member, "There is no operator " + quoted(member.key()) + ".",
                           suggestions_.didYouMeanOneOf(member.key(), names));
      }
    } else if (!appliesTo(*id, ValueKind::number)) {
      findings_.keyError("operator.notApplicable", member, quoted(member.key()) + " does not compare numbers.",
                         oneOf(names));
    } else if (operandOf(*id, ValueKind::number) == Operand::none) {
      checkFlag(member);
    } else {
      checkNumber(member);
    }
  }
  if (comparesNothing) {
    findings_.error("value.missing", value, nameInText(value) + " needs an operator with a number.",
                    "For example { \"greaterThan\": 10 }.");
  }
}

}  // namespace rehearse::json
