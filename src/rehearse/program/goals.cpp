#include "rehearse/program/goals.hpp"

#include <utility>

#include "rehearse/model/sorting.hpp"

namespace rehearse {

void Goals::enterList() {
  lists_.push_back({step_, 0});
  list_ = static_cast<std::uint32_t>(lists_.size() - 1);
}

void Goals::leaveList() {
  lists_[list_].end = count();
  step_ = lists_[list_].owner;
  list_ = step_ == noIndex ? noIndex : places_[step_].list;
}

void Goals::enterStep(std::uint32_t instruction) {
  if (instruction >= places_.size()) {
    places_.resize(instruction + 1);
  }
  places_[instruction] = {list_, count(), count()};
  step_ = instruction;
}

void Goals::leaveStep(std::uint32_t instruction) { places_[instruction].end = count(); }

void Goals::add(std::uint32_t instruction, EventKey key) {
  instructions_.push_back(instruction);
  met_.push_back(key);
}

Range Goals::finishWorkflow() {
  std::vector<std::pair<EventKey, std::uint32_t>> goals;
  for (std::uint32_t goal = workflowStart_; goal < count(); ++goal) {
    goals.emplace_back(met_[goal], goal);
  }
  sortItems(goals);
  Range range{static_cast<std::uint32_t>(keys_.size()), 0};
  for (const auto& [key, goal] : goals) {
    if (range.count == 0 || keys_.back().key != key) {
      keys_.push_back({key, {static_cast<std::uint32_t>(byKey_.size()), 0}});
      ++range.count;
    }
    byKey_.push_back(goal);
    ++keys_.back().goals.count;
  }
  workflowStart_ = count();
  list_ = noIndex;
  step_ = noIndex;
  return range;
}

void Goals::findAhead(std::uint32_t instruction, std::vector<Range>& spans) const {
  spans.clear();
  std::uint32_t list = places_[instruction].list;
  std::uint32_t first = places_[instruction].start;
  while (true) {
    const List& present = lists_[list];
    if (first < present.end) {
      spans.push_back({first, present.end - first});
    }
    if (present.owner == noIndex) {
      return;
    }
    first = places_[present.owner].end;
    list = places_[present.owner].list;
  }
}

bool Goals::isAnyWithin(const GoalsOfKey& goals, std::span<const Range> spans) const {
  const auto all = std::span(byKey_).subspan(goals.goals.first, goals.goals.count);
  return std::any_of(spans.begin(), spans.end(), [&](Range span) { return !within(all, span).empty(); });
}

std::span<const std::uint32_t> Goals::ofKey(Range workflow, EventKey key) const {
  const auto all = keys(workflow);
  const auto found = std::lower_bound(all.begin(), all.end(), key,
                                      [](const GoalsOfKey& goals, EventKey wanted) { return goals.key < wanted; });
  return found == all.end() || found->key != key ? std::span<const std::uint32_t>()
                                                 : std::span(byKey_).subspan(found->goals.first, found->goals.count);
}

std::span<const std::uint32_t> Goals::within(std::span<const std::uint32_t> goals, Range span) {
  const auto first = std::lower_bound(goals.begin(), goals.end(), span.first);
  const auto end = std::lower_bound(first, goals.end(), span.first + span.count);
  return goals.subspan(static_cast<std::size_t>(first - goals.begin()), static_cast<std::size_t>(end - first));
}

}  // namespace rehearse
