#include "rehearse/program/compiler.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"

// Schedules and dates.

namespace rehearse {
namespace {

/// A schedule's first time after the program's clock.
Instant firstTime(const ScheduleProgram& schedule, const Program& program) {
  if (!schedule.at) {
    return program.clock + schedule.every;
  }
  const Instant first = startOfLocalDay(program.clock, program.utcOffset) + *schedule.at;
  return first > program.clock ? first : first + day;
}

}  // namespace

void startClockAt(Program& program, Instant clock) {
  program.clock = clock;
  for (ScheduleProgram& schedule : program.schedules) {
    schedule.first = firstTime(schedule, program);
  }
}

Value Compiler::writtenText(const std::optional<std::string>& text) {
  return text ? Value::text(intern(*text)) : Value();
}

void Compiler::compileClock(const Trigger& trigger, EventKey event) {
  if (event == static_cast<EventKey>(EventType::schedule)) {
    compileSchedule(trigger);
  } else if (event == static_cast<EventKey>(EventType::dateReached)) {
    compileDateTrigger(trigger);
  }
}

void Compiler::compileSchedule(const Trigger& trigger) {
  ScheduleProgram schedule;
  schedule.trigger = sizeOf(program_.triggers) - 1;
  schedule.every = trigger.every ? parseDuration(*trigger.every).value_or(day) : day;
  schedule.attributes[scheduleEverySlot] = writtenText(trigger.every);
  if (schedule.every % day == 0) {
    const std::string at = trigger.at.value_or("00:00");
    schedule.at = parseTimeOfDay(at).value_or(0);
    schedule.attributes[scheduleAtSlot] = writtenText(at);
  }
  schedule.first = firstTime(schedule, program_);
  program_.schedules.push_back(schedule);
}

void Compiler::compileDateTrigger(const Trigger& trigger) {
  DateTriggerProgram date;
  date.trigger = sizeOf(program_.triggers) - 1;
  const auto path = trigger.field ? parseDatePath(*trigger.field) : std::nullopt;
  if (path) {
    date.field = path->field;
    date.key = path->source == FieldSource::contactCustomField ? intern(path->key) : Symbol::none;
  }
  date.offset = trigger.offset ? parseSignedDuration(*trigger.offset).value_or(0) : 0;
  date.at = trigger.at ? parseTimeOfDay(*trigger.at) : std::nullopt;
  date.attributes[dateFieldSlot] = writtenText(trigger.field);
  date.attributes[dateOffsetSlot] = writtenText(trigger.offset);
  date.attributes[dateAtSlot] = writtenText(trigger.at);
  program_.dateTriggers.push_back(date);
}

void Compiler::orderDateTriggers() {
  sortItems(program_.dateTriggers, [](const DateTriggerProgram& left, const DateTriggerProgram& right) {
    return watchOf(left.field, left.key) < watchOf(right.field, right.key);
  });
}

}  // namespace rehearse
