#include "rehearse/coverage/possible.hpp"

#include <algorithm>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
namespace {

/// What comparisons come to of which nothing is known but one attribute of the event.
class Certainty {
 public:
  explicit Certainty(const Program& program, const CausedEvent* event = nullptr)
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
  const CausedEvent* event_;
  std::optional<std::uint8_t> attribute_;
};

/// What it takes to look at conditions once, in comparisons of a few characters.
std::uint64_t effortOf(const Program& program, std::span<const ConditionNode> tree) {
  constexpr std::uint64_t charactersAtOnce = 16;
  std::uint64_t effort = 1;
  for (const ConditionNode& node : tree) {
    effort += 1 + node.texts.count;
    if (node.operand.type() == Value::Type::text) {
      effort += program.symbols.text(node.operand.asText()).size() / charactersAtOnce;
    }
  }
  return effort;
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

bool LoopSearch::mayStartItself(std::uint32_t workflow) {
  for (auto& candidates : candidates_) {
    candidates.reset();
  }
  const auto steps = program_.stepsOf(program_.workflows[workflow]);
  return std::any_of(steps.begin(), steps.end(),
                     [&](std::uint32_t step) { return mayStart(workflow, program_.instructions[step]); });
}

bool LoopSearch::mayStart(std::uint32_t workflow, const Instruction& step) {
  switch (step.type) {
    case StepType::addToWorkflow:
      return program_.additionOperands[step.operand].workflow == workflow;
    case StepType::modifyEngagementScore:
      return mayStart(workflow, {EventType::scoreChanged});
    case StepType::addTag:
      return tagsMayStart(workflow, EventType::tagAdded, program_.tagsOperands[step.operand]);
    case StepType::removeTag:
      return tagsMayStart(workflow, EventType::tagRemoved, program_.tagsOperands[step.operand]);
    case StepType::updateField:
      return mayStart(workflow, {EventType::contactChanged, "field", program_.fieldOperands[step.operand].path});
    default:
      return false;
  }
}

bool LoopSearch::tagsMayStart(std::uint32_t workflow, EventType type, const TagsOperand& operand) {
  if (operand.all) {
    return mayStart(workflow, {type});
  }
  const auto tags = std::span(program_.symbolLists).subspan(operand.tags.first, operand.tags.count);
  return std::any_of(tags.begin(), tags.end(), [&](Symbol tag) { return mayStart(workflow, {type, "tag", tag}); });
}

bool LoopSearch::mayStart(std::uint32_t workflow, const CausedEvent& event) {
  const Certainty certainty(program_, &event);
  const auto& candidates = candidatesFor(workflow, event.type);
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    effort_ += candidate.effort;
    const auto tree = program_.tree(program_.triggers[candidate.trigger].conditions);
    return effort_ > maximumEffort || certainty.of(tree) != false;
  });
}

const std::vector<LoopSearch::Candidate>& LoopSearch::candidatesFor(std::uint32_t workflow, EventType type) {
  auto& candidates = candidates_[static_cast<std::size_t>(type)];
  if (candidates) {
    return *candidates;
  }
  candidates.emplace();
  const Range triggers = program_.workflows[workflow].triggers;
  for (std::uint32_t trigger = triggers.first; trigger < triggers.first + triggers.count; ++trigger) {
    const TriggerProgram& candidate = program_.triggers[trigger];
    if (candidate.event == static_cast<EventKey>(type) && mayMatch(program_, candidate)) {
      candidates->push_back({trigger, effortOf(program_, program_.tree(candidate.conditions))});
    }
  }
  return *candidates;
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
