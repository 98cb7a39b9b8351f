#include "rehearse/replay/branch_counts.hpp"

namespace rehearse {
namespace {

std::uint32_t waysOf(const Program& program, const Instruction& step) {
  switch (step.type) {
    case StepType::branch:
      return program.branchOperands[step.operand].branches.count + 1;
    case StepType::split:
      return program.splitOperands[step.operand].branches.count;
    case StepType::findContact:
      return 2;
    case StepType::goal:
      // One that an event meets takes no branch: the event comes while the contact waits.
      return program.goalOperands[step.operand].wait.event == noEventKey ? 2 : 0;
    default:
      return 0;
  }
}

}  // namespace

void BranchCounts::prepare(const Program& program) {
  first_.assign(1, 0);
  for (const Instruction& step : program.instructions) {
    first_.push_back(first_.back() + waysOf(program, step));
  }
  taken_.assign(first_.back(), 0);
}

std::uint32_t BranchCounts::wayOf(const Program& program, std::uint32_t step, const BranchTaken& taken) {
  const Instruction& instruction = program.instructions[step];
  switch (taken.choice) {
    case BranchChoice::branch:
      return taken.tried - 1;
    case BranchChoice::otherwise:
      return taken.tried;
    case BranchChoice::none:
      return instruction.type == StepType::goal ? 1 : taken.tried;
    case BranchChoice::found:
      return 0;
    case BranchChoice::notFound:
      return 1;
    case BranchChoice::drawn: {
      const auto branches = program.branchesOf(program.splitOperands[instruction.operand]);
      const auto& drawn = program.branchFor(program.splitOperands[instruction.operand], taken.draw);
      return static_cast<std::uint32_t>(&drawn - branches.data());
    }
  }
  return 0;
}

std::optional<std::string_view> nameOfWay(const Program& program, std::uint32_t step, std::uint32_t way) {
  const Instruction& instruction = program.instructions[step];
  switch (instruction.type) {
    case StepType::branch: {
      const BranchOperand& operand = program.branchOperands[instruction.operand];
      if (way < operand.branches.count) {
        return program.symbols.text(program.branches[operand.branches.first + way].name);
      }
      return operand.hasOtherwise ? std::optional<std::string_view>("otherwise") : std::nullopt;
    }
    case StepType::split:
      return program.symbols.text(program.branchesOf(program.splitOperands[instruction.operand])[way].name);
    case StepType::findContact:
      return way == 0 ? "found" : "notFound";
    case StepType::goal:
      return way == 0 ? std::optional<std::string_view>("met") : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace rehearse
