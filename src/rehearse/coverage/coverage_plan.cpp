#include "rehearse/coverage/coverage_plan.hpp"

#include <array>
#include <utility>

#include "rehearse/coverage/possible.hpp"
#include "rehearse/simulation/reasons.hpp"

namespace rehearse {
namespace {

class Planner {
 public:
  explicit Planner(const Program& program)
      : program_(program),
        startable_(startableWorkflows(program)),
        reachable_(reachableGoals(program)),
        loops_(program) {
    plan_.triggers.resize(program.triggers.size());
    plan_.conditions.assign(program.conditions.size(), noIndex);
    plan_.steps.resize(program.instructions.size());
  }

  CoveragePlan plan() {
    for (std::uint32_t workflow = 0; workflow < program_.workflows.size(); ++workflow) {
      const std::uint32_t first = next();
      addWorkflow(workflow);
      plan_.workflows.push_back({first, next() - first});
    }
    const std::uint32_t first = next();
    for (const RuleProgram& rule : program_.rules) {
      addRule(rule);
    }
    plan_.rules = {first, next() - first};
    return std::move(plan_);
  }

 private:
  std::uint32_t next() const { return static_cast<std::uint32_t>(plan_.items.size()); }
  std::string text(Symbol symbol) const { return std::string(program_.symbols.text(symbol)); }

  /// Gives the new item's index.
  std::uint32_t add(CoverageKind kind, std::string place, std::string_view outcome, bool possible = true) {
    plan_.items.push_back({kind, possible, std::move(place), std::string(outcome)});
    return next() - 1;
  }

  /// The comparisons in a group, which count if it is `possible` that they are looked at.
  void addConditions(const std::string& place, std::uint32_t group, bool possible = true) {
    const std::uint32_t end = group + program_.conditions[group].size;
    std::uint32_t number = 1;
    for (std::uint32_t child = group + 1; child < end; child += program_.conditions[child].size, ++number) {
      const std::string childPlace = place + "." + std::to_string(number);
      if (program_.conditions[child].kind != Condition::Kind::comparison) {
        addConditions(childPlace, child, possible);
        continue;
      }
      plan_.conditions[child] = add(CoverageKind::condition, childPlace, "held", possible);
      add(CoverageKind::condition, childPlace, "notHeld", possible);
    }
  }

  void addWorkflow(std::uint32_t index) {
    const WorkflowProgram& workflow = program_.workflows[index];
    for (std::uint32_t trigger = 0; trigger < workflow.triggers.count; ++trigger) {
      addTrigger(workflow.triggers.first + trigger);
    }
    bool mayStay = false;
    for (const std::uint32_t step : program_.stepsOf(workflow)) {
      addStep(step);
      mayStay = mayStay || mayStayAt(program_, step);
    }
    const bool startable = startable_[index];
    const bool mayLoop = startable && workflow.allowReentry && loops_.mayStartItself(index);
    const std::array<bool, refusalReasonCount> possible{startable && !workflow.published, startable && mayStay,
                                                        startable && !workflow.allowReentry, mayLoop};
    plan_.refusals.push_back(next());
    for (std::size_t reason = 0; reason < possible.size(); ++reason) {
      add(CoverageKind::refusal, text(workflow.id), nameOf(static_cast<RefusalReason>(reason)), possible[reason]);
    }
    add(CoverageKind::exit, text(workflow.id), nameOf(ExitReason::stopOnReply),
        startable && workflow.stopOnReply && mayStay);
  }

  void addTrigger(std::uint32_t index) {
    const TriggerProgram& trigger = program_.triggers[index];
    const std::string place = text(trigger.id);
    plan_.triggers[index] = add(CoverageKind::trigger, place, "matched", mayMatch(program_, trigger));
    add(CoverageKind::trigger, place, "notMatched", mayFail(program_, trigger));
    addConditions(place + ".conditions", trigger.conditions);
  }

