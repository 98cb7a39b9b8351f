#include "rehearse/simulation/conditions.hpp"

#include <algorithm>
#include <optional>

namespace rehearse {
namespace {

Value eventAttribute(const FieldReference& field, const ConditionContext& context) {
  if (context.event == nullptr) {
    return {};
  }
  const int slot = attributeSlot(context.event->type, field.attribute);
  if (slot < 0) {
    return {};
  }
  const auto index = static_cast<std::size_t>(slot);
  if (context.score != nullptr && context.event->type == EventType::scoreChanged && index == scoreSlot) {
    return *context.score;
  }
  return context.event->attributes[index];
}

Value contactField(const World& world, ContactField field, const ConditionContext& context) {
  const Contacts& contacts = world.contacts;
  switch (field) {
    case ContactField::engagementScore:
      return context.score != nullptr ? *context.score : scoreValue(contacts.score(context.contact));
    case ContactField::name:
      return contacts.name(context.contact);
    case ContactField::email:
      return contacts.email(context.contact);
    case ContactField::createdAt:
      return Value::time(contacts.createdAt(context.contact));
    case ContactField::lastActivityAt:
      return Value::time(contacts.lastActivityAt(context.contact));
    case ContactField::tags:
      break;
  }
  return {};
}

bool isAnyOf(const Program& program, const ConditionNode& node, Symbol actual) {
  const auto texts = std::span(program.symbolLists).subspan(node.texts.first, node.texts.count);
  return std::find(texts.begin(), texts.end(), actual) != texts.end();
}

/// What the positive operators of one value say.
bool comparesPositively(const Symbols& symbols, Operator comparison, const Value& actual, const Value& expected) {
  const auto bothTexts = [&] { return actual.type() == Value::Type::text && expected.type() == Value::Type::text; };
  const auto text = [&] { return symbols.text(actual.asText()); };
  const auto expectedText = [&] { return symbols.text(expected.asText()); };
  switch (comparison) {
    case Operator::equalTo:
      return actual == expected;
    case Operator::greaterThan:
    case Operator::greaterThanOrEqualTo:
    case Operator::lessThan:
    case Operator::lessThanOrEqualTo:
      return actual.type() == Value::Type::number && expected.type() == Value::Type::number &&
             holdsOfNumbers(comparison, actual.asNumber(), expected.asNumber());
    case Operator::contains:
      return bothTexts() && text().find(expectedText()) != std::string_view::npos;
    case Operator::startsWith:
      return bothTexts() && text().starts_with(expectedText());
    case Operator::endsWith:
      return bothTexts() && text().ends_with(expectedText());
    default:
      return false;
  }
}

/// What the positive operators say; the opposites are told by their absence.
bool holdsPositively(const Program& program, const Symbols& symbols, const ConditionNode& node, Operator comparison,
                     const Value& actual, Instant now) {
  switch (comparison) {
    case Operator::anyOf:
      return actual.type() == Value::Type::text && isAnyOf(program, node, actual.asText());
    case Operator::olderThan: {
      const auto moment = readMoment(symbols, actual);
      return moment && now - *moment > node.duration;
    }
    case Operator::within: {
      const auto moment = readMoment(symbols, actual);
      return moment && *moment <= now && now - *moment <= node.duration;
    }
    default:
      return comparesPositively(symbols, comparison, actual, node.operand);
  }
}

/// What an operator says, given what its positive form says of a value that is not empty.
template <class Positive>
bool holdsBy(const Symbols& symbols, Operator comparison, const Value& actual, Positive positive) {
  const bool empty = countsAsEmpty(symbols, actual);
  if (comparison == Operator::isEmpty) {
    return empty;
  }
  if (comparison == Operator::isNotEmpty) {
    return !empty;
  }
  const auto opposite = oppositeOf(comparison);
  const bool met = !empty && positive(opposite.value_or(comparison));
  return opposite ? !met : met;
}

}  // namespace

std::optional<Instant> readMoment(const Symbols& symbols, const Value& value) {
  if (value.type() == Value::Type::time) {
    return value.asTime();
  }
  return value.type() == Value::Type::text ? parseInstant(symbols.text(value.asText())) : std::nullopt;
}

std::string fieldPath(const Symbols& symbols, const FieldReference& field) {
  switch (field.source) {
    case FieldSource::eventAttribute:
      return "event." + std::string(attributeName(field.attribute));
    case FieldSource::eventField:
      return "event.fields." + std::string(symbols.text(field.key));
    case FieldSource::contactField:
      return "contact." + std::string(rowOf(field.contactField).name);
    case FieldSource::contactCustomField:
      return "contact.fields." + std::string(symbols.text(field.key));
  }
  return {};
}

Value readEvent(const FieldReference& field, const ConditionContext& context) {
  if (field.source == FieldSource::eventAttribute) {
    return eventAttribute(field, context);
  }
  if (field.source == FieldSource::eventField) {
    for (const FieldValue& candidate : context.eventFields) {
      if (candidate.key == field.key) {
        return candidate.value;
      }
    }
  }
  return {};
}

Value readField(const World& world, const FieldReference& field, const ConditionContext& context) {
  switch (field.source) {
    case FieldSource::eventAttribute:
    case FieldSource::eventField:
      return readEvent(field, context);
    case FieldSource::contactField:
      return contactField(world, field.contactField, context);
    case FieldSource::contactCustomField:
      return world.contacts.field(context.contact, field.key);
  }
  return {};
}

Value readContactField(const World& world, std::uint32_t contact, ContactField field, Symbol key) {
  if (key != Symbol::none) {
    return world.contacts.field(contact, key);
  }
  return field == ContactField::email ? world.contacts.email(contact) : world.contacts.name(contact);
}

void writeContactField(World& world, std::uint32_t contact, ContactField field, Symbol key, const Value& value) {
  if (key != Symbol::none) {
    world.contacts.setField(contact, key, value);
    noteDateWritten(world, contact, field, key);
  } else if (field == ContactField::email) {
    world.contacts.setEmail(contact, value);
  } else {
    world.contacts.setName(contact, value);
  }
}

bool holds(const Program& program, const Symbols& symbols, const ConditionNode& node, const Value& actual,
           Instant now) {
  return holdsBy(symbols, node.comparison, actual,
                 [&](Operator comparison) { return holdsPositively(program, symbols, node, comparison, actual, now); });
}

bool compares(const Symbols& symbols, Operator comparison, const Value& actual, const Value& expected) {
  return holdsBy(symbols, comparison, actual,
                 [&](Operator positive) { return comparesPositively(symbols, positive, actual, expected); });
}

bool holdsForTags(const Program& program, const ConditionNode& node, std::span<const Symbol> tags) {
  const auto has = [&](Symbol tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); };
  switch (node.comparison) {
    case Operator::contains:
      return has(node.operand.asText());
    case Operator::doesNotContain:
      return !has(node.operand.asText());
    case Operator::anyOf:
    case Operator::noneOf: {
      const bool any = std::any_of(tags.begin(), tags.end(), [&](Symbol tag) { return isAnyOf(program, node, tag); });
      return any == (node.comparison == Operator::anyOf);
    }
    case Operator::isEmpty:
      return tags.empty();
    case Operator::isNotEmpty:
      return !tags.empty();
    default:
      return false;
  }
}

}  // namespace rehearse
