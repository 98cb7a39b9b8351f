#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rehearse/model/number.hpp"
#include "rehearse/program/program.hpp"

namespace rehearse {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Builds one program. Steps are laid out so that each knows the instruction after it; a jump to a step that is not
/// laid out yet is filled in when its workflow is complete.
class Compiler {
 public:
  Program compile(const Workspace& workspace) {
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
    return std::move(program_);
  }

 private:
  Symbol intern(std::string_view text) { return program_.symbols.intern(text); }

  template <class Item>
  static std::uint32_t append(std::vector<Item>& list, Item item) {
    list.push_back(std::move(item));
    return static_cast<std::uint32_t>(list.size() - 1);
  }

  template <class Item>
  static std::uint32_t sizeOf(const std::vector<Item>& list) {
    return static_cast<std::uint32_t>(list.size());
  }

  Range internAll(const std::vector<std::string>& texts) {
    const Range range{sizeOf(program_.symbolLists), sizeOf(texts)};
    for (const auto& text : texts) {
      program_.symbolLists.push_back(intern(text));
    }
    return range;
  }

  void compileResources(const Resources& resources) {
    for (const ResourceList& list : resources.lists) {
      ListedResources listed{resourceKind(list.kind), {}};
      for (const Resource& resource : list.items) {
        listed.ids.push_back(intern(resource.id));
      }
      std::sort(listed.ids.begin(), listed.ids.end());
      program_.resources.push_back(std::move(listed));
    }
  }

  /// The vocabulary's own text for a kind of resource, which outlives every document.
  static std::string_view resourceKind(std::string_view kind) {
    for (const PropertyRow& property : rowOf(Shape::resources).properties) {
      if (property.name == kind) {
        return property.name;
      }
    }
    return {};
  }

