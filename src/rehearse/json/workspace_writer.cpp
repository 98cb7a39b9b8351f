#include "rehearse/json/workspace_writer.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "rehearse/json/indentation.hpp"
#include "rehearse/json/reader.hpp"
#include "rehearse/json/writer.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse::json {
namespace {

/// A moment as people write it: without milliseconds where there are none.
std::string instantText(Instant instant) {
  constexpr std::string_view noMilliseconds = ".000Z";
  std::string text = formatInstant(instant);
  if (text.ends_with(noMilliseconds)) {
    text.replace(text.size() - noMilliseconds.size(), noMilliseconds.size(), "Z");
  }
  return text;
}

void writeExtensions(Writer& writer, const Extensions& extensions) {
  for (const auto& extension : extensions) {
    writer.key(extension.key).raw(extension.json);
  }
}

template <class T>
void writeOptional(Writer& writer, std::string_view key, const std::optional<T>& value) {
  if (value) {
    writer.member(key, *value);
  }
}

void writeTexts(Writer& writer, std::span<const std::string> texts) {
  writer.beginArray();
  for (const auto& text : texts) {
    writer.value(text);
  }
  writer.endArray();
}

void writeScalarMap(Writer& writer, const ScalarMap& map) {
  writer.beginObject();
  for (const auto& [key, value] : map) {
    writer.member(key, value);
  }
  writer.endObject();
}

// ---------------------------------------------------------------- conditions

void writeCondition(Writer& writer, const Condition& condition);

void writeConditions(Writer& writer, const Conditions& conditions) {
  writer.beginArray();
  for (const auto& condition : conditions) {
    writeCondition(writer, condition);
  }
  writer.endArray();
}

/// Under `not`, a list says "all of these", one level less deep.
void writeNegated(Writer& writer, const Condition& condition) {
  if (condition.kind == Condition::Kind::all && condition.extensions.empty()) {
    writeConditions(writer, condition.children);
  } else {
    writeCondition(writer, condition);
  }
}

struct OperandWriter {
  Writer& writer;
  void operator()(std::monostate) const {}
  void operator()(const Scalar& scalar) const { writer.member("value", scalar); }
  void operator()(Duration duration) const { writer.member("value", formatDuration(duration)); }
  void operator()(const std::vector<std::string>& texts) const {
    writer.key("value");
    writeTexts(writer, texts);
  }
};

void writeCondition(Writer& writer, const Condition& condition) {
  writer.beginObject();
  switch (condition.kind) {
    case Condition::Kind::comparison:
      writer.member("field", condition.field).member("operator", rowOf(condition.comparison).name);
      std::visit(OperandWriter{writer}, condition.value);
      break;
    case Condition::Kind::all:
    case Condition::Kind::any:
      writer.key(condition.kind == Condition::Kind::all ? "all" : "any");
      writeConditions(writer, condition.children);
      break;
    case Condition::Kind::negation:
      writer.key("not");
      writeNegated(writer, condition.children.front());
      break;
  }
  writeExtensions(writer, condition.extensions);
  writer.endObject();
}

/// Conditions that may be left out.
void writeOptionalConditions(Writer& writer, const Conditions& conditions) {
  if (!conditions.empty()) {
    writer.key("conditions");
    writeConditions(writer, conditions);
  }
}

// ------------------------------------------------------------------ contacts

void writeContact(Writer& writer, const ContactData& contact) {
  writer.beginObject();
  if (!contact.id.empty()) {  // that of a contact that a step makes may be left out
    writer.member("id", contact.id);
  }
  writeOptional(writer, "name", contact.name);
  writeOptional(writer, "email", contact.email);
  if (contact.engagementScore) {
    writer.key("engagementScore");
    contact.engagementScore->has_value() ? writer.value(**contact.engagementScore) : writer.null();
  }
  if (contact.tags) {
    writer.key("tags");
    writeTexts(writer, *contact.tags);
  }
  if (contact.fields) {
    writer.key("fields");
    writeScalarMap(writer, *contact.fields);
  }
  if (contact.createdAt) {
    writer.member("createdAt", instantText(*contact.createdAt));
  }
  writeExtensions(writer, contact.extensions);
  writer.endObject();
}

// --------------------------------------------------------------------- steps

void writeSteps(Writer& writer, const std::vector<Step>& steps);

void writeBranch(Writer& writer, const Branch& branch) {
  writer.beginObject().member("name", branch.name).key("conditions");
  writeConditions(writer, branch.conditions);
  writer.key("steps");
  writeSteps(writer, branch.steps);
  writeExtensions(writer, branch.extensions);
  writer.endObject();
}

void writeBranch(Writer& writer, const SplitBranch& branch) {
  writer.beginObject().member("name", branch.name).member("weight", branch.weight).key("steps");
  writeSteps(writer, branch.steps);
  writeExtensions(writer, branch.extensions);
  writer.endObject();
}

template <class AnyBranch>
void writeBranches(Writer& writer, const std::vector<AnyBranch>& branches) {
  writer.beginArray();
  for (const auto& branch : branches) {
    writeBranch(writer, branch);
  }
  writer.endArray();
}

struct ParameterWriter {
  Writer& writer;
  PropertyKind kind;

