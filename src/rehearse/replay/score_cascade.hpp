#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
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
/// It comes to what the run loop makes of the same changes, or it says that it cannot tell. Until `commit` nothing has
/// happened; what happened is counted as a whole, and one by one when `settle` is called.
class ScoreCascade {
 public:
  ScoreCascade(const Program& program, bool runDrafts);

  /// Whether it can be of use for this program.
  bool isPossible() const { return isPossible_; }
  /// By how much all workflows together can change a score.
  std::int64_t reach() const { return reach_; }
  /// No event changes the score more often than that by itself, before anything follows.
  void makeRoom(std::uint32_t changes);

  /// Begins with a contact's score.
  void begin(std::int32_t score) {
    scores_[0] = score;
    now_ = score == emptyScore ? 0 : score;
    count_ = 0;
  }
  /// A change to begin with.
  void add(std::int32_t points) {
    now_ += points;
    scores_[++count_] = now_;
  }
  /// Follows the changes until there are no more. Whether all that comes of them is known.
  bool follow(const World& world, std::uint32_t contact);
  /// How many changes there were, and how many workflows they started.
  std::uint32_t changes() const { return count_; }
  std::uint32_t starts() const { return starts_; }
  /// The scores one after the other, the one at the beginning first: one more than changes.
  const std::int32_t* scores() const { return scores_.data(); }
  /// Lets it happen: changes the contact, and counts.
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
  /// What holds for a score: by bit a workflow, and `other` where something else than these workflows may start.
  struct Table {
    std::int32_t lowest = 0;
    std::int32_t highest = 0;  ///< beyond both the bits are those at them, as far as `least` and `most`
    std::int32_t least = INT32_MIN + 1;
    std::int32_t most = INT32_MAX;
    std::vector<std::uint64_t> bits;   ///< from `lowest` on
    std::vector<std::uint64_t> times;  ///< how often each was looked up

    std::uint32_t rowOf(std::int32_t score) const {
      return static_cast<std::uint32_t>(std::clamp(score, lowest, highest) - lowest);
    }
    bool covers(std::int32_t score) const { return score >= least && score <= most; }
  };
  /// A workflow that has a bit.
  struct Entered {
    std::uint32_t workflow = 0;
    std::uint32_t trigger = 0;
    Range points;  ///< in `points_`: of its steps; none of a workflow that does something else
    std::uint64_t times = 0;
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
  template <bool looksAtPrevious>
  bool followAll(std::uint64_t entered);

  bool isPossible_ = false;
  bool isShared_ = false;         ///< whether bits are the numbers of workflows that let nobody in twice
  bool looksAtPrevious_ = false;  ///< whether something depends on the score before, where that is not empty
  Table score_;
  Table previous_;
  std::uint64_t fromEmpty_ = 0;  ///< the bits of a change from the empty score, besides
  std::uint64_t timesFromEmpty_ = 0;
  std::uint64_t mixed_ = other;  ///< bits of workflows that do something else, too
  std::vector<Entered> workflows_;
  std::vector<std::int32_t> points_;
  std::vector<std::uint32_t> once_;     ///< by bit: the number of the workflow among those that let nobody in twice
  std::vector<std::uint64_t> entered_;  ///< by contact, if not shared: its bits, and `known` where they are
  std::int64_t reach_ = 0;
  std::uint64_t changesInAll_ = 0;

  // The present one.
  std::vector<std::int32_t> scores_;
  std::vector<std::uint32_t> rows_;  ///< by change: of `score_`
  std::uint32_t count_ = 0;
  std::int32_t now_ = 0;
  std::uint64_t fresh_ = 0;
  std::uint32_t starts_ = 0;
};

inline bool ScoreCascade::follow(const World& world, std::uint32_t contact) {
  fresh_ = 0;
  starts_ = 0;
  if (count_ == 0) {
    return true;
  }
  const std::uint64_t entered = isShared_ ? world.once.block(contact, 0) : recall(world, contact);
  return looksAtPrevious_ ? followAll<true>(entered) : followAll<false>(entered);
}

template <bool looksAtPrevious>
bool ScoreCascade::followAll(std::uint64_t entered) {
  std::int32_t* const scores = scores_.data();
  std::uint32_t* const rows = rows_.data();
  const std::uint64_t* const bits = score_.bits.data();
  std::uint64_t left = ~entered;
  std::uint64_t besides = scores[0] == emptyScore ? fromEmpty_ : 0;
  std::uint32_t count = count_;
  std::int32_t now = now_;
  std::uint32_t starts = 0;
  for (std::uint32_t change = 0; change < count; ++change) {
    const std::int32_t score = scores[change + 1];
    if (!score_.covers(score)) {
      return false;
    }
    const std::uint32_t row = score_.rowOf(score);
    rows[change] = row;
    std::uint64_t mask = bits[row] | besides;
    besides = 0;
    if constexpr (looksAtPrevious) {
      const std::int32_t before = scores[change];
      if (before != emptyScore) {
        if (!previous_.covers(before)) {
          return false;
        }
        mask |= previous_.bits[previous_.rowOf(before)];
      }
    }
    mask &= left;
    if ((mask & mixed_) != 0) {
      return false;
    }
    left &= ~mask;
    for (; mask != 0; mask &= mask - 1, ++starts) {
      const Range points = workflows_[static_cast<std::size_t>(std::countr_zero(mask))].points;
      for (std::uint32_t step = points.first; step < points.first + points.count; ++step) {
        now += points_[step];
        scores[++count] = now;
      }
    }
  }
  fresh_ = ~left & ~entered;
  count_ = count;
  now_ = now;
  starts_ = starts;
  return true;
}

inline void ScoreCascade::commit(World& world, std::uint32_t contact) {
  if (count_ == 0) {
    return;
  }
  changesInAll_ += count_;
  timesFromEmpty_ += scores_[0] == emptyScore ? 1 : 0;
  for (std::uint32_t change = 0; change < count_; ++change) {
    ++score_.times[rows_[change]];
  }
  if (looksAtPrevious_) {
    for (std::uint32_t change = scores_[0] == emptyScore ? 1 : 0; change < count_; ++change) {
      ++previous_.times[previous_.rowOf(scores_[change])];
    }
  }
  world.contacts.setScore(contact, now_);
  if (fresh_ == 0) {
    return;
  }
  for (std::uint64_t bits = fresh_; bits != 0; bits &= bits - 1) {
    const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
    ++workflows_[bit].times;
    if (!isShared_) {
      world.once.add(contact, once_[bit]);
    }
  }
  if (isShared_) {
    world.once.add(contact, OnceBits{0, fresh_});
  } else {
    entered_[contact] |= fresh_;
  }
}

}  // namespace rehearse
