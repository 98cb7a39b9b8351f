#pragma once

#include <cstdint>
#include <optional>
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

/// Whether a workflow may start itself: one of its steps adds to it, or causes an event that one of its triggers
/// listens for. Loops over several workflows are not looked for.
bool mayStartItself(const Program& program, std::uint32_t workflow);

/// By instruction: whether it is a goal before which contacts may stay.
std::vector<bool> reachableGoals(const Program& program);

}  // namespace rehearse
