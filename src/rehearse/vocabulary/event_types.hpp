#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rehearse/vocabulary/value_kind.hpp"

namespace rehearse {

/// Something that happens to a contact.
enum class EventType : std::uint8_t {
  emailDelivered,
  emailOpened,
  emailClicked,
  emailBounced,
  emailUnsubscribed,
  emailComplained,
  linkClicked,
  formSubmitted,
  surveySubmitted,
  quizSubmitted,
  pageViewed,
  contactReplied,
  contactCreated,
  contactChanged,
  tagAdded,
  tagRemoved,
  scoreChanged,
  appointmentBooked,
  appointmentChanged,
  orderPlaced,
  paymentReceived,
  schedule,     ///< made by the clock, for one trigger
  dateReached,  ///< made by the clock, for one trigger
  custom,       ///< a host's own: `custom.NAME`
};

/// How many event types there are.
inline constexpr std::size_t eventTypeCount = 24;

/// Who makes events of a type.
enum class EventOrigin : std::uint8_t {
  outside,     ///< fired at the simulation
  simulation,  ///< caused by steps, edits and arriving contacts; cannot be fired from outside
  clock,       ///< made by the clock for one trigger; cannot be fired from outside, nor be waited for
};

/// "outside", "simulation" or "clock".
std::string_view nameOf(EventOrigin origin);

/// Where events of an origin that cannot be fired come from, for messages.
std::string_view describe(EventOrigin origin);

/// One attribute of an event.
struct AttributeRow {
  std::string_view name;
  ValueKind kind;
  bool required;
  std::string_view resource;  ///< the key in `resources` that its value is looked up in, or empty
  std::string_view label;
  std::string_view phrase = {};  ///< in sentences, such as "the link"; where there is none, "the" and the label
};

/// Where `score.changed` has its attributes, for those who make such events and who look at the score before.
inline constexpr std::size_t previousScoreSlot = 0;
inline constexpr std::size_t scoreSlot = 1;

/// Where the clock's events have their attributes, for those who make them.
inline constexpr std::size_t scheduleEverySlot = 0;
inline constexpr std::size_t scheduleAtSlot = 1;
inline constexpr std::size_t dateFieldSlot = 0;
inline constexpr std::size_t dateOffsetSlot = 1;
inline constexpr std::size_t dateAtSlot = 2;

/// No event type has more attributes than this.
inline constexpr std::size_t maximumAttributes = 6;

/// One event type.
struct EventTypeRow {
  EventType id;
  std::string_view name;  ///< in documents; of `custom` the part up to and including the dot
  std::string_view label;
  std::string_view group;  ///< heading in pickers
  EventOrigin origin;
  std::span<const AttributeRow> attributes;
  bool hasFields;  ///< whether it carries `fields`, an object of scalars
  std::string_view documentation;
};

/// Every event type, in the order of the enumeration.
std::span<const EventTypeRow> eventTypes();

/// The row of one event type.
const EventTypeRow& rowOf(EventType id);

/// The event type with that name in documents, or nothing. `custom.NAME` with any NAME of 1 to 128 characters is
/// `custom`.
std::optional<EventType> eventTypeNamed(std::string_view name);

/// NAME of `custom.NAME`; empty for every other name.
std::string_view customNameOf(std::string_view eventTypeName);

/// Where among the type's attributes the named one stands, or nothing.
std::optional<std::size_t> attributeIndex(EventType type, std::string_view attribute);

/// The row of the first attribute with that name on any event type, or null.
const AttributeRow* anyAttributeNamed(std::string_view attribute);

}  // namespace rehearse
