#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "rehearse/json/advisor.hpp"
#include "rehearse/json/utf8.hpp"

// What starts itself again.

namespace rehearse::json {
namespace {

constexpr std::string_view changeType = "score.changed";

/// Which way scores may go on without an end: whether conditions hold of ever higher ones, and of ever lower ones.
struct Reach {
  bool isUp = true;
  bool isDown = true;
};

bool isScoreField(std::string_view field) { return field == "event.score" || field == "contact.engagementScore"; }

/// Takes away what one comparison with a number leaves no room for.
void narrow(Reach& reach, Operator id) {
  switch (id) {
    case Operator::greaterThan:
    case Operator::greaterThanOrEqualTo:
      reach.isDown = false;
      return;
    case Operator::lessThan:
    case Operator::lessThanOrEqualTo:
      reach.isUp = false;
      return;
    case Operator::notEqualTo:
    case Operator::isNotEmpty:
      return;
    default:
      reach = {false, false};
  }
}

/// Of conditions that look at anything but the score nothing is known: they may end it.
Reach reachOf(std::optional<TreeValue> conditions) {
  Reach reach;
  if (!conditions) {
    return reach;
  }
  const auto look = [&reach](TreeValue condition) {
    const auto id = operatorNamed(condition.memberText("operator").value_or(std::string_view()));
    if (id && isScoreField(condition.memberText("field").value_or(std::string_view()))) {
      narrow(reach, *id);
    } else {
      reach = {false, false};
    }
  };
  if (conditions->isObject()) {
    look(*conditions);
    return reach;
  }
  for (const TreeValue condition : *conditions) {
    look(condition);
  }
  return reach;
}

bool isOfType(const Placed& step, StepType type) { return step.value.memberText("type") == rowOf(type).name; }

/// Whether a contact may stand there, or come there again: it is in the workflow still when its score has changed.
bool holdsUp(const Placed& step) {
  return isOfType(step, StepType::wait) || isOfType(step, StepType::goal) || isOfType(step, StepType::goTo);
}

/// Whether a run may come to an end there, or go on elsewhere than at the step behind it.
bool mayLeave(const Placed& step) {
  constexpr std::array ways{StepType::branch, StepType::split, StepType::findContact, StepType::removeFromWorkflow,
                            StepType::end,    StepType::goTo,  StepType::goal};
  const bool waitsForMore = isOfType(step, StepType::wait) && !step.value.member("for");
  return waitsForMore || std::any_of(ways.begin(), ways.end(), [&](StepType type) { return isOfType(step, type); });
}

/// What a workflow's steps do to the score.
struct ScoreChanges {
  double sum = 0;                ///< of those that each run comes to
  const Placed* up = nullptr;    ///< the first of these, behind all waits, that raises it
  const Placed* down = nullptr;  ///< that lowers it
  bool mayRise = false;          ///< whether one that a run may not come to raises it
  bool mayFall = false;
  bool isBehindWait = false;

