#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rehearse {

/// Why an enrollment was refused, in the order in which the gates are tried.
enum class RefusalReason : std::uint8_t { draft, alreadyActive, reentryOff, locked };
inline constexpr std::size_t refusalReasonCount = 4;
std::string_view nameOf(RefusalReason reason);

/// Why an enrollment ended.
enum class ExitReason : std::uint8_t { completed, end, stepLimit, stopOnReply, halted, removed, goalUnmet };
inline constexpr std::size_t exitReasonCount = 7;
std::string_view nameOf(ExitReason reason);

/// What a step came to.
enum class StepOutcome : std::uint8_t {
  changed,
  unchanged,
  clamped,
  sent,
  waiting,
  passed,
  branched,
  jumped,
  ended,
  created,
  queued,
  removed,
  met,
  unmet
};
std::string_view nameOf(StepOutcome outcome);

/// What ended a wait.
enum class WaitEnd : std::uint8_t { time, event, conditions, timeout, goal };
std::string_view nameOf(WaitEnd end);

/// Where a change of the score came from.
enum class ScoreSource : std::uint8_t {
  step,
  edit,
  rule,    ///< a scoring rule
  expiry,  ///< of what a scoring rule gave
};
std::string_view nameOf(ScoreSource source);

/// What was done by hand.
enum class EditAction : std::uint8_t { edit, addContact, unlock };
std::string_view nameOf(EditAction action);

/// Why a stimulus was halted.
enum class HaltReason : std::uint8_t { entryLimit, textLimit, effortLimit };
std::string_view nameOf(HaltReason reason);

/// Whether a trigger's conditions held for the score before: asked only of triggers that fire at a crossing.
enum class HeldBefore : std::uint8_t { notAsked, no, yes };

/// Which way a step took that has several.
enum class BranchChoice : std::uint8_t {
  branch,     ///< the last of the branches tried
  otherwise,  ///< none held, and there is an `otherwise`
  none,       ///< none held, and there is none
  found,      ///< a contact was found
  notFound,   ///< no contact was found
  drawn,      ///< the one that the draw of a `split` fell to
};

}  // namespace rehearse
