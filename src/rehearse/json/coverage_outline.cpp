#include "rehearse/json/coverage_outline.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rehearse/json/condition_trace.hpp"
#include "rehearse/json/writer.hpp"
#include "rehearse/model/time.hpp"
#include "rehearse/simulation/conditions.hpp"

namespace rehearse::json {
namespace {

/// Writes what stands where.
class OutlineWriter {
 public:
  explicit OutlineWriter(const Program& program) : program_(program), symbols_(program.symbols) {}

  std::string ofWorkflow(const WorkflowProgram& workflow) {
    writer_.beginObject().key("triggers").beginArray();
    for (std::uint32_t trigger = 0; trigger < workflow.triggers.count; ++trigger) {
      writeTrigger(workflow.triggers.first + trigger);
    }
    writer_.endArray();
    writeSteps(workflow.instructions.count > 0 ? workflow.instructions.first : noIndex, noIndex);
    writer_.endObject();
    return writer_.take();
  }

  std::string ofRules() {
    writer_.beginArray();
    for (const RuleProgram& rule : program_.rules) {
      writeRule(rule);
    }
    writer_.endArray();
    return writer_.take();
  }

 private:
  std::string_view text(Symbol symbol) const { return symbols_.text(symbol); }

  void writeTrigger(std::uint32_t index) {
    const TriggerProgram& trigger = program_.triggers[index];
    writer_.beginObject().member("id", text(trigger.id)).member("type", text(trigger.typeName));
    writer_.member("crossing", trigger.fires == Firing::crossing).memberOrNull("detail", clockDetailOf(index));
    writeConditions(std::string(text(trigger.id)) + ".conditions", trigger.conditions);
    writer_.endObject();
  }

  void writeRule(const RuleProgram& rule) {
    writer_.beginObject().member("id", text(rule.id)).member("type", text(rule.typeName));
    writer_.member("points", rule.points).memberOrNull("detail", detailOf(rule));
    writeConditions(std::string(text(rule.id)) + ".conditions", rule.conditions);
    writer_.endObject();
  }

  /// The conditions in a tree, each with its place, as a member; an empty list where there are none.
  void writeConditions(const std::string& place, ConditionsIndex root) {
    writer_.key("conditions");
    root == noIndex ? void(writer_.beginArray().endArray()) : writeChildren(place, program_.tree(root));
  }

  void writeChildren(const std::string& place, std::span<const ConditionNode> tree) {
    std::uint32_t number = 1;
    writer_.beginArray();
    for (std::size_t index = 1; index < tree.size(); index += tree[index].size, ++number) {
      writeCondition(place + "." + std::to_string(number), tree.subspan(index, tree[index].size));
    }
    writer_.endArray();
  }

  void writeCondition(const std::string& place, std::span<const ConditionNode> tree) {
    const ConditionNode& root = tree.front();
    writer_.beginObject();
    if (root.kind == Condition::Kind::comparison) {
      writer_.member("place", place).member("field", fieldPath(symbols_, root.field));
      writer_.member("operator", rowOf(root.comparison).name).key("value");
      writeExpected(writer_, program_, symbols_, root);
    } else if (root.kind == Condition::Kind::negation) {
      writer_.key("not");
      writeCondition(place + ".1", tree.subspan(1, tree[1].size));
    } else {
      writer_.key(root.kind == Condition::Kind::any ? "any" : "all");
      writeChildren(place, tree);
    }
    writer_.endObject();
  }

  /// The list of steps that begins at an instruction, if it is one in the step `owner`, as a member.
  void writeSteps(std::uint32_t first, std::uint32_t owner) {
    writer_.key("steps").beginArray();
    const Goals& lists = program_.goals;
    const auto size = static_cast<std::uint32_t>(program_.instructions.size());
    if (first != noIndex && lists.ownerOf(lists.listOf(first)) == owner) {
      for (std::uint32_t step = first; step < size && lists.listOf(step) == lists.listOf(first); ++step) {
        writeStep(step);
      }
    }
    writer_.endArray();
  }

