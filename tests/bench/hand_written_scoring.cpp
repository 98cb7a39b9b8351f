#include "hand_written_scoring.hpp"

#include <algorithm>
#include <bit>

namespace rehearse::bench {
namespace {

/// More than the score changes that one event can cause.
constexpr std::size_t queueSize = 1024;

std::vector<Start> scoreStarts(const ScoreWorkload& workload) {
  std::vector<Start> starts;
  for (const ScoreWorkflow& workflow : workload.onScore) {
    starts.push_back({workflow.number, workflow.delta});
  }
  return starts;
}

std::uint32_t placeOf(const ScoreWorkload& workload, std::size_t event) {
  return std::uint32_t{workload.types[event]} * resources + workload.resourceIds[event];
}

void reset(const ScoreWorkload& workload, ScoringResult& result) {
  result.scores = workload.startScores;
  result.starts.assign(workload.onEvents.size() + workload.onScore.size(), 0);
}

}  // namespace

EventStarts::EventStarts(const ScoreWorkload& workload) {
  for (std::uint32_t place = 0; place < eventTypes * resources; ++place) {
    first_.push_back(static_cast<std::uint32_t>(starts_.size()));
    for (const EventWorkflow& workflow : workload.onEvents) {
      const bool isHere = workflow.resource == anyResource || workflow.resource == place % resources;
      if (workflow.type == place / resources && isHere) {
        starts_.push_back({workflow.number, workflow.delta});
      }
    }
  }
  first_.push_back(static_cast<std::uint32_t>(starts_.size()));
}

ScoreTable::ScoreTable(const ScoreWorkload& workload) {
  const auto [least, most] = std::minmax_element(
      workload.onScore.begin(), workload.onScore.end(),
      [](const ScoreWorkflow& left, const ScoreWorkflow& right) { return left.value < right.value; });
  lowest = least->value - 1;
  highest = most->value + 1;
}

ListScoring::ListScoring(const ScoreWorkload& workload)
    : byEvent_(workload),
      table_(workload),
      byScore_(scoreStarts(workload)),
      entered_(workload.startScores.size() * workload.onScore.size()),
      queue_(queueSize) {
  for (const bool fromEmpty : {false, true}) {
    for (std::int32_t score = table_.lowest; score <= table_.highest; ++score) {
      first_.push_back(static_cast<std::uint32_t>(listed_.size()));
      for (std::size_t index = 0; index < workload.onScore.size(); ++index) {
        if (isMet(workload.onScore[index], score, fromEmpty)) {
          listed_.push_back(static_cast<std::uint8_t>(index));
        }
      }
    }
  }
  first_.push_back(static_cast<std::uint32_t>(listed_.size()));
}

void ListScoring::run(const ScoreWorkload& workload, ScoringResult& result) {
  reset(workload, result);
  std::fill(entered_.begin(), entered_.end(), std::uint8_t{0});
  const std::uint32_t rowsFromEmpty = table_.rowOf(table_.highest) + 1;
  for (std::size_t event = 0; event < workload.contacts.size(); ++event) {
    const std::uint32_t place = placeOf(workload, event);
    const Start* start = byEvent_.begin(place);
    const Start* const end = byEvent_.end(place);
    if (start == end) {
      continue;
    }
    const std::uint32_t contact = workload.contacts[event];
    std::uint8_t* const entered = entered_.data() + contact * byScore_.size();
    std::int32_t score = result.scores[contact];
    std::uint32_t offset = score == INT32_MIN ? rowsFromEmpty : 0;
    score = score == INT32_MIN ? 0 : score;
    std::uint32_t queued = 0;
    for (; start != end; ++start) {
      ++result.starts[start->workflow];
      score += start->delta;
      queue_[queued++] = score;
    }
    for (std::uint32_t head = 0; head < queued; ++head, offset = 0) {
      const std::uint32_t row = offset + table_.rowOf(queue_[head]);
      for (std::uint32_t at = first_[row]; at < first_[row + 1]; ++at) {
        const std::uint8_t index = listed_[at];
        if (entered[index] != 0) {
          continue;
        }
        entered[index] = 1;
        ++result.starts[byScore_[index].workflow];
        score += byScore_[index].delta;
        queue_[queued++] = score;
      }
    }
    result.scores[contact] = score;
  }
}

BitScoring::BitScoring(const ScoreWorkload& workload, bool ofContact)
    : ofContact_(ofContact),
      byEvent_(workload),
      table_(workload),
      byScore_(scoreStarts(workload)),
      entered_(workload.startScores.size()),
      queue_(queueSize) {
  for (std::int32_t score = table_.lowest; score <= table_.highest; ++score) {
    masks_.push_back(0);
    for (std::size_t bit = 0; bit < workload.onScore.size(); ++bit) {
      masks_.back() |= std::uint64_t{isMet(workload.onScore[bit], score, false)} << bit;
    }
  }
  for (std::size_t bit = 0; bit < workload.onScore.size(); ++bit) {
    fromEmpty_ |= std::uint64_t{workload.onScore[bit].test == ScoreTest::isEmpty} << bit;
  }
}

void BitScoring::run(const ScoreWorkload& workload, ScoringResult& result) {
  ofContact_ ? runAll<true>(workload, result) : runAll<false>(workload, result);
}

template <bool ofContact>
void BitScoring::runAll(const ScoreWorkload& workload, ScoringResult& result) {
  reset(workload, result);
  std::fill(entered_.begin(), entered_.end(), 0);
  for (std::size_t event = 0; event < workload.contacts.size(); ++event) {
    const std::uint32_t place = placeOf(workload, event);
    const Start* start = byEvent_.begin(place);
    const Start* const end = byEvent_.end(place);
    if (start == end) {
      continue;
    }
    const std::uint32_t contact = workload.contacts[event];
    std::int32_t score = result.scores[contact];
    std::uint64_t besides = score == INT32_MIN ? fromEmpty_ : 0;
    score = score == INT32_MIN ? 0 : score;
    std::uint32_t queued = 0;
    for (; start != end; ++start) {
      ++result.starts[start->workflow];
      score += start->delta;
      queue_[queued++] = score;
    }
    std::uint64_t left = ~entered_[contact];
    for (std::uint32_t head = 0; head < queued; ++head, besides = 0) {
      std::uint64_t mask = (maskOf(ofContact ? score : queue_[head]) | besides) & left;
      while (mask != 0) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(mask));
        left &= ~(std::uint64_t{1} << bit);
        ++result.starts[byScore_[bit].workflow];
        score += byScore_[bit].delta;
        queue_[queued++] = score;
        mask = ofContact ? (maskOf(score) | besides) & left & (~std::uint64_t{0} << bit) : mask & (mask - 1);
      }
    }
    entered_[contact] = ~left;
    result.scores[contact] = score;
  }
}

}  // namespace rehearse::bench
