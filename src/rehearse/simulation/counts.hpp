#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "rehearse/simulation/event.hpp"
#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/reasons.hpp"
#include "rehearse/simulation/run_counts.hpp"

namespace rehearse {

/// The recorder that keeps nothing but how many entries a journal would have had, which the limits are measured by.
/// What both recorders count of a run is the world's and RunCounts'.
class Counts {
 public:
  /// Conditions stop at the first that decides.
  static constexpr bool explains = false;
  /// The limits hold for a stimulus with all that it causes, the timers that the clock passes included. A recorder of
  /// which each turn is a stimulus of its own is asked by `allowsTurn` whether there may be another one.
  static constexpr bool limitsEachTurn = false;

  /// Is called before anything is recorded.
  void prepare(const Program& program) { counts_.prepare(program); }
  std::uint32_t size() const { return size_; }

  /// As many enrollments are refused by the triggers that are recorded next; `dropRefused` forgets them again.
  void noteRefused(std::uint32_t count) { pendingRefused_ += count; }
  void dropRefused() { pendingRefused_ = 0; }

  std::uint32_t recordEvent(const World&, std::uint32_t, const Event&) { return ++size_; }
  std::uint32_t recordTriggers(const World&, const TriedTriggers& tried) {
    return size_ += tried.end - tried.first + std::exchange(pendingRefused_, 0);
  }
  std::uint32_t recordEnrolled(const World&, const EntryPlace&) { return ++size_; }
  std::uint32_t recordRefused(const World&, const EntryPlace&, RefusalReason) { return ++size_; }
  std::uint32_t recordStep(const World&, const EntryPlace& place, StepOutcome) {
    counts_.countStep(place.step);
    return ++size_;
  }
  std::uint32_t recordBranch(const World&, const EntryPlace&, const BranchTaken&) { return ++size_; }
  std::uint32_t recordScore(const World&, const EntryPlace& place, std::int32_t previous, std::int32_t score, bool,
                            ScoreSource source, std::uint32_t rule = noIndex) {
    counts_.countScore(previous, score, source, place.step, rule);
    return ++size_;
  }
  std::uint32_t recordWaitStarted(const World&, const EntryPlace&, Instant) { return ++size_; }
  std::uint32_t recordWaitEnded(const World&, const EntryPlace&, WaitEnd, std::uint32_t = noIndex) { return ++size_; }
  std::uint32_t recordMessage(const World&, const EntryPlace&, std::span<const MessageContent>, const Rendered&) {
    return ++size_;
  }
  std::uint32_t recordChanged(const World&, const EntryPlace&, const Rendered&) { return ++size_; }
  std::uint32_t recordExited(const World&, const EntryPlace& place, ExitReason reason) {
    counts_.countExit(place.step, reason);
    return ++size_;
  }
  std::uint32_t recordLocked(const World&, const EntryPlace&) { return ++size_; }
  std::uint32_t recordHalted(const World&, const Halt&) { return ++size_; }
  std::uint32_t recordClock(const World&, Instant) { return ++size_; }
  std::uint32_t recordEdited(const World&, const EntryPlace&, EditAction) { return ++size_; }

  void noteActual(const Value&) {}
  void noteActualTags(std::span<const Symbol>) {}
  void noteHeld(const ConditionNode&, bool) {}
  void dropActuals() {}
  void noteChange(Symbol, const Value&, const Value&) {}
  Value keepTags(std::span<const Symbol>) { return {}; }

  /// What is counted of the run.
  const RunCounts& counts() const { return counts_; }
  RunCounts& counts() { return counts_; }

 private:
  RunCounts counts_;
  std::uint32_t size_ = 0;
  std::uint32_t pendingRefused_ = 0;
};

}  // namespace rehearse
