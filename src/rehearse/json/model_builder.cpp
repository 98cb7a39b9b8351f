#include "rehearse/json/model_builder.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "rehearse/json/indentation.hpp"
#include "rehearse/json/members.hpp"
#include "rehearse/json/place_ids.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse::json {
namespace {

std::string buildText(TreeValue value) { return std::string(value.text()); }
bool buildYesNo(TreeValue value) { return value.yesNo(); }
std::int64_t buildWholeNumber(TreeValue value) { return static_cast<std::int64_t>(value.number()); }
Instant buildInstant(TreeValue value) { return parseInstant(value.text()).value_or(0); }
Duration buildDuration(TreeValue value) { return parseDuration(value.text()).value_or(0); }
Duration buildUtcOffset(TreeValue value) { return parseUtcOffset(value.text()).value_or(0); }

Firing buildFiring(TreeValue value) { return firingNamed(value.text()).value_or(Firing::always); }
bool isPublished(TreeValue status) { return workflowStatusNamed(status.text()) == WorkflowStatus::published; }

std::optional<std::int32_t> buildScore(TreeValue value) {
  return value.isNull() ? std::nullopt : std::optional(static_cast<std::int32_t>(value.number()));
}

Conditions conditionsMember(TreeValue object) {
  const auto conditions = object.member("conditions");
  return conditions ? buildConditions(*conditions) : Conditions();
}

// ---------------------------------------------------------------- conditions

Condition buildCondition(TreeValue value);

Condition group(Condition::Kind kind, Conditions children) {
  Condition condition;
  condition.kind = kind;
  condition.children = std::move(children);
  return condition;
}

/// What `not` turns round: one condition; a list is "not all of these".
Condition negated(TreeValue value) {
  return value.isObject() ? buildCondition(value) : group(Condition::Kind::all, buildConditions(value));
}

Condition::Value buildOperand(TreeValue value, Operator comparison) {
  switch (operandOf(comparison, ValueKind::scalar)) {
    case Operand::none:
      return std::monostate();
    case Operand::texts:
      return buildTexts(value);
    case Operand::duration:
      return buildDuration(value);
    default:
      return buildScalar(value);
  }
}

Condition buildComparison(TreeValue value) {
  Condition condition;
  condition.field = buildText(*value.member("field"));
  condition.comparison = operatorNamed(value.member("operator")->text()).value_or(Operator::equalTo);
  if (const auto operand = value.member("value")) {
    condition.value = buildOperand(*operand, condition.comparison);
  }
  return condition;
}

Condition buildCondition(TreeValue value) {
  Condition condition;
  if (const auto all = value.member("all")) {
    condition = group(Condition::Kind::all, buildConditions(*all));
  } else if (const auto any = value.member("any")) {
    condition = group(Condition::Kind::any, buildConditions(*any));
  } else if (const auto negation = value.member("not")) {
    condition = group(Condition::Kind::negation, {negated(*negation)});
  } else {
    condition = buildComparison(value);
  }
  condition.extensions = buildExtensions(value);
  return condition;
}

// --------------------------------------------------------------------- steps

std::vector<Step> buildSteps(TreeValue list, std::string_view prefix);

Branch buildBranch(TreeValue value, std::string_view stepId) {
  Branch branch;
  branch.name = buildText(*value.member("name"));
  branch.conditions = conditionsMember(value);
  branch.steps = buildSteps(*value.member("steps"), nestedPrefix(stepId, branch.name));
  branch.extensions = buildExtensions(value);
  return branch;
}

SplitBranch buildSplitBranch(TreeValue value, std::string_view stepId) {
  SplitBranch branch;
  branch.name = buildText(*value.member("name"));
  branch.weight = buildWholeNumber(*value.member("weight"));
  branch.steps = buildSteps(*value.member("steps"), nestedPrefix(stepId, branch.name));
  branch.extensions = buildExtensions(value);
  return branch;
}

EventPattern buildEventPattern(TreeValue value) {
  return {buildText(*value.member("type")), conditionsMember(value), buildExtensions(value)};
}

/// Objects and lists: only the shapes that the model knows as parameters.
ParameterValue buildStructure(TreeValue value, const PropertyRow& row, const std::string& stepId) {
  if (row.kind == PropertyKind::object && row.shape == Shape::eventPattern) {
    return buildEventPattern(value);
  }
  if (row.kind == PropertyKind::object && row.shape == Shape::newContact) {
    return std::vector<ContactData>{buildContact(value)};
  }
  if (row.kind == PropertyKind::list && row.shape == Shape::branch) {
    return buildList(value, [&](TreeValue branch) { return buildBranch(branch, stepId); });
  }
  if (row.kind == PropertyKind::list && row.shape == Shape::splitBranch) {
    return buildList(value, [&](TreeValue branch) { return buildSplitBranch(branch, stepId); });
  }
  return std::monostate();
}

ParameterValue buildParameter(TreeValue value, const PropertyRow& row, const std::string& stepId) {
  switch (row.kind) {
    case PropertyKind::text:
    case PropertyKind::identifier:
    case PropertyKind::choice:
    case PropertyKind::workflowReference:
    case PropertyKind::stepReference:
    case PropertyKind::contactReference:
    case PropertyKind::eventType:
    case PropertyKind::awaitedEventType:
    case PropertyKind::contactFieldPath:
    case PropertyKind::dateFieldPath:
    case PropertyKind::signedDuration:
    case PropertyKind::timeOfDay:
      return buildText(value);
    case PropertyKind::version:
    case PropertyKind::wholeNumber:
    case PropertyKind::points:
      return buildWholeNumber(value);
    case PropertyKind::instant:
      return buildInstant(value);
    case PropertyKind::duration:
      return buildDuration(value);
    case PropertyKind::utcOffset:
      return buildUtcOffset(value);
    case PropertyKind::yesNo:
    case PropertyKind::flag:
      return buildYesNo(value);
    case PropertyKind::score:
    case PropertyKind::scalar:
      return buildScalar(value);
    case PropertyKind::scalarMap:
    case PropertyKind::clearableMap:
      return buildScalarMap(value);
    case PropertyKind::texts:
    case PropertyKind::tags:
    case PropertyKind::workflowReferences:
      return buildTexts(value);
    case PropertyKind::conditions:
      return buildConditions(value);
    case PropertyKind::steps:
      return buildSteps(value, nestedPrefix(stepId, row.name));
    case PropertyKind::object:
    case PropertyKind::list:
      return buildStructure(value, row, stepId);
    case PropertyKind::event:
    case PropertyKind::workspace:
      break;  // of scenarios only
  }
  return std::monostate();
}

Step buildStep(TreeValue value, std::string_view prefix) {
  Step step;
  const auto name = value.member("type")->text();
  step.type = stepTypeNamed(name).value_or(StepType::end);
  if (step.type == StepType::custom) {
    step.customName = name.substr(rowOf(StepType::custom).name.size());
  }
  auto place = placed(value, prefix);
  step.id = std::move(place.id);
  step.idGiven = place.isGiven;
  for (const auto& row : rowOf(step.type).parameters) {
    const auto member = value.member(row.name);
    step.parameters.push_back(member ? buildParameter(*member, row, step.id) : ParameterValue());
  }
  step.extensions = buildExtensions(value);
  return step;
}

std::vector<Step> buildSteps(TreeValue list, std::string_view prefix) {
  return buildList(list, [&](TreeValue step) { return buildStep(step, prefix); });
}

// ----------------------------------------------------------------- workspace

Trigger buildTrigger(TreeValue value) {
  Trigger trigger;
  auto place = placed(value, triggerPrefix);
  trigger.id = std::move(place.id);
  trigger.idGiven = place.isGiven;
  trigger.type = buildText(*value.member("type"));
  trigger.conditions = conditionsMember(value);
  trigger.fires = optionalMember(value, "fires", buildFiring);
  trigger.every = optionalMember(value, "every", buildText);
  trigger.field = optionalMember(value, "field", buildText);
  trigger.offset = optionalMember(value, "offset", buildText);
  trigger.at = optionalMember(value, "at", buildText);
  trigger.extensions = buildExtensions(value);
  return trigger;
}

Workflow buildWorkflow(TreeValue value) {
  Workflow workflow;
  workflow.id = buildText(*value.member("id"));
  workflow.name = optionalMember(value, "name", buildText);
  workflow.published = optionalMember(value, "status", isPublished);
  workflow.allowReentry = optionalMember(value, "allowReentry", buildYesNo);
  workflow.stopOnReply = optionalMember(value, "stopOnReply", buildYesNo);
  workflow.triggers = buildList(value.member("triggers"), buildTrigger);
  workflow.steps = buildSteps(*value.member("steps"), stepPrefix);
  workflow.extensions = buildExtensions(value);
  return workflow;
}

ScoringRule buildScoringRule(TreeValue value) {
  const auto number = [](TreeValue member) { return static_cast<std::int32_t>(member.number()); };
  ScoringRule rule;
  rule.id = buildText(*value.member("id"));
  rule.event = buildText(*value.member("event"));
  rule.conditions = conditionsMember(value);
  rule.points = number(*value.member("points"));
  rule.limit = optionalMember(value, "limit", number);
  rule.expiresAfter = optionalMember(value, "expiresAfter", buildDuration);
  rule.extensions = buildExtensions(value);
  return rule;
}

Resource buildResource(TreeValue value) {
  return {buildText(*value.member("id")), optionalMember(value, "name", buildText), buildExtensions(value)};
}

Resources buildResources(TreeValue value) {
  Resources resources;
  for (const TreeValue member : value) {
    if (member.isList() && !isExtension(member.key())) {
      resources.lists.push_back({std::string(member.key()), buildList(member, buildResource)});
    }
  }
  resources.extensions = buildExtensions(value);
  return resources;
}

}  // namespace

