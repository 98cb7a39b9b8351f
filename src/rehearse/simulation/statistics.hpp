#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rehearse/simulation/run_counts.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Contacts whose score is at least `from` and less than `to`.
struct ScoreBucket {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::uint64_t count = 0;

  friend bool operator==(const ScoreBucket&, const ScoreBucket&) = default;
};

/// The contacts' scores now. Where all are empty there is nothing but their number.
struct ScoreStatistics {
  std::uint64_t empty = 0;
  std::optional<std::int64_t> minimum{};
  std::optional<std::int64_t> maximum{};
  std::optional<double> mean{};
  std::optional<double> median{};  ///< of an even number of scores the mean of the two in the middle
  std::vector<ScoreBucket> distribution{};

  friend bool operator==(const ScoreStatistics&, const ScoreStatistics&) = default;
};

/// What gave and took points.
struct PointSource {
  ScoreSource source = ScoreSource::step;
  std::uint32_t workflow = noIndex;  ///< of the step, in Program::workflows
  std::uint32_t step = noIndex;      ///< in Program::instructions
  std::uint32_t rule = noIndex;      ///< in Program::rules
  Points points;

  friend bool operator==(const PointSource&, const PointSource&) = default;
};

/// How contacts went through one step. Of those who reached it, those who neither passed nor wait ended there.
struct StepStatistics {
  std::uint32_t step = 0;  ///< in Program::instructions
  std::uint64_t reached = 0;
  std::uint64_t passed = 0;   ///< went on from it, by whatever way
  std::uint32_t waiting = 0;  ///< stand there now

  friend bool operator==(const StepStatistics&, const StepStatistics&) = default;
};

struct TriggerStatistics {
  std::uint32_t trigger = 0;  ///< in Program::triggers
  std::uint64_t evaluated = 0;
  std::uint64_t matched = 0;

  friend bool operator==(const TriggerStatistics&, const TriggerStatistics&) = default;
};

/// What one workflow did, besides WorkflowCounts.
struct WorkflowStatistics {
  std::uint32_t waiting = 0;
  std::vector<StepStatistics> steps;  ///< in document order
  std::vector<TriggerStatistics> triggers;

  friend bool operator==(const WorkflowStatistics&, const WorkflowStatistics&) = default;
};

/// How a run has gone so far.
struct Statistics {
  ScoreStatistics scores;
  Points points;
  std::vector<PointSource> sources;  ///< that gave or took any: steps, rules and their expiry, then edits by hand
  std::vector<WorkflowStatistics> workflows;

  friend bool operator==(const Statistics&, const Statistics&) = default;
};

Statistics statisticsOf(const World& world, const RunCounts& counts);
/// What it says of the workflows, alone.
std::vector<WorkflowStatistics> workflowStatisticsOf(const World& world, const RunCounts& counts);

/// All that could have given and taken points, whether it did or not: all steps, rules and their expiry, then edits by
/// hand.
std::vector<PointSource> possibleSources(const Program& program, const RunCounts& counts);

/// So many contacts have this score.
struct ScoreCount {
  std::int64_t score = 0;
  std::uint64_t contacts = 0;

  friend bool operator==(const ScoreCount&, const ScoreCount&) = default;
};

/// The scores of contacts, counted.
struct ScoreCounts {
  std::uint64_t empty = 0;
  std::vector<ScoreCount> counts{};  ///< by rising score

  friend bool operator==(const ScoreCounts&, const ScoreCounts&) = default;
};

ScoreCounts countScores(const Contacts& contacts);

/// Counts those that are alike, by rising number.
std::vector<ScoreCount> countAlike(std::vector<std::int64_t> numbers);

/// What there is to tell of scores.
ScoreStatistics scoreStatistics(const ScoreCounts& scores);

/// How many of these scores lie where, in buckets of one width: 1, 2 or 5 times a power of ten, the least that needs no
/// more than 20 of them. Their edges are multiples of the width; the first and the last hold a score, those between may
/// hold none. `counts`: by rising score, none of them counted 0 times.
std::vector<ScoreBucket> scoreBuckets(std::span<const ScoreCount> counts);

}  // namespace rehearse
