#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rehearse/model/condition.hpp"
#include "rehearse/model/scalar.hpp"
#include "rehearse/model/time.hpp"
#include "rehearse/vocabulary/choices.hpp"
#include "rehearse/vocabulary/step_types.hpp"

namespace rehearse {

struct Step;

/// A simulated person, as a document or an edit describes one. In an edit, what is absent stays as it is.
struct ContactData {
  std::string id{};
  std::optional<std::string> name{};
  std::optional<std::string> email{};
  std::optional<std::optional<std::int32_t>> engagementScore{};  ///< inner nothing: null, an empty score
  std::optional<std::vector<std::string>> tags{};
  std::optional<ScalarMap> fields{};  ///< in an edit, monostate clears a field
  std::optional<Instant> createdAt{};
  Extensions extensions{};
};

/// One way that an `if` may take.
struct Branch {
  std::string name;
  Conditions conditions;
  std::vector<Step> steps;
  Extensions extensions;
};

/// One way that a `split` may take.
struct SplitBranch {
  std::string name;
  std::int64_t weight = 1;
  std::vector<Step> steps;
  Extensions extensions;
};

/// The value of one parameter of a step; which alternative it is follows from the parameter's kind in the vocabulary.
/// `wholeNumber` is an std::int64_t, `instant` and `duration` too (milliseconds). A contact is a list of one, since it
/// is so much larger than all else that every parameter would pay for it; the id of a new one may be empty.
using ParameterValue = std::variant<std::monostate, bool, std::int64_t, std::string, Scalar, ScalarMap,
                                    std::vector<std::string>, Conditions, EventPattern, std::vector<ContactData>,
                                    std::vector<Step>, std::vector<Branch>, std::vector<SplitBranch>>;

/// One thing that a workflow does. Its parameters stand in the order of the step type's row, absent ones as monostate.
struct Step {
  StepType type = StepType::end;
  std::string customName;  ///< NAME of `custom.NAME`
  std::string id;          ///< as given, or made from its place
  bool idGiven = false;    ///< whether the document gives the id
  std::vector<ParameterValue> parameters;
  Extensions extensions;

  /// The named parameter's value as a T, or null if it is absent. The name must be one of the type's row.
  template <class T>
  const T* parameter(std::string_view name) const {
    const auto index = parameterIndex(type, name);
    return index && *index < parameters.size() ? std::get_if<T>(&parameters[*index]) : nullptr;
  }
};

/// An event type and conditions, all of which must hold.
struct Trigger {
  std::string id;
  bool idGiven = false;
  std::string type;
  Conditions conditions;
  std::optional<Firing> fires;
  /// For the clock's events, as written, since their events show them so.
  std::optional<std::string> every, field, offset, at;
  Extensions extensions;
};

/// Triggers, any of which starts it, and steps, which run in order.
struct Workflow {
  std::string id;
  std::optional<std::string> name;
  std::optional<bool> published;     ///< `status`; draft where it is not given
  std::optional<bool> allowReentry;  ///< true where it is not given
  std::optional<bool> stopOnReply;   ///< false where it is not given
  std::vector<Trigger> triggers;
  std::vector<Step> steps;
  Extensions extensions;
};

/// Points for an event, without a workflow.
struct ScoringRule {
  std::string id;
  std::string event;  ///< an event type
  Conditions conditions;
  std::int32_t points = 0;               ///< not 0
  std::optional<std::int32_t> limit;     ///< of the points that it gives one contact in all, whatever their sign
  std::optional<Duration> expiresAfter;  ///< how long the points last
  Extensions extensions;
};

/// Something that events refer to by its id.
struct Resource {
  std::string id;
  std::optional<std::string> name;
  Extensions extensions;
};

/// The resources of one kind: a key of `resources`, such as "links".
struct ResourceList {
  std::string kind;
  std::vector<Resource> items;
};

struct Resources {
  std::vector<ResourceList> lists;
  Extensions extensions;
};

/// One workspace document.
struct Workspace {
  std::optional<std::string> name;
  std::optional<Instant> clock;
  std::optional<Duration> utcOffset;
  std::optional<std::int64_t> seed;
  std::vector<Workflow> workflows;
  std::optional<std::vector<ScoringRule>> scoringRules;
  std::optional<std::vector<ContactData>> contacts;
  std::optional<Resources> resources;
  Extensions extensions;
};

}  // namespace rehearse
