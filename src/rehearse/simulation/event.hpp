#pragma once

#include <array>

#include "rehearse/program/program.hpp"

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

}  // namespace rehearse
