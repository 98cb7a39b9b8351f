#pragma once

#include <array>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/contacts.hpp"

namespace rehearse {

/// An event while it is handled: interned, its attributes in the order of its type's row.
struct Event {
  EventType type = EventType::custom;
  Symbol customName = Symbol::none;
  Symbol id = Symbol::none;  ///< the host's own id, if it gave one
  std::uint32_t contact = 0;
  std::array<Value, maximumAttributes> attributes{};
  Range fields;                     ///< in the pool of whoever keeps the event
  std::uint32_t trigger = noIndex;  ///< of the clock's events: the one that it was made for
  bool hasFields = false;           ///< whether `fields` was given at all
};

/// A `score.changed`; `emptyScore` for empty.
inline Event scoreChangedEvent(std::uint32_t contact, std::int32_t previous, std::int32_t score) {
  Event event;
  event.type = EventType::scoreChanged;
  event.contact = contact;
  event.attributes[previousScoreSlot] = scoreValue(previous);
  event.attributes[scoreSlot] = scoreValue(score);
  return event;
}

}  // namespace rehearse
