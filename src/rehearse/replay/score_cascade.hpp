#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/run_counts.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// What the triggers and rules of `score.changed` are found under.
constexpr auto scoreChangedKey = static_cast<EventKey>(EventType::scoreChanged);

/// What changes of one contact's score lead to, where that is simple: each may start workflows that let nobody in twice
/// and that only change the score again, chosen by the score or the one before. Which these are is worked out
/// beforehand for every score, as bits; what the contact was in already is taken off by one operation.
///
/// It comes to what the run loop makes of the same changes, or it says that it cannot tell. What happened is counted as
/// a whole, and one by one when `settle` is called.
class ScoreCascade {
 public:
  ScoreCascade(const Program& program, bool runDrafts);

  /// Whether it can be of use for this program.
  bool isPossible() const { return isPossible_; }
  /// By how much all workflows together can change a score.
  std::int64_t reach() const { return reach_; }
  /// No event changes the score more often than that by itself, before anything follows.
  void makeRoom(std::uint32_t changes);

  /// Whether `follow` and `commit` are to be asked for as plain: scores before a change decide nothing, and all scores
  /// are covered.
  bool isPlain() const { return isPlain_; }

  /// For each of these contacts where the bits of workflows stand that it was in, which are about to be read or
  /// written: what `follow` and `commit` are given. They stand there until something but these two happens.
  void findEntered(World& world, std::span<const std::uint32_t> contacts, std::uint64_t** entered);
  /// Where bits have numbers of their own: works out those of a contact that are not known. Only of one that waits for
  /// nothing, for whoever waits may be let in by the clock, of which nobody here hears.
  void remember(const World& world, std::uint32_t contact, std::uint64_t& entered) const {
    if (!isShared_ && entered == 0) {
      entered = recall(world, contact);
    }
  }

  /// What came of a row.
  struct Followed {
    bool isKnown = false;       ///< whether all of it is known; if not, nothing has happened
    std::uint32_t changes = 0;  ///< of the score
    std::uint32_t starts = 0;   ///< of workflows
    std::uint64_t entered = 0;  ///< the bits of the contact from now on
  };
  /// Follows the changes that these points make of a contact's score, one after the other, until there are no more. It
  /// is known what comes of them if they are so many changes at the most; then it is counted, and `commit` must come
  /// next.
  template <bool isPlain>
  Followed follow(std::uint64_t entered, std::int32_t score, std::span<const std::int32_t> points,
                  std::uint32_t mostChanges);
  /// The scores one after the other, the one at the beginning first: one more than changes.
  const std::int32_t* scores() const { return scores_.data(); }
  /// Changes the contact: its score, and its bits.
  void commit(World& world, std::uint32_t contact, const Followed& followed, std::int32_t& score,
              std::uint64_t& entered) {
    score = scores_[followed.changes];
    if (!isShared_ && entered != followed.entered) {
      noteEntered(world, contact, followed.entered & ~entered);
    }
    entered = followed.entered;
  }
  /// The contact has gone another way since.
  void forget(std::uint32_t contact) {
    if (contact < entered_.size()) {
      entered_[contact] = 0;
    }
  }
  /// Counts one by one what was counted as a whole.
  void settle(World& world, RunCounts& counts);

 private:
  /// What holds for one score.
  struct TableRow {
    std::uint64_t bits = 0;   ///< by bit a workflow, and `other` where something else than these workflows may start
    std::uint64_t times = 0;  ///< how often it was looked up
  };
  /// What holds for all of them.
  struct Table {
    std::int32_t lowest = 0;
    std::int32_t highest = 0;  ///< beyond both the rows are those at them, as far as `least` and `most`
    std::int32_t least = INT32_MIN + 1;
    std::int32_t most = INT32_MAX;
    std::vector<TableRow> rows;  ///< from `lowest` on
  };
  /// Reads a table that stays as it is, but for the times.
  class Reader {
   public:
    explicit Reader(Table& table)
        : lowest_(table.lowest),
          highest_(table.highest),
          least_(table.least),
          most_(table.most),
          rows_(table.rows.data()) {}
    TableRow& rowOf(std::int32_t score) const {
      return rows_[static_cast<std::size_t>(std::clamp(score, lowest_, highest_) - lowest_)];
    }
    bool covers(std::int32_t score) const { return score >= least_ && score <= most_; }

   private:
    std::int32_t lowest_;
    std::int32_t highest_;
    std::int32_t least_;
    std::int32_t most_;
    TableRow* rows_;
  };
  /// A workflow that has a bit; none of its points are used if it does something else.
  struct Entered {
    std::uint32_t others = 0;  ///< where those of its steps but the first begin in `otherPoints_`
    std::uint32_t othersEnd = 0;
    std::uint32_t workflow = 0;
    std::uint32_t trigger = 0;
  };
  struct Test;

  static constexpr std::uint64_t other = std::uint64_t{1} << 63;
  static constexpr std::uint64_t known = std::uint64_t{1} << 62;
  static constexpr std::uint32_t maximumBits = 62;

