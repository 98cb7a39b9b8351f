#include "rehearse/coverage/coverage.hpp"

#include "rehearse/simulation/journal_cursor.hpp"
#include "rehearse/simulation/recorded_trigger.hpp"

namespace rehearse {
namespace {

/// Counts what a journal tells.
class JournalReader {
 public:
  JournalReader(CoveragePlan& plan, const Simulation& simulation)
      : plan_(plan),
        program_(simulation.program()),
        symbols_(simulation.world().symbols),
        journal_(simulation.recorder()) {}

  void read() {
    for (JournalCursor cursor(journal_, 1); cursor.seq() <= journal_.size(); cursor.next()) {
      read(cursor);
    }
    for (std::uint32_t node = 0; node < plan_.conditions.size(); ++node) {
      if (plan_.conditions[node] != noIndex) {
        addTested(plan_.conditions[node], node);
      }
    }
    for (std::uint32_t rule = 0; rule < plan_.ruleItems.size(); ++rule) {
      addTested(plan_.ruleItems[rule], program_.rules[rule].conditions);
    }
  }

 private:
  void hit(std::uint32_t item) { ++plan_.items[item].hits; }
  /// The items behind a step's own.
  void hitWay(std::uint32_t step, std::uint32_t way) { hit(plan_.steps[step] + 1 + way); }
  void hitGoal(std::uint32_t step, GoalWay way) { hitWay(step, static_cast<std::uint32_t>(way)); }

  /// What held is counted by the first item, what did not by the second.
  void addTested(std::uint32_t item, std::uint32_t node) {
    const TestedCondition tested = journal_.tested(node);
    plan_.items[item].hits += tested.held;
    plan_.items[item + 1].hits += tested.notHeld;
  }

  void read(JournalCursor& cursor) {
    const Entry& entry = cursor.entry();
    const EntryPlace& place = entry.place;
    switch (entry.kind) {
      case EntryKind::triggerEvaluated:
        return readTrigger(cursor);
      case EntryKind::enrollmentRefused:
        return hit(plan_.refusals[place.workflow] + entry.detail);
      case EntryKind::stepRun:
        return readStep(place.step, static_cast<StepOutcome>(entry.detail));
      case EntryKind::branchTaken:
        return readBranch(place.step, Journal::branch(entry));
      case EntryKind::waitEnded:
        return readWaitEnd(entry);
      case EntryKind::exited:
        if (static_cast<ExitReason>(entry.detail) == ExitReason::stopOnReply) {
          hit(plan_.refusals[place.workflow] + static_cast<std::uint32_t>(refusalReasonCount));
        }
        return;
      case EntryKind::scoreChanged:
        if (static_cast<ScoreSource>(entry.detail) == ScoreSource::expiry) {
          constexpr std::uint32_t expired = 2;
          hit(plan_.ruleItems[Journal::rule(entry)] + expired);
        }
        return;
      default:
        return;
    }
  }

  void readTrigger(JournalCursor& cursor) {
    const Entry& entry = cursor.entry();
    const TriggerProgram& trigger = program_.triggers[entry.place.trigger];
    bool matched = evaluate(trigger, cursor.triggerActuals(), entry.at, true);
    if (matched && trigger.fires == Firing::crossing) {
      const Value& before = cursor.event().attributes[previousScoreSlot];
      matched = !evaluate(trigger, cursor.triggerActuals(&before), entry.at, false);
    }
    hit(plan_.triggers[entry.place.trigger] + (matched ? 0 : 1));
  }

  bool evaluate(const TriggerProgram& trigger, std::span<const Value> actuals, Instant now, bool counts) {
    const auto holds = [&](const ConditionNode& node) {
      const Value actual = actuals.front();
      actuals = actuals.subspan(1);
      const bool held = holdsRecorded(journal_, program_, symbols_, node, actual, now);
      if (counts) {
        hit(plan_.conditions[static_cast<std::size_t>(&node - program_.conditions.data())] + (held ? 0 : 1));
      }
      return held;
    };
    return evaluateRecorded(program_.tree(trigger.conditions), holds);
  }

  void readStep(std::uint32_t step, StepOutcome outcome) {
    hit(plan_.steps[step]);
    const bool isUnmet = outcome == StepOutcome::unmet || outcome == StepOutcome::waiting;
    if (isUnmet && program_.instructions[step].type == StepType::goal) {
      hitGoal(step, GoalWay::unmet);
    }
  }

  void readBranch(std::uint32_t step, const BranchTaken& taken) {
    const Instruction& instruction = program_.instructions[step];
    if (instruction.type == StepType::goal) {
      // That it was not met stands with the step.
      return taken.choice == BranchChoice::branch ? hitGoal(step, GoalWay::met) : void();
    }
    switch (taken.choice) {
      case BranchChoice::branch:
        return hitWay(step, taken.tried - 1);
      case BranchChoice::otherwise:
      case BranchChoice::none:
        return hitWay(step, program_.branchOperands[instruction.operand].branches.count);
      case BranchChoice::found:
        return hitWay(step, 0);
      case BranchChoice::notFound:
        return hitWay(step, 1);
      case BranchChoice::drawn: {
        const SplitOperand& split = program_.splitOperands[instruction.operand];
        const auto way = &program_.branchFor(split, taken.draw) - program_.branchesOf(split).data();
        return hitWay(step, static_cast<std::uint32_t>(way));
      }
    }
  }

  void readWaitEnd(const Entry& entry) {
    const auto by = static_cast<WaitEnd>(entry.detail);
    if (by == WaitEnd::goal) {
      return hitGoal(Journal::goal(entry), GoalWay::jump);
    }
    hitWay(entry.place.step, by == WaitEnd::timeout ? 1 : 0);
  }

  CoveragePlan& plan_;
  const Program& program_;
  const Symbols& symbols_;
  const Journal& journal_;
};

}  // namespace

Coverage::Coverage(const Program& program) : program_(&program), plan_(planCoverage(program)) {}

void Coverage::add(const Simulation& simulation) { JournalReader(plan_, simulation).read(); }

}  // namespace rehearse