  void addRule(const RuleProgram& rule) {
    const std::string place = text(rule.id);
    const auto certainty = certaintyOf(program_, rule.conditions);
    plan_.ruleItems.push_back(add(CoverageKind::rule, place, "matched", certainty != false));
    add(CoverageKind::rule, place, "notMatched", certainty != true);
    add(CoverageKind::rule, place, "expired", certainty != false && rule.expiresAfter > 0);
    addConditions(place + ".conditions", rule.conditions);
  }

  void addStep(std::uint32_t index) {
    const Instruction& step = program_.instructions[index];
    const std::string place = text(step.id);
    plan_.steps[index] = add(CoverageKind::step, place, "reached");
    switch (step.type) {
      case StepType::wait:
        return addWait(place, program_.waitOperands[step.operand]);
      case StepType::branch:
        return addBranches(place, program_.branchOperands[step.operand]);
      case StepType::split:
        for (const SplitBranchProgram& branch : program_.branchesOf(program_.splitOperands[step.operand])) {
          addWay(place, program_.symbols.text(branch.name));
        }
        return;
      case StepType::goal:
        return addGoal(place, index);
      case StepType::findContact:
        return addSearch(place, program_.searchOperands[step.operand].conditions);
      default:
        return;
    }
  }

  void addWay(const std::string& place, std::string_view name, bool possible = true) {
    add(CoverageKind::branch, std::string(place).append(".").append(name), "taken", possible);
  }

  void addWait(const std::string& place, const WaitOperand& wait) {
    const bool forEvent = wait.form == WaitForm::untilEvent;
    const bool forConditions = wait.form == WaitForm::untilConditions;
    const auto certainty = forConditions ? certaintyOf(program_, wait.conditions) : std::nullopt;
    const WaitEnd end = forEvent ? WaitEnd::event : forConditions ? WaitEnd::conditions : WaitEnd::time;
    add(CoverageKind::wait, place, nameOf(end), certainty != false);
    add(CoverageKind::wait, place, nameOf(WaitEnd::timeout), wait.timeout > 0 && certainty != true);
    if (wait.conditions != noIndex) {
      addConditions(std::string(place).append(".").append(nameOf(wait.form)), wait.conditions);
    }
  }

  void addBranches(const std::string& place, const BranchOperand& operand) {
    const auto branches = std::span(program_.branches).subspan(operand.branches.first, operand.branches.count);
    bool isOpen = true;  // none before it takes all
    for (const BranchProgram& branch : branches) {
      const auto certainty = certaintyOf(program_, branch.conditions);
      addWay(place, program_.symbols.text(branch.name), isOpen && certainty != false);
      isOpen = isOpen && certainty != true;
    }
    addWay(place, operand.hasOtherwise ? "otherwise" : "none", isOpen);
    isOpen = true;
    for (const BranchProgram& branch : branches) {
      const std::string way = std::string(place).append(".").append(program_.symbols.text(branch.name));
      addConditions(way + ".conditions", branch.conditions, isOpen);
      isOpen = isOpen && certaintyOf(program_, branch.conditions) != true;
    }
  }

  void addGoal(const std::string& place, std::uint32_t index) {
    const WaitOperand& wait = program_.goalOperands[program_.instructions[index].operand].wait;
    const bool forEvent = wait.event != noEventKey;
    const auto certainty = certaintyOf(program_, wait.conditions);
    addWay(place, "jump", reachable_[index] && certainty != false);
    addWay(place, "met", !forEvent && certainty != false);
    addWay(place, "unmet", forEvent || certainty != true);
    addConditions(place + (forEvent ? ".event" : ".conditions"), wait.conditions, !forEvent || reachable_[index]);
  }

  void addSearch(const std::string& place, ConditionsIndex conditions) {
    addWay(place, "found", certaintyOf(program_, conditions) != false);
    addWay(place, "notFound");
    addConditions(place + ".conditions", conditions);
  }

  const Program& program_;
  std::vector<bool> startable_;
  std::vector<bool> reachable_;
  LoopSearch loops_;
  CoveragePlan plan_;
};

}  // namespace

CoveragePlan planCoverage(const Program& program) { return Planner(program).plan(); }

}  // namespace rehearse
