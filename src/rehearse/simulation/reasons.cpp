#include "rehearse/simulation/reasons.hpp"

#include <array>

namespace rehearse {
namespace {

template <class Id, std::size_t Count>
std::string_view pick(const std::array<std::string_view, Count>& names, Id id) {
  return names[static_cast<std::size_t>(id)];
}

}  // namespace

std::string_view nameOf(RefusalReason reason) {
  constexpr std::array<std::string_view, refusalReasonCount> names{"draft", "alreadyActive", "reentryOff", "locked"};
  return pick(names, reason);
}

std::string_view nameOf(ExitReason reason) {
  constexpr std::array<std::string_view, exitReasonCount> names{"completed", "end",     "stepLimit", "stopOnReply",
                                                                "halted",    "removed", "goalUnmet"};
  return pick(names, reason);
}

std::string_view nameOf(StepOutcome outcome) {
  constexpr std::array<std::string_view, 14> names{"changed", "unchanged", "clamped", "sent",  "waiting",
                                                   "passed",  "branched",  "jumped",  "ended", "created",
                                                   "queued",  "removed",   "met",     "unmet"};
  return pick(names, outcome);
}

std::string_view nameOf(WaitEnd end) {
  constexpr std::array<std::string_view, 5> names{"time", "event", "conditions", "timeout", "goal"};
  return pick(names, end);
}

std::string_view nameOf(ScoreSource source) {
  constexpr std::array<std::string_view, 4> names{"step", "edit", "rule", "expiry"};
  return pick(names, source);
}

std::string_view nameOf(EditAction action) {
  constexpr std::array<std::string_view, 3> names{"edit", "addContact", "unlock"};
  return pick(names, action);
}

std::string_view nameOf(HaltReason reason) {
  constexpr std::array<std::string_view, 3> names{"entryLimit", "textLimit", "effortLimit"};
  return pick(names, reason);
}

}  // namespace rehearse
