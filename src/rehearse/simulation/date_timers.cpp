#include "rehearse/simulation/date_timers.hpp"

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {
namespace {

/// The moment that a value names, before the trigger's offset moves it.
Instant dateOf(const World& world, const DateTriggerProgram& trigger, const Value& value) {
  const Duration utcOffset = world.program->utcOffset;
  Instant moment = noInstant;
  if (value.type() == Value::Type::time) {
    moment = value.asTime();
  } else if (value.type() == Value::Type::text) {
    const auto text = world.symbols.text(value.asText());
    if (const auto date = parseDate(text)) {
      return *date - utcOffset + trigger.at.value_or(0);
    }
    moment = parseInstant(text).value_or(noInstant);
  }
  return moment != noInstant && trigger.at ? startOfLocalDay(moment, utcOffset) + *trigger.at : moment;
}

}  // namespace

bool DateTimers::replace(std::uint32_t contact, std::uint32_t trigger, Instant moment) {
  const DateTimer* known = timers_.find(contact, trigger);
  if ((known != nullptr ? known->moment : noInstant) == moment) {
    return false;
  }
  DateTimer& timer = timers_.make(contact, trigger);
  underWay_ -= timer.serial != 0 ? 1 : 0;
  timer = {moment, 0};
  return true;
}

Instant momentOf(const World& world, const DateTriggerProgram& trigger, const Value& value) {
  const Instant date = dateOf(world, trigger, value);
  if (date == noInstant) {
    return noInstant;
  }
  const Instant moment = date + trigger.offset;
  return moment >= earliestInstant && moment <= latestInstant ? moment : noInstant;
}

void noteDateWritten(World& world, std::uint32_t contact, ContactField field, Symbol key) {
  if (world.program->dateTriggers.empty()) {
    return;
  }
  const Range watching = world.program->dateTriggersOn(field, key);
  for (std::uint32_t index = watching.first; index < watching.first + watching.count; ++index) {
    const DateTriggerProgram& trigger = world.program->dateTriggers[index];
    const FieldReference reference{key == Symbol::none ? FieldSource::contactField : FieldSource::contactCustomField,
                                   field, 0, key};
    const Instant moment = momentOf(world, trigger, readField(world, reference, {.contact = contact}));
    if (world.dates.replace(contact, index, moment) && moment > world.now) {
      const std::uint64_t serial = world.nextSerial();
      world.dates.begin(contact, index, serial);
      world.timers.add({.due = moment, .serial = serial, .subject = contact, .item = index, .kind = TimerKind::date});
    }
  }
}

std::uint32_t addContact(World& world, Symbol id, Instant createdAt) {
  const std::uint32_t contact = world.contacts.add(id, createdAt);
  noteDateWritten(world, contact, ContactField::createdAt, Symbol::none);
  return contact;
}

void noteActivity(World& world, std::uint32_t contact) {
  world.contacts.setLastActivityAt(contact, world.now);
  noteDateWritten(world, contact, ContactField::lastActivityAt, Symbol::none);
}

}  // namespace rehearse
