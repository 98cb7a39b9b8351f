#include "rehearse/simulation/event_intake.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "rehearse/model/number.hpp"

namespace rehearse {
namespace {

std::string quoted(std::string_view text) { return '`' + std::string(text) + '`'; }

bool isOfKind(const Scalar& scalar, ValueKind kind) {
  switch (kind) {
    case ValueKind::number:
      return std::holds_alternative<double>(scalar);
    case ValueKind::yesNo:
      return std::holds_alternative<bool>(scalar);
    default:
      return std::holds_alternative<std::string>(scalar);
  }
}

std::string_view describe(ValueKind kind) {
  switch (kind) {
    case ValueKind::number:
      return "a number";
    case ValueKind::yesNo:
      return "true or false";
    case ValueKind::scalar:
      return "a text, a number, or true or false";
    default:
      return "a text";
  }
}

void checkResource(const World& world, const AttributeRow& attribute, const std::string& id, Diagnostics& diagnostics) {
  const auto& lists = world.program->resources;
  const auto list = std::find_if(lists.begin(), lists.end(), [&](const ListedResources& candidate) {
    return candidate.kind == attribute.resource;
  });
  if (list == lists.end() || std::binary_search(list->ids.begin(), list->ids.end(), world.symbols.find(id))) {
    return;
  }
  Diagnostic warning = stimulusError(
      "reference.unknown", quoted(id) + " is not among the workspace's " + std::string(attribute.resource) + ".",
      '/' + std::string(attribute.name), "Add it to `resources`, or use the id of one that is listed.");
  warning.severity = Severity::warning;
  diagnostics.push_back(std::move(warning));
}

void takeAttribute(World& world, const std::pair<std::string, Scalar>& given, Event& event, Diagnostics& diagnostics) {
  const auto slot = attributeIndex(event.type, given.first);
  if (!slot) {
    diagnostics.push_back(unknownAttribute(given.first));
    return;
  }
  const AttributeRow& attribute = rowOf(event.type).attributes[*slot];
  if (!isOfKind(given.second, attribute.kind)) {
    diagnostics.push_back(wrongKindOfAttribute(attribute));
    return;
  }
  if (const auto* text = std::get_if<std::string>(&given.second); text != nullptr && !attribute.resource.empty()) {
    checkResource(world, attribute, *text, diagnostics);
  }
  event.attributes[*slot] = toValue(world, given.second);
}

void checkRequired(const Event& event, Diagnostics& diagnostics) {
  const auto attributes = rowOf(event.type).attributes;
  for (std::size_t slot = 0; slot < attributes.size(); ++slot) {
    if (attributes[slot].required && event.attributes[slot].isEmpty()) {
      diagnostics.push_back(missingAttribute(attributes[slot]));
    }
  }
}

}  // namespace

Diagnostic stimulusError(std::string code, std::string message, std::string path, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.path = std::move(path);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

Diagnostic unknownEventType(std::string_view type) {
  return stimulusError("value.unknown", "There is no event type " + quoted(type) + ".", "/type");
}

Diagnostic notFireable(EventType type, std::string_view name) {
  return stimulusError("event.notFireable", quoted(name) + " cannot be fired from outside.", "/type",
                       "It comes " + std::string(describe(rowOf(type).origin)) + '.');
}

Diagnostic unknownAttribute(std::string_view name) {
  return stimulusError("key.unknown", "This event type has no attribute " + quoted(name) + ".",
                       '/' + std::string(name));
}

Diagnostic wrongKindOfAttribute(const AttributeRow& attribute) {
  return stimulusError("value.type", quoted(attribute.name) + " must be " + std::string(describe(attribute.kind)) + ".",
                       '/' + std::string(attribute.name));
}

Diagnostic missingAttribute(const AttributeRow& attribute) {
  return stimulusError("value.missing", "This event needs " + quoted(attribute.name) + ".", "");
}

Diagnostic noEventFields() { return stimulusError("key.unknown", "This event type has no `fields`.", "/fields"); }

Diagnostic wrongKindOfField(std::string_view key, ValueKind kind) {
  const std::string name = "fields." + std::string(key);
  return stimulusError("value.type", quoted(name) + " must be " + std::string(describe(kind)) + ".", "/fields");
}

Diagnostic tooManyDigits(std::string_view name, double kept) {
  return stimulusError("value.range", digitsMessage(quoted(name), kept), "", std::string(digitsHint));
}

Value toValue(World& world, const Scalar& scalar) {
  if (const auto* number = std::get_if<double>(&scalar)) {
    return Value::number(*number == 0 ? 0 : *number);
  }
  if (const auto* flag = std::get_if<bool>(&scalar)) {
    return Value::yesNo(*flag);
  }
  const auto* text = std::get_if<std::string>(&scalar);
  return text == nullptr || text->empty() ? Value() : Value::text(world.symbols.intern(*text));
}

Result<Event> takeIn(World& world, const EventData& data) {
  Diagnostics diagnostics;
  const auto type = eventTypeNamed(data.type);
  if (!type) {
    return Diagnostics{unknownEventType(data.type)};
  }
  if (rowOf(*type).origin != EventOrigin::outside) {
    return Diagnostics{notFireable(*type, data.type)};
  }
  Event event;
  event.type = *type;
  event.contact = world.contacts.find(world.symbols.find(data.contact));
  if (event.contact == noIndex) {
    diagnostics.push_back(stimulusError("reference.unknown", "There is no contact " + quoted(data.contact) + ".",
                                        "/contact", "Use the id of a contact, or add this one first."));
  }
  for (const auto& attribute : data.attributes) {
    takeAttribute(world, attribute, event, diagnostics);
  }
  checkRequired(event, diagnostics);
  if (data.fields && !rowOf(*type).hasFields) {
    diagnostics.push_back(noEventFields());
  }
  if (hasErrors(diagnostics)) {
    return diagnostics;
  }
  if (*type == EventType::custom) {
    event.customName = world.symbols.intern(customNameOf(data.type));
  }
  if (data.id) {
    event.id = world.symbols.intern(*data.id);
  }
  world.eventFields.clear();
  if (data.fields) {
    event.hasFields = true;
    event.fields.count = static_cast<std::uint32_t>(data.fields->size());
    for (const auto& [key, scalar] : *data.fields) {
      world.eventFields.push_back({world.symbols.intern(key), toValue(world, scalar)});
    }
  }
  return {event, std::move(diagnostics)};
}

}  // namespace rehearse
