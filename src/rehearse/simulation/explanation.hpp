#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/simulation/simulation.hpp"

namespace rehearse {

/// What may hold a workflow back at an event, in the order in which it is looked at.
enum class Gate : std::uint8_t { type, draft, alreadyActive, reentryOff, locked, conditions };
std::string_view nameOf(Gate gate);

/// What a field holds, as plain values: a scalar, or tags.
struct PlainContent {
  Scalar scalar;
  std::optional<std::vector<std::string>> tags{};
};

/// A change of one value that would have let a contact through.
struct ValueChange {
  std::string field;  ///< path, such as `contact.engagementScore`
  PlainContent actual;
  PlainContent wanted;
  std::optional<double> difference{};  ///< wanted less actual: of numbers, and of times in milliseconds
  std::string words;                   ///< such as "2 more points"
};

/// What one trigger of the workflow said to the event.
struct TriggerExplanation {
  std::uint32_t trigger = 0;  ///< in Program::triggers
  std::uint32_t entry = 0;    ///< the seq of its `triggerEvaluated`; 0: it was not evaluated
  bool matched = false;
  std::optional<bool> heldBefore{};     ///< of a trigger that fires at a crossing
  std::optional<ValueChange> change{};  ///< the smallest that would have made it match
};

/// Why a workflow did or did not start at an event.
struct Explanation {
  std::uint32_t seq = 0;       ///< of the event
  std::uint32_t workflow = 0;  ///< in Program::workflows
  bool started = false;
  /// Everything that would have held it back, in the order of `Gate`. Empty where it started, and where the run was
  /// halted before it could.
  std::vector<Gate> heldBack;
  std::vector<TriggerExplanation> triggers;  ///< all of the workflow, in document order
  /// The smallest change of one value that would have let it through, where nothing but conditions held it back.
  std::optional<ValueChange> change{};
  std::string sentence;  ///< the same in plain English
};

/// Why a workflow did or did not start at the event whose entry has that seq. What it looks at is what there was when
/// the workflow's turn came in that event, however much has happened since. Errors: `reference.unknown` for a workflow
/// that there is not, `value.range` for a seq that no event has.
Result<Explanation> explain(const Simulation& simulation, std::uint32_t seq, std::string_view workflowId);

}  // namespace rehearse
