#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "rehearse/replay/replay_recorder.hpp"
#include "rehearse/simulation/journal.hpp"

namespace rehearse {

/// The recorder of rows whose journal is wanted: it counts what a replay counts, and keeps a journal of the present row
/// alone.
class ExcerptRecorder {
 public:
  static constexpr bool explains = true;
  static constexpr bool limitsEachTurn = false;

  /// Both must outlive this.
  ExcerptRecorder(const Program& program, ReplayRecorder& counts) : counts_(counts) { journal_.prepare(program); }

  /// Begins the journal anew: seqs and numbers of enrollments begin at 1, so that they are the same in every part of a
  /// log.
  void beginRow() {
    journal_.clear();
    enrollments_.clear();
    started_.clear();
  }
  const Journal& journal() const { return journal_; }
  /// Whether a workflow started since `beginRow`.
  bool hasStarted(std::uint32_t workflow) const {
    return std::find(started_.begin(), started_.end(), workflow) != started_.end();
  }

  std::uint32_t size() const { return journal_.size(); }
  const RunCounts& counts() const { return counts_.counts(); }
  RunCounts& counts() { return counts_.counts(); }

  std::uint32_t recordEvent(const World& world, std::uint32_t cause, const Event& event) {
    counts_.recordEvent(world, cause, event);
    return journal_.recordEvent(world, cause, event);
  }
  std::uint32_t recordTriggers(const World& world, const TriedTriggers& tried) {
    counts_.recordTriggers(world, tried);
    return journal_.recordTriggers(world, tried);
  }
  void noteRefused(const OnceBits& refused) { journal_.noteRefused(refused); }
  void dropRefused() { journal_.dropRefused(); }
  std::uint32_t recordEnrolled(const World& world, const EntryPlace& place) {
    started_.push_back(place.workflow);
    counts_.recordEnrolled(world, place);
    return journal_.recordEnrolled(world, numbered(place));
  }
  std::uint32_t recordRefused(const World& world, const EntryPlace& place, RefusalReason reason) {
    counts_.recordRefused(world, place, reason);
    return journal_.recordRefused(world, numbered(place), reason);
  }
  std::uint32_t recordStep(const World& world, const EntryPlace& place, StepOutcome outcome) {
    counts_.recordStep(world, place, outcome);
    return journal_.recordStep(world, numbered(place), outcome);
  }
  std::uint32_t recordBranch(const World& world, const EntryPlace& place, const BranchTaken& taken) {
    counts_.recordBranch(world, place, taken);
    return journal_.recordBranch(world, numbered(place), taken);
  }
  std::uint32_t recordScore(const World& world, const EntryPlace& place, std::int32_t previous, std::int32_t score,
                            bool clamped, ScoreSource source, std::uint32_t rule = noIndex) {
    counts_.recordScore(world, place, previous, score, clamped, source, rule);
    return journal_.recordScore(world, numbered(place), previous, score, clamped, source, rule);
  }
  std::uint32_t recordWaitStarted(const World& world, const EntryPlace& place, Instant due) {
    counts_.recordWaitStarted(world, place, due);
    return journal_.recordWaitStarted(world, numbered(place), due);
  }
  std::uint32_t recordWaitEnded(const World& world, const EntryPlace& place, WaitEnd by, std::uint32_t goal = noIndex) {
    counts_.recordWaitEnded(world, place, by, goal);
    return journal_.recordWaitEnded(world, numbered(place), by, goal);
  }
  std::uint32_t recordMessage(const World& world, const EntryPlace& place, std::span<const MessageContent> content,
                              const Rendered& rendered) {
    counts_.recordMessage(world, place, content, rendered);
    return journal_.recordMessage(world, numbered(place), content, rendered);
  }
  std::uint32_t recordChanged(const World& world, const EntryPlace& place, const Rendered& rendered) {
    counts_.recordChanged(world, place, rendered);
    return journal_.recordChanged(world, numbered(place), rendered);
  }
  std::uint32_t recordExited(const World& world, const EntryPlace& place, ExitReason reason) {
    counts_.recordExited(world, place, reason);
    return journal_.recordExited(world, numbered(place), reason);
  }
  std::uint32_t recordLocked(const World& world, const EntryPlace& place) {
    counts_.recordLocked(world, place);
    return journal_.recordLocked(world, numbered(place));
  }
  std::uint32_t recordHalted(const World& world, const Halt& halt) {
    counts_.recordHalted(world, halt);
    return journal_.recordHalted(world, halt);
  }
  std::uint32_t recordEdited(const World& world, const EntryPlace& place, EditAction action) {
    counts_.recordEdited(world, place, action);
    return journal_.recordEdited(world, numbered(place), action);
  }

  void noteActual(const Value& value) { journal_.noteActual(value); }
  void noteActualTags(std::span<const Symbol> tags) { journal_.noteActualTags(tags); }
  void noteHeld(const ConditionNode&, bool) {}
  void dropActuals() { journal_.dropActuals(); }
  void noteChange(Symbol field, const Value& previous, const Value& value) {
    journal_.noteChange(field, previous, value);
  }
  Value keepTags(std::span<const Symbol> tags) { return journal_.keepTags(tags); }

 private:
  /// The place with the enrollment's number in this row's journal: 1, 2, 3 … as they come up.
  EntryPlace numbered(EntryPlace place) {
    if (place.enrollment != 0) {
      const auto next = static_cast<std::uint32_t>(enrollments_.size()) + 1;
      place.enrollment = enrollments_.emplace(place.enrollment, next).first->second;
    }
    return place;
  }

  ReplayRecorder& counts_;
  Journal journal_;
  std::map<std::uint32_t, std::uint32_t> enrollments_;  ///< by their numbers in the world
  std::vector<std::uint32_t> started_;                  ///< workflows
};

}  // namespace rehearse
