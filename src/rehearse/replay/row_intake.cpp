#include "rehearse/replay/row_intake.hpp"

#include <array>
#include <set>
#include <utility>

#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/vocabulary/lookup.hpp"

namespace rehearse {
namespace {

constexpr std::string_view endlessMessage =
    "Too much falls due before it: its time is far from that of the row before, or steps make contacts without end.";

struct FaultRow {
  RowFault id;
  std::string_view name;  ///< the code
  std::string_view message;
};

/// Faults that are not about what an event's type has have one sentence each.
constexpr std::array<FaultRow, 21> faults{{
    {RowFault::none, "", ""},
    {RowFault::timeUnreadable, "value.format", "`at` is not a time in ISO 8601 with an offset."},
    {RowFault::timeOutOfRange, "value.range", "`at` is outside the years 0001 to 9999."},
    {RowFault::timeBeforeOther, "time.order",
     "`at` is before the clock, which never goes back. The option `sort` (`--sort`) puts rows in order of time first."},
    {RowFault::contactMissing, "value.missing", "There is no `contact`."},
    {RowFault::contactNoText, "value.type", "`contact` must be a text."},
    {RowFault::contactLength, "value.range", "`contact` may have 1 to 128 characters."},
    {RowFault::contactKnown, "id.duplicate", "The contact cannot arrive, since it is there already."},
    {RowFault::typeMissing, "value.missing", "There is no `type`."},
    {RowFault::typeNoText, "value.type", "`type` must be a text."},
    {RowFault::typeUnknown, "value.unknown", ""},
    {RowFault::typeNotFireable, "event.notFireable", ""},
    {RowFault::idNoText, "value.type", "`id` must be a text."},
    {RowFault::idLength, "value.range", "`id` may have 1 to 128 characters."},
    {RowFault::attributeUnknown, "key.unknown", ""},
    {RowFault::attributeKind, "value.type", ""},
    {RowFault::attributeMissing, "value.missing", ""},
    {RowFault::fieldKind, "value.type", ""},
    {RowFault::fieldsUnknown, "key.unknown", ""},
    {RowFault::numberDigits, "value.range", ""},
    {RowFault::replayEndless, "replay.endless", endlessMessage},
}};
static_assert(inEnumerationOrder(faults));
static_assert(maximumIdLength == 128);

constexpr std::int8_t noSlot = -1;

/// Calls `use` with each reference to a field that the program's conditions and templates look at.
template <class Use>
void eachReference(const Program& program, Use use) {
  for (const ConditionNode& node : program.conditions) {
    use(node.field);
  }
  for (const TemplatePiece& piece : program.pieces) {
    use(piece.field);
  }
}

}  // namespace

std::string_view codeOf(RowFault fault) { return faults[static_cast<std::size_t>(fault)].name; }

void RowIntake::setColumns(const EventColumns& columns, World& world) {
  columns_ = columns;
  passedOver_ = world.symbols.intern("(passed over)");
  std::vector<bool> attributes(UINT8_MAX + 1);
  std::set<Symbol> keys;
  eachReference(*world.program, [&](const FieldReference& reference) {
    if (reference.source == FieldSource::eventAttribute) {
      attributes[reference.attribute] = true;
    } else if (reference.source == FieldSource::eventField) {
      keys.insert(reference.key);
    }
  });
  attributesLookedAt_.clear();
  for (const AttributeColumn& column : columns.attributes) {
    attributesLookedAt_.push_back(attributes[attributeNumber(column.name)]);
  }
  fields_.clear();
  for (const FieldColumn& field : columns.fields) {
    const Symbol key = world.symbols.intern(field.key);
    fields_.push_back({field.column, key, field.kind, keys.contains(key), field.key});
  }
  forgetTypes();
}

void RowIntake::forgetTypes() {
  types_.clear();
  faultyTypes_.clear();
  typeOf_.clear();
}

void RowIntake::forget() {
  forgetTypes();
  symbols_.clear();
  contacts_.clear();
}

Symbol RowIntake::symbolOf(World& world, std::uint32_t number) {
  Symbol& symbol = symbols_[number];
  if (symbol == Symbol::none) {
    symbol = symbolOfId(world, number);
  }
  return symbol;
}

std::uint32_t RowIntake::contactOf(World& world, std::uint32_t number) {
  std::uint32_t contact = contacts_.get(number);
  if (contact >= notAsked) {
    contact = world.contacts.find(world.symbols.find(dictionary_.text(number)));
    noteContact(number, contact);
  }
  return contact;
}

std::uint32_t RowIntake::lookUpContact(const World& world, std::uint32_t number) {
  if (number == emptyCell) {
    return noIndex;
  }
  // What is no text is no contact's id, whatever it looks like. No symbol is made of it: the row may be another part's,
  // or one that cannot be used, and a log may have any number of these.
  const bool isText = dictionary_.kind(number) == TextKind::text;
  const std::uint32_t contact = isText ? world.contacts.find(world.symbols.find(dictionary_.text(number))) : noIndex;
  noteContact(number, contact);
  return contact;
}

const RowIntake::Type& RowIntake::typeOf(World& world, std::uint32_t number) {
  std::uint32_t& place = typeOf_[number];
  if (place == noIndex) {
    Type made = makeType(world, number);
    place = static_cast<std::uint32_t>(types_.size());
    // A log may have any number of texts that are no types.
    const bool isNew = made.fault == RowFault::none || faultyTypes_.emplace(made.fault, place).second;
    place = isNew ? place : faultyTypes_[made.fault];
    if (isNew) {
      types_.push_back(std::move(made));
    }
  }
  return types_[place];
}

RowIntake::Type RowIntake::makeType(World& world, std::uint32_t number) const {
  Type made;
  if (dictionary_.kind(number) != TextKind::text) {
    made.fault = RowFault::typeNoText;
    return made;
  }
  const std::string_view name = dictionary_.text(number);
  const auto type = eventTypeNamed(name);
  if (!type) {
    made.fault = name.empty() ? RowFault::typeMissing : RowFault::typeUnknown;
    return made;
  }
  made.type = *type;
  if (rowOf(*type).origin != EventOrigin::outside && *type != EventType::contactCreated) {
    made.fault = RowFault::typeNotFireable;
    return made;
  }
  if (*type == EventType::custom) {
    made.customName = world.symbols.intern(customNameOf(name));
  }
  for (const AttributeColumn& column : columns_.attributes) {
    const auto slot = attributeIndex(*type, column.name);
    made.slots.push_back(slot ? static_cast<std::int8_t>(*slot) : noSlot);
  }
  const auto attributes = rowOf(*type).attributes;
  for (std::size_t slot = 0; slot < attributes.size(); ++slot) {
    made.required |= attributes[slot].required ? 1U << slot : 0U;
  }
  return made;
}

RowRefusal RowIntake::take(World& world, const EventRows& rows, std::uint32_t row, Event& event) {
  const std::uint32_t typeNumber = rows.cells[columns_.type][row];
  if (typeNumber == emptyCell) {
    return {RowFault::typeMissing, columns_.type};
  }
  const Type& type = typeOf(world, typeNumber);
  if (type.fault != RowFault::none) {
    return {type.fault, columns_.type};
  }
  event.type = type.type;
  event.customName = type.customName;
  RowRefusal refusal;
  refusal.fault = takeAttributes(world, rows, row, type, event, refusal.column);
  if (!refusal && !fields_.empty()) {
    refusal.fault = takeFields(world, rows, row, event, refusal.column);
  }
  if (!refusal && columns_.id && rows.cells[*columns_.id][row] != emptyCell) {
    refusal = {takeId(world, rows.cells[*columns_.id][row], event), *columns_.id};
  }
  return refusal;
}

RowFault RowIntake::takeAttributes(World& world, const EventRows& rows, std::uint32_t row, const Type& type,
                                   Event& event, std::uint32_t& column) {
  const auto attributes = rowOf(type.type).attributes;
  std::uint32_t missing = type.required;
  for (std::size_t index = 0; index < columns_.attributes.size(); ++index) {
    column = columns_.attributes[index].column;
    const std::uint32_t number = rows.cells[column][row];
    if (number == emptyCell) {
      continue;
    }
    const std::int8_t slot = type.slots[index];
    if (slot == noSlot) {
      return RowFault::attributeUnknown;
    }
    const auto place = static_cast<std::uint8_t>(slot);
    const RowFault fault = read(world, number, attributes[place].kind, attributesLookedAt_[index],
                                RowFault::attributeKind, event.attributes[place]);
    if (fault != RowFault::none) {
      return fault;
    }
    missing &= event.attributes[place].isEmpty() ? ~0U : ~(1U << place);
  }
  if (missing == 0) {
    return RowFault::none;
  }
  for (column = 0; (missing >> column & 1U) == 0;) {
    ++column;
  }
  return RowFault::attributeMissing;
}

RowFault RowIntake::takeFields(World& world, const EventRows& rows, std::uint32_t row, Event& event,
                               std::uint32_t& column) {
  world.eventFields.clear();
  for (const FieldCell& field : fields_) {
    column = field.column;
    const std::uint32_t number = rows.cells[column][row];
    if (number == emptyCell) {
      continue;
    }
    if (!rowOf(event.type).hasFields) {
      return RowFault::fieldsUnknown;
    }
    Value value;
    const RowFault fault = read(world, number, field.kind, field.isLookedAt, RowFault::fieldKind, value);
    if (fault != RowFault::none) {
      return fault;
    }
    world.eventFields.push_back({field.key, value});
  }
  event.fields.count = static_cast<std::uint32_t>(world.eventFields.size());
  event.hasFields = event.fields.count > 0;
  return RowFault::none;
}

RowFault RowIntake::takeId(World& world, std::uint32_t number, Event& event) {
  if (dictionary_.kind(number) != TextKind::text) {
    return RowFault::idNoText;
  }
  if (!hasLengthOfId(dictionary_.text(number))) {
    return RowFault::idLength;
  }
  if (keepsAll_) {
    event.id = symbolOf(world, number);
  }
  return RowFault::none;
}

RowFault RowIntake::read(World& world, std::uint32_t number, ValueKind kind, bool isLookedAt, RowFault wrongKind,
                         Value& value) {
  switch (readingOf(dictionary_.kind(number), kind, texts_)) {
    case Reading::number: {
      const auto found = dictionary_.asNumber(number);
      value = found ? Value::number(*found) : Value();
      return !found ? wrongKind : dictionary_.losesDigits(number) ? RowFault::numberDigits : RowFault::none;
    }
    case Reading::yesNo: {
      const auto found = dictionary_.asYesNo(number);
      value = found ? Value::yesNo(*found) : Value();
      return found ? RowFault::none : wrongKind;
    }
    case Reading::text:
      if (!dictionary_.text(number).empty()) {
        value = Value::text(isLookedAt || keepsAll_ ? symbolOf(world, number) : passedOver_);
      }
      return RowFault::none;
    case Reading::nothing:
      break;
  }
  return wrongKind;
}

Diagnostic RowIntake::describeDigits(const EventRows& rows, std::uint32_t row, std::uint32_t column) const {
  std::string name;
  for (const AttributeColumn& attribute : columns_.attributes) {
    name = attribute.column == column ? attribute.name : name;
  }
  for (const FieldCell& field : fields_) {
    name = field.column == column ? "fields." + field.name : name;
  }
  return tooManyDigits(name, dictionary_.asNumber(rows.cells[column][row]).value_or(0));
}

Diagnostic RowIntake::describe(const EventRows& rows, std::uint32_t row, const RowRefusal& refusal) const {
  const std::uint32_t typeNumber = rows.cells[columns_.type][row];
  const std::string typeName(typeNumber == emptyCell ? std::string_view() : dictionary_.text(typeNumber));
  const auto type = eventTypeNamed(typeName).value_or(EventType::custom);
  const auto attributeName = [&] {
    for (const AttributeColumn& column : columns_.attributes) {
      if (column.column == refusal.column) {
        return std::string_view(column.name);
      }
    }
    return std::string_view();
  };
  switch (refusal.fault) {
    case RowFault::typeUnknown:
      return unknownEventType(typeName);
    case RowFault::typeNotFireable:
      return notFireable(type, typeName);
    case RowFault::attributeUnknown:
      return unknownAttribute(attributeName());
    case RowFault::attributeKind:
      return wrongKindOfAttribute(rowOf(type).attributes[*attributeIndex(type, attributeName())]);
    case RowFault::attributeMissing:
      return missingAttribute(rowOf(type).attributes[refusal.column]);
    case RowFault::fieldsUnknown:
      return noEventFields();
    case RowFault::numberDigits:
      return describeDigits(rows, row, refusal.column);
    case RowFault::fieldKind:
      for (const FieldCell& field : fields_) {
        if (field.column == refusal.column) {
          return wrongKindOfField(field.name, field.kind);
        }
      }
      break;
    default:
      break;
  }
  const FaultRow& told = faults[static_cast<std::size_t>(refusal.fault)];
  return stimulusError(std::string(told.name), std::string(told.message), "");
}

}  // namespace rehearse
