#include "rehearse/program/compiler.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"

namespace rehearse {

Program Compiler::compile(const Workspace& workspace) {
  program_.name = workspace.name ? intern(*workspace.name) : Symbol::none;
  program_.clock = workspace.clock.value_or(defaultClock);
  program_.utcOffset = workspace.utcOffset.value_or(0);
  noteWorkflows(workspace.workflows);
  seed_.addPart(std::to_string(workspace.seed.value_or(0)));
  for (const Workflow& workflow : workspace.workflows) {
    compileWorkflow(workflow);
  }
  if (workspace.scoringRules) {
    for (const ScoringRule& rule : *workspace.scoringRules) {
      compileRule(rule);
    }
  }
  orderRules();
  orderDateTriggers();
  if (workspace.resources) {
    compileResources(*workspace.resources);
  }
  if (workspace.contacts) {
    program_.contacts = *workspace.contacts;
  }
  program_.triggerIndex.build(program_);
  program_.triggerReads.build(program_);
  return std::move(program_);
}

Range Compiler::internAll(const std::vector<std::string>& texts) {
  const Range range{sizeOf(program_.symbolLists), sizeOf(texts)};
  for (const auto& text : texts) {
    program_.symbolLists.push_back(intern(text));
  }
  return range;
}

void Compiler::compileResources(const Resources& resources) {
  for (const ResourceList& list : resources.lists) {
    ListedResources listed{resourceKind(list.kind), {}};
    for (const Resource& resource : list.items) {
      listed.ids.push_back(intern(resource.id));
    }
    sortItems(listed.ids);
    program_.resources.push_back(std::move(listed));
  }
}

std::string_view Compiler::resourceKind(std::string_view kind) {
  for (const PropertyRow& property : rowOf(Shape::resources).properties) {
    if (property.name == kind) {
      return property.name;
    }
  }
  return {};
}

EventKey Compiler::eventKey(std::string_view name) {
  const EventType type = eventTypeNamed(name).value_or(EventType::custom);
  if (type != EventType::custom) {
    return static_cast<EventKey>(type);
  }
  const auto custom = static_cast<std::size_t>(intern(customNameOf(name)));
  auto& keys = program_.customEventKeys;
  if (custom >= keys.size()) {
    keys.resize(custom + 1, noEventKey);
  }
  if (keys[custom] == noEventKey) {
    keys[custom] = static_cast<EventKey>(eventTypeCount) + program_.customEventCount++;
  }
  return keys[custom];
}

void Compiler::noteWorkflows(const std::vector<Workflow>& workflows) {
  workflowsById_.reserve(workflows.size());
  for (std::uint32_t index = 0; index < workflows.size(); ++index) {
    workflowsById_.emplace_back(intern(workflows[index].id), index);
  }
  sortItems(workflowsById_);
}

std::uint32_t Compiler::workflowNamed(std::string_view id) {
  const auto place =
      std::lower_bound(workflowsById_.begin(), workflowsById_.end(), std::pair(intern(id), std::uint32_t{0}));
  return place->second;
}

void Compiler::compileWorkflow(const Workflow& workflow) {
  WorkflowProgram result;
  result.id = intern(workflow.id);
  result.name = workflow.name ? intern(*workflow.name) : Symbol::none;
  result.published = workflow.published.value_or(false);
  result.allowReentry = workflow.allowReentry.value_or(true);
  result.stopOnReply = workflow.stopOnReply.value_or(false);

  result.once = sizeOf(program_.onceWorkflows);
  if (!result.allowReentry) {
    program_.onceWorkflows.push_back(sizeOf(program_.workflows));
  }

  result.triggers = {sizeOf(program_.triggers), sizeOf(workflow.triggers)};
  for (const Trigger& trigger : workflow.triggers) {
    const auto event = eventKey(trigger.type);
    const auto conditions = compileConditions(trigger.conditions);
    program_.triggers.push_back({intern(trigger.id), sizeOf(program_.workflows), event, conditions,
                                 trigger.fires.value_or(Firing::always), 0, intern(trigger.type)});
    compileClock(trigger, event);
  }

  readsEvent_ = false;
  workflowDraws_ = seed_;
  workflowDraws_.addPart(workflow.id);
  const std::uint32_t first = sizeOf(program_.instructions);
  result.start = compileSteps(workflow.steps, noIndex);
  result.instructions = {first, sizeOf(program_.instructions) - first};
  result.readsEvent = readsEvent_;
  const auto steps = std::span(program_.instructions).subspan(first);
  result.mayWait = std::any_of(steps.begin(), steps.end(), [](const Instruction& step) {
    return step.type == StepType::wait || step.type == StepType::goal;
  });
  result.goals = program_.goals.finishWorkflow();
  resolveJumps(result.instructions);
  noteScoring(result);
  program_.workflows.push_back(result);
}

void Compiler::noteScoring(WorkflowProgram& workflow) {
  constexpr std::uint32_t fewSteps = 16;
  const auto steps = std::span(program_.instructions).subspan(workflow.instructions.first, workflow.instructions.count);
  const bool onlyScores = std::all_of(steps.begin(), steps.end(), [&](const Instruction& step) {
    return step.type == StepType::modifyEngagementScore && program_.scoreOperands[step.operand].delta != 0;
  });
  if (steps.empty() || steps.size() > fewSteps || !onlyScores) {
    return;
  }
  workflow.scoring = {sizeOf(program_.scoringPoints), workflow.instructions.count};
  for (std::uint32_t step = workflow.start; step != noIndex; step = program_.instructions[step].next) {
    program_.scoringPoints.push_back(program_.scoreOperands[program_.instructions[step].operand].delta);
  }
}

Program compile(const Workspace& workspace) { return Compiler().compile(workspace); }

}  // namespace rehearse
