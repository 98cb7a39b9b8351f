#include <algorithm>

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

}  // namespace

void Advisor::noteChanges(TreeValue workspace) {
  const auto note = [this](std::optional<TreeValue> points) {
    if (points && points->isNumber()) {
      const double number = points->number();
      largestChange_ = std::max({largestChange_, number, -number});
    }
  };
  const auto workflows = workspace.member("workflows");
  for (const TreeValue workflow : *workflows) {
    for (const auto& step : stepsOf(workflow)) {
      note(step.value.member("points"));
    }
  }
  if (const auto rules = workspace.member("scoringRules")) {
    for (const TreeValue rule : *rules) {
      note(rule.member("points"));
    }
  }
}

void Advisor::adviseLoops(TreeValue workflow, const std::vector<Placed>& steps) {
  const auto reentry = workflow.member("allowReentry");
  if (reentry && !reentry->yesNo()) {
    return;
  }
  const auto lastHold = std::find_if(steps.rbegin(), steps.rend(), holdsUp).base();
  const auto triggers = workflow.member("triggers");
  for (const TreeValue trigger : *triggers) {
    const auto fires = trigger.memberText("fires");
    if (trigger.memberText("type") != changeType || fires == nameOf(Firing::crossing)) {
      continue;
    }
    const auto reach = reachOf(trigger.member("conditions"));
    const auto feeds = [&](const Placed& step) {
      const auto operation = step.value.memberText("operation");
      return isOfType(step, StepType::modifyEngagementScore) && (operation == "add" ? reach.isUp : reach.isDown);
    };
    const auto step = std::find_if(lastHold, steps.end(), feeds);
    if (step != steps.end()) {
      findings_.warning("loop.feedsItself", trigger,
                        "The step " + quoted(step->id) +
                            " changes the score, and that change starts this workflow again, and so on: the 50th start "
                            "locks it for the contact.",
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
