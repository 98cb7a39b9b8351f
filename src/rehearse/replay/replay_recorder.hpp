#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/replay/branch_counts.hpp"
#include "rehearse/replay/lock_list.hpp"
#include "rehearse/replay/message_days.hpp"
#include "rehearse/replay/score_crossings.hpp"
#include "rehearse/simulation/counts.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// The recorder of replays: `Counts`, and what a report tells besides: messages by kind and day, ways taken, locks,
/// halts, thresholds crossed. Those functions of `Counts` that it does not name count what they count there.
class ReplayRecorder : public Counts {
 public:
  /// Each event, each timer and each contact of a schedule may cause as much as a stimulus may: what one contact's
  /// causes never cuts off another's.
  static constexpr bool limitsEachTurn = true;

  /// Allows so many turns, until there are more contacts than this.
  void allowTurns(std::uint64_t turns, std::uint64_t contacts) {
    turnsLeft_ = turns;
    mostContacts_ = contacts;
  }
  std::uint64_t turnsLeft() const { return turnsLeft_; }
  /// Whether there may be another timer, or another contact of a schedule, within this move of the clock.
  bool allowsTurn(const World& world) {
    if (turnsLeft_ == 0 || world.contacts.size() > mostContacts_) {
      return false;
    }
    --turnsLeft_;
    return true;
  }

  void prepare(const Program& program) {
    counts().prepare(program);
    branches_.prepare(program);
    messages_.prepare(program.utcOffset);
    locks_.prepare(program);
    for (std::size_t type = 0; type < stepTypeCount; ++type) {
      messageKinds_[type] = static_cast<std::uint8_t>(messageKindOf(static_cast<StepType>(type)));
    }
  }

  std::uint32_t recordScore(const World& world, const EntryPlace& place, std::int32_t previous, std::int32_t score,
                            bool clamped, ScoreSource source, std::uint32_t rule = noIndex) {
    crossings_.note(place.contact, previous, score);
    return Counts::recordScore(world, place, previous, score, clamped, source, rule);
  }
  std::uint32_t recordBranch(const World& world, const EntryPlace& place, const BranchTaken& taken) {
    branches_.count(*world.program, place.step, taken);
    return Counts::recordBranch(world, place, taken);
  }
  std::uint32_t recordMessage(const World& world, const EntryPlace& place, std::span<const MessageContent> content,
                              const Rendered& rendered) {
    const StepType type = world.program->instructions[place.step].type;
    messages_.count(world.now, messageKinds_[static_cast<std::size_t>(type)]);
    return Counts::recordMessage(world, place, content, rendered);
  }
  std::uint32_t recordLocked(const World& world, const EntryPlace& place) {
    locks_.note(world, place.contact, place.workflow);
    return Counts::recordLocked(world, place);
  }
  std::uint32_t recordHalted(const World& world, const Halt& halt) {
    ++halted_;
    return Counts::recordHalted(world, halt);
  }

  const BranchCounts& branches() const { return branches_; }
  const MessageDays& messages() const { return messages_; }
  const LockList& locks() const { return locks_; }
  std::uint64_t halted() const { return halted_; }
  const ScoreCrossings& crossings() const { return crossings_; }
  ScoreCrossings& crossings() { return crossings_; }

 private:
  BranchCounts branches_;
  MessageDays messages_;
  LockList locks_;
  ScoreCrossings crossings_;
  std::array<std::uint8_t, stepTypeCount> messageKinds_{};
  std::uint64_t halted_ = 0;
  std::uint64_t turnsLeft_ = 1;
  std::uint64_t mostContacts_ = 0;
};

}  // namespace rehearse
