#include "rehearse/simulation/statistics.hpp"

#include <algorithm>
#include <numeric>

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

ScoreStatistics scoreStatistics(const Contacts& contacts) {
  ScoreStatistics result;
  std::vector<std::int32_t> scores;
  for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
    if (contacts.score(contact) != emptyScore) {
      scores.push_back(contacts.score(contact));
    }
  }
  result.empty = contacts.size() - static_cast<std::uint32_t>(scores.size());
  if (scores.empty()) {
    return result;
  }
  result.distribution = scoreBuckets(scores);
  result.minimum = scores.front();
  result.maximum = scores.back();
  const auto sum = std::accumulate(scores.begin(), scores.end(), std::int64_t{0});
  result.mean = static_cast<double>(sum) / static_cast<double>(scores.size());
  const std::size_t middle = scores.size() / 2;
  const std::size_t other = scores.size() % 2 == 0 ? middle - 1 : middle;
  result.median = (static_cast<double>(scores[other]) + static_cast<double>(scores[middle])) / 2;
  return result;
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

std::vector<PointSource> pointSources(const Program& program, const RunCounts& counts) {
  std::vector<PointSource> sources;
  const auto note = [&](ScoreSource source, std::uint32_t workflow, std::uint32_t step, std::uint32_t rule,
                        const Points& points) {
    if (points != Points{}) {
      sources.push_back({source, workflow, step, rule, points});
    }
  };
  for (std::uint32_t workflow = 0; workflow < program.workflows.size(); ++workflow) {
    for (const std::uint32_t step : program.stepsOf(program.workflows[workflow])) {
      note(ScoreSource::step, workflow, step, noIndex, counts.step(step).points);
    }
  }
  const auto rules = counts.rules();
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    note(ScoreSource::rule, noIndex, noIndex, rule, rules[rule].given);
    note(ScoreSource::expiry, noIndex, noIndex, rule, rules[rule].expired);
  }
  note(ScoreSource::edit, noIndex, noIndex, noIndex, counts.pointsByHand());
  return sources;
}

}  // namespace

std::vector<ScoreBucket> scoreBuckets(std::span<std::int32_t> scores) {
  std::vector<ScoreBucket> buckets;
  if (scores.empty()) {
    return buckets;
  }
  std::sort(scores.begin(), scores.end());
  const std::int64_t width = bucketWidth(scores.front(), scores.back());
  const std::int64_t first = bucketOf(scores.front(), width);
  for (std::int64_t bucket = first; bucket <= bucketOf(scores.back(), width); ++bucket) {
    buckets.push_back({bucket * width, (bucket + 1) * width, 0});
  }
  for (const std::int32_t score : scores) {
    ++buckets[static_cast<std::size_t>(bucketOf(score, width) - first)].count;
  }
  return buckets;
}

Statistics statisticsOf(const World& world, const RunCounts& counts) {
  Statistics result;
  result.scores = scoreStatistics(world.contacts);
  result.points = counts.points();
  result.sources = pointSources(*world.program, counts);
  const auto waiting = waitingBySteps(world);
  for (const WorkflowProgram& workflow : world.program->workflows) {
    result.workflows.push_back(workflowStatistics(*world.program, workflow, counts, waiting));
  }
  return result;
}

}  // namespace rehearse