  void writeStep(std::uint32_t index) {
    const Instruction& step = program_.instructions[index];
    const std::string place(text(step.id));
    writer_.beginObject().member("id", place).member("type", text(step.typeName));
    writer_.memberOrNull("detail", detailOf(index));
    switch (step.type) {
      case StepType::wait: {
        const WaitOperand& wait = program_.waitOperands[step.operand];
        writeConditions(std::string(place).append(".").append(nameOf(wait.form)), wait.conditions);
        writer_.key("ways").beginArray();
        if (wait.timeout > 0) {
          writeWay({}, nameOf(WaitEnd::timeout), noIndex, wait.onTimeout, index);
        }
        break;
      }
      case StepType::branch:
        writeNoConditions();
        writeBranches(place, program_.branchOperands[step.operand], index);
        break;
      case StepType::split:
        writeNoConditions();
        for (const SplitBranchProgram& branch : program_.branchesOf(program_.splitOperands[step.operand])) {
          writeWay(place, text(branch.name), noIndex, branch.target, index);
        }
        break;
      case StepType::goal:
        writeGoal(place, program_.goalOperands[step.operand].wait, index);
        break;
      case StepType::findContact: {
        const SearchOperand& search = program_.searchOperands[step.operand];
        writeConditions(place + ".conditions", search.conditions);
        writer_.key("ways").beginArray();
        writeWay(place, "found", noIndex, search.found, index);
        writeWay(place, "notFound", noIndex, search.notFound, index);
        break;
      }
      default:
        writeNoConditions();
        break;
    }
    writer_.endArray().endObject();
  }

  /// Opens the list of ways.
  void writeNoConditions() { writer_.key("conditions").beginArray().endArray().key("ways").beginArray(); }

  /// One way of a step. `place`: of the step whose branch it is; empty for the end of a wait.
  void writeWay(const std::string& place, std::string_view name, ConditionsIndex conditions, std::uint32_t target,
                std::uint32_t owner) {
    const std::string way = place.empty() ? std::string() : std::string(place).append(".").append(name);
    writer_.beginObject().member("name", name).memberOrNull("place", way);
    writeConditions(way + ".conditions", conditions);
    writeSteps(target, owner);
    writer_.endObject();
  }

  void writeBranches(const std::string& place, const BranchOperand& operand, std::uint32_t owner) {
    for (std::uint32_t index = 0; index < operand.branches.count; ++index) {
      const BranchProgram& branch = program_.branches[operand.branches.first + index];
      writeWay(place, text(branch.name), branch.conditions, branch.target, owner);
    }
    writeWay(place, operand.hasOtherwise ? "otherwise" : "none", noIndex, operand.otherwise, owner);
  }

  void writeGoal(const std::string& place, const WaitOperand& wait, std::uint32_t owner) {
    writeConditions(place + (wait.event != noEventKey ? ".event" : ".conditions"), wait.conditions);
    writer_.key("ways").beginArray();
    for (const std::string_view way : {"jump", "met", "unmet"}) {
      writeWay(place, way, noIndex, noIndex, owner);
    }
  }

  /// When the clock sets a trigger off; empty for those of other events.
  std::string clockDetailOf(std::uint32_t trigger) const {
    const EventKey event = program_.triggers[trigger].event;
    if (event == static_cast<EventKey>(EventType::schedule)) {
      const auto schedule =
          std::lower_bound(program_.schedules.begin(), program_.schedules.end(), trigger,
                           [](const ScheduleProgram& each, std::uint32_t wanted) { return each.trigger < wanted; });
      return inWords(EventType::schedule, schedule->attributes);
    }
    if (event != static_cast<EventKey>(EventType::dateReached)) {
      return {};
    }
    for (const DateTriggerProgram& date : program_.dateTriggers) {
      if (date.trigger == trigger) {
        return inWords(EventType::dateReached, date.attributes);
      }
    }
    return {};
  }

  std::string inWords(EventType type, const ClockAttributes& attributes) const {
    std::string words;
    const auto rows = rowOf(type).attributes;
    for (std::size_t slot = 0; slot < rows.size(); ++slot) {
      if (!attributes[slot].isEmpty()) {
        words.append(words.empty() ? "" : ", ").append(rows[slot].name);
        words.append(" ").append(text(attributes[slot].asText()));
      }
    }
    return words;
  }

  /// What a scoring rule gives at most, and for how long.
  static std::string detailOf(const RuleProgram& rule) {
    std::string words;
    if (rule.limit > 0) {
      words = "at most " + std::to_string(rule.limit);
    }
    if (rule.expiresAfter > 0) {
      words.append(words.empty() ? "" : ", ").append("for " + formatDuration(rule.expiresAfter));
    }
    return words;
  }

