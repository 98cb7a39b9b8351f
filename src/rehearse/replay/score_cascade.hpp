#pragma once

#include <algorithm>
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

  /// Follows the changes that these points make of a contact's score, one after the other, until there are no more.
  /// Whether all that comes of them is known, and they are so many changes at the most; if not, nothing has happened.
  /// Else it is counted, and `commit` must come next.
  bool follow(const World& world, std::uint32_t contact, std::int32_t score, std::span<const std::int32_t> points,
              std::uint64_t mostChanges);
  /// How many changes there were, and how many workflows they started.
  std::uint32_t changes() const { return count_; }
  std::uint32_t starts() const { return starts_; }
  /// The scores one after the other, the one at the beginning first: one more than changes.
  const std::int32_t* scores() const { return scores_.data(); }
  /// Changes the contact.
  void commit(World& world, std::uint32_t contact);
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
  /// A workflow that has a bit; none of `points` is used of one that does something else.
  struct Entered {
    std::uint64_t times = 0;
    std::int32_t points = 0;   ///< of its first step
    std::uint32_t others = 0;  ///< where those of its other steps begin in `points_`
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
  void settleTable(World& world, RunCounts& counts, Table& table);
  void settleBits(World& world, RunCounts& counts, std::uint64_t bits, std::uint64_t times) const;
  /// The bits of a contact, where they have numbers of their own.
  std::uint64_t recall(const World& world, std::uint32_t contact);
  template <bool isPlain>
  bool followAll(std::uint64_t entered, std::span<const std::int32_t> points, std::uint64_t mostChanges);
  /// Takes off again what the first so many changes were counted as, and the workflows that they started.
  void takeBack(std::uint32_t changes, std::uint64_t fresh);
  void countPrevious(std::int32_t before, std::int64_t times) {
    if (before != emptyScore) {
      Reader(previous_).rowOf(before).times += static_cast<std::uint64_t>(times);
    }
  }

  bool isPossible_ = false;
  bool isShared_ = false;  ///< whether bits are the numbers of workflows that let nobody in twice
  bool isPlain_ = false;   ///< whether all scores are covered, and none before counts, unless that is empty
  Table score_;
  Table previous_;
  std::uint64_t fromEmpty_ = 0;  ///< the bits of a change from the empty score, besides
  std::uint64_t timesFromEmpty_ = 0;
  std::uint64_t mixed_ = other;  ///< bits of workflows that do something else, too
  std::vector<Entered> workflows_;
  std::vector<std::int32_t> points_;    ///< of steps that are not the first of their workflow
  std::uint32_t changes_ = 0;           ///< that all workflows together make
  std::vector<std::uint32_t> once_;     ///< by bit: the number of the workflow among those that let nobody in twice
  std::vector<std::uint64_t> entered_;  ///< by contact, if not shared: its bits, and `known` where they are
  std::int64_t reach_ = 0;
  std::uint64_t changesInAll_ = 0;

  // The present one.
  std::vector<std::int32_t> scores_;
  std::uint32_t count_ = 0;
  std::uint32_t starts_ = 0;
  std::uint64_t fresh_ = 0;
};

inline bool ScoreCascade::follow(const World& world, std::uint32_t contact, std::int32_t score,
                                 std::span<const std::int32_t> points, std::uint64_t mostChanges) {
  scores_[0] = score;
  const std::uint64_t entered = isShared_ ? world.once.block(contact, 0) : recall(world, contact);
  return isPlain_ ? followAll<true>(entered, points, mostChanges) : followAll<false>(entered, points, mostChanges);
}

template <bool isPlain>
bool ScoreCascade::followAll(std::uint64_t entered, std::span<const std::int32_t> points, std::uint64_t mostChanges) {
  // What does not change stands in variables of its own: the compiler cannot know that scores are not it.
  std::int32_t* const scores = scores_.data();
  Entered* const workflows = workflows_.data();
  const std::int32_t* const allPoints = points_.data();
  const std::uint64_t mixed = mixed_;
  const Reader table(score_);
  const Reader previous(previous_);
  const bool isFromEmpty = scores[0] == emptyScore;
  std::int32_t now = isFromEmpty ? 0 : scores[0];
  std::uint32_t count = 0;
  for (const std::int32_t each : points) {
    now += each;
    scores[++count] = now;
  }
  std::uint64_t left = ~entered;
  std::uint64_t besides = isFromEmpty ? fromEmpty_ : 0;
  std::uint32_t starts = 0;
  for (std::uint32_t change = 0; change < count; ++change) {
    TableRow& row = table.rowOf(scores[change + 1]);
    std::uint64_t mask = (row.bits | besides) & left;
    bool isKnown = (mask & mixed) == 0;
    besides = 0;
    if constexpr (!isPlain) {
      const std::int32_t before = scores[change];
      mask |= before == emptyScore ? 0 : previous.rowOf(before).bits & left;
      isKnown =
          (mask & mixed) == 0 && table.covers(scores[change + 1]) && (before == emptyScore || previous.covers(before));
    }
    if (!isKnown) {
      takeBack(change, ~left & ~entered);
      return false;
    }
    ++row.times;
    if constexpr (!isPlain) {
      countPrevious(scores[change], 1);
    }
    left &= ~mask;
    for (; mask != 0; mask &= mask - 1, ++starts) {
      Entered& workflow = workflows[static_cast<std::size_t>(std::countr_zero(mask))];
      ++workflow.times;
      now += workflow.points;
      scores[++count] = now;
      for (std::uint32_t step = workflow.others; step < workflow.othersEnd; ++step) {
        now += allPoints[step];
        scores[++count] = now;
      }
    }
  }
  fresh_ = ~left & ~entered;
  count_ = count;
  starts_ = starts;
  if (count > mostChanges) {
    takeBack(count, fresh_);
    return false;
  }
  return true;
}

inline void ScoreCascade::commit(World& world, std::uint32_t contact) {
  if (count_ == 0) {
    return;
  }
  changesInAll_ += count_;
  timesFromEmpty_ += scores_[0] == emptyScore ? 1 : 0;
  world.contacts.setScore(contact, scores_[count_]);
  if (fresh_ == 0) {
    return;
  }
  if (isShared_) {
    world.once.add(contact, OnceBits{0, fresh_});
    return;
  }
  entered_[contact] |= fresh_;
  for (std::uint64_t bits = fresh_; bits != 0; bits &= bits - 1) {
    world.once.add(contact, once_[static_cast<std::size_t>(std::countr_zero(bits))]);
  }
}

}  // namespace rehearse
