#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/program/program.hpp"

namespace rehearse {

/// Builds one program. Steps are laid out so that each knows the instruction after it; a jump to a step that is not
/// laid out yet is filled in when its workflow is complete.
class Compiler {
 public:
  Program compile(const Workspace& workspace);

 private:
  Symbol intern(std::string_view text) { return program_.symbols.intern(text); }
  Range internAll(const std::vector<std::string>& texts);
  /// The number of an event type; a custom one that has none yet gets one.
  EventKey eventKey(std::string_view name);

  /// Puts an item at the end of a list and gives its index.
  template <class Item>
  static std::uint32_t append(std::vector<Item>& list, Item item) {
    list.push_back(std::move(item));
    return static_cast<std::uint32_t>(list.size() - 1);
  }
  template <class Item>
  static std::uint32_t sizeOf(const std::vector<Item>& list) {
    return static_cast<std::uint32_t>(list.size());
  }

  // ---- workspace, workflows and resources: compile.cpp

  void compileWorkflow(const Workflow& workflow);
  /// Notes what a workflow adds to the score, if its steps do nothing else.
  void noteScoring(WorkflowProgram& workflow);
  /// Workflows may name those that come after them.
  void noteWorkflows(const std::vector<Workflow>& workflows);
  /// The workflow that a step names; that it is there was checked when the document was read.
  std::uint32_t workflowNamed(std::string_view id);
  void compileResources(const Resources& resources);
  /// The vocabulary's own text for a kind of resource, which outlives every document.
  static std::string_view resourceKind(std::string_view kind);

  // ---- conditions, and the fields and values in them: compile_conditions.cpp

  FieldReference reference(const FieldPath& path);
  static Value scalarValue(const Scalar& scalar, Symbol text);
  Value value(const Scalar& scalar);
  void compileCondition(const Condition& condition);
  ConditionsIndex compileConditions(const Conditions& conditions);

  // ---- texts with merge fields: compile_templates.cpp

  TemplatePiece literal(std::string_view text) { return {TemplatePiece::Kind::literal, intern(text), {}}; }
  TemplatePiece mergeField(std::string_view name);
  Template compileTemplate(std::string_view text);
  Template compileTemplate(const Scalar& scalar);

  // ---- steps and jumps: compile_steps.cpp

  /// A `goTo`, until its workflow is complete.
  struct Jump {
    std::uint32_t instruction = 0;
    Symbol target = Symbol::none;
  };
  /// Lays out a list of steps that goes on at `next` when it is done; gives its first instruction.
  std::uint32_t compileSteps(const std::vector<Step>& steps, std::uint32_t next);
  void resolveJumps(Range instructions);

  // ---- what each type of step needs to run: compile_operands.cpp. `next` is the instruction after the step.

  std::uint32_t compileOperand(const Step& step, std::uint32_t next);
  ScoreOperand scoreOperand(const Step& step);
  TagsOperand tagsOperand(const Step& step);
  /// A scalar as text: names and emails are texts, whatever a step sets them to.
  static Scalar textOf(const Scalar& scalar);
  FieldOperand fieldOperand(const Step& step);
  MessageOperand messageOperand(const Step& step);
  void awaitEvent(WaitOperand& operand, const EventPattern& pattern);
  GoalOperand goalOperand(const Step& step);
  WaitOperand waitOperand(const Step& step, std::uint32_t next);
  BranchOperand branchOperand(const Step& step, std::uint32_t next);
  SplitOperand splitOperand(const Step& step, std::uint32_t next);
  Range contactFields(const ScalarMap& fields);
  ContactOperand contactOperand(const Step& step);
  SearchOperand searchOperand(const Step& step, std::uint32_t next);
  RemovalOperand removalOperand(const Step& step);

  // ---- schedules and dates: compile_clock.cpp

  void compileClock(const Trigger& trigger, EventKey event);
  void compileSchedule(const Trigger& trigger);
  void compileDateTrigger(const Trigger& trigger);
  /// By what they watch, and else as in the document.
  void orderDateTriggers();
  /// What a document says, for an event's attribute.
  Value writtenText(const std::optional<std::string>& text);

  // ---- scoring rules: compile_rules.cpp

  void compileRule(const ScoringRule& rule);
  /// By event type, and else as in the document.
  void orderRules();

  Program program_;
  std::vector<Jump> jumps_;
  std::vector<std::pair<Symbol, std::uint32_t>> workflowsById_;
  DrawHash seed_;            ///< what every split's draw starts from
  DrawHash workflowDraws_;   ///< and every one of the present workflow
  bool readsEvent_ = false;  ///< whether the steps of the present workflow look at the event
};

}  // namespace rehearse
