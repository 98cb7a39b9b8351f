#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/contacts.hpp"
#include "rehearse/simulation/reasons.hpp"

namespace rehearse {

/// Points of the engagement score that something gave and took so far.
struct Points {
  std::uint64_t given = 0;
  std::uint64_t taken = 0;

  /// A change of the score; empty counts as 0.
  void add(std::int32_t previous, std::int32_t score) {
    const std::int64_t delta =
        std::int64_t{score == emptyScore ? 0 : score} - std::int64_t{previous == emptyScore ? 0 : previous};
    (delta > 0 ? given : taken) += static_cast<std::uint64_t>(delta > 0 ? delta : -delta);
  }
  friend bool operator==(const Points&, const Points&) = default;
};

/// What both recorders count of a run besides what the world counts, each count in its place from the start, so that
/// counting allocates nothing. A replay may count beyond 32 bits.
class RunCounts {
 public:
  struct Step {
    std::uint64_t reached = 0;  ///< how often a run came to it
    std::uint64_t ended = 0;    ///< how often an enrollment ended there
    Points points;
  };
  struct Rule {
    Points given;    ///< by the rule itself
    Points expired;  ///< by its expiry
  };

  /// Makes room for everything that a program has.
  void prepare(const Program& program) {
    steps_.resize(program.instructions.size());
    evaluated_.resize(program.triggers.size());
    matched_.resize(program.triggers.size());
    events_.resize(eventTypeCount + program.customEventCount);
    rules_.resize(program.rules.size());
    rows_.resize(program.triggerIndex.rowCount());
    rowsCounted_.reserve(rows_.size());
  }

  void countStep(std::uint32_t step) { ++steps_[step].reached; }
  /// `step`: where it stood; `noIndex` where it had run to its end.
  void countExit(std::uint32_t step, ExitReason reason) {
    // The limits end a run before the step that it stands at.
    const bool hadReached = reason != ExitReason::stepLimit && reason != ExitReason::halted;
    if (step != noIndex && hadReached) {
      ++steps_[step].ended;
    }
  }
  /// A change by a step, a rule (or its expiry) or, where both are `noIndex`, by hand.
  void countScore(std::int32_t previous, std::int32_t score, ScoreSource source, std::uint32_t step,
                  std::uint32_t rule) {
    points_.add(previous, score);
    pointsOf(source, step, rule).add(previous, score);
  }
  void countMatch(std::uint32_t trigger) { ++matched_[trigger]; }
  /// All triggers that a row of the index tells as bits matched.
  void countRow(std::uint32_t row) {
    if (rows_[row]++ == 0) {
      rowsCounted_.push_back(row);
    }
  }
  /// Calls `visit` with each row that was counted and how often, and counts them anew from 0. What they stand for must
  /// be counted one by one then: see settleRows.
  template <class Visit>
  void takeRows(Visit visit) {
    for (const std::uint32_t row : rowsCounted_) {
      visit(row, rows_[row]);
      rows_[row] = 0;
    }
    rowsCounted_.clear();
  }
  /// So many runs through a step, each of which added that to the score.
  void countScoring(std::uint32_t step, std::int32_t points, std::uint64_t times) {
    const std::uint64_t size = static_cast<std::uint64_t>(std::abs(std::int64_t{points})) * times;
    (points > 0 ? points_.given : points_.taken) += size;
    (points > 0 ? steps_[step].points.given : steps_[step].points.taken) += size;
    steps_[step].reached += times;
  }
  void countMatches(std::uint32_t trigger, std::uint64_t count) { matched_[trigger] += count; }
  /// The triggers of an event type that were evaluated for one event: all of them, or, where the run was halted, the
  /// first `count`. Those that the index passed over count too: they were found not to match.
  void countEvaluated(EventKey event, std::span<const std::uint32_t> all, std::uint32_t count) {
    if (all.empty()) {
      return;
    }
    if (count == all.size()) {
      ++events_[event];
      return;
    }
    for (const std::uint32_t trigger : all.first(count)) {
      ++evaluated_[trigger];
    }
  }
  /// All triggers of an event type, so many times.
  void countAllEvaluated(EventKey event, std::uint64_t times) { events_[event] += times; }
  /// One trigger that was evaluated by itself.
  void countEvaluated(std::uint32_t trigger) { ++evaluated_[trigger]; }

  const Step& step(std::uint32_t step) const { return steps_[step]; }
  /// `event`: the trigger's event type.
  std::uint64_t evaluated(std::uint32_t trigger, EventKey event) const { return evaluated_[trigger] + events_[event]; }
  std::uint64_t matched(std::uint32_t trigger) const { return matched_[trigger]; }
  const Points& points() const { return points_; }
  const Points& pointsByHand() const { return byHand_; }
  /// By the number of the rule.
  std::span<const Rule> rules() const { return rules_; }

 private:
  Points& pointsOf(ScoreSource source, std::uint32_t step, std::uint32_t rule) {
    if (source == ScoreSource::step) {
      return steps_[step].points;
    }
    if (rule == noIndex) {
      return byHand_;
    }
    return source == ScoreSource::expiry ? rules_[rule].expired : rules_[rule].given;
  }

  std::vector<Step> steps_;                 ///< by instruction
  std::vector<std::uint64_t> evaluated_;    ///< by trigger, besides what its event type says
  std::vector<std::uint64_t> matched_;      ///< by trigger
  std::vector<std::uint64_t> events_;       ///< by event key: how often all triggers of the type were evaluated
  std::vector<Rule> rules_;                 ///< by rule
  std::vector<std::uint64_t> rows_;         ///< by row of the trigger index
  std::vector<std::uint32_t> rowsCounted_;  ///< those that are not 0
  Points points_;
  Points byHand_;
};

}  // namespace rehearse
