#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace rehearse {

/// The objects that documents are made of. Steps have a shape of their own for each step type: see step_types.hpp.
enum class Shape : std::uint8_t {
  none,
  workspace,
  workflow,
  trigger,
  scoringRule,
  eventPattern,
  branch,
  splitBranch,
  contact,
  newContact,
  resources,
  resource,
  scenarioFile,
  scenario,
  scenarioContact,
  scenarioStep,
  contactEdit,
  expectation,
  messageMatch,
  scoreMatch,
};

/// What a property of a document holds, and so how it is read, checked, written, described and asked for in a form.
enum class PropertyKind : std::uint8_t {
  version,             ///< the number 1
  text,                ///< a string
  identifier,          ///< a string of `minimum` to `maximum` characters
  workflowReference,   ///< the id of a workflow of the workspace, or one of `choices`
  stepReference,       ///< the id of a step of the same workflow
  contactReference,    ///< the id of a contact
  wholeNumber,         ///< a whole number from `minimum` to `maximum`
  points,              ///< a whole number from `minimum` to `maximum`, but not 0
  score,               ///< a whole number from `minimum` to `maximum`, or null for an empty score
  yesNo,               ///< true or false
  flag,                ///< true if it is there at all
  choice,              ///< one of `choices`
  instant,             ///< ISO 8601 text with an offset
  duration,            ///< text such as "1d12h", of at least `minimum` milliseconds
  signedDuration,      ///< a duration, or one with `-` in front
  timeOfDay,           ///< text such as "09:00"
  utcOffset,           ///< text such as "+02:00"
  scalar,              ///< a string, a number or a boolean
  scalarMap,           ///< an object whose values are scalars
  clearableMap,        ///< an object whose values are scalars, or null to clear a key
  texts,               ///< a list of strings
  workflowReferences,  ///< a list of ids of workflows of the workspace
  tags,                ///< a list of strings, each of 1 to 128 characters
  eventType,           ///< the name of an event type
  awaitedEventType,    ///< the name of an event type that is not made by the clock
  conditions,          ///< a condition, or a list of conditions that must all hold
  contactFieldPath,    ///< `name`, `email` or `fields.KEY`: what a step may set
  dateFieldPath,       ///< `createdAt`, `lastActivityAt` or `fields.KEY`: where a contact has a date
  event,               ///< an event fired from outside
  object,              ///< an object of the shape `shape`
  list,                ///< a list of objects of the shape `shape`
  steps,               ///< a list of steps
  workspace,           ///< a workspace, or the path of one
};

/// One property of an object in a document.
struct PropertyRow {
  std::string_view name;
  PropertyKind kind = PropertyKind::text;
  bool required = false;
  std::string_view label;          ///< for forms
  std::string_view documentation;  ///< one sentence: meaning, unit, default
  std::int64_t minimum =
      0;  ///< of numbers; of identifiers, the characters; of lists and maps, the items; of durations, milliseconds
  std::int64_t maximum = std::numeric_limits<std::int32_t>::max();
  std::span<const std::string_view> choices = {};
  Shape shape = Shape::none;
  std::string_view resource = {};  ///< for texts that name a resource: the key in `resources`
  /// What holds where it is left out, as JSON; empty where that is nothing, or no fixed value.
  std::string_view defaultValue = {};
  /// The names of the event types beside which it may stand, on an object that names one; empty: beside all. Where it
  /// is required, it is so beside these only.
  std::span<const std::string_view> onlyFor = {};
};

/// How properties of one object depend on each other.
enum class RuleKind : std::uint8_t {
  exactlyOne,       ///< exactly one of `names` must be there
  needsOneOf,       ///< if the first of `names` is there, one of the others must be, too
  othersNeedFirst,  ///< if any but the first of `names` is there, the first must be, too
  needsWholeDays,   ///< if the first of `names` is there, the second, a duration, must be whole days
};

/// One dependency between properties.
struct RuleRow {
  RuleKind kind;
  std::span<const std::string_view> names;
};

/// An object's properties and the rules between them.
struct ShapeRow {
  Shape id;
  std::string_view name;
  std::string_view documentation;
  std::span<const PropertyRow> properties;
  std::span<const RuleRow> rules = {};
};

/// Every shape, in the order of the enumeration.
std::span<const ShapeRow> shapes();

/// The row of one shape.
const ShapeRow& rowOf(Shape id);

/// The property kind's name in the catalog, which a form chooses its control by.
std::string_view nameOf(PropertyKind kind);

/// The rule kind's name in the catalog.
std::string_view nameOf(RuleKind kind);

/// Limits that more than one table names.
inline constexpr std::int64_t maximumIdLength = 128;         ///< characters
inline constexpr std::int64_t maximumMadeIdLength = 256;     ///< bytes, of an id made from a place
inline constexpr std::size_t maximumSteps = 10'000;          ///< of a workflow, at every depth
inline constexpr std::size_t maximumStepsInAll = 200'000;    ///< of all workflows, or of all scenarios, of a document
inline constexpr std::int64_t maximumItems = 1000;           ///< tags, fields or texts in one place, and the like
inline constexpr std::int64_t maximumObjects = 100'000;      ///< workflows, contacts and the like of a document
inline constexpr std::int64_t maximumPoints = 1'000'000;     ///< of one change by a step
inline constexpr std::int64_t maximumScore = 1'000'000'000;  ///< a score stays within ± this
inline constexpr std::int64_t shortestInterval = 60'000;     ///< of a schedule, in milliseconds

/// Whether a text in UTF-8 is as long as an id may be: 1 to `maximumIdLength` characters.
bool hasLengthOfId(std::string_view text);

}  // namespace rehearse
