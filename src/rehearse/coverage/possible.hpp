#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rehearse/program/program.hpp"

// What can happen in a program at all, as far as that can be told without running it.

namespace rehearse {

/// What conditions come to whatever they look at, or nothing where it depends on that.
std::optional<bool> certaintyOf(const Program& program, ConditionsIndex conditions);

/// Whether a trigger can match.
bool mayMatch(const Program& program, const TriggerProgram& trigger);
/// Whether it can fail to match an event of its type.
bool mayFail(const Program& program, const TriggerProgram& trigger);

/// Whether contacts may stay at a step: a wait, or a goal that waits.
bool mayStayAt(const Program& program, std::uint32_t instruction);

/// By workflow: whether something can start it, a trigger or a step.
std::vector<bool> startableWorkflows(const Program& program);

/// An event that a step causes, of which one attribute is known, if `attribute` is given.
struct CausedEvent {
  EventType type = EventType::scoreChanged;
  std::string_view attribute{};
  Symbol value = Symbol::none;
};

/// Looks for workflows that may start themselves.
class LoopSearch {
 public:
  explicit LoopSearch(const Program& program) : program_(program) {}

  /// Whether one of its steps adds to it, or causes an event that one of its triggers listens for. Loops over several
  /// workflows are not looked for. Once the search has taken long, by the number of comparisons, all that might be is
  /// taken to be so.
  bool mayStartItself(std::uint32_t workflow);

 private:
  /// A trigger that can match.
  struct Candidate {
    std::uint32_t trigger;
    std::uint64_t effort;  ///< of looking at its conditions once
  };
  static constexpr std::uint64_t maximumEffort = 50'000'000;

  bool mayStart(std::uint32_t workflow, const Instruction& step);
  bool mayStart(std::uint32_t workflow, const CausedEvent& event);
  bool tagsMayStart(std::uint32_t workflow, EventType type, const TagsOperand& operand);
  const std::vector<Candidate>& candidatesFor(std::uint32_t workflow, EventType type);

  const Program& program_;
  std::uint64_t effort_ = 0;
  std::array<std::optional<std::vector<Candidate>>, eventTypeCount> candidates_{};  ///< of the present workflow
};

/// By instruction: whether it is a goal before which contacts may stay.
std::vector<bool> reachableGoals(const Program& program);

}  // namespace rehearse
