#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rehearse/vocabulary/properties.hpp"

namespace rehearse {

/// What a step does.
enum class StepType : std::uint8_t {
  modifyEngagementScore,
  addTag,
  removeTag,
  updateField,
  addNote,
  sendEmail,
  sendSms,
  notify,
  webhook,
  custom,  ///< a host's own: `custom.NAME`
  wait,
  branch,  ///< `if` in documents
  split,
  goTo,
  goal,
  createContact,
  findContact,
  addToWorkflow,
  removeFromWorkflow,
  end,
};

/// How many step types there are.
inline constexpr std::size_t stepTypeCount = 20;
/// How many of them send messages.
inline constexpr std::size_t messageStepTypeCount = 5;

/// One step type: its name, its parameters (besides `id` and `type`) and the rules between them.
struct StepTypeRow {
  StepType id;
  std::string_view name;  ///< in documents; of `custom` the part up to and including the dot
  std::string_view label;
  std::string_view group;  ///< heading in pickers
  std::span<const PropertyRow> parameters;
  std::span<const RuleRow> rules;
  bool sendsMessage;  ///< whether it writes to the outbox; its text parameters may hold merge fields
  std::string_view documentation;
};

/// Every step type, in the order of the enumeration.
std::span<const StepTypeRow> stepTypes();

/// The row of one step type.
const StepTypeRow& rowOf(StepType id);

/// The step type with that name in documents, or nothing. `custom.NAME` with any NAME is `custom`.
std::optional<StepType> stepTypeNamed(std::string_view name);

/// Where among the type's parameters the named one stands, or nothing.
std::optional<std::size_t> parameterIndex(StepType type, std::string_view parameter);

}  // namespace rehearse
