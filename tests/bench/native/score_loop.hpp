#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

// The loop that somebody would write for this one workload, and then tune: no names, no journal, no counts, no clock.
// What an engine could reach at most.

namespace rehearse::bench {

inline constexpr std::int32_t emptyScore = std::numeric_limits<std::int32_t>::min();
inline constexpr std::uint32_t eventTypes = 3;
inline constexpr std::uint32_t resources = 40;

/// The workflows, as the file of them has them.
struct WorkflowColumns {
  std::uint32_t rows = 0;
  const std::int32_t* type = nullptr;       ///< −1 on the score
  const std::int32_t* resource = nullptr;   ///< −1 for any
  const std::int32_t* operation = nullptr;  ///< operator by number, −1 on an event
  const std::int32_t* value = nullptr;
  const std::int32_t* points = nullptr;
};

class ScoreLoop {
 public:
  explicit ScoreLoop(const WorkflowColumns& workflows) {
    addEventLists(workflows);
    addScoreRows(workflows);
  }

  /// Starts anew with these scores.
  void begin(const std::int32_t* scores, std::uint32_t contacts) {
    scores_.assign(scores, scores + contacts);
    entered_.assign(contacts, 0);
  }

  void run(const std::uint32_t* contacts, const std::uint8_t* types, const std::uint8_t* resourceIds,
           std::uint32_t events) {
    for (std::uint32_t row = 0; row < events; ++row) {
      handle(contacts[row], types[row] * resources + resourceIds[row]);
    }
  }

  const std::vector<std::int32_t>& scores() const { return scores_; }

 private:
  void handle(std::uint32_t contact, std::uint32_t list) {
    const std::uint32_t end = firstOfEvent_[list + 1];
    std::uint32_t at = firstOfEvent_[list];
    if (at == end) {
      return;
    }
    std::int32_t score = scores_[contact];
    // Only the first change can come from an empty score.
    const std::uint64_t* rows = rows_.data() + (score == emptyScore ? rowsFromEmpty_ : 0);
    score = score == emptyScore ? 0 : score;
    std::int32_t* const queue = queue_;
    std::uint32_t length = 0;
    for (; at < end; ++at) {
      score += eventPoints_[at];
      queue[length++] = score;
    }
    std::uint64_t entered = entered_[contact];
    for (std::uint32_t next = 0; next < length; ++next) {
      std::uint64_t bits = rows[std::clamp(queue[next], least_, most_) - least_] & ~entered;
      rows = rows_.data();
      entered |= bits;
      for (; bits != 0; bits &= bits - 1) {
        score += scorePoints_[static_cast<std::size_t>(__builtin_ctzll(bits))];
        queue[length++] = score;
      }
    }
    entered_[contact] = entered;
    scores_[contact] = score;
  }

  void addEventLists(const WorkflowColumns& workflows) {
    for (std::uint32_t list = 0; list < eventTypes * resources; ++list) {
      firstOfEvent_.push_back(static_cast<std::uint32_t>(eventPoints_.size()));
      for (std::uint32_t workflow = 0; workflow < workflows.rows; ++workflow) {
        const std::int32_t resource = workflows.resource[workflow];
        const bool isOfResource = resource < 0 || resource == static_cast<std::int32_t>(list % resources);
        if (workflows.type[workflow] == static_cast<std::int32_t>(list / resources) && isOfResource) {
          eventPoints_.push_back(workflows.points[workflow]);
        }
      }
    }
    firstOfEvent_.push_back(static_cast<std::uint32_t>(eventPoints_.size()));
  }

  void addScoreRows(const WorkflowColumns& workflows) {
    std::vector<std::uint32_t> onScore;
    least_ = std::numeric_limits<std::int32_t>::max();
    most_ = std::numeric_limits<std::int32_t>::min();
    for (std::uint32_t workflow = 0; workflow < workflows.rows; ++workflow) {
      if (workflows.operation[workflow] >= 0) {
        onScore.push_back(workflow);
        scorePoints_.push_back(workflows.points[workflow]);
        least_ = std::min(least_, workflows.value[workflow] - 1);
        most_ = std::max(most_, workflows.value[workflow] + 1);
      }
    }
    for (const bool wasEmpty : {false, true}) {
      rowsFromEmpty_ = rows_.size();
      for (std::int32_t score = least_; score <= most_; ++score) {
        std::uint64_t bits = 0;
        for (std::size_t bit = 0; bit < onScore.size(); ++bit) {
          const std::uint32_t workflow = onScore[bit];
          const bool isStarted = holds(workflows.operation[workflow], wasEmpty, score, workflows.value[workflow]);
          bits |= std::uint64_t{isStarted} << bit;
        }
        rows_.push_back(bits);
      }
    }
  }

  /// The operators in the order of the workload's list; `isEmpty` is of the score before.
  static bool holds(std::int32_t operation, bool wasEmpty, std::int32_t score, std::int32_t value) {
    switch (operation) {
      case 0:
        return score == value;
      case 1:
        return score != value;
      case 2:
        return score > value;
      case 3:
        return score >= value;
      case 4:
        return score < value;
      case 5:
        return score <= value;
      case 6:
        return wasEmpty;
      default:
        return true;
    }
  }

  std::vector<std::uint32_t> firstOfEvent_;
  std::vector<std::int32_t> eventPoints_;
  std::vector<std::int32_t> scorePoints_;
  std::int32_t least_ = 0;  ///< scores up to it are all alike
  std::int32_t most_ = 0;   ///< and from here on
  std::size_t rowsFromEmpty_ = 0;
  std::vector<std::uint64_t> rows_;  ///< by score: bits of the workflows that a change to it starts
  std::vector<std::int32_t> scores_;
  std::vector<std::uint64_t> entered_;
  std::int32_t queue_[256] = {};  ///< each workflow on the score once, and some by the event
};

}  // namespace rehearse::bench
