#include <algorithm>
#include <array>
#include <utility>

#include "rehearse/json/checker.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/json/wording.hpp"
#include "rehearse/model/sorting.hpp"
#include "rehearse/model/time.hpp"

namespace rehearse::json {
namespace {

/// What every step has besides the parameters of its type.
constexpr std::array<std::string_view, 2> stepKeys{"id", "type"};

std::vector<std::string_view> stepTypeNames() {
  std::vector<std::string_view> names;
  for (const auto& row : stepTypes()) {
    names.push_back(row.name);
  }
  return names;
}

bool isOneOf(std::span<const std::string_view> keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string listOfKeys(std::span<const std::string_view> keys) {
  std::string text;
  for (std::size_t index = 0; index < keys.size(); ++index) {
    text += index == 0 ? "" : (index + 1 == keys.size() ? " or " : ", ");
    text += quoted(keys[index]);
  }
  return text;
}

/// Puts a value in place for as long as this lives.
template <class T>
class Within {
 public:
  Within(T& place, T value) : place_(place), before_(std::exchange(place, std::move(value))) {}
  ~Within() { place_ = std::move(before_); }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  T& place_;
  T before_;
};

}  // namespace

bool Checker::Keys::has(std::string_view key) const {
  const auto isKey = [&](const auto& row) { return row.name == key; };
  return std::any_of(properties.begin(), properties.end(), isKey) ||
         std::any_of(attributes.begin(), attributes.end(), isKey) ||
         std::find(names.begin(), names.end(), key) != names.end();
}

std::vector<std::string_view> Checker::Keys::all() const {
  std::vector<std::string_view> result(names.begin(), names.end());
  for (const auto& row : properties) {
    result.push_back(row.name);
  }
  for (const auto& row : attributes) {
    result.push_back(row.name);
  }
  return result;
}

void Checker::checkWorkspace(TreeValue document) {
  const auto names = namesOf(document);
  const Within within(names_, &names);
  checkShape(document, Shape::workspace);
}

void Checker::checkScenarioFile(TreeValue document, const Workspace* workspace) {
  WorkspaceNames names;
  std::vector<std::string> stepIds;
  const auto embedded = document.member("workspace");
  const bool isEmbedded = embedded && embedded->isObject();
  if (isEmbedded) {
    names = namesOf(*embedded);
    addMadeContacts(names, *embedded);
    stepIds = stepIdsOf(*embedded);
  } else if (workspace != nullptr) {
    names = namesOf(*workspace);
    addMadeContacts(names, *workspace);
    stepIds = stepIdsOf(*workspace);
  }
  const bool isKnown = isEmbedded || workspace != nullptr;
  const Names steps(std::vector<std::string_view>(stepIds.begin(), stepIds.end()));
  const WorkspaceNames* known = isKnown ? &names : nullptr;
  const Within within(names_, known);
  // Steps that messages are matched with; within a workflow, only its own can be named.
  const Names* knownSteps = isKnown ? &steps : nullptr;
  const Within withinSteps(stepNames_, knownSteps);
  checkShape(document, Shape::scenarioFile);
}

void Checker::checkExpectation(TreeValue expectation, const WorkspaceNames& names, const Names& steps) {
  const Within within(names_, &names);
  const Within withinSteps(stepNames_, &steps);
  checkShape(expectation, Shape::expectation);
}

void Checker::checkContacts(TreeValue contacts) {
  for (const auto& row : rowOf(Shape::scenario).properties) {
    if (row.shape == Shape::contact) {
      checkList(contacts, row);
    }
  }
}

void Checker::checkContactEdit(TreeValue edit) {
  if (!edit.isObject()) {
    return typeError(edit, "an object");
  }
  // The contact is named beside the changes, not among them.
  std::vector<PropertyRow> rows;
  for (const auto& row : rowOf(Shape::contactEdit).properties) {
    if (row.kind != PropertyKind::contactReference) {
      rows.push_back(row);
    }
  }
  checkProperties(edit, rows, checkKeys(edit, {.properties = rows}));
}

void Checker::checkShape(TreeValue value, Shape shape) {
  if (!value.isObject()) {
    return typeError(value, "an object");
  }
  switch (shape) {
    case Shape::workflow:
      return checkWorkflow(value);
    case Shape::scenario:
      return checkScenario(value);
    case Shape::expectation:
      return checkExpectation(value);
    case Shape::messageMatch:
      return checkMessageMatch(value);
    default:
      return checkContent(value, rowOf(shape));
  }
}

void Checker::checkContent(TreeValue object, const ShapeRow& shape) {
  // Conditions beside an event type may name the attributes of that type; all others, of any.
  std::optional<EventType> event;
  std::string_view eventName;
  for (const auto& row : shape.properties) {
    if (row.kind == PropertyKind::eventType || row.kind == PropertyKind::awaitedEventType) {
      eventName = object.memberText(row.name).value_or(std::string_view());
      event = eventTypeNamed(eventName);
    }
  }
  const Within withinEvent(conditionEvent_, event);
  const Within withinName(conditionEventName_, eventName);
  const auto meant = checkKeys(object, {.properties = shape.properties});
  checkProperties(object, shape.properties, meant);
  checkRules(object, shape.rules, meant);
}

std::vector<std::string_view> Checker::checkKeys(TreeValue object, const Keys& keys) {
  std::vector<std::string_view> meant;
  for (const TreeValue member : object) {
    const auto key = member.key();
    if (keys.has(key) || isExtension(key)) {
      continue;
    }
    std::string hint;
    if (!findings_.isFull()) {
      const auto all = keys.all();
      const auto suggestion = suggestions_.closest(key, all);
      hint = suggestion.empty() ? oneOf(all) : didYouMean(suggestion);
      if (!suggestion.empty() && !object.member(suggestion)) {
        meant.push_back(suggestion);
      } else if (suggestion.empty()) {
        hint += (hint.empty() ? "" : " ") + std::string("Keys of your own start with `x-`.");
      }
    }
    findings_.keyError("key.unknown", member, "There is no key " + quoted(key) + " here.", std::move(hint));
  }
  return meant;
}

void Checker::reportMissing(TreeValue object, std::string_view key, std::span<const std::string_view> meant,
                            std::string hint) {
  if (!isOneOf(meant, key)) {
    findings_.error("value.missing", object, nameInText(object) + " needs " + quoted(key) + ".", std::move(hint));
  }
}

void Checker::checkProperties(TreeValue object, std::span<const PropertyRow> properties,
                              std::span<const std::string_view> meant) {
  for (const TreeValue member : object) {
    const auto row = std::find_if(properties.begin(), properties.end(),
                                  [key = member.key()](const auto& candidate) { return candidate.name == key; });
    if (row != properties.end()) {
      checkProperty(member, *row);
      checkEventBeside(member, *row);
    }
  }
  for (const auto& row : properties) {
    const bool isAsked = row.onlyFor.empty() || (conditionEvent_ && isOneOf(row.onlyFor, rowOf(*conditionEvent_).name));
    if (row.required && isAsked && !object.member(row.name)) {
      reportMissing(object, row.name, meant, std::string(row.documentation));
    }
  }
}

void Checker::checkRules(TreeValue object, std::span<const RuleRow> rules, std::span<const std::string_view> meant) {
  for (const auto& rule : rules) {
    switch (rule.kind) {
      case RuleKind::exactlyOne:
        checkExactlyOne(object, rule.names, meant);
        break;
      case RuleKind::needsOneOf:
        checkNeed(object, rule.names.front(), rule.names.subspan(1), meant);
        break;
      case RuleKind::othersNeedFirst:
        for (const auto needy : rule.names.subspan(1)) {
          checkNeed(object, needy, rule.names.first(1), meant);
        }
        break;
      case RuleKind::needsWholeDays:
        checkWholeDays(object, rule.names[0], rule.names[1]);
        break;
    }
  }
}

void Checker::checkExactlyOne(TreeValue object, std::span<const std::string_view> names,
                              std::span<const std::string_view> meant) {
  std::optional<TreeValue> first;
  for (const TreeValue member : object) {
    if (!isOneOf(names, member.key())) {
      continue;
    }
    if (!first) {
      first = member;
    } else if (member.key() != first->key()) {
      findings_.keyError("key.conflict", member,
                         quoted(member.key()) + " cannot stand beside " + quoted(first->key()) + ".",
                         "Only one of " + listOfKeys(names) + " may be there.");
    }
  }
  const auto isNamed = [&](std::string_view key) { return isOneOf(names, key); };
  if (!first && !std::any_of(meant.begin(), meant.end(), isNamed)) {
    findings_.error("value.missing", object, nameInText(object) + " needs " + listOfKeys(names) + ".",
                    "Exactly one of them.");
  }
}

void Checker::checkNeed(TreeValue object, std::string_view needy, std::span<const std::string_view> needed,
                        std::span<const std::string_view> meant) {
  const auto member = object.member(needy);
  const auto isThere = [&](std::string_view key) { return object.member(key) || isOneOf(meant, key); };
  if (!member || std::any_of(needed.begin(), needed.end(), isThere)) {
    return;
  }
  const auto keys = listOfKeys(needed);
  findings_.keyError("key.dependency", *member, quoted(needy) + " needs " + keys + " beside it.",
                     "Add " + keys + ", or remove " + quoted(needy) + ".");
}

void Checker::checkWorkflow(TreeValue workflow) {
  auto steps = stepsOf(workflow);
  const bool isTooLarge = steps.size() > maximumSteps;
  std::vector<std::string_view> ids;
  ids.reserve(steps.size());
  for (const auto& step : steps) {
    ids.push_back(step.id);
  }
  const Names names(std::move(ids));
  const Within within(stepNames_, isTooLarge ? nullptr : &names);
  checkContent(workflow, rowOf(Shape::workflow));
  checkPlacedIds(triggersOf(workflow), "trigger");
  if (isTooLarge) {
    findings_.error("value.range", *workflow.member("steps"),
                    "A workflow has " + withCommas(static_cast<std::int64_t>(maximumSteps)) +
                        " steps at the most, counted at every depth.",
                    "Split it into several workflows.");
  } else if (!steps.empty()) {
    checkStepsInAll(workflowSteps_, steps.size(), *workflow.member("steps"));
    checkPlacedIds(std::move(steps), "step");
  }
}

void Checker::checkStepsInAll(std::size_t& total, std::size_t count, TreeValue steps) {
  const bool wasTooMany = total > maximumStepsInAll;
  total += count;
  if (total > maximumStepsInAll && !wasTooMany) {
    findings_.error("value.range", steps,
                    "With these, the document has more than " +
                        withCommas(static_cast<std::int64_t>(maximumStepsInAll)) + " steps in all.",
                    "Split it into several documents.");
  }
}

void Checker::checkEventBeside(TreeValue member, const PropertyRow& row) {
  if (row.onlyFor.empty() || !conditionEvent_ || isOneOf(row.onlyFor, rowOf(*conditionEvent_).name)) {
    return;
  }
  findings_.keyError(
      "key.dependency", member,
      quoted(row.name) + " is only for " + listOfKeys(row.onlyFor) + ", not for " + quoted(conditionEventName_) + ".",
      "Remove " + quoted(row.name) + ".");
}

void Checker::checkWholeDays(TreeValue object, std::string_view needy, std::string_view duration) {
  const auto member = object.member(needy);
  const auto text = object.memberText(duration);
  const auto length = parseDuration(text.value_or(std::string_view()));
  if (member && length && *length % day != 0) {
    findings_.keyError(
        "key.dependency", *member,
        quoted(needy) + " is only for whole days, and " + quoted(duration) + " is " + quoted(*text) + ".",
        "Remove " + quoted(needy) + ", or write whole days, such as \"1d\" or \"2w\".");
  }
}

void Checker::checkExpectation(TreeValue expectation) {
  const auto& shape = rowOf(Shape::expectation);
  checkContent(expectation, shape);
  // Whom it speaks of is not what must be so.
  const auto saysOnlyOfWhat = [&](TreeValue member) {
    return isExtension(member.key()) ||
           std::any_of(shape.properties.begin(), shape.properties.end(), [&](const PropertyRow& row) {
             return row.name == member.key() &&
                    (row.kind == PropertyKind::contactReference || row.kind == PropertyKind::workflowReference);
           });
  };
  for (const TreeValue member : expectation) {
    if (!saysOnlyOfWhat(member)) {
      return;
    }
  }
  findings_.error("expectation.empty", expectation, nameInText(expectation) + " expects nothing.",
                  "Say what must be so, such as { \"contact\": \"ana\", \"engagementScore\": 20 }.");
}

void Checker::checkMessageMatch(TreeValue match) {
  checkContent(match, rowOf(Shape::messageMatch));
  const auto channel = match.memberText("channel");
  const auto type = stepTypeNamed(channel.value_or(std::string_view()));
  if (!channel || (type && rowOf(*type).sendsMessage)) {
    return;
  }
  std::vector<std::string_view> channels;
  for (const auto& row : stepTypes()) {
    if (row.sendsMessage) {
      channels.push_back(row.name);
    }
  }
  findings_.error("value.unknown", *match.member("channel"), "No message comes from a step " + quoted(*channel) + ".",
                  suggestions_.didYouMeanOneOf(*channel, channels));
}

void Checker::checkScenario(TreeValue scenario) {
  auto ids = textsOf(scenario.member("contacts"), "id");
  if (const auto steps = scenario.member("steps"); steps && steps->isList()) {
    checkStepsInAll(scenarioSteps_, steps->size(), *steps);
    for (const TreeValue step : *steps) {
      const auto arrival = step.member("addContact");
      if (const auto id = arrival ? arrival->memberText("id") : std::nullopt) {
        ids.push_back(*id);
      }
    }
  }
  const Names names(std::move(ids));
  const Within within(scenarioContacts_, &names);
  checkContent(scenario, rowOf(Shape::scenario));
}

void Checker::checkList(TreeValue value, const PropertyRow& row) {
  if (!value.isList()) {
    return typeError(value, "a list", value.isObject() ? "Put it between `[` and `]`." : "");
  }
  if (!checkCount(value, row.minimum, row.maximum)) {
    return;
  }
  for (const TreeValue item : value) {
    checkShape(item, row.shape);
  }
  if (row.shape != Shape::trigger) {  // triggers may get their ids from their place
    checkUniqueNames(value, rowOf(row.shape));
  }
}

void Checker::checkUniqueNames(TreeValue list, const ShapeRow& shape) {
  const auto row = std::find_if(shape.properties.begin(), shape.properties.end(),
                                [](const auto& candidate) { return candidate.kind == PropertyKind::identifier; });
  if (row == shape.properties.end()) {
    return;
  }
  std::vector<TreeValue> names;
  for (const TreeValue item : list) {
    if (const auto name = item.member(row->name); name && name->isText()) {
      names.push_back(*name);
    }
  }
  sortItems(names, [](TreeValue left, TreeValue right) { return left.text() < right.text(); });
  for (std::size_t index = 1; index < names.size(); ++index) {
    if (names[index].text() == names[index - 1].text()) {
      findings_.error("id.duplicate", names[index],
                      "The " + std::string(row->name) + " " + quoted(names[index].text()) + " is used twice in " +
                          nameInText(list) + ".",
                      "Choose another one; each must be there once.");
    }
  }
}

void Checker::checkPlacedIds(std::vector<Placed> items, std::string_view what) {
  // Within one id those made from a place come first, since it is the given one that can be changed.
  sortItems(items, [](const Placed& left, const Placed& right) {
    return left.id != right.id ? left.id < right.id : left.isGiven < right.isGiven;
  });
  for (std::size_t index = 0; index < items.size(); ++index) {
    const auto& item = items[index];
    if (isTooLong(item)) {
      findings_.error("value.missing", item.value, "Where it stands, this " + std::string(what) + " needs an `id`.",
                      "The id made from its place would be longer than " + withCommas(maximumMadeIdLength) + " bytes.");
    }
    if (index == 0 || item.id != items[index - 1].id) {
      continue;
    }
    const bool isMade = !items[index - 1].isGiven;
    const TreeValue place = item.isGiven ? *item.value.member("id") : item.value;
    findings_.error("id.duplicate", place,
                    "Another " + std::string(what) + " of this workflow has the id " + quoted(item.id) +
                        (isMade ? ", made from its place." : "."),
                    item.isGiven ? "Choose another id." : "Give it an `id` of its own.");
  }
}

void Checker::checkSteps(TreeValue value) {
  if (!value.isList()) {
    return typeError(value, "a list of steps", value.isObject() ? "Put it between `[` and `]`." : "");
  }
  for (const TreeValue step : value) {
    checkStep(step);
  }
}

void Checker::checkStep(TreeValue step) {
  if (!step.isObject()) {
    return typeError(step, "an object", "A step is an object with a `type`, such as { \"type\": \"end\" }.");
  }
  if (const auto id = step.member("id"); id && checkText(*id)) {
    checkLength(*id, 1, maximumIdLength);
  }
  const auto name = step.member("type");
  if (!name) {
    const auto isMeant = [&](TreeValue member) { return !closest(member.key(), std::span(&stepKeys[1], 1)).empty(); };
    for (const TreeValue member : step) {
      if (isMeant(member)) {
        return findings_.keyError("key.unknown", member, "There is no key " + quoted(member.key()) + " here.",
                                  didYouMean("type"));
      }
    }
    return reportMissing(step, "type", {}, oneOf(stepTypeNames()));
  }
  if (!checkText(*name)) {
    return;
  }
  const auto type = stepTypeNamed(name->text());
  if (!type) {
    const auto names = stepTypeNames();
    return findings_.error("value.unknown", *name, "There is no step type " + quoted(name->text()) + ".",
                           suggestions_.didYouMeanOneOf(name->text(), names));
  }
  const auto& row = rowOf(*type);
  const Within within(conditionEvent_, std::optional<EventType>());
  const auto meant = checkKeys(step, {.properties = row.parameters, .names = stepKeys});
  checkProperties(step, row.parameters, meant);
  checkRules(step, row.rules, meant);
}

}  // namespace rehearse::json
