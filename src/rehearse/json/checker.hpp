#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/names.hpp"
#include "rehearse/json/place_ids.hpp"
#include "rehearse/json/suggestion.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse::json {

/// Checks a tree against the vocabulary's tables and reports all that is wrong with it. A tree that it finds no error
/// in can be made into a model without any further question.
class Checker {
 public:
  explicit Checker(Findings& findings) : findings_(findings) {}

  Findings& findings() { return findings_; }

  /// Each checks the whole of a document of its kind.
  void checkWorkspace(TreeValue document);
  /// `workspace` is what the file's path names, or null where that is not known.
  void checkScenarioFile(TreeValue document, const Workspace* workspace);
  /// `names` and `steps` are what it may name.
  void checkExpectation(TreeValue expectation, const WorkspaceNames& names, const Names& steps);
  /// A list of them, as scenarios have it.
  void checkContacts(TreeValue contacts);
  void checkEvent(TreeValue event);
  void checkContact(TreeValue contact) { checkShape(contact, Shape::contact); }
  void checkContactEdit(TreeValue edit);

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
  void checkShape(TreeValue value, Shape shape);
  void checkContent(TreeValue object, const ShapeRow& shape);
  void checkProperties(TreeValue object, std::span<const PropertyRow> properties,
                       std::span<const std::string_view> meant);
  void checkRules(TreeValue object, std::span<const RuleRow> rules, std::span<const std::string_view> meant);
  void checkExactlyOne(TreeValue object, std::span<const std::string_view> names,
                       std::span<const std::string_view> meant);
  void checkNeed(TreeValue object, std::string_view needy, std::span<const std::string_view> needed,
                 std::span<const std::string_view> meant);
  void checkWorkflow(TreeValue workflow);
  void checkScenario(TreeValue scenario);
  /// Whether the property may stand on an object that names this event type.
  void checkEventBeside(TreeValue member, const PropertyRow& row);
  void checkWholeDays(TreeValue object, std::string_view needy, std::string_view duration);
  void checkExpectation(TreeValue expectation);
  void checkMessageMatch(TreeValue match);
  void checkStepsInAll(std::size_t& total, std::size_t count, TreeValue steps);
  void checkList(TreeValue value, const PropertyRow& row);
  void checkUniqueNames(TreeValue list, const ShapeRow& shape);
  void checkPlacedIds(std::vector<Placed> items, std::string_view what);
  void checkSteps(TreeValue value);
  void checkStep(TreeValue step);
  /// Reports unknown keys. Gives the keys that were meant by them: they are not reported as missing as well.
  std::vector<std::string_view> checkKeys(TreeValue object, const Keys& keys);
  void reportMissing(TreeValue object, std::string_view key, std::span<const std::string_view> meant, std::string hint);

  // Values: check_values.cpp
  void checkProperty(TreeValue value, const PropertyRow& row);
  /// `hint`: for what is none.
  void checkNumber(TreeValue value, std::string_view hint = {});
  void checkDigits(TreeValue number);
  bool checkText(TreeValue value, std::string_view expected = "a text");
  bool checkLength(TreeValue value, std::int64_t minimum, std::int64_t maximum);
  /// How many items a list has, or members a map. Where it is too many, they are not worth looking at.
  bool checkCount(TreeValue value, std::int64_t minimum, std::int64_t maximum);
  void checkVersion(TreeValue value);
  void checkWholeNumber(TreeValue value, std::int64_t minimum, std::int64_t maximum, std::string_view expected);
  void checkYesNo(TreeValue value);
  void checkFlag(TreeValue value);
  void checkChoice(TreeValue value, std::span<const std::string_view> choices);
  void checkInstant(TreeValue value);
  void checkPoints(TreeValue value, std::int64_t minimum, std::int64_t maximum);
  void checkDuration(TreeValue value, Duration minimum = 0);
  void checkSignedDuration(TreeValue value);
  void checkTimeOfDay(TreeValue value);
  void checkUtcOffset(TreeValue value);
  void checkScalar(TreeValue value, bool mayBeNull);
  void checkScalarMap(TreeValue value, bool mayBeNull, std::int64_t maximum);
  void checkTexts(TreeValue value, const PropertyRow& row, std::int64_t minimumLength, std::int64_t maximumLength);
  void checkContactFieldPath(TreeValue value);
  void checkDateFieldPath(TreeValue value);
  void checkReference(TreeValue value, const Names* names, const Names* moreNames, std::string_view what,
                      std::span<const std::string_view> words = {});
  /// `words` may stand in place of an id.
  void checkWorkflowReference(TreeValue value, std::span<const std::string_view> words = {});
  void checkContactReference(TreeValue value);
  void checkResource(TreeValue text, std::string_view kind);
  void typeError(TreeValue value, std::string_view expected, std::string hint = {});

  // Conditions: check_conditions.cpp
  void checkConditions(TreeValue value);
  void checkConditionList(TreeValue list);
  void checkLoneDepth(TreeValue condition);
  void checkCondition(TreeValue condition);
  void checkGroup(TreeValue group);
  void checkComparison(TreeValue condition, std::span<const std::string_view> meant);
  std::optional<ValueKind> checkField(TreeValue value);
  std::optional<ValueKind> checkEventField(TreeValue value, const FieldPath& path);
  std::optional<Operator> checkOperator(TreeValue value);
  void checkOperand(TreeValue condition, TreeValue comparison, Operator id, ValueKind kind);
  void checkOperandValue(TreeValue value, Operand operand);
  void checkComparedResource(TreeValue condition, Operator id, TreeValue operand);
  std::vector<std::string> fieldPaths() const;
  std::string fieldHint(std::string_view text);

  // Events: check_events.cpp
  void checkEventType(TreeValue value);
  void checkAwaitedEventType(TreeValue value);
  void checkAttribute(TreeValue value, const AttributeRow& row);
  void checkScoreMatch(TreeValue value, const PropertyRow& row);

  Findings& findings_;
  Suggestions suggestions_;
  std::size_t workflowSteps_ = 0;  ///< so far
  std::size_t scenarioSteps_ = 0;
  const WorkspaceNames* names_ = nullptr;    ///< of the workspace, where it is known
  const Names* stepNames_ = nullptr;         ///< of the workflow that is being checked
  const Names* scenarioContacts_ = nullptr;  ///< of the scenario that is being checked
  std::optional<EventType> conditionEvent_;  ///< whose attributes conditions may name; nothing: those of any type
  std::string_view conditionEventName_;      ///< its name in the document
};

}  // namespace rehearse::json