Scalar buildScalar(TreeValue value) {
  switch (value.kind()) {
    case NodeKind::yesNo:
      return value.yesNo();
    case NodeKind::number:
      return value.number();
    case NodeKind::text:
      return buildText(value);
    default:
      return std::monostate();
  }
}

ScalarMap buildScalarMap(TreeValue object) {
  ScalarMap map;
  map.reserve(object.size());
  for (const TreeValue member : object) {
    map.emplace_back(member.key(), buildScalar(member));
  }
  return map;
}

std::vector<std::string> buildTexts(TreeValue list) { return buildList(list, buildText); }

Extensions buildExtensions(TreeValue object) {
  Extensions extensions;
  for (const TreeValue member : object) {
    if (isExtension(member.key())) {
      extensions.push_back({std::string(member.key()), compacted(member.raw())});
    }
  }
  return extensions;
}

Conditions buildConditions(TreeValue value) {
  return value.isList() ? buildList(value, buildCondition) : Conditions{buildCondition(value)};
}

ContactData buildContact(TreeValue value) {
  ContactData contact;
  const auto id = value.member("id");
  contact.id = value.memberText(id ? "id" : "contact").value_or(std::string_view());
  contact.name = optionalMember(value, "name", buildText);
  contact.email = optionalMember(value, "email", buildText);
  contact.engagementScore = optionalMember(value, "engagementScore", buildScore);
  contact.tags = optionalMember(value, "tags", buildTexts);
  contact.fields = optionalMember(value, "fields", buildScalarMap);
  contact.createdAt = optionalMember(value, "createdAt", buildInstant);
  contact.extensions = buildExtensions(value);
  return contact;
}