  /// What feeds a trigger that holds of scores that go that way; null where nothing does for certain.
  const Placed* feeding(const Reach& reach) const {
    if (reach.isUp && reach.isDown) {
      return up != nullptr ? up : down;
    }
    if (reach.isUp && sum >= 0 && !mayFall) {
      return up;
    }
    return reach.isDown && sum <= 0 && !mayRise ? down : nullptr;
  }
};

ScoreChanges changesBy(TreeValue workflow, const std::vector<Placed>& steps) {
  const auto ownList = workflow.member("steps");
  const auto lastHold = std::find_if(steps.rbegin(), steps.rend(), holdsUp).base();
  ScoreChanges changes;
  bool isCertain = true;
  for (auto step = steps.begin(); step != steps.end(); ++step) {
    const bool isReached = isCertain && step->value.parent().index() == ownList->index();
    if (isOfType(*step, StepType::modifyEngagementScore)) {
      const bool raises = step->value.memberText("operation") == "add";
      const double points = step->value.member("points")->number();
      if (!isReached) {
        (raises ? changes.mayRise : changes.mayFall) = true;
        continue;
      }
      changes.sum += raises ? points : -points;
      auto& first = raises ? changes.up : changes.down;
      first = first == nullptr && step >= lastHold ? &*step : first;
    } else if (isReached) {
      changes.isBehindWait = changes.isBehindWait || isOfType(*step, StepType::wait);
      isCertain = !mayLeave(*step);
    }
  }
  return changes;
}

}  // namespace

void Advisor::noteChanges(TreeValue workspace) {
  const auto workflows = workspace.member("workflows");
  for (const TreeValue workflow : *workflows) {
    for (const auto& step : stepsOf(workflow)) {
      noteChange(step.value.member("points"), std::nullopt);
      if (const auto contact = step.value.member("contact")) {
        noteStart(contact->member("engagementScore"));
      }
    }
  }
  if (const auto rules = workspace.member("scoringRules")) {
    for (const TreeValue rule : *rules) {
      noteChange(rule.member("points"), rule.member("limit"));
    }
  }
  if (const auto contacts = workspace.member("contacts")) {
    for (const TreeValue contact : *contacts) {
      noteStart(contact.member("engagementScore"));
    }
  }
}

void Advisor::noteChange(std::optional<TreeValue> points, std::optional<TreeValue> limit) {
  if (!points) {
    return;
  }
  const auto size = static_cast<std::int64_t>(std::abs(points->number()));
  largestChange_ = std::max(largestChange_, size);
  changeDivisor_ = std::gcd(changeDivisor_, size);
  if (limit) {  // at last a rule gives what is left
    changeDivisor_ = std::gcd(changeDivisor_, static_cast<std::int64_t>(limit->number()) % size);
  }
}

void Advisor::noteStart(std::optional<TreeValue> score) {
  if (score && score->isNumber()) {
    startDivisor_ = std::gcd(startDivisor_, static_cast<std::int64_t>(score->number()));
  }
}

bool Advisor::mayJumpOver(double score) const {
  const auto isBeside = [&](std::int64_t number) { return number % changeDivisor_ != 0; };
  return largestChange_ > 1 &&
         (largestChange_ > changeDivisor_ || isBeside(startDivisor_) || isBeside(static_cast<std::int64_t>(score)));
}

void Advisor::adviseLoops(TreeValue workflow, const std::vector<Placed>& steps) {
  const auto reentry = workflow.member("allowReentry");
  if (reentry && !reentry->yesNo()) {
    return;
  }
  const auto changes = changesBy(workflow, steps);
  if (changes.up == nullptr && changes.down == nullptr) {
    return;
  }
  const auto triggers = workflow.member("triggers");
  for (const TreeValue trigger : *triggers) {
    const auto fires = trigger.memberText("fires");
    if (trigger.memberText("type") != changeType || fires == nameOf(Firing::crossing)) {
      continue;
    }
    if (const Placed* step = changes.feeding(reachOf(trigger.member("conditions")))) {
      findings_.warning("loop.feedsItself", trigger,
                        "The step " + quoted(step->id) +
                            " changes the score, and that change starts this workflow again, and so on" +
                            (changes.isBehindWait ? " without an end." : ": the 50th start locks it for the contact."),
                        "Add \"fires\": \"crossing\", or a condition that ends it.");
    }
  }
}

void Advisor::adviseRuleLoop(TreeValue rule) {
  const auto points = rule.member("points");
  if (rule.memberText("event") != changeType || rule.member("limit") || !points) {
    return;
  }
  const auto reach = reachOf(rule.member("conditions"));
  if (points->number() > 0 ? reach.isUp : reach.isDown) {
    findings_.warning("loop.feedsItself", rule,
                      "This rule changes the score at every change of the score, its own too: the stimulus is halted.",
                      "Give it a `limit`, or a condition that ends it.");
  }
}

}  // namespace rehearse::json
