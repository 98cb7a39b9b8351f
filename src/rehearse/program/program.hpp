#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rehearse/model/workspace.hpp"
#include "rehearse/program/draw_hash.hpp"
#include "rehearse/program/goals.hpp"
#include "rehearse/program/symbols.hpp"
#include "rehearse/program/trigger_index.hpp"
#include "rehearse/program/trigger_reads.hpp"
#include "rehearse/program/value.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse {

/// A field path, taken apart and interned.
struct FieldReference {
  FieldSource source = FieldSource::contactField;
  ContactField contactField = ContactField::engagementScore;
  std::uint8_t attribute = 0;  ///< of an event attribute: its number among all attribute names
  Symbol key = Symbol::none;   ///< of a custom field: KEY
};

/// One node of a condition tree. A tree stands in prefix order: a group's children follow it.
struct ConditionNode {
  Condition::Kind kind = Condition::Kind::all;
  Operator comparison = Operator::equalTo;
  FieldReference field;
  std::uint32_t size = 1;  ///< how many nodes the tree has that this one is the root of
  Value operand;           ///< a number, text or yes/no
  Range texts;             ///< for `anyOf` and `noneOf`: in Program::symbolLists
  Duration duration = 0;   ///< for `olderThan` and `within`
};

/// The index of a tree's root in Program::conditions. The root is an `all`.
using ConditionsIndex = std::uint32_t;

/// A piece of a text with merge fields.
struct TemplatePiece {
  enum class Kind : std::uint8_t { literal, field, unknown };
  Kind kind = Kind::literal;
  Symbol text = Symbol::none;  ///< the literal, or the path as written
  FieldReference field;
};

/// A value that a step sets or sends: a scalar, or a text with merge fields (pieces in Program::pieces).
struct Template {
  Value scalar;
  Range pieces;  ///< count 0: `scalar` as it is
};

struct ScoreOperand {
  std::int32_t delta = 0;
};

struct TagsOperand {
  Range tags;  ///< in Program::symbolLists
  bool all = false;
};

struct FieldOperand {
  ContactField contactField = ContactField::name;  ///< `name` or `email`, where `key` is none
  Symbol key = Symbol::none;
  Symbol path = Symbol::none;  ///< as written
  bool clear = false;
  Template value;
};

struct NoteOperand {
  Template text;
};

/// One key of a message.
struct MessagePart {
  Symbol name = Symbol::none;
  bool isField = false;  ///< whether it is one of `fields`
  Template content;
};

struct MessageOperand {
  Range parts;  ///< in Program::messageParts
};

/// What a wait waits for: the parameter of its step that says so.
enum class WaitForm : std::uint8_t { duration, until, untilEvent, untilConditions, goal };
/// "for", "until", "untilEvent", "untilConditions" or "goal".
std::string_view nameOf(WaitForm form);

struct WaitOperand {
  WaitForm form = WaitForm::duration;
  std::int64_t time = 0;        ///< a duration or an instant
  EventKey event = noEventKey;  ///< none: what it waits for is no event
  Symbol eventName = Symbol::none;
  ConditionsIndex conditions = noIndex;  ///< of the event, or those waited for
  Duration timeout = 0;                  ///< 0: none
  std::uint32_t onTimeout = noIndex;     ///< the instruction that a time-out goes on with
};

/// What a goal is met by is what a contact waits for that waits at it.
struct GoalOperand {
  WaitOperand wait;
  GoalUnmet ifUnmet = GoalUnmet::goOn;
};

struct BranchProgram {
  Symbol name = Symbol::none;
  ConditionsIndex conditions = noIndex;
  std::uint32_t target = noIndex;
};

struct BranchOperand {
  Range branches;  ///< in Program::branches
  bool hasOtherwise = false;
  std::uint32_t otherwise = noIndex;
};

/// A custom field that a step sets.
struct ContactFieldPart {
  Symbol key = Symbol::none;
  Symbol path = Symbol::none;  ///< `fields.KEY`
  Template value;
};

/// A contact that a step makes or updates; what is not given stays as it is.
struct ContactOperand {
  Symbol id = Symbol::none;
  std::optional<Template> name;
  std::optional<Template> email;
  std::optional<std::optional<std::int32_t>> score;  ///< inner nothing: empty
  Range tags;                                        ///< in Program::symbolLists
  Range fields;                                      ///< in Program::contactFieldParts
};

struct SearchOperand {
  ConditionsIndex conditions = noIndex;
  std::uint32_t found = noIndex;  ///< the instruction that it goes on with
  std::uint32_t notFound = noIndex;
};

struct AdditionOperand {
  std::uint32_t workflow = 0;
};

struct RemovalOperand {
  std::optional<RemovalScope> scope;  ///< nothing: those of `workflow`
  std::uint32_t workflow = noIndex;
};