  static std::vector<Test> readTests(const Program& program, bool runDrafts);
  bool limit(std::vector<Test>& tests, double radius);
  void place(const Program& program, std::vector<Test>& tests);
  void fill(Table& table, const std::vector<Test>& tests, bool isPrevious);
  /// Gives how often anything was looked up.
  std::uint64_t settleTable(World& world, RunCounts& counts, Table& table);
  void settleBits(World& world, RunCounts& counts, std::uint64_t bits, std::uint64_t times) const;
  /// The bits of a contact, where they have numbers of their own, and `known`.
  std::uint64_t recall(const World& world, std::uint32_t contact) const;
  /// Where bits have numbers of their own: a contact is in these workflows from now on.
  void noteEntered(World& world, std::uint32_t contact, std::uint64_t fresh) const;
  /// Takes off again what the first so many changes were counted as, and the workflows that they started.
  void takeBack(std::uint32_t changes, std::uint64_t fresh);
  void countPrevious(std::int32_t before, std::int64_t times) {
    if (before != emptyScore) {
      Reader(previous_).rowOf(before).times += static_cast<std::uint64_t>(times);
    }
  }

  bool isPossible_ = false;
  bool isShared_ = false;  ///< whether bits are the numbers of workflows that let nobody in twice
  bool isPlain_ = false;
  Table score_;
  Table previous_;
  std::uint64_t fromEmpty_ = 0;  ///< the bits of a change from the empty score, besides
  std::uint64_t timesFromEmpty_ = 0;
  std::uint64_t mixed_ = other;                     ///< bits of workflows that do something else, too
  std::uint64_t several_ = 0;                       ///< and of those that have more steps than one
  std::array<std::int32_t, maximumBits> points_{};  ///< by bit: of the first step of the workflow
  std::array<std::uint64_t, maximumBits> times_{};  ///< by bit: how often the workflow was started
  std::vector<Entered> workflows_;                  ///< by bit
  std::vector<std::int32_t> otherPoints_;           ///< of steps that are not the first of their workflow
  std::uint32_t changes_ = 0;                       ///< that all workflows together make
  std::vector<std::uint32_t> once_;     ///< by bit: the number of the workflow among those that let nobody in twice
  std::uint64_t nothing_ = 0;           ///< what contacts were in where no workflow has a bit
  std::vector<std::uint64_t> entered_;  ///< by contact, if not shared: its bits, and `known` where they are
  std::int64_t reach_ = 0;

  std::vector<std::int32_t> scores_;  ///< of the present row
};

template <bool isPlain>
ScoreCascade::Followed ScoreCascade::follow(std::uint64_t entered, std::int32_t score,
                                            std::span<const std::int32_t> points, std::uint32_t mostChanges) {
  // What does not change stands in variables of its own: the compiler cannot know that scores are not it.
  std::int32_t* const scores = scores_.data();
  const std::uint64_t mixed = mixed_;
  const std::uint64_t several = several_;
  const Reader table(score_);
  const Reader previous(previous_);
  const bool isFromEmpty = score == emptyScore;
  std::int32_t now = isFromEmpty ? 0 : score;
  std::int32_t* last = scores;
  *last = score;
  for (const std::int32_t each : points) {
    now += each;
    *++last = now;
  }
  std::uint64_t left = ~entered;
  std::uint64_t besides = isFromEmpty ? fromEmpty_ : 0;
  std::uint32_t starts = 0;
  for (const std::int32_t* change = scores; change < last; ++change) {
    TableRow& row = table.rowOf(change[1]);
    std::uint64_t mask = (row.bits | besides) & left;
    bool isKnown = (mask & mixed) == 0;
    besides = 0;
    if constexpr (!isPlain) {
      const std::int32_t before = *change;
      mask |= before == emptyScore ? 0 : previous.rowOf(before).bits & left;
      isKnown = (mask & mixed) == 0 && table.covers(change[1]) && (before == emptyScore || previous.covers(before));
    }
    if (!isKnown) [[unlikely]] {
      takeBack(static_cast<std::uint32_t>(change - scores), ~left & ~entered);
      return {};
    }
    ++row.times;
    if constexpr (!isPlain) {
      countPrevious(*change, 1);
    }
    left ^= mask;
    const bool hasSeveral = (mask & several) != 0;
    for (; mask != 0; mask &= mask - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(mask));
      ++starts;
      ++times_[bit];
      now += points_[bit];
      *++last = now;
      if (hasSeveral) [[unlikely]] {
        for (std::uint32_t step = workflows_[bit].others; step < workflows_[bit].othersEnd; ++step) {
          now += otherPoints_[step];
          *++last = now;
        }
      }
    }
  }
  const auto changes = static_cast<std::uint32_t>(last - scores);
  if (changes > mostChanges) [[unlikely]] {
    takeBack(changes, ~left & ~entered);
    return {};
  }
  if (isFromEmpty && changes > 0) {
    ++timesFromEmpty_;
  }
  return {true, changes, starts, ~left};
}

}  // namespace rehearse
