#include "rehearse/coverage/possible.hpp"

#include <algorithm>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
namespace {

/// An event of which one attribute is known, if `attribute` is given.
struct CausedKind {
  EventType type = EventType::scoreChanged;
  std::string_view attribute{};
  Symbol value = Symbol::none;
};

/// What comparisons come to of which nothing is known but one attribute of the event.
class Certainty {
 public:
  explicit Certainty(const Program& program, const CausedKind* event = nullptr)
      : program_(program), symbols_(program.symbols), event_(event) {
    if (event != nullptr && !event->attribute.empty()) {
      attribute_ = attributeNumber(event->attribute);
    }
  }

  std::optional<bool> of(std::span<const ConditionNode> tree) const {
    const ConditionNode& root = tree.front();
    if (root.kind == Condition::Kind::comparison) {
      return ofComparison(root);
    }
    if (root.kind == Condition::Kind::negation) {
      const auto child = of(tree.subspan(1, tree[1].size));
      return child ? std::optional(!*child) : std::nullopt;
    }
    const bool decides = root.kind == Condition::Kind::any;
    bool areAllKnown = true;
    for (std::size_t index = 1; index < tree.size(); index += tree[index].size) {
      const auto child = of(tree.subspan(index, tree[index].size));
      if (child == decides) {
        return decides;
      }
      areAllKnown = areAllKnown && child.has_value();
    }
    return areAllKnown ? std::optional(!decides) : std::nullopt;
  }

 private:
  std::optional<bool> ofComparison(const ConditionNode& node) const {
    const bool isKnown =
        attribute_ && node.field.source == FieldSource::eventAttribute && node.field.attribute == *attribute_;
    return isKnown ? std::optional(holds(program_, symbols_, node, Value::text(event_->value), 0)) : std::nullopt;
  }

  const Program& program_;
  Symbols symbols_;
  const CausedKind* event_;
  std::optional<std::uint8_t> attribute_;
};

bool mayStart(const Program& program, const WorkflowProgram& workflow, const CausedKind& event) {
  const Certainty certainty(program, &event);
  const auto triggers = std::span(program.triggers).subspan(workflow.triggers.first, workflow.triggers.count);
  return std::any_of(triggers.begin(), triggers.end(), [&](const TriggerProgram& trigger) {
    return trigger.event == static_cast<EventKey>(event.type) &&
           certainty.of(program.tree(trigger.conditions)) != false && mayMatch(program, trigger);
  });
}

/// Whether the tags that a step adds or removes may start the workflow.
bool tagsMayStart(const Program& program, const WorkflowProgram& workflow, EventType type, const TagsOperand& operand) {
  if (operand.all) {
    return mayStart(program, workflow, {type});
  }
  const auto tags = std::span(program.symbolLists).subspan(operand.tags.first, operand.tags.count);
  return std::any_of(tags.begin(), tags.end(), [&](Symbol tag) {
    return mayStart(program, workflow, {type, "tag", tag});
  });
}

bool mayStartItself(const Program& program, std::uint32_t index, const Instruction& step) {
  const WorkflowProgram& workflow = program.workflows[index];
  switch (step.type) {
    case StepType::addToWorkflow:
      return program.additionOperands[step.operand].workflow == index;
    case StepType::modifyEngagementScore:
      return mayStart(program, workflow, {EventType::scoreChanged});
    case StepType::addTag:
      return tagsMayStart(program, workflow, EventType::tagAdded, program.tagsOperands[step.operand]);
    case StepType::removeTag:
      return tagsMayStart(program, workflow, EventType::tagRemoved, program.tagsOperands[step.operand]);
    case StepType::updateField:
      return mayStart(program, workflow,
                      {EventType::contactChanged, "field", program.fieldOperands[step.operand].path});
    default:
      return false;
  }
}

}  // namespace

std::optional<bool> certaintyOf(const Program& program, ConditionsIndex conditions) {
  return Certainty(program).of(program.tree(conditions));
}

bool mayMatch(const Program& program, const TriggerProgram& trigger) {
  const auto certainty = certaintyOf(program, trigger.conditions);
  return !certainty || (*certainty && trigger.fires != Firing::crossing);
}

bool mayFail(const Program& program, const TriggerProgram& trigger) {
  return trigger.fires == Firing::crossing || certaintyOf(program, trigger.conditions) != true;
}

bool mayStayAt(const Program& program, std::uint32_t instruction) {
  const Instruction& step = program.instructions[instruction];
  return step.type == StepType::wait ||
         (step.type == StepType::goal && program.goalOperands[step.operand].ifUnmet == GoalUnmet::wait);
}

std::vector<bool> startableWorkflows(const Program& program) {
  std::vector<bool> startable(program.workflows.size());
  for (const TriggerProgram& trigger : program.triggers) {
    startable[trigger.workflow] = startable[trigger.workflow] || mayMatch(program, trigger);
  }
  for (const AdditionOperand& addition : program.additionOperands) {
    startable[addition.workflow] = true;
  }
  return startable;
}

bool mayStartItself(const Program& program, std::uint32_t workflow) {
  const auto steps = program.stepsOf(program.workflows[workflow]);
  return std::any_of(steps.begin(), steps.end(),
                     [&](std::uint32_t step) { return mayStartItself(program, workflow, program.instructions[step]); });
}

std::vector<bool> reachableGoals(const Program& program) {
  std::vector<bool> reachable(program.instructions.size());
  std::vector<Range> spans;
  for (const WorkflowProgram& workflow : program.workflows) {
    for (const std::uint32_t step :
         workflow.goals.count > 0 ? program.stepsOf(workflow) : std::span<const std::uint32_t>()) {
      if (mayStayAt(program, step)) {
        program.goals.findAhead(step, spans);
        for (const Range span : spans) {
          for (std::uint32_t goal = span.first; goal < span.first + span.count; ++goal) {
            reachable[program.goals.instructionOf(goal)] = true;
          }
        }
      }
    }
  }
  return reachable;
}

}  // namespace rehearse