EventData buildEvent(TreeValue value) {
  EventData event;
  event.type = buildText(*value.member("type"));
  event.contact = buildText(*value.member("contact"));
  event.id = optionalMember(value, "id", buildText);
  event.fields = optionalMember(value, "fields", buildScalarMap);
  const auto type = eventTypeNamed(event.type);
  for (const TreeValue member : value) {
    if (type && attributeIndex(*type, member.key())) {
      event.attributes.emplace_back(member.key(), buildScalar(member));
    }
  }
  return event;
}

Workspace buildWorkspace(TreeValue document) {
  Workspace workspace;
  workspace.name = optionalMember(document, "name", buildText);
  workspace.clock = optionalMember(document, "clock", buildInstant);
  workspace.utcOffset = optionalMember(document, "utcOffset", buildUtcOffset);
  workspace.seed = optionalMember(document, "seed", buildWholeNumber);
  workspace.workflows = buildList(document.member("workflows"), buildWorkflow);
  workspace.scoringRules =
      optionalMember(document, "scoringRules", [](TreeValue rules) { return buildList(rules, buildScoringRule); });
  workspace.contacts =
      optionalMember(document, "contacts", [](TreeValue contacts) { return buildList(contacts, buildContact); });
  workspace.resources = optionalMember(document, "resources", buildResources);
  workspace.extensions = buildExtensions(document);
  return workspace;
}

}  // namespace rehearse::json
