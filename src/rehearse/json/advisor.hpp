#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rehearse/json/condition_fields.hpp"
#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_condition.hpp"
#include "rehearse/json/place_ids.hpp"
#include "rehearse/json/suggestion.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse::json {

/// Goes through a workspace and warns. The vocabulary's tables say where there are conditions and texts.
class Advisor {
 public:
  explicit Advisor(Findings& findings) : findings_(findings) {}

  void adviseWorkspace(TreeValue workspace);

 private:
  /// What happens when conditions come to hold, and is missed if they do not.
  enum class Moment : std::uint8_t {
    none,  ///< they are asked once, whatever happens
    trigger,
    rule,
    wait,  ///< or a goal
  };

  /// What is known of the place of conditions.
  struct Place {
    std::optional<EventType> event{};  ///< whose attributes they name; nothing: those of the event a workflow keeps
    Moment moment = Moment::none;
    const ConditionFields* notEmpty = nullptr;  ///< fields that are not empty if they are asked at all
  };

  /// What is known of conditions from those around them.
  struct Scope {
    const Scope* outer = nullptr;
    bool isDenied = false;        ///< within a `not`, where what never holds is always so
    ConditionFields notEmpty{};   ///< others that must hold too do not hold where these are empty
    ConditionFields emptyToo{};   ///< others, of which one is enough, hold where these are empty
    ConditionFields beyondToo{};  ///< others, of which one is enough, hold of more, or of less, than a number

    /// Whether fields of this scope, or of one around it, have that one.
    bool has(ConditionFields Scope::*fields, std::string_view field) const;
  };

  // The way through the document: advice.cpp
  void adviseWorkflow(TreeValue workflow);
  void adviseStep(TreeValue step);
  void adviseObject(TreeValue object, std::span<const PropertyRow> properties, Place place, bool isOfStep);
  void adviseMember(TreeValue member, const PropertyRow& row, Place place, bool isOfStep);
  void adviseItems(TreeValue list, Shape shape, Place place, bool isOfStep);
  void noteEvents(TreeValue workflow, const std::vector<Placed>& steps);
  bool keepsAttribute(std::string_view name) const;

  // Conditions: advice_conditions.cpp
  void adviseConditions(TreeValue conditions, Place place);
  void adviseAll(const std::vector<TreeValue>& conditions, Place place, Scope scope);
  void adviseAny(TreeValue list, Place place, const Scope& around);
  void collect(TreeValue condition, Place place, const Scope& scope, std::vector<LocatedCondition>& conditions);
  void adviseCondition(const LocatedCondition& condition, Place place, const Scope& scope);
  void adviseJump(const LocatedCondition& condition, Place place);
  bool exclude(const LocatedCondition& one, const LocatedCondition& other);

  // Loops: advice_loops.cpp
  void noteChanges(TreeValue workspace);
  void noteChange(std::optional<TreeValue> points, std::optional<TreeValue> limit);
  void noteStart(std::optional<TreeValue> score);
  bool mayJumpOver(double score) const;
  void adviseLoops(TreeValue workflow, const std::vector<Placed>& steps);
  void adviseRuleLoop(TreeValue rule);

  // Texts: advice_texts.cpp
  void adviseText(TreeValue text);
  void adviseMergeField(TreeValue text, std::string_view name);
  void adviseLiteral(TreeValue text);

  /// What comparing conditions with one another may cost in a document. Beyond it no more are compared: a warning that
  /// is missed costs nothing.
  static constexpr std::uint64_t maximumComparing = 200'000'000;

  Findings& findings_;
  Suggestions suggestions_;
  std::uint64_t comparing_ = 0;              ///< what it has cost so far
  std::int64_t largestChange_ = 0;           ///< of a score, by a step or a rule
  std::int64_t changeDivisor_ = 0;           ///< greatest one that all changes have
  std::int64_t startDivisor_ = 0;            ///< and all scores that contacts may begin with; 0 if all begin with 0
  std::array<bool, eventTypeCount> kept_{};  ///< events that the present workflow may keep
  bool keepsEvents_ = false;                 ///< whether there is one
};

/// Fields that an `if` lets be empty no further: those that one of its branches takes where they are.
void addEmptyTaken(std::optional<TreeValue> conditions, ConditionFields& fields);

}  // namespace rehearse::json