  void operator()(std::monostate) const { writer.null(); }
  void operator()(bool flag) const { writer.value(flag); }
  void operator()(const std::string& text) const { writer.value(text); }
  void operator()(const Scalar& scalar) const { writer.value(scalar); }
  void operator()(const ScalarMap& map) const { writeScalarMap(writer, map); }
  void operator()(const std::vector<std::string>& texts) const { writeTexts(writer, texts); }
  void operator()(const Conditions& conditions) const { writeConditions(writer, conditions); }
  void operator()(const std::vector<Step>& steps) const { writeSteps(writer, steps); }
  void operator()(std::int64_t number) const {
    switch (kind) {
      case PropertyKind::instant:
        writer.value(instantText(number));
        return;
      case PropertyKind::duration:
        writer.value(formatDuration(number));
        return;
      case PropertyKind::utcOffset:
        writer.value(formatUtcOffset(number));
        return;
      default:
        writer.value(number);
    }
  }
  void operator()(const EventPattern& pattern) const {
    writer.beginObject().member("type", pattern.type);
    writeOptionalConditions(writer, pattern.conditions);
    writeExtensions(writer, pattern.extensions);
    writer.endObject();
  }
  void operator()(const std::vector<ContactData>& contact) const { writeContact(writer, contact.front()); }
  void operator()(const std::vector<Branch>& branches) const { writeBranches(writer, branches); }
  void operator()(const std::vector<SplitBranch>& branches) const { writeBranches(writer, branches); }
};

void writeStep(Writer& writer, const Step& step) {
  const auto& row = rowOf(step.type);
  writer.beginObject();
  if (step.idGiven) {
    writer.member("id", step.id);
  }
  writer.member("type", std::string(row.name) + step.customName);
  for (std::size_t index = 0; index < std::min(row.parameters.size(), step.parameters.size()); ++index) {
    const auto& value = step.parameters[index];
    if (!std::holds_alternative<std::monostate>(value)) {
      writer.key(row.parameters[index].name);
      std::visit(ParameterWriter{writer, row.parameters[index].kind}, value);
    }
  }
  writeExtensions(writer, step.extensions);
  writer.endObject();
}

void writeSteps(Writer& writer, const std::vector<Step>& steps) {
  writer.beginArray();
  for (const auto& step : steps) {
    writeStep(writer, step);
  }
  writer.endArray();
}

// ----------------------------------------------------------------- workspace

void writeTrigger(Writer& writer, const Trigger& trigger) {
  writer.beginObject();
  if (trigger.idGiven) {
    writer.member("id", trigger.id);
  }
  writer.member("type", trigger.type);
  writeOptionalConditions(writer, trigger.conditions);
  if (trigger.fires) {
    writer.member("fires", nameOf(*trigger.fires));
  }
  writeOptional(writer, "every", trigger.every);
  writeOptional(writer, "field", trigger.field);
  writeOptional(writer, "offset", trigger.offset);
  writeOptional(writer, "at", trigger.at);
  writeExtensions(writer, trigger.extensions);
  writer.endObject();
}

void writeWorkflow(Writer& writer, const Workflow& workflow) {
  writer.beginObject().member("id", workflow.id);
  writeOptional(writer, "name", workflow.name);
  if (workflow.published) {
    writer.member("status", nameOf(*workflow.published ? WorkflowStatus::published : WorkflowStatus::draft));
  }
  writeOptional(writer, "allowReentry", workflow.allowReentry);
  writeOptional(writer, "stopOnReply", workflow.stopOnReply);
  writer.key("triggers").beginArray();
  for (const auto& trigger : workflow.triggers) {
    writeTrigger(writer, trigger);
  }
  writer.endArray().key("steps");
  writeSteps(writer, workflow.steps);
  writeExtensions(writer, workflow.extensions);
  writer.endObject();
}

void writeScoringRule(Writer& writer, const ScoringRule& rule) {
  writer.beginObject().member("id", rule.id).member("event", rule.event);
  writeOptionalConditions(writer, rule.conditions);
  writer.member("points", rule.points);
  writeOptional(writer, "limit", rule.limit);
  if (rule.expiresAfter) {
    writer.member("expiresAfter", formatDuration(*rule.expiresAfter));
  }
  writeExtensions(writer, rule.extensions);
  writer.endObject();
}

void writeResourceList(Writer& writer, const ResourceList& list) {
  writer.key(list.kind).beginArray();
  for (const auto& resource : list.items) {
    writer.beginObject().member("id", resource.id);
    writeOptional(writer, "name", resource.name);
    writeExtensions(writer, resource.extensions);
    writer.endObject();
  }
  writer.endArray();
}

void writeResources(Writer& writer, const Resources& resources) {
  writer.beginObject();
  for (const auto& row : rowOf(Shape::resources).properties) {
    for (const auto& list : resources.lists) {
      if (list.kind == row.name) {
        writeResourceList(writer, list);
      }
    }
  }
  writeExtensions(writer, resources.extensions);
  writer.endObject();
}

/// Indented, unless that would make it too large to be read again.
std::string laidOut(std::string compact) {
  auto text = indented(compact, maximumBytes);
  return text.empty() ? std::move(compact) : text;
}

}  // namespace

