#include "rehearse/replay/results.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string_view>
#include <tuple>

#include "rehearse/model/sorting.hpp"
#include "rehearse/replay/merging.hpp"

namespace rehearse {
namespace {

template <std::size_t Count>
void addAll(std::array<std::uint64_t, Count>& left, const std::array<std::uint64_t, Count>& right) {
  std::transform(left.begin(), left.end(), right.begin(), left.begin(), std::plus<>());
}

void addPoints(Points& left, const Points& right) {
  left.given += right.given;
  left.taken += right.taken;
}

template <class Item, class AreAlike>
bool areAllAlike(const std::vector<Item>& left, const std::vector<Item>& right, AreAlike areAlike) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), areAlike);
}

bool areAlikeSteps(const StepResult& left, const StepResult& right) {
  return left.step == right.step && left.type == right.type &&
         areAllAlike(left.branches, right.branches,
                     [](const BranchResult& a, const BranchResult& b) { return a.branch == b.branch; });
}

bool areAlikeWorkflows(const WorkflowResult& left, const WorkflowResult& right) {
  return left.workflow == right.workflow && areAllAlike(left.steps, right.steps, areAlikeSteps) &&
         areAllAlike(left.triggers, right.triggers, [](const TriggerResult& a, const TriggerResult& b) {
           return a.trigger == b.trigger && a.type == b.type;
         });
}

bool areAlike(const ReplayResults& left, const ReplayResults& right) {
  return left.start == right.start && left.end == right.end && left.wishes == right.wishes &&
         areAllAlike(left.workflows, right.workflows, areAlikeWorkflows);
}

void addWorkflow(WorkflowResult& left, const WorkflowResult& right) {
  left.enrolled += right.enrolled;
  left.waiting += right.waiting;
  left.locked += right.locked;
  addAll(left.exitedBy, right.exitedBy);
  addAll(left.refusedBy, right.refusedBy);
  for (std::size_t step = 0; step < left.steps.size(); ++step) {
    left.steps[step].reached += right.steps[step].reached;
    left.steps[step].passed += right.steps[step].passed;
    left.steps[step].waiting += right.steps[step].waiting;
    for (std::size_t way = 0; way < left.steps[step].branches.size(); ++way) {
      left.steps[step].branches[way].taken += right.steps[step].branches[way].taken;
    }
  }
  for (std::size_t trigger = 0; trigger < left.triggers.size(); ++trigger) {
    left.triggers[trigger].evaluated += right.triggers[trigger].evaluated;
    left.triggers[trigger].matched += right.triggers[trigger].matched;
  }
}

void addScores(ScoreCounts& left, const ScoreCounts& right) {
  left.empty += right.empty;
  left.counts = merged(
      left.counts, right.counts, [](const ScoreCount& a, const ScoreCount& b) { return a.score < b.score; },
      [](ScoreCount& into, const ScoreCount& more) { into.contacts += more.contacts; });
}

/// In order of time, then of contacts' ids, then of workflows as they stand in the workspace.
void addLocks(ReplayResults& results, const std::vector<LockResult>& locks) {
  const auto place = [&](const LockResult& lock) {
    const auto found = std::find_if(results.workflows.begin(), results.workflows.end(),
                                    [&](const WorkflowResult& row) { return row.workflow == lock.workflow; });
    return found - results.workflows.begin();
  };
  results.locks.insert(results.locks.end(), locks.begin(), locks.end());
  sortItems(results.locks, [&](const LockResult& left, const LockResult& right) {
    return std::tuple(left.at, std::string_view(left.contact), place(left)) <
           std::tuple(right.at, std::string_view(right.contact), place(right));
  });
  if (results.locks.size() > keptLocks) {
    results.locks.resize(keptLocks);
  }
}

/// Of each workflow the first as many as were asked for, in order of time, then of rows.
void addExcerpts(ReplayResults& results, const std::vector<ExcerptResult>& excerpts) {
  auto& all = results.excerpts;
  all.insert(all.end(), excerpts.begin(), excerpts.end());
  sortItems(all, [](const ExcerptResult& left, const ExcerptResult& right) {
    return std::tie(left.workflow, left.at, left.row) < std::tie(right.workflow, right.at, right.row);
  });
  for (const ExcerptWish& wish : results.wishes) {
    std::uint32_t count = 0;
    std::erase_if(all,
                  [&](const ExcerptResult& each) { return each.workflow == wish.workflow && ++count > wish.count; });
  }
}

}  // namespace

std::uint64_t WorkflowResult::finished() const {
  return std::accumulate(exitedBy.begin(), exitedBy.end(), std::uint64_t{0});
}

std::uint64_t WorkflowResult::refused() const {
  return std::accumulate(refusedBy.begin(), refusedBy.end(), std::uint64_t{0});
}

std::uint64_t ReplayResults::messageCount() const {
  std::uint64_t count = 0;
  for (const MessageDay& each : messages) {
    count = std::accumulate(each.sent.begin(), each.sent.end(), count);
  }
  return count;
}

std::uint64_t ReplayResults::lockCount() const {
  return std::accumulate(workflows.begin(), workflows.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const WorkflowResult& each) { return sum + each.locked; });
}

bool add(ReplayResults& results, const ReplayResults& other) {
  if (!areAlike(results, other)) {
    return false;
  }
  results.rows.add(other.rows);
  results.contactRows.add(other.contactRows);
  results.contacts += other.contacts;
  results.contactsMade += other.contactsMade;
  addScores(results.scores, other.scores);
  results.checksum += other.checksum;
  addPoints(results.points, other.points);
  results.sources = merged(
      results.sources, other.sources, [](const SourceResult& a, const SourceResult& b) { return a.order < b.order; },
      [](SourceResult& into, const SourceResult& more) { addPoints(into.points, more.points); });
  for (std::size_t workflow = 0; workflow < results.workflows.size(); ++workflow) {
    addWorkflow(results.workflows[workflow], other.workflows[workflow]);
  }
  results.messages = merged(
      results.messages, other.messages, [](const MessageDay& a, const MessageDay& b) { return a.day < b.day; },
      [](MessageDay& into, const MessageDay& more) { addAll(into.sent, more.sent); });
  addLocks(results, other.locks);
  results.halted += other.halted;
  addExcerpts(results, other.excerpts);
  return true;
}

}  // namespace rehearse