  EventKey eventKey(std::string_view name) {
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

  // ---- conditions

  FieldReference reference(const FieldPath& path) {
    FieldReference reference;
    reference.source = path.source;
    reference.contactField = path.field;
    if (path.source == FieldSource::eventAttribute) {
      reference.attribute = attributeNumber(path.key);
    } else if (path.source != FieldSource::contactField) {
      reference.key = intern(path.key);
    }
    readsEvent_ |= path.source == FieldSource::eventAttribute || path.source == FieldSource::eventField;
    return reference;
  }

  static Value scalarValue(const Scalar& scalar, Symbol text) {
    if (const auto* number = std::get_if<double>(&scalar)) {
      return Value::number(*number);
    }
    if (const auto* flag = std::get_if<bool>(&scalar)) {
      return Value::yesNo(*flag);
    }
    return std::holds_alternative<std::string>(scalar) ? Value::text(text) : Value();
  }

  Value value(const Scalar& scalar) {
    const auto* text = std::get_if<std::string>(&scalar);
    return scalarValue(scalar, text != nullptr ? intern(*text) : Symbol::none);
  }

  void compileCondition(const Condition& condition) {
    const std::uint32_t index = append(program_.conditions, ConditionNode{});
    ConditionNode node;
    node.kind = condition.kind;
    if (condition.kind == Condition::Kind::comparison) {
      node.comparison = condition.comparison;
      if (const auto path = parseFieldPath(condition.field)) {
        node.field = reference(*path);
      }
      if (const auto* scalar = std::get_if<Scalar>(&condition.value)) {
        node.operand = value(*scalar);
      } else if (const auto* texts = std::get_if<std::vector<std::string>>(&condition.value)) {
        node.texts = internAll(*texts);
      } else if (const auto* duration = std::get_if<Duration>(&condition.value)) {
        node.duration = *duration;
      }
    }
    for (const Condition& child : condition.children) {
      compileCondition(child);
    }
    node.size = sizeOf(program_.conditions) - index;
    program_.conditions[index] = node;
  }

  ConditionsIndex compileConditions(const Conditions& conditions) {
    const std::uint32_t root = append(program_.conditions, ConditionNode{});
    for (const Condition& condition : conditions) {
      compileCondition(condition);
    }
    program_.conditions[root].size = sizeOf(program_.conditions) - root;
    return root;
  }

  // ---- texts with merge fields

  TemplatePiece literal(std::string_view text) { return {TemplatePiece::Kind::literal, intern(text), {}}; }

  TemplatePiece mergeField(std::string_view name) {
    const auto path = parseFieldPath(name);
    const bool known = path && (path->source != FieldSource::eventAttribute || anyAttributeNamed(path->key) != nullptr);
    TemplatePiece piece{TemplatePiece::Kind::unknown, intern(name), {}};
    if (known) {
      piece.kind = TemplatePiece::Kind::field;
      piece.field = reference(*path);
    }
    return piece;
  }

  Template compileTemplate(std::string_view text) {
    Template result;
    result.scalar = Value::text(intern(text));
    std::vector<TemplatePiece> pieces;
    std::size_t position = 0;
    while (true) {
      const auto open = text.find("{{", position);
      const auto close = open == std::string_view::npos ? open : text.find("}}", open);
      if (close == std::string_view::npos) {
        break;
      }
      if (open > position) {
        pieces.push_back(literal(text.substr(position, open - position)));
      }
      pieces.push_back(mergeField(trimmed(text.substr(open + 2, close - open - 2))));
      position = close + 2;
    }
    if (!pieces.empty()) {
      if (position < text.size()) {
        pieces.push_back(literal(text.substr(position)));
      }
      result.pieces = {sizeOf(program_.pieces), sizeOf(pieces)};
      program_.pieces.insert(program_.pieces.end(), pieces.begin(), pieces.end());
    }
    return result;
  }

  Template compileTemplate(const Scalar& scalar) {
    if (const auto* text = std::get_if<std::string>(&scalar)) {
      return compileTemplate(std::string_view(*text));
    }
    Template result;
    result.scalar = value(scalar);
    return result;
  }

  // ---- operands

  ScoreOperand scoreOperand(const Step& step) {
    const auto points = static_cast<std::int32_t>(*step.parameter<std::int64_t>("points"));
    return {*step.parameter<std::string>("operation") == "subtract" ? -points : points};
  }

  TagsOperand tagsOperand(const Step& step) {
    TagsOperand operand;
    if (const auto* tags = step.parameter<std::vector<std::string>>("tags")) {
      operand.tags = internAll(*tags);
    }
    const auto* all = step.type == StepType::removeTag ? step.parameter<bool>("all") : nullptr;
    operand.all = all != nullptr && *all;
    return operand;
  }

  /// A scalar as text: names and emails are texts, whatever a step sets them to.
  static Scalar textOf(const Scalar& scalar) {
    if (const auto* number = std::get_if<double>(&scalar)) {
      std::string text;
      appendNumber(text, *number);
      return text;
    }
    if (const auto* flag = std::get_if<bool>(&scalar)) {
      return std::string(*flag ? "true" : "false");
    }
    return scalar;
  }

  FieldOperand fieldOperand(const Step& step) {
    FieldOperand operand;
    const std::string& path = *step.parameter<std::string>("field");
    operand.path = intern(path);
    if (const auto settable = parseSettablePath(path)) {
      operand.contactField = settable->field;
      operand.key = settable->source == FieldSource::contactCustomField ? intern(settable->key) : Symbol::none;
    }
    if (const auto* scalar = step.parameter<Scalar>("value")) {
      operand.value = compileTemplate(operand.key == Symbol::none ? textOf(*scalar) : *scalar);
    } else {
      const auto* clear = step.parameter<bool>("clear");
      operand.clear = clear != nullptr && *clear;
    }
    return operand;
  }

  MessageOperand messageOperand(const Step& step) {
    MessageOperand operand;
    std::vector<MessagePart> parts;
    const auto parameters = rowOf(step.type).parameters;
    for (std::size_t index = 0; index < step.parameters.size(); ++index) {
      const ParameterValue& given = step.parameters[index];
      if (const auto* text = std::get_if<std::string>(&given)) {
        parts.push_back({intern(parameters[index].name), false, compileTemplate(std::string_view(*text))});
      } else if (const auto* fields = std::get_if<ScalarMap>(&given)) {
        for (const auto& [key, scalar] : *fields) {
          parts.push_back({intern(key), true, compileTemplate(scalar)});
        }
      }
    }
    operand.parts = {sizeOf(program_.messageParts), sizeOf(parts)};
    program_.messageParts.insert(program_.messageParts.end(), parts.begin(), parts.end());
    return operand;
  }

  void awaitEvent(WaitOperand& operand, const EventPattern& pattern) {
    operand.event = eventKey(pattern.type);
    operand.eventName = intern(pattern.type);
    // What the awaited event is tested on is that event itself, not the one that the enrollment keeps.
    const bool readsEvent = readsEvent_;
    operand.conditions = compileConditions(pattern.conditions);
    readsEvent_ = readsEvent;
  }

  GoalOperand goalOperand(const Step& step) {
    GoalOperand operand;
    operand.wait.form = WaitForm::goal;
    if (const auto* pattern = step.parameter<EventPattern>("event")) {
      awaitEvent(operand.wait, *pattern);
    } else {
      operand.wait.conditions = compileConditions(*step.parameter<Conditions>("conditions"));
    }
    if (const auto* unmet = step.parameter<std::string>("ifUnmet")) {
      operand.ifUnmet = goalUnmetNamed(*unmet).value_or(GoalUnmet::goOn);
    }
    return operand;
  }

  WaitOperand waitOperand(const Step& step, std::uint32_t next) {
    WaitOperand operand;
    if (const auto* duration = step.parameter<std::int64_t>("for")) {
      operand.time = *duration;
    } else if (const auto* until = step.parameter<std::int64_t>("until")) {
      operand.form = WaitForm::until;
      operand.time = *until;
    } else if (const auto* pattern = step.parameter<EventPattern>("untilEvent")) {
      operand.form = WaitForm::untilEvent;
      awaitEvent(operand, *pattern);
    } else {
      operand.form = WaitForm::untilConditions;
      operand.conditions = compileConditions(*step.parameter<Conditions>("untilConditions"));
    }
    if (const auto* timeout = step.parameter<std::int64_t>("timeout")) {
      operand.timeout = *timeout;
      const auto* steps = step.parameter<std::vector<Step>>("onTimeout");
      operand.onTimeout = steps != nullptr ? compileSteps(*steps, next) : next;
    }
    return operand;
  }

  BranchOperand branchOperand(const Step& step, std::uint32_t next) {
    BranchOperand operand;
    std::vector<BranchProgram> branches;
    for (const Branch& branch : *step.parameter<std::vector<Branch>>("branches")) {
      const auto conditions = compileConditions(branch.conditions);
      branches.push_back({intern(branch.name), conditions, compileSteps(branch.steps, next)});
    }
    const auto* otherwise = step.parameter<std::vector<Step>>("otherwise");
    operand.hasOtherwise = otherwise != nullptr;
    operand.otherwise = otherwise != nullptr ? compileSteps(*otherwise, next) : next;
    operand.branches = {sizeOf(program_.branches), sizeOf(branches)};
    program_.branches.insert(program_.branches.end(), branches.begin(), branches.end());
    return operand;
  }

  Range contactFields(const ScalarMap& fields) {
    const Range range{sizeOf(program_.contactFieldParts), sizeOf(fields)};
    for (const auto& [key, scalar] : fields) {
      program_.contactFieldParts.push_back(
          {intern(key), intern(std::string(customFieldPrefix) + key), compileTemplate(scalar)});
    }
    return range;
  }

  ContactOperand contactOperand(const Step& step) {
    const ContactData& contact = step.parameter<std::vector<ContactData>>("contact")->front();
    ContactOperand operand;
    if (!contact.id.empty()) {
      operand.id = intern(contact.id);
    }
    if (contact.name) {
      operand.name = compileTemplate(std::string_view(*contact.name));
    }
    if (contact.email) {
      operand.email = compileTemplate(std::string_view(*contact.email));
    }
    operand.score = contact.engagementScore;
    operand.tags = internAll(contact.tags.value_or(std::vector<std::string>()));
    operand.fields = contactFields(contact.fields.value_or(ScalarMap()));
    return operand;
  }

  SearchOperand searchOperand(const Step& step, std::uint32_t next) {
    SearchOperand operand;
    operand.conditions = compileConditions(*step.parameter<Conditions>("conditions"));
    const auto* found = step.parameter<std::vector<Step>>("found");
    operand.found = found != nullptr ? compileSteps(*found, next) : next;
    const auto* notFound = step.parameter<std::vector<Step>>("notFound");
    operand.notFound = notFound != nullptr ? compileSteps(*notFound, next) : next;
    return operand;
  }

  RemovalOperand removalOperand(const Step& step) {
    const std::string& name = *step.parameter<std::string>("workflow");
    RemovalOperand operand;
    operand.scope = removalScopeNamed(name);
    if (!operand.scope) {
      operand.workflow = workflowNamed(name);
    }
    return operand;
  }

  SplitOperand splitOperand(const Step& step, std::uint32_t next) {
    SplitOperand operand;
    operand.hash = workflowDraws_;
    operand.hash.addPart(step.id);
    std::vector<SplitBranchProgram> branches;
    std::uint32_t end = 0;
    for (const SplitBranch& branch : *step.parameter<std::vector<SplitBranch>>("branches")) {
      end += static_cast<std::uint32_t>(branch.weight);
      branches.push_back({intern(branch.name), end, compileSteps(branch.steps, next)});
    }
    operand.branches = {sizeOf(program_.splitBranches), sizeOf(branches)};
    program_.splitBranches.insert(program_.splitBranches.end(), branches.begin(), branches.end());
    return operand;
  }

  std::uint32_t compileOperand(const Step& step, std::uint32_t next) {
    switch (step.type) {
      case StepType::modifyEngagementScore:
        return append(program_.scoreOperands, scoreOperand(step));
      case StepType::addTag:
      case StepType::removeTag:
        return append(program_.tagsOperands, tagsOperand(step));
      case StepType::updateField:
        return append(program_.fieldOperands, fieldOperand(step));
      case StepType::addNote:
        return append(program_.noteOperands, {compileTemplate(std::string_view(*step.parameter<std::string>("text")))});
      case StepType::sendEmail:
      case StepType::sendSms:
      case StepType::notify:
      case StepType::webhook:
      case StepType::custom:
        return append(program_.messageOperands, messageOperand(step));
      case StepType::wait:
        return append(program_.waitOperands, waitOperand(step, next));
      case StepType::branch:
        return append(program_.branchOperands, branchOperand(step, next));
      case StepType::createContact:
        return append(program_.contactOperands, contactOperand(step));
      case StepType::findContact:
        return append(program_.searchOperands, searchOperand(step, next));
      case StepType::addToWorkflow:
        return append(program_.additionOperands, {workflowNamed(*step.parameter<std::string>("workflow"))});
      case StepType::removeFromWorkflow:
        return append(program_.removalOperands, removalOperand(step));
      case StepType::split:
        return append(program_.splitOperands, splitOperand(step, next));
      case StepType::goal:
        return append(program_.goalOperands, goalOperand(step));
      case StepType::goTo:
      case StepType::end:
        break;
    }
    return noIndex;
  }

  // ---- steps and workflows

  struct Jump {
    std::uint32_t instruction = 0;
    Symbol target = Symbol::none;
  };

  /// Lays out a list of steps that goes on at `next` when it is done; gives its first instruction.
  std::uint32_t compileSteps(const std::vector<Step>& steps, std::uint32_t next) {
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

  void resolveJumps(Range instructions) {
    if (jumps_.empty()) {
      return;
    }
    std::vector<std::pair<Symbol, std::uint32_t>> places;
    places.reserve(instructions.count);
    for (std::uint32_t index = instructions.first; index < instructions.first + instructions.count; ++index) {
      places.emplace_back(program_.instructions[index].id, index);
    }
    std::sort(places.begin(), places.end());
    for (const Jump& jump : jumps_) {
      const auto place = std::lower_bound(places.begin(), places.end(), std::pair(jump.target, std::uint32_t{0}));
      if (place != places.end() && place->first == jump.target) {
        program_.instructions[jump.instruction].next = place->second;
      }
    }
    jumps_.clear();
  }

  /// Workflows may name those that come after them.
  void noteWorkflows(const std::vector<Workflow>& workflows) {
    workflowsById_.reserve(workflows.size());
    for (std::uint32_t index = 0; index < workflows.size(); ++index) {
      workflowsById_.emplace_back(intern(workflows[index].id), index);
    }
    std::sort(workflowsById_.begin(), workflowsById_.end());
  }

  /// The workflow that a step names; that it is there was checked when the document was read.
  std::uint32_t workflowNamed(std::string_view id) {
    const auto place =
        std::lower_bound(workflowsById_.begin(), workflowsById_.end(), std::pair(intern(id), std::uint32_t{0}));
    return place->second;
  }

  // ---- what the clock sets off

  Value writtenText(const std::optional<std::string>& text) { return text ? Value::text(intern(*text)) : Value(); }

  void compileClock(const Trigger& trigger, EventKey event) {
    if (event == static_cast<EventKey>(EventType::schedule)) {
      compileSchedule(trigger);
    } else if (event == static_cast<EventKey>(EventType::dateReached)) {
      compileDateTrigger(trigger);
    }
  }

  void compileSchedule(const Trigger& trigger) {
    ScheduleProgram schedule;
    schedule.trigger = sizeOf(program_.triggers) - 1;
    schedule.every = trigger.every ? parseDuration(*trigger.every).value_or(day) : day;
    schedule.first = program_.clock + schedule.every;
    schedule.attributes[scheduleEverySlot] = writtenText(trigger.every);
    if (schedule.every % day == 0) {
      const std::string at = trigger.at.value_or("00:00");
      schedule.first = startOfLocalDay(program_.clock, program_.utcOffset) + parseTimeOfDay(at).value_or(0);
      schedule.first += schedule.first > program_.clock ? 0 : day;
      schedule.attributes[scheduleAtSlot] = writtenText(at);
    }
    program_.schedules.push_back(schedule);
  }

  void compileDateTrigger(const Trigger& trigger) {
    DateTriggerProgram date;
    date.trigger = sizeOf(program_.triggers) - 1;
    const auto path = trigger.field ? parseDatePath(*trigger.field) : std::nullopt;
    if (path) {
      date.field = path->field;
      date.key = path->source == FieldSource::contactCustomField ? intern(path->key) : Symbol::none;
    }
    date.offset = trigger.offset ? parseSignedDuration(*trigger.offset).value_or(0) : 0;
    date.at = trigger.at ? parseTimeOfDay(*trigger.at) : std::nullopt;
    date.attributes[dateFieldSlot] = writtenText(trigger.field);
    date.attributes[dateOffsetSlot] = writtenText(trigger.offset);
    date.attributes[dateAtSlot] = writtenText(trigger.at);
    program_.dateTriggers.push_back(date);
  }

  void orderDateTriggers() {
    std::stable_sort(program_.dateTriggers.begin(), program_.dateTriggers.end(),
                     [](const DateTriggerProgram& left, const DateTriggerProgram& right) {
                       return watchOf(left.field, left.key) < watchOf(right.field, right.key);
                     });
  }

  // ---- scoring rules

  void compileRule(const ScoringRule& rule) {
    const auto event = eventKey(rule.event);
    const auto conditions = compileConditions(rule.conditions);
    program_.rules.push_back(
        {intern(rule.id), event, conditions, rule.points, rule.limit.value_or(0), rule.expiresAfter.value_or(0)});
  }

  void orderRules() {
    const auto& rules = program_.rules;
    auto& order = program_.ruleOrder;
    for (std::uint32_t index = 0; index < rules.size(); ++index) {
      order.push_back(index);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t left, std::uint32_t right) { return rules[left].event < rules[right].event; });
    for (std::uint32_t place = 0; place < order.size(); ++place) {
      const EventKey event = rules[order[place]].event;
      if (event >= program_.rulesOfEvent.size()) {
        program_.rulesOfEvent.resize(event + 1);
      }
      Range& range = program_.rulesOfEvent[event];
      range.first = range.count == 0 ? place : range.first;
      ++range.count;
    }
  }

  void compileWorkflow(const Workflow& workflow) {
    WorkflowProgram result;
    result.id = intern(workflow.id);
    result.published = workflow.published.value_or(false);
    result.allowReentry = workflow.allowReentry.value_or(true);
    result.stopOnReply = workflow.stopOnReply.value_or(false);

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
    result.goals = program_.goals.finishWorkflow();
    resolveJumps(result.instructions);
    program_.workflows.push_back(result);
  }

  Program program_;
  std::vector<Jump> jumps_;
  std::vector<std::pair<Symbol, std::uint32_t>> workflowsById_;
  DrawHash seed_;            ///< what every split's draw starts from
  DrawHash workflowDraws_;   ///< and every one of the present workflow
  bool readsEvent_ = false;  ///< whether the steps of the present workflow look at the event
};

}  // namespace

Program compile(const Workspace& workspace) { return Compiler().compile(workspace); }

}  // namespace rehearse