  /// What a step does, in a few words: what is most important of its parameters.
  std::string detailOf(std::uint32_t index) const {
    const Instruction& step = program_.instructions[index];
    switch (step.type) {
      case StepType::modifyEngagementScore: {
        const std::int32_t delta = program_.scoreOperands[step.operand].delta;
        return (delta > 0 ? "+" : "") + std::to_string(delta);
      }
      case StepType::addTag:
      case StepType::removeTag:
        return tagsOf(program_.tagsOperands[step.operand]);
      case StepType::updateField:
        return std::string(text(program_.fieldOperands[step.operand].path));
      case StepType::wait:
        return awaitedBy(program_.waitAt(index));
      case StepType::goal:
        return awaitedBy(program_.waitAt(index)) + ", else " +
               std::string(nameOf(program_.goalOperands[step.operand].ifUnmet));
      case StepType::split:
        return weightsOf(program_.branchesOf(program_.splitOperands[step.operand]));
      case StepType::goTo:
        return step.next == noIndex ? std::string() : std::string(text(program_.instructions[step.next].id));
      case StepType::addToWorkflow:
        return workflowNamed(program_.additionOperands[step.operand].workflow);
      case StepType::removeFromWorkflow:
        return workflowNamed(program_.removalOperands[step.operand].workflow);
      default:
        return {};
    }
  }

  std::string tagsOf(const TagsOperand& operand) const {
    std::string tags;
    for (std::uint32_t index = 0; index < operand.tags.count; ++index) {
      tags.append(index > 0 ? ", " : "").append(text(program_.symbolLists[operand.tags.first + index]));
    }
    return tags;
  }

  static std::string weightsOf(std::span<const SplitBranchProgram> branches) {
    std::string weights;
    std::uint32_t before = 0;
    for (const SplitBranchProgram& branch : branches) {
      weights.append(weights.empty() ? "" : " : ").append(std::to_string(branch.end - before));
      before = branch.end;
    }
    return weights;
  }

  std::string awaitedBy(const WaitOperand& wait) const {
    std::string words;
    if (wait.form == WaitForm::duration) {
      words = formatDuration(wait.time);
    } else if (wait.form == WaitForm::until) {
      words = formatInstant(wait.time);
    } else {
      words = wait.event != noEventKey ? std::string(text(wait.eventName)) : "conditions";
    }
    return wait.timeout > 0 ? words + ", at most " + formatDuration(wait.timeout) : words;
  }

  std::string workflowNamed(std::uint32_t workflow) const {
    return workflow == noIndex ? std::string() : std::string(text(program_.workflows[workflow].id));
  }

  Writer writer_;
  const Program& program_;
  Symbols symbols_;
};

/// Those that count, and of a workflow all of its last ones, which `refusalItems` has.
std::vector<CoverageItem> itemsOf(std::span<const CoverageItem> all) {
  std::vector<CoverageItem> items;
  for (const CoverageItem& item : all) {
    if (item.counts() || item.kind == CoverageKind::refusal || item.kind == CoverageKind::exit) {
      items.push_back(item);
    }
  }
  return items;
}

}  // namespace

CoveredWorkspace coveredWorkspace(const Coverage& coverage) {
  const Program& program = coverage.program();
  const Symbols symbols(program.symbols);
  const auto text = [&](Symbol symbol) { return std::string(symbols.text(symbol)); };
  CoveredWorkspace workspace;
  workspace.name = text(program.name);
  for (std::uint32_t index = 0; index < program.workflows.size(); ++index) {
    const WorkflowProgram& workflow = program.workflows[index];
    workspace.workflows.push_back(
        {.id = text(workflow.id),
         .name = text(workflow.name),
         .published = workflow.published,
         .allowReentry = workflow.allowReentry,
         .stopOnReply = workflow.stopOnReply,
         .part = {itemsOf(coverage.itemsOf(index)), OutlineWriter(program).ofWorkflow(workflow)}});
  }
  workspace.rules = {itemsOf(coverage.itemsOfRules()), OutlineWriter(program).ofRules()};
  return workspace;
}

}  // namespace rehearse::json
