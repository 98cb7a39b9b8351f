#include "rehearse/coverage/coverage_report.hpp"

#include <algorithm>
#include <utility>

#include "rehearse/simulation/reasons.hpp"

namespace rehearse {
namespace {

// An order of workspaces, whichever it is: it finds those that are the same. Below 0, 0 or above, as texts compare.

template <class Number>
int orderOf(Number left, Number right) {
  return left < right ? -1 : (right < left ? 1 : 0);
}

int orderOf(const CoverageItem& left, const CoverageItem& right) {
  int order = orderOf(left.kind, right.kind);
  order = order != 0 ? order : left.place.compare(right.place);
  return order != 0 ? order : left.outcome.compare(right.outcome);
}

int orderOf(const CoveredPart& left, const CoveredPart& right) {
  int order = left.outline.compare(right.outline);
  // With one outline the items are nearly always the same: what makes some of them possible may stand in no outline.
  order = order != 0 ? order : orderOf(left.items.size(), right.items.size());
  for (std::size_t index = 0; order == 0 && index < left.items.size(); ++index) {
    order = orderOf(left.items[index], right.items[index]);
  }
  return order;
}

int settingsOf(const CoveredWorkflow& workflow) {
  return (workflow.published ? 4 : 0) + (workflow.allowReentry ? 2 : 0) + (workflow.stopOnReply ? 1 : 0);
}

int orderOf(const CoveredWorkflow& left, const CoveredWorkflow& right) {
  int order = left.id.compare(right.id);
  order = order != 0 ? order : orderOf(settingsOf(left), settingsOf(right));
  return order != 0 ? order : orderOf(left.part, right.part);
}

int orderOf(const CoveredWorkspace& left, const CoveredWorkspace& right) {
  int order = orderOf(left.workflows.size(), right.workflows.size());
  for (std::size_t index = 0; order == 0 && index < left.workflows.size(); ++index) {
    order = orderOf(left.workflows[index], right.workflows[index]);
  }
  return order != 0 ? order : orderOf(left.rules, right.rules);
}

/// Both have the same items.
void addUp(CoveredPart& part, const CoveredPart& other) {
  for (std::size_t index = 0; index < part.items.size(); ++index) {
    part.items[index].hits += other.items[index].hits;
    part.items[index].possible |= other.items[index].possible;
  }
}

}  // namespace

std::vector<CoverageItem> refusalItems(const std::string& workflow) {
  std::vector<CoverageItem> items;
  for (std::size_t reason = 0; reason < refusalReasonCount; ++reason) {
    items.push_back({CoverageKind::refusal, false, workflow, std::string(nameOf(static_cast<RefusalReason>(reason)))});
  }
  items.push_back({CoverageKind::exit, false, workflow, std::string(nameOf(ExitReason::stopOnReply))});
  return items;
}

void CoverageReport::add(CoveredWorkspace workspace) {
  const auto place = std::lower_bound(
      sorted_.begin(), sorted_.end(), workspace,
      [&](std::uint32_t index, const auto& sought) { return orderOf(workspaces_[index], sought) < 0; });
  if (place == sorted_.end() || orderOf(workspace, workspaces_[*place]) != 0) {
    sorted_.insert(place, static_cast<std::uint32_t>(workspaces_.size()));
    workspaces_.push_back(std::move(workspace));
    return;
  }
  CoveredWorkspace& same = workspaces_[*place];
  for (std::size_t index = 0; index < same.workflows.size(); ++index) {
    addUp(same.workflows[index].part, workspace.workflows[index].part);
  }
  addUp(same.rules, workspace.rules);
}

CoverageSum CoverageReport::sum() const {
  CoverageSum sum;
  for (const CoveredWorkspace& workspace : workspaces_) {
    sum.add(sumOf(workspace));
  }
  return sum;
}

CoverageSum sumOf(const CoveredWorkspace& workspace) {
  CoverageSum sum = sumOf(workspace.rules.items);
  for (const CoveredWorkflow& workflow : workspace.workflows) {
    sum.add(sumOf(workflow.part.items));
  }
  return sum;
}

}  // namespace rehearse
