#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/names.hpp"
#include "rehearse/json/place_ids.hpp"
#include "rehearse/json/report.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse::json {

/// Checks a tree against the vocabulary's tables and reports all that is wrong with it. A tree that it finds no error
/// in can be made into a model without any further question.
class Checker {
 public:
  explicit Checker(Report& report) : report_(report) {}

  /// Each checks the whole of a document of its kind.
  void checkWorkspace(Value document);
  /// `workspace` is what the file's path names, or null where that is not known.
  void checkScenarioFile(Value document, const Workspace* workspace);
  void checkEvent(Value event);
  void checkContact(Value contact) { checkShape(contact, Shape::contact); }
  void checkContactEdit(Value edit);

 private:
  /// The names of the keys that an object may have.
  struct Keys {
    std::span<const PropertyRow> properties = {};
    std::span<const std::string_view> names = {};
    std::span<const AttributeRow> attributes = {};

    bool has(std::string_view key) const;
    std::vector<std::string_view> all() const;
  };

  // Objects: check_objects.cpp
  void checkShape(Value value, Shape shape);
  void checkContent(Value object, const ShapeRow& shape);
  void checkProperties(Value object, std::span<const PropertyRow> properties, std::span<const std::string_view> meant);
  void checkRules(Value object, std::span<const RuleRow> rules, std::span<const std::string_view> meant);
  void checkDependency(Value object, const RuleRow& rule, bool isMet);
  void checkWorkflow(Value workflow);
  void checkScenario(Value scenario);
  void checkTrigger(Value trigger);
  void checkList(Value value, const PropertyRow& row);
  void checkUniqueNames(Value list, const ShapeRow& shape);
  void checkPlacedIds(std::vector<Placed> items, std::string_view what);
  void checkSteps(Value value);
  void checkStep(Value step);
  /// Reports unknown keys. Gives the keys that were meant by them: they are not reported as missing as well.
  std::vector<std::string_view> checkKeys(Value object, const Keys& keys);
  void reportMissing(Value object, std::string_view key, std::span<const std::string_view> meant, std::string hint);

  // Values: check_values.cpp
  void checkProperty(Value value, const PropertyRow& row);
  bool checkText(Value value, std::string_view expected = "a text");
  bool checkLength(Value value, std::int64_t minimum, std::int64_t maximum);
  void checkVersion(Value value);
  void checkWholeNumber(Value value, std::int64_t minimum, std::int64_t maximum, std::string_view expected);
  void checkYesNo(Value value);
  void checkChoice(Value value, std::span<const std::string_view> choices);
  void checkInstant(Value value);
  void checkDuration(Value value);
  void checkUtcOffset(Value value);
  void checkScalar(Value value, bool mayBeNull);
  void checkScalarMap(Value value, bool mayBeNull);
  void checkTexts(Value value, const PropertyRow& row, std::int64_t minimumLength, std::int64_t maximumLength);
  void checkContactFieldPath(Value value);
  void checkReference(Value value, const Names* names, const Names* moreNames, std::string_view what);
  void checkWorkflowReference(Value value);
  void checkContactReference(Value value);
  void checkResource(Value text, std::string_view kind);
  void typeError(Value value, std::string_view expected, std::string hint = {});

  // Conditions: check_conditions.cpp
  void checkConditions(Value value);
  void checkConditionList(Value list);
  void checkCondition(Value condition);
  void checkGroup(Value group);
  void checkComparison(Value condition, std::span<const std::string_view> meant);
  std::optional<ValueKind> checkField(Value value);
  std::optional<ValueKind> checkEventField(Value value, const FieldPath& path);
  std::optional<Operator> checkOperator(Value value);
  void checkOperand(Value condition, Value comparison, Operator id, ValueKind kind);
  void checkOperandValue(Value value, Operand operand);
  void checkComparedResource(Value condition, Operator id, Value operand);
  std::vector<std::string> fieldPaths() const;

  // Events: check_events.cpp
  void checkEventType(Value value);
  void checkAttribute(Value value, const AttributeRow& row);
  void checkScoreMatch(Value value, const PropertyRow& row);

  Report& report_;
  const WorkspaceNames* names_ = nullptr;    ///< of the workspace, where it is known
  const Names* stepNames_ = nullptr;         ///< of the workflow that is being checked
  const Names* scenarioContacts_ = nullptr;  ///< of the scenario that is being checked
  std::optional<EventType> conditionEvent_;  ///< whose attributes conditions may name; nothing: those of any type
  std::string_view conditionEventName_;      ///< its name in the document
};

}  // namespace rehearse::json
