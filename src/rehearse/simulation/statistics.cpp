#include "rehearse/simulation/statistics.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace rehearse {
namespace {

constexpr std::int64_t maximumBuckets = 20;

/// Which bucket a score lies in, where 0 begins one.
std::int64_t bucketOf(std::int64_t score, std::int64_t width) {
  return score >= 0 ? score / width : -((-score + width - 1) / width);
}

std::int64_t bucketWidth(std::int64_t minimum, std::int64_t maximum) {
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      const std::int64_t width = factor * power;
      if (bucketOf(maximum, width) - bucketOf(minimum, width) < maximumBuckets) {
        return width;
      }
    }
  }
}

/// How many contacts stand at each instruction.
std::vector<std::uint32_t> waitingBySteps(const World& world) {
  std::vector<std::uint32_t> waiting(world.program->instructions.size());
  for (std::uint32_t contact = 0; contact < world.contacts.size(); ++contact) {
    for (std::uint32_t slot = world.enrollments.oldest(contact); slot != noIndex; slot = world.enrollments[slot].next) {
      ++waiting[world.enrollments[slot].instruction];
    }
  }
  return waiting;
}

WorkflowStatistics workflowStatistics(const Program& program, const WorkflowProgram& workflow, const RunCounts& counts,
                                      std::span<const std::uint32_t> waiting) {
  WorkflowStatistics result;
  for (const std::uint32_t step : program.stepsOf(workflow)) {
    const RunCounts::Step& count = counts.step(step);
    result.steps.push_back({step, count.reached, count.reached - count.ended - waiting[step], waiting[step]});
    result.waiting += waiting[step];
  }
  const Range triggers = workflow.triggers;
  for (std::uint32_t trigger = triggers.first; trigger < triggers.first + triggers.count; ++trigger) {
    result.triggers.push_back(
        {trigger, counts.evaluated(trigger, program.triggers[trigger].event), counts.matched(trigger)});
  }
  return result;
}

}  // namespace

std::vector<PointSource> possibleSources(const Program& program, const RunCounts& counts) {
  std::vector<PointSource> sources;
  for (std::uint32_t workflow = 0; workflow < program.workflows.size(); ++workflow) {
    for (const std::uint32_t step : program.stepsOf(program.workflows[workflow])) {
      sources.push_back({ScoreSource::step, workflow, step, noIndex, counts.step(step).points});
    }
  }
  const auto rules = counts.rules();
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    sources.push_back({ScoreSource::rule, noIndex, noIndex, rule, rules[rule].given});
    sources.push_back({ScoreSource::expiry, noIndex, noIndex, rule, rules[rule].expired});
  }
  sources.push_back({ScoreSource::edit, noIndex, noIndex, noIndex, counts.pointsByHand()});
  return sources;
}

ScoreCounts countScores(const Contacts& contacts) {
  std::vector<std::int64_t> scores;
  scores.reserve(contacts.size());
  for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
    if (contacts.score(contact) != emptyScore) {
      scores.push_back(contacts.score(contact));
    }
  }
  const std::uint64_t empty = contacts.size() - scores.size();
  return {empty, countAlike(std::move(scores))};
}

namespace {

/// Numbers that lie close together are counted by number, without being sorted; nothing where they do not. The counters
/// take no more memory than the numbers do.
std::optional<std::vector<ScoreCount>> countClose(std::span<const std::int64_t> numbers) {
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  const std::uint64_t reach =
      numbers.empty() ? 0 : static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(*least);
  if (reach >= numbers.size()) {
    return std::nullopt;
  }
  std::vector<std::uint64_t> times(static_cast<std::size_t>(reach) + 1);
  for (const std::int64_t number : numbers) {
    ++times[static_cast<std::size_t>(number - *least)];
  }
  std::vector<ScoreCount> counts;
  for (std::size_t place = 0; place < times.size(); ++place) {
    if (times[place] != 0) {
      counts.push_back({*least + static_cast<std::int64_t>(place), times[place]});
    }
  }
  return counts;
}

}  // namespace

std::vector<ScoreCount> countAlike(std::vector<std::int64_t> numbers) {
  if (auto counts = countClose(numbers)) {
    return std::move(*counts);
  }
  std::sort(numbers.begin(), numbers.end());
  std::vector<ScoreCount> counts;
  for (const std::int64_t number : numbers) {
    if (counts.empty() || counts.back().score != number) {
      counts.push_back({number, 0});
    }
    ++counts.back().contacts;
  }
  return counts;
}

std::vector<ScoreBucket> scoreBuckets(std::span<const ScoreCount> counts) {
  std::vector<ScoreBucket> buckets;
  if (counts.empty()) {
    return buckets;
  }
  const std::int64_t width = bucketWidth(counts.front().score, counts.back().score);
  const std::int64_t first = bucketOf(counts.front().score, width);
  for (std::int64_t bucket = first; bucket <= bucketOf(counts.back().score, width); ++bucket) {
    buckets.push_back({bucket * width, (bucket + 1) * width, 0});
  }
  for (const ScoreCount& count : counts) {
    buckets[static_cast<std::size_t>(bucketOf(count.score, width) - first)].count += count.contacts;
  }
  return buckets;
}

ScoreStatistics scoreStatistics(const ScoreCounts& scores) {
  ScoreStatistics result;
  result.empty = scores.empty;
  if (scores.counts.empty()) {
    return result;
  }
  std::uint64_t contacts = 0;
  std::uint64_t sum = 0;  // as signed numbers are added, without a fault where they are too large
  for (const ScoreCount& count : scores.counts) {
    contacts += count.contacts;
    sum += static_cast<std::uint64_t>(count.score) * count.contacts;
  }
  const auto scoreAt = [&](std::uint64_t place) {
    std::uint64_t before = 0;
    for (const ScoreCount& count : scores.counts) {
      before += count.contacts;
      if (place < before) {
        return static_cast<double>(count.score);
      }
    }
    return static_cast<double>(scores.counts.back().score);
  };
  result.distribution = scoreBuckets(scores.counts);
  result.minimum = scores.counts.front().score;
  result.maximum = scores.counts.back().score;
  result.mean = static_cast<double>(static_cast<std::int64_t>(sum)) / static_cast<double>(contacts);
  result.median = (scoreAt((contacts - 1) / 2) + scoreAt(contacts / 2)) / 2;
  return result;
}

std::vector<WorkflowStatistics> workflowStatisticsOf(const World& world, const RunCounts& counts) {
  std::vector<WorkflowStatistics> all;
  const auto waiting = waitingBySteps(world);
  for (const WorkflowProgram& workflow : world.program->workflows) {
    all.push_back(workflowStatistics(*world.program, workflow, counts, waiting));
  }
  return all;
}

Statistics statisticsOf(const World& world, const RunCounts& counts) {
  Statistics result;
  result.scores = scoreStatistics(countScores(world.contacts));
  result.points = counts.points();
  for (const PointSource& source : possibleSources(*world.program, counts)) {
    if (source.points != Points{}) {
      result.sources.push_back(source);
    }
  }
  result.workflows = workflowStatisticsOf(world, counts);
  return result;
}

}  // namespace rehearse
