#pragma once

#include <cstdint>
#include <vector>

#include "score_workload.hpp"

namespace rehearse::bench {

/// How often workflows started, and the scores that contacts end with.
struct ScoringResult {
  std::vector<std::int32_t> scores;
  std::vector<std::uint32_t> starts;  ///< by workflow
};

/// What a start of one workflow does.
struct Start {
  std::uint32_t workflow;
  std::int32_t delta;
};

/// What each event starts, by type and resource.
class EventStarts {
 public:
  explicit EventStarts(const ScoreWorkload& workload);
  const Start* begin(std::uint32_t place) const { return starts_.data() + first_[place]; }
  const Start* end(std::uint32_t place) const { return begin(place + 1); }

 private:
  std::vector<std::uint32_t> first_;  ///< by type and resource, and one more: in `starts_`
  std::vector<Start> starts_;
};

/// Where in a table by score something stands: scores below the lowest test are alike, and so are those above the
/// highest.
struct ScoreTable {
  explicit ScoreTable(const ScoreWorkload& workload);
  std::uint32_t rowOf(std::int32_t score) const {
    return static_cast<std::uint32_t>((score < lowest ? lowest : score > highest ? highest : score) - lowest);
  }

  std::int32_t lowest = 0;
  std::int32_t highest = 0;
};

/// A loop that somebody would write for this one workload: the workflows that an event and a score start as lists, and
/// a byte for each contact and score workflow, whether it was in.
class ListScoring {
 public:
  explicit ListScoring(const ScoreWorkload& workload);
  /// From the start scores through all events.
  void run(const ScoreWorkload& workload, ScoringResult& result);

 private:
  EventStarts byEvent_;
  ScoreTable table_;
  std::vector<std::uint32_t> first_;  ///< by row of the table, then those of changes from empty: in `listed_`
  std::vector<std::uint8_t> listed_;
  std::vector<Start> byScore_;
  std::vector<std::uint8_t> entered_;
  std::vector<std::int32_t> queue_;
};

/// The same, tuned: the workflows that a score starts are the bits of a number, and so are those that a contact was in,
/// so that those cost nothing. What could be reached at the most.
/// `ofContact`: whether score workflows compare the contact's score, and not the event's.
class BitScoring {
 public:
  BitScoring(const ScoreWorkload& workload, bool ofContact);
  void run(const ScoreWorkload& workload, ScoringResult& result);

 private:
  template <bool ofContact>
  void runAll(const ScoreWorkload& workload, ScoringResult& result);
  std::uint64_t maskOf(std::int32_t score) const { return masks_[table_.rowOf(score)]; }

  bool ofContact_;
  EventStarts byEvent_;
  ScoreTable table_;
  std::vector<std::uint64_t> masks_;  ///< by row of the table
  std::uint64_t fromEmpty_ = 0;       ///< what a change from an empty score starts besides
  std::vector<Start> byScore_;        ///< by bit
  std::vector<std::uint64_t> entered_;
  std::vector<std::int32_t> queue_;
};

}  // namespace rehearse::bench
