#include "rehearse/program/compiler.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"

// How steps are laid out, and where jumps go.

namespace rehearse {

std::uint32_t Compiler::compileSteps(const std::vector<Step>& steps, std::uint32_t next) {
  if (steps.empty()) {
    return next;
  }
  // The list's own instructions stand together, those of branches behind them: each can name the one after it.
  program_.goals.enterList();
  const std::uint32_t first = sizeOf(program_.instructions);
  program_.instructions.resize(program_.instructions.size() + steps.size());
  for (std::uint32_t index = 0; index < steps.size(); ++index) {
    const Step& step = steps[index];
    const std::uint32_t following = index + 1 < steps.size() ? first + index + 1 : next;
    program_.documentOrder.push_back(first + index);
    Instruction instruction;
    instruction.type = step.type;
    instruction.id = intern(step.id);
    instruction.typeName = intern(std::string(rowOf(step.type).name) + step.customName);
    instruction.next = step.type == StepType::end ? noIndex : following;
    program_.goals.enterStep(first + index);
    instruction.operand = compileOperand(step, following);
    program_.instructions[first + index] = instruction;
    if (step.type == StepType::goal) {
      const EventKey event = program_.goalOperands[instruction.operand].wait.event;
      program_.goals.add(first + index, event == noEventKey ? conditionsKey : event);
    }
    program_.goals.leaveStep(first + index);
    if (step.type == StepType::goTo) {
      jumps_.push_back({first + index, intern(*step.parameter<std::string>("step"))});
    }
  }
  program_.goals.leaveList();
  return first;
}

void Compiler::resolveJumps(Range instructions) {
  if (jumps_.empty()) {
    return;
  }
  std::vector<std::pair<Symbol, std::uint32_t>> places;
  places.reserve(instructions.count);
  for (std::uint32_t index = instructions.first; index < instructions.first + instructions.count; ++index) {
    places.emplace_back(program_.instructions[index].id, index);
  }
  sortItems(places);
  for (const Jump& jump : jumps_) {
    const auto place = std::lower_bound(places.begin(), places.end(), std::pair(jump.target, std::uint32_t{0}));
    if (place != places.end() && place->first == jump.target) {
      program_.instructions[jump.instruction].next = place->second;
    }
  }
  jumps_.clear();
}

}  // namespace rehearse
