#pragma once

#include <cstdint>

#include "rehearse/model/time.hpp"
#include "rehearse/program/program.hpp"
#include "rehearse/simulation/keyed_table.hpp"

namespace rehearse {

struct World;

/// What a date trigger waits for, of one contact.
struct DateTimer {
  Instant moment = noInstant;  ///< as the field was written last; it may be past
  std::uint64_t serial = 0;    ///< of its timer; 0: none is under way
};

/// What date triggers wait for, by contact and trigger.
class DateTimers {
 public:
  /// Whether a timer with that serial still counts.
  bool isUnderWay(std::uint32_t contact, std::uint32_t trigger, std::uint64_t serial) const {
    const DateTimer* timer = timers_.find(contact, trigger);
    return timer != nullptr && timer->serial == serial;
  }
  /// Notes that a moment has come.
  void end(std::uint32_t contact, std::uint32_t trigger) {
    timers_.make(contact, trigger).serial = 0;
    --underWay_;
  }
  /// The moment that a trigger is to wait for now. Whether that is another one than before; `serial` is then that of
  /// its timer, or 0.
  bool replace(std::uint32_t contact, std::uint32_t trigger, Instant moment);
  /// Gives the timer that is under way from now on.
  void begin(std::uint32_t contact, std::uint32_t trigger, std::uint64_t serial) {
    timers_.make(contact, trigger).serial = serial;
    ++underWay_;
  }
  /// How many are under way.
  std::uint32_t underWay() const { return underWay_; }

 private:
  KeyedTable<DateTimer> timers_;
  std::uint32_t underWay_ = 0;
};

/// When a date trigger is due by what its field holds; `noInstant` for what is no date, and outside the years 0001 to
/// 9999.
Instant momentOf(const World& world, const DateTriggerProgram& trigger, const Value& value);

/// Sets the timers of the triggers that watch a contact's field, or the custom one with that key, by what was just
/// written there. A moment that is not later than now sets none.
void noteDateWritten(World& world, std::uint32_t contact, ContactField field, Symbol key);

/// A new contact; the id must be new.
std::uint32_t addContact(World& world, Symbol id, Instant createdAt);

/// Notes an event fired from outside for that contact, now.
void noteActivity(World& world, std::uint32_t contact);

}  // namespace rehearse
