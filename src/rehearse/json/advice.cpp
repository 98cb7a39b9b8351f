#include "rehearse/json/advice.hpp"

#include <algorithm>

#include "rehearse/json/advisor.hpp"

// The way through a workspace.

namespace rehearse::json {
namespace {

/// The items of a list; none where there is no such member.
std::vector<TreeValue> itemsOf(TreeValue object, std::string_view key) {
  std::vector<TreeValue> items;
  if (const auto list = object.member(key)) {
    for (const TreeValue item : *list) {
      items.push_back(item);
    }
  }
  return items;
}

/// The event type that an object names under one of the tables' properties for that, if it does.
std::optional<EventType> eventBeside(TreeValue object, std::span<const PropertyRow> properties) {
  for (const auto& row : properties) {
    if (row.kind == PropertyKind::eventType || row.kind == PropertyKind::awaitedEventType) {
      return eventTypeNamed(object.memberText(row.name).value_or(std::string_view()));
    }
  }
  return std::nullopt;
}

}  // namespace

void Advisor::adviseWorkspace(TreeValue workspace) {
  noteChanges(workspace);
  for (const TreeValue workflow : itemsOf(workspace, "workflows")) {
    adviseWorkflow(workflow);
  }
  for (const TreeValue rule : itemsOf(workspace, "scoringRules")) {
    adviseObject(rule, rowOf(Shape::scoringRule).properties, {.moment = Moment::rule}, false);
    adviseRuleLoop(rule);
  }
}

void Advisor::adviseWorkflow(TreeValue workflow) {
  const auto steps = stepsOf(workflow);
  noteEvents(workflow, steps);
  for (const TreeValue trigger : itemsOf(workflow, "triggers")) {
    adviseObject(trigger, rowOf(Shape::trigger).properties, {.moment = Moment::trigger}, false);
  }
  for (const auto& step : steps) {
    adviseStep(step.value);
    const auto target = step.value.memberText("step");
    if (target == step.id) {
      findings_.warning("loop.goToItself", *step.value.member("step"),
                        "This step goes to itself: a contact that comes here takes 1,000 steps and leaves.",
                        "Name another step, or put a wait before it and go there.");
    }
  }
  adviseLoops(workflow, steps);
}

void Advisor::adviseStep(TreeValue step) {
  const auto type = stepTypeNamed(*step.memberText("type"));
  const bool isAwaited = type == StepType::wait || type == StepType::goal;
  adviseObject(step, rowOf(*type).parameters, {.moment = isAwaited ? Moment::wait : Moment::none}, true);
}

void Advisor::adviseObject(TreeValue object, std::span<const PropertyRow> properties, Place place, bool isOfStep) {
  place.event = eventBeside(object, properties);
  for (const TreeValue member : object) {
    const auto row = std::find_if(properties.begin(), properties.end(),
                                  [key = member.key()](const auto& candidate) { return candidate.name == key; });
    if (row != properties.end()) {
      adviseMember(member, *row, place, isOfStep);
    }
  }
}

void Advisor::adviseMember(TreeValue member, const PropertyRow& row, Place place, bool isOfStep) {
  switch (row.kind) {
    case PropertyKind::conditions:
      return adviseConditions(member, place);
    case PropertyKind::object:
      return adviseObject(member, rowOf(row.shape).properties, place, isOfStep);
    case PropertyKind::list:
      return adviseItems(member, row.shape, place, isOfStep);
    case PropertyKind::text:
    case PropertyKind::scalar:
      return isOfStep && member.isText() ? adviseText(member) : void();
    case PropertyKind::scalarMap:
      for (const TreeValue item : member) {
        if (isOfStep && item.isText()) {
          adviseText(item);
        }
      }
      return;
    case PropertyKind::tags:
      for (const TreeValue item : member) {
        adviseLiteral(item);
      }
      return;
    default:
      return;  // steps within steps are among those of the workflow
  }
}

void Advisor::adviseItems(TreeValue list, Shape shape, Place place, bool isOfStep) {
  ConditionFields notEmpty;
  place.notEmpty = &notEmpty;
  for (const TreeValue item : list) {
    adviseObject(item, rowOf(shape).properties, place, isOfStep);
    if (shape == Shape::branch) {
      addEmptyTaken(item.member("conditions"), notEmpty);
    }
  }
}

void Advisor::noteEvents(TreeValue workflow, const std::vector<Placed>& steps) {
  kept_.fill(false);
  keepsEvents_ = false;
  const auto note = [this](TreeValue object) {
    if (const auto type = eventTypeNamed(object.memberText("type").value_or(std::string_view()))) {
      kept_[static_cast<std::size_t>(*type)] = true;
      keepsEvents_ = true;
    }
  };
  for (const TreeValue trigger : itemsOf(workflow, "triggers")) {
    note(trigger);
  }
  for (const auto& step : steps) {
    for (const TreeValue member : step.value) {
      if (member.isObject()) {
        note(member);  // an event pattern
      }
    }
  }
}

bool Advisor::keepsAttribute(std::string_view name) const {
  const auto has = [&](const EventTypeRow& row) {
    return kept_[static_cast<std::size_t>(row.id)] && attributeIndex(row.id, name).has_value();
  };
  const auto rows = eventTypes();
  return !keepsEvents_ || std::any_of(rows.begin(), rows.end(), has);
}

void adviseWorkspace(TreeValue workspace, Findings& findings) { Advisor(findings).adviseWorkspace(workspace); }

}  // namespace rehearse::json