/// One way that a `split` may take: the draws under `end` that no branch before it takes.
struct SplitBranchProgram {
  Symbol name = Symbol::none;
  std::uint32_t end = 0;
  std::uint32_t target = noIndex;
};

struct SplitOperand {
  Range branches;  ///< in Program::splitBranches, by `end`; the last one's is the sum of all weights
  DrawHash hash;   ///< of all that a draw depends on but the contact
};

/// One step. Where it goes on is written in it, so that branches and jumps need no instructions of their own.
struct Instruction {
  StepType type = StepType::end;
  Symbol id = Symbol::none;
  Symbol typeName = Symbol::none;
  std::uint32_t next = noIndex;     ///< the instruction after it; none: the enrollment is complete
  std::uint32_t operand = noIndex;  ///< in the list of operands of its type
};

struct TriggerProgram {
  Symbol id = Symbol::none;
  std::uint32_t workflow = 0;
  EventKey event = noEventKey;
  ConditionsIndex conditions = noIndex;
  Firing fires = Firing::always;
  std::uint32_t groupEnd = 0;  ///< how many triggers of its event type there are up to the last one of its workflow
  Symbol typeName = Symbol::none;
  std::uint32_t groupConditions = 0;  ///< how many parts the conditions up to `groupEnd` have
  std::uint32_t position = 0;         ///< its place among the triggers of its event type
  bool decided = false;               ///< whether it matches wherever the index finds it
};

/// What the clock's events of one trigger hold.
using ClockAttributes = std::array<Value, maximumAttributes>;

/// A trigger that the clock sets off again and again.
struct ScheduleProgram {
  std::uint32_t trigger = 0;
  Duration every = 0;
  std::optional<Duration> at;  ///< after midnight; only of whole days
  Instant first = 0;           ///< the first time after the clock's start
  ClockAttributes attributes{};
};

/// A trigger that waits for a date of a contact.
struct DateTriggerProgram {
  std::uint32_t trigger = 0;
  ContactField field = ContactField::createdAt;  ///< where `key` is none
  Symbol key = Symbol::none;                     ///< of a custom field
  Duration offset = 0;
  std::optional<Duration> at;  ///< after midnight
  ClockAttributes attributes{};
};

/// A number for a field of contacts, or for the custom one with that key, to order date triggers by.
std::uint64_t watchOf(ContactField field, Symbol key);

/// A scoring rule.
struct RuleProgram {
  Symbol id = Symbol::none;
  EventKey event = noEventKey;
  ConditionsIndex conditions = noIndex;
  std::int32_t points = 0;
  std::int32_t limit = 0;     ///< 0: none
  Duration expiresAfter = 0;  ///< 0: never
  Symbol typeName = Symbol::none;
};

struct WorkflowProgram {
  Symbol id = Symbol::none;
  Symbol name = Symbol::none;  ///< none where it has none
  bool published = false;
  bool allowReentry = true;
  bool stopOnReply = false;
  bool readsEvent = false;  ///< whether its steps look at the event that started it
  Range triggers;           ///< in Program::triggers
  Range instructions;       ///< in Program::instructions
  Range goals;              ///< in Goals: what its goals are met by; count 0 where it has none
  std::uint32_t start = noIndex;
  bool mayWait = false;  ///< whether it has steps at which contacts may stay
  Range scoring;         ///< in Program::scoringPoints, where all its steps only change the score, a few times
  /// How many workflows before it let nobody in twice; of one that does so itself, its place in Program::onceWorkflows.
  std::uint32_t once = 0;
};

/// The ids of one kind of resource that the workspace lists.
struct ListedResources {
  std::string_view kind;  ///< a key of the vocabulary's `resources`
  std::vector<Symbol> ids;
};

/// A workspace made ready to run: interned, flat, indexed. It does not change once it is made; simulations refer to it
/// where it stands, so it must stay there as long as they do.
struct Program {
  SymbolTable symbols;
  Symbol name = Symbol::none;  ///< of the workspace; none where it has none
  std::vector<WorkflowProgram> workflows;
  std::vector<std::uint32_t> onceWorkflows;  ///< those that let nobody in twice, in document order
  std::vector<TriggerProgram> triggers;
  std::vector<Instruction> instructions;
  std::vector<std::uint32_t> documentOrder;  ///< all instructions as their steps stand in the document
  std::vector<ConditionNode> conditions;
  std::vector<RuleProgram> rules;
  std::vector<ScheduleProgram> schedules;        ///< in document order
  std::vector<DateTriggerProgram> dateTriggers;  ///< by what they watch, then in document order