std::string writeWorkspace(const Workspace& workspace) {
  Writer writer;
  writer.beginObject().member("rehearse", 1);
  writeOptional(writer, "name", workspace.name);
  if (workspace.clock) {
    writer.member("clock", instantText(*workspace.clock));
  }
  if (workspace.utcOffset) {
    writer.member("utcOffset", formatUtcOffset(*workspace.utcOffset));
  }
  writeOptional(writer, "seed", workspace.seed);
  writer.key("workflows").beginArray();
  for (const auto& workflow : workspace.workflows) {
    writeWorkflow(writer, workflow);
  }
  writer.endArray();
  if (workspace.scoringRules) {
    writer.key("scoringRules").beginArray();
    for (const auto& rule : *workspace.scoringRules) {
      writeScoringRule(writer, rule);
    }
    writer.endArray();
  }
  if (workspace.contacts) {
    writer.key("contacts").beginArray();
    for (const auto& contact : *workspace.contacts) {
      writeContact(writer, contact);
    }
    writer.endArray();
  }
  if (workspace.resources) {
    writer.key("resources");
    writeResources(writer, *workspace.resources);
  }
  writeExtensions(writer, workspace.extensions);
  writer.endObject();
  return laidOut(writer.take());
}

}  // namespace rehearse::json
