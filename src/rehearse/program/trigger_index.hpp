#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "rehearse/program/value.hpp"
#include "rehearse/vocabulary/event_types.hpp"

namespace rehearse {

/// An event type by number; each custom event that a workflow names has a number of its own.
using EventKey = std::uint32_t;
inline constexpr EventKey noEventKey = UINT32_MAX;
/// No event's: what waits for conditions, which any event may bring about, stands under it.
inline constexpr EventKey conditionsKey = noEventKey - 1;

struct Program;

/// What of an event a trigger tests: an attribute by its place, or a field by its key.
struct EventPart {
  std::uint32_t slot = noIndex;
  Symbol key = Symbol::none;

  friend bool operator==(const EventPart&, const EventPart&) = default;
};

/// Finds the triggers that an event can match without looking at the others.
///
/// Each trigger stands in one place only, chosen from the tests on the event that all must hold: a text that must be
/// one of a few, else a number that is compared, else the list of triggers that have no such test. The cost of an event
/// is that of the triggers whose test holds, however many there are.
class TriggerIndex {
 public:
  /// Indexes all triggers of a program, and tells each where its workflow's triggers end among those of its event type.
  void build(Program& program);

  /// Every trigger of that event type, in document order.
  std::span<const std::uint32_t> all(EventKey event) const;

  /// Puts into `out` the triggers that an event with these attributes and fields can match, in document order.
  void candidates(EventKey event, std::span<const Value, maximumAttributes> attributes,
                  std::span<const FieldValue> fields, std::vector<std::uint32_t>& out) const;

 private:
  /// Triggers by the text that one part of the event must be.
  struct TextTest {
    EventPart part;
    std::vector<std::pair<Symbol, std::uint32_t>> entries;  ///< (text, trigger), sorted
  };
  /// A trigger that wants a number above, below or at a bound.
  struct Bound {
    double value = 0;
    bool inclusive = false;
    std::uint32_t trigger = 0;
  };
  /// Triggers by the number that one part of the event is compared with.
  struct NumberTest {
    EventPart part;
    std::vector<Bound> equal;    ///< by value
    std::vector<Bound> greater;  ///< by value, inclusive first: those that hold are at the front
    std::vector<Bound> less;     ///< by value, inclusive last: those that hold are at the back
  };
  struct EventTriggers {
    std::vector<std::uint32_t> all;
    std::vector<std::uint32_t> untested;
    std::vector<TextTest> texts;
    std::vector<NumberTest> numbers;
  };

  void place(const Program& program, std::uint32_t trigger);
  EventTriggers& triggersOf(EventKey event);

  std::vector<EventTriggers> events_;  ///< by event key
};

}  // namespace rehearse