  std::vector<std::int32_t> scoringPoints;  ///< what workflows that only change the score add to it, in order of steps
  std::vector<ScoreOperand> scoreOperands;
  std::vector<TagsOperand> tagsOperands;
  std::vector<FieldOperand> fieldOperands;
  std::vector<NoteOperand> noteOperands;
  std::vector<MessageOperand> messageOperands;
  std::vector<WaitOperand> waitOperands;
  std::vector<GoalOperand> goalOperands;
  std::vector<BranchOperand> branchOperands;
  std::vector<ContactOperand> contactOperands;
  std::vector<SearchOperand> searchOperands;
  std::vector<AdditionOperand> additionOperands;
  std::vector<RemovalOperand> removalOperands;
  std::vector<SplitOperand> splitOperands;

  std::vector<BranchProgram> branches;
  std::vector<SplitBranchProgram> splitBranches;
  std::vector<MessagePart> messageParts;
  std::vector<ContactFieldPart> contactFieldParts;
  std::vector<TemplatePiece> pieces;
  std::vector<Symbol> symbolLists;

  Goals goals;
  TriggerIndex triggerIndex;             ///< built last: it also fills in the groups of triggers
  TriggerReads triggerReads;             ///< built last, too
  std::vector<std::uint32_t> ruleOrder;  ///< rules by event key, then in document order
  std::vector<Range> rulesOfEvent;       ///< by event key: in `ruleOrder`
  std::uint32_t customEventCount = 0;
  std::vector<EventKey> customEventKeys;  ///< by the symbol of NAME in `custom.NAME`
  std::vector<ListedResources> resources;
  std::vector<ContactData> contacts;  ///< what every simulation starts with
  Instant clock = defaultClock;
  Duration utcOffset = 0;

  /// The nodes of one condition tree.
  std::span<const ConditionNode> tree(ConditionsIndex root) const {
    return std::span(conditions).subspan(root, conditions[root].size);
  }
  /// What is waited for at a step where a contact may stand: a wait or a goal.
  const WaitOperand& waitAt(std::uint32_t instruction) const {
    const Instruction& step = instructions[instruction];
    return step.type == StepType::goal ? goalOperands[step.operand].wait : waitOperands[step.operand];
  }
  /// The ways that a split may take, in order.
  std::span<const SplitBranchProgram> branchesOf(const SplitOperand& operand) const {
    return std::span(splitBranches).subspan(operand.branches.first, operand.branches.count);
  }
  /// The sum of a split's weights: draws are below it.
  std::uint32_t totalOf(const SplitOperand& operand) const { return branchesOf(operand).back().end; }
  /// The branch that takes a draw.
  const SplitBranchProgram& branchFor(const SplitOperand& operand, std::uint32_t draw) const;
  /// A workflow's instructions in document order: a step, then the steps in it.
  std::span<const std::uint32_t> stepsOf(const WorkflowProgram& workflow) const {
    return std::span(documentOrder).subspan(workflow.instructions.first, workflow.instructions.count);
  }
  /// The key of an event type; `noEventKey` for a custom event that no workflow names.
  EventKey eventKey(EventType type, Symbol customName) const {
    return type != EventType::custom ? static_cast<EventKey>(type) : customEventKey(customName);
  }
  EventKey customEventKey(Symbol customName) const {
    const auto symbol = static_cast<std::size_t>(customName);
    return symbol < customEventKeys.size() ? customEventKeys[symbol] : noEventKey;
  }
  /// The rules for an event type, in document order.
  std::span<const std::uint32_t> rulesFor(EventKey event) const {
    return event < rulesOfEvent.size()
               ? std::span(ruleOrder).subspan(rulesOfEvent[event].first, rulesOfEvent[event].count)
               : std::span<const std::uint32_t>();
  }
  /// The triggers that watch a contact's field, or the custom one with that key: a range of `dateTriggers`, in document
  /// order.
  Range dateTriggersOn(ContactField field, Symbol key) const;
  /// The first trigger of a workflow for an event type, which must have one.
  std::uint32_t triggerFor(std::uint32_t workflow, EventKey event) const {
    std::uint32_t trigger = workflows[workflow].triggers.first;
    while (triggers[trigger].event != event) {
      ++trigger;
    }
    return trigger;
  }
  /// The workflow with that id, or `noIndex`.
  std::uint32_t findWorkflow(Symbol id) const;
};

/// Compiles a workspace that was read without errors. One that was made by hand is checked by writing it
/// (`json::writeWorkspace`) and reading it back: what the reader refuses must not come here.
Program compile(const Workspace& workspace);

/// Moves the start of a program's clock; nothing may run it yet.
void startClockAt(Program& program, Instant clock);

/// The number of an attribute name among all attribute names of the vocabulary; the name must be one of them.
std::uint8_t attributeNumber(std::string_view name);

/// Where an event type has that attribute, or −1.
int attributeSlot(EventType type, std::uint8_t attribute);

/// The name of an attribute by its number.
std::string_view attributeName(std::uint8_t attribute);

}  // namespace rehearse
