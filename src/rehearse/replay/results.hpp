#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rehearse/model/time.hpp"
#include "rehearse/replay/message_days.hpp"
#include "rehearse/replay/partition.hpp"
#include "rehearse/replay/row_counts.hpp"
#include "rehearse/simulation/reasons.hpp"
#include "rehearse/simulation/run_counts.hpp"
#include "rehearse/simulation/statistics.hpp"

namespace rehearse {

/// One way that a step took contacts.
struct BranchResult {
  std::optional<std::string> branch;  ///< nothing: no conditions held
  std::uint64_t taken = 0;

  friend bool operator==(const BranchResult&, const BranchResult&) = default;
};

struct StepResult {
  std::string step;
  std::string type;
  std::uint64_t reached = 0;
  std::uint64_t passed = 0;
  std::uint64_t waiting = 0;
  std::vector<BranchResult> branches;

  friend bool operator==(const StepResult&, const StepResult&) = default;
};

struct TriggerResult {
  std::string trigger;
  std::string type;
  std::uint64_t evaluated = 0;
  std::uint64_t matched = 0;

  friend bool operator==(const TriggerResult&, const TriggerResult&) = default;
};

struct WorkflowResult {
  std::string workflow;
  std::uint64_t enrolled = 0;
  std::uint64_t waiting = 0;
  std::uint64_t locked = 0;  ///< how many contacts were locked out of it
  std::array<std::uint64_t, exitReasonCount> exitedBy{};
  std::array<std::uint64_t, refusalReasonCount> refusedBy{};
  std::vector<StepResult> steps;
  std::vector<TriggerResult> triggers;

  std::uint64_t finished() const;
  std::uint64_t active() const { return enrolled - finished(); }
  std::uint64_t refused() const;
  friend bool operator==(const WorkflowResult&, const WorkflowResult&) = default;
};

/// What gave and took points.
struct SourceResult {
  std::uint32_t order = 0;  ///< among all that could have
  ScoreSource source = ScoreSource::step;
  std::string workflow, step, rule;  ///< empty where it is none
  Points points;

  friend bool operator==(const SourceResult&, const SourceResult&) = default;
};

/// A contact that was locked out of a workflow.
struct LockResult {
  std::string contact;
  std::string workflow;
  Instant at = 0;

  friend bool operator==(const LockResult&, const LockResult&) = default;
};

/// How many locks are kept: the first, in order of time, then of contacts' ids, then of workflows.
inline constexpr std::size_t keptLocks = 100;

/// An excerpt's entries have no more bytes than this, as JSON.
inline constexpr std::size_t maximumEntriesBytes = 64U << 10U;

/// A journal in words, or its first entries.
struct EntriesText {
  std::string text;
  bool truncated = false;
};

/// The journal of one row in which a workflow started.
struct ExcerptResult {
  std::uint32_t workflow = 0;  ///< in `ReplayResults::workflows`
  std::uint64_t row = 0;
  Instant at = 0;
  std::string contact;
  std::string entries;     ///< JSON, an array: the first, `maximumEntriesBytes` at the most
  bool truncated = false;  ///< whether there were more

  friend bool operator==(const ExcerptResult&, const ExcerptResult&) = default;
};

/// How many excerpts of a workflow were asked for.
struct ExcerptWish {
  std::uint32_t workflow = 0;
  std::uint32_t count = 0;

  friend bool operator==(const ExcerptWish&, const ExcerptWish&) = default;
};

/// What came of a replay, or of one part of it: plain values, which can be summed.
struct ReplayResults {
  Instant start = noInstant;  ///< none where no row said a time and none was given
  Instant end = noInstant;
  RowCounts rows;
  RowCounts contactRows;
  std::uint64_t contacts = 0;
  std::uint64_t contactsMade = 0;  ///< at their first row
  ScoreCounts scores;              ///< in the end
  std::uint64_t checksum = 0;      ///< of ids and scores, whatever the order of contacts
  Points points;
  std::vector<SourceResult> sources;  ///< that gave or took any, in their order
  std::vector<WorkflowResult> workflows;
  std::vector<MessageDay> messages;  ///< by day
  std::vector<LockResult> locks;
  std::uint64_t halted = 0;
  std::vector<ExcerptWish> wishes;
  std::vector<ExcerptResult> excerpts;  ///< by workflow, then by row

  std::uint64_t messageCount() const;
  std::uint64_t lockCount() const;
  friend bool operator==(const ReplayResults&, const ReplayResults&) = default;
};

/// Adds what came of another part of the same replay. Whether it is one of the same: the shapes of both alike, and the
/// same span; else nothing is added.
bool add(ReplayResults& results, const ReplayResults& other);

}  // namespace rehearse
