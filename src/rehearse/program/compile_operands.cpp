#include "rehearse/program/compiler.hpp"

#include "rehearse/model/number.hpp"

// What each type of step needs to run.

namespace rehearse {

ScoreOperand Compiler::scoreOperand(const Step& step) {
  const auto points = static_cast<std::int32_t>(*step.parameter<std::int64_t>("points"));
  return {*step.parameter<std::string>("operation") == "subtract" ? -points : points};
}

TagsOperand Compiler::tagsOperand(const Step& step) {
  TagsOperand operand;
  if (const auto* tags = step.parameter<std::vector<std::string>>("tags")) {
    operand.tags = internAll(*tags);
  }
  const auto* all = step.type == StepType::removeTag ? step.parameter<bool>("all") : nullptr;
  operand.all = all != nullptr && *all;
  return operand;
}

Scalar Compiler::textOf(const Scalar& scalar) {
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

FieldOperand Compiler::fieldOperand(const Step& step) {
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

MessageOperand Compiler::messageOperand(const Step& step) {
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

void Compiler::awaitEvent(WaitOperand& operand, const EventPattern& pattern) {
  operand.event = eventKey(pattern.type);
  operand.eventName = intern(pattern.type);
  // What the awaited event is tested on is that event itself, not the one that the enrollment keeps.
  const bool readsEvent = readsEvent_;
  operand.conditions = compileConditions(pattern.conditions);
  readsEvent_ = readsEvent;
}

GoalOperand Compiler::goalOperand(const Step& step) {
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

WaitOperand Compiler::waitOperand(const Step& step, std::uint32_t next) {
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

BranchOperand Compiler::branchOperand(const Step& step, std::uint32_t next) {
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

Range Compiler::contactFields(const ScalarMap& fields) {
  const Range range{sizeOf(program_.contactFieldParts), sizeOf(fields)};
  for (const auto& [key, scalar] : fields) {
    program_.contactFieldParts.push_back(
        {intern(key), intern(std::string(customFieldPrefix) + key), compileTemplate(scalar)});
  }
  return range;
}

ContactOperand Compiler::contactOperand(const Step& step) {
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

SearchOperand Compiler::searchOperand(const Step& step, std::uint32_t next) {
  SearchOperand operand;
  operand.conditions = compileConditions(*step.parameter<Conditions>("conditions"));
  const auto* found = step.parameter<std::vector<Step>>("found");
  operand.found = found != nullptr ? compileSteps(*found, next) : next;
  const auto* notFound = step.parameter<std::vector<Step>>("notFound");
  operand.notFound = notFound != nullptr ? compileSteps(*notFound, next) : next;
  return operand;
}

RemovalOperand Compiler::removalOperand(const Step& step) {
  const std::string& name = *step.parameter<std::string>("workflow");
  RemovalOperand operand;
  operand.scope = removalScopeNamed(name);
  if (!operand.scope) {
    operand.workflow = workflowNamed(name);
  }
  return operand;
}

SplitOperand Compiler::splitOperand(const Step& step, std::uint32_t next) {
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

std::uint32_t Compiler::compileOperand(const Step& step, std::uint32_t next) {
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

}  // namespace rehearse
