#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "rehearse/program/number_bounds.hpp"
#include "rehearse/program/number_table.hpp"
#include "rehearse/program/text_table.hpp"
#include "rehearse/program/triggers_found.hpp"
#include "rehearse/program/value.hpp"
#include "rehearse/vocabulary/event_types.hpp"

namespace rehearse {

/// An event type by number; each custom event that a workflow names has a number of its own.
using EventKey = std::uint32_t;
inline constexpr EventKey noEventKey = UINT32_MAX;
/// No event's: what waits for conditions, which any event may bring about, stands under it.
inline constexpr EventKey conditionsKey = noEventKey - 1;

struct Program;

/// What a trigger tests: an attribute of the event by its place, a field of the event by its key, or the contact's
/// score.
struct TestedPart {
  enum class Kind : std::uint8_t { attribute, field, score };

  Kind kind = Kind::attribute;
  std::uint32_t slot = 0;
  Symbol key = Symbol::none;

  friend bool operator==(const TestedPart&, const TestedPart&) = default;
};

/// What an event's triggers are looked up by.
struct TriggerQuery {
  EventKey event = noEventKey;
  std::span<const Value, maximumAttributes> attributes;
  std::span<const FieldValue> fields;
  Value score;  ///< the contact's, now
};

/// Finds the triggers that an event can match without looking at the others.
///
/// Each trigger stands in one place only, chosen from the tests that all must hold: a text that must be one of a few,
/// else a number that is compared, else the list of triggers that have no such test. The cost of an event is that of
/// the triggers whose test holds, however many there are; and where that test is all that a trigger asks for
/// (`TriggerProgram::decided`), it need not be evaluated.
class TriggerIndex {
 public:
  /// Indexes all triggers of a program, and tells each where its workflow's triggers end among those of its event type,
  /// and whether its test decides.
  void build(Program& program);

  /// Every trigger of that event type, in document order.
  std::span<const std::uint32_t> all(EventKey event) const {
    return event < events_.size() ? std::span<const std::uint32_t>(events_[event].all)
                                  : std::span<const std::uint32_t>();
  }

  /// The comparison that a trigger is found by, where that is one with a number, or with none.
  struct FoundBy {
    bool isNumber = false;
    bool decides = false;  ///< whether the trigger matches wherever it holds; of none, whether always
    TestedPart part;
    Operator comparison = Operator::equalTo;
    double value = 0;  ///< nothing looks at that of `isEmpty` and `isNotEmpty`
  };
  static FoundBy foundBy(const Program& program, std::uint32_t trigger);

  /// Finds the triggers that an event can match; those that its test decides do match.
  void find(const TriggerQuery& query, TriggersFound& found) const;

  /// How many rows all tables have.
  std::uint32_t rowCount() const { return rowCount_; }
  /// What one row of all tables tells as bits, and of which event.
  struct RowOnce {
    EventKey event = noEventKey;
    std::span<const OnceBits> once;
  };
  RowOnce onceOfRow(std::uint32_t row) const;

 private:
  struct TextPart {
    TestedPart part;
    TextTable table;
  };
  struct NumberPart {
    TestedPart part;
    std::uint32_t firstRow = 0;  ///< the number of its first row among those of all tables
    NumberTable table;
  };
  struct BoundsPart {
    TestedPart part;
    NumberBounds bounds;
  };
  struct EventTriggers {
    std::vector<std::uint32_t> all;
    std::vector<std::uint32_t> untested;
    std::vector<TextPart> texts;
    std::vector<NumberPart> numbers;
    std::vector<BoundsPart> bounds;
    bool dependsOnScore = false;
  };
  /// Where a table of rows stands.
  struct TablePlace {
    std::uint32_t firstRow = 0;
    EventKey event = noEventKey;
    std::uint32_t number = 0;  ///< in `EventTriggers::numbers`
  };
  /// Triggers that are not in their tables yet.
  struct Sorted;

  static Sorted sort(Program& program, std::span<const std::uint32_t> triggers);
  void placeNumbers(Program& program, EventKey event, const TestedPart& part, std::span<const NumberTest> tests);

  std::vector<EventTriggers> events_;  ///< by event key
  std::vector<TablePlace> tables_;     ///< by first row
  std::uint32_t rowCount_ = 0;
  std::uint64_t room_ = NumberTable::mostPlaces;  ///< how much larger the tables may still become
};

}  // namespace rehearse
