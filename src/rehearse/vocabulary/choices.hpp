#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

// What properties of the kind `choice` may say, where the engine acts upon it: the names stand in the order of the
// enumeration.

namespace rehearse {

/// Whether a workflow enrolls contacts.
enum class WorkflowStatus : std::uint8_t { draft, published };
inline constexpr std::array<std::string_view, 2> workflowStatusNames{"draft", "published"};

/// How often a trigger on the score fires.
enum class Firing : std::uint8_t {
  always,    ///< at every change for which its conditions hold
  crossing,  ///< only where they did not hold for the score before
};
inline constexpr std::array<std::string_view, 2> firingNames{"always", "crossing"};

/// What a contact does that comes to a goal which is not met.
enum class GoalUnmet : std::uint8_t {
  goOn,  ///< `continue` in documents
  end,
  wait,
};
inline constexpr std::array<std::string_view, 3> goalUnmetNames{"continue", "end", "wait"};

/// What a scenario does with drafts.
enum class DraftMode : std::uint8_t {
  skip,  ///< they enroll nobody
  run,   ///< they are taken for published
};
inline constexpr std::array<std::string_view, 2> draftModeNames{"skip", "run"};

/// Which of a contact's enrollments are ended, where it is not those of one workflow.
enum class RemovalScope : std::uint8_t {
  current,  ///< the one that the step belongs to
  others,   ///< all but that
  all,
};
inline constexpr std::array<std::string_view, 3> removalScopeNames{"current", "others", "all"};

/// The name in documents.
std::string_view nameOf(WorkflowStatus status);
std::string_view nameOf(Firing firing);
std::string_view nameOf(GoalUnmet unmet);
std::string_view nameOf(DraftMode mode);
std::string_view nameOf(RemovalScope scope);

/// What has that name, or nothing.
std::optional<WorkflowStatus> workflowStatusNamed(std::string_view name);
std::optional<Firing> firingNamed(std::string_view name);
std::optional<GoalUnmet> goalUnmetNamed(std::string_view name);
std::optional<DraftMode> draftModeNamed(std::string_view name);
std::optional<RemovalScope> removalScopeNamed(std::string_view name);

}  // namespace rehearse
