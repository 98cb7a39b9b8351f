#include "rehearse/vocabulary/choices.hpp"

#include <cstddef>

namespace rehearse {
namespace {

template <class Choice, std::size_t Count>
std::optional<Choice> choiceNamed(const std::array<std::string_view, Count>& names, std::string_view name) {
  for (std::size_t index = 0; index < Count; ++index) {
    if (names[index] == name) {
      return static_cast<Choice>(index);
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view nameOf(WorkflowStatus status) { return workflowStatusNames[static_cast<std::size_t>(status)]; }
std::string_view nameOf(Firing firing) { return firingNames[static_cast<std::size_t>(firing)]; }
std::string_view nameOf(GoalUnmet unmet) { return goalUnmetNames[static_cast<std::size_t>(unmet)]; }
std::string_view nameOf(DraftMode mode) { return draftModeNames[static_cast<std::size_t>(mode)]; }
std::string_view nameOf(RemovalScope scope) { return removalScopeNames[static_cast<std::size_t>(scope)]; }

std::optional<WorkflowStatus> workflowStatusNamed(std::string_view name) {
  return choiceNamed<WorkflowStatus>(workflowStatusNames, name);
}
std::optional<Firing> firingNamed(std::string_view name) { return choiceNamed<Firing>(firingNames, name); }
std::optional<GoalUnmet> goalUnmetNamed(std::string_view name) { return choiceNamed<GoalUnmet>(goalUnmetNames, name); }
std::optional<DraftMode> draftModeNamed(std::string_view name) { return choiceNamed<DraftMode>(draftModeNames, name); }
std::optional<RemovalScope> removalScopeNamed(std::string_view name) {
  return choiceNamed<RemovalScope>(removalScopeNames, name);
}

}  // namespace rehearse
