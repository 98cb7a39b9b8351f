#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/trigger_index.hpp"
#include "rehearse/program/value.hpp"

namespace rehearse {

/// Goals that are met by the same: an event of one type, or, under `conditionsKey`, conditions.
struct GoalsOfKey {
  EventKey key = noEventKey;
  Range goals;  ///< in Goals::byKey
};

/// The goals of a program, numbered in document order, and which of them each step stands before.
///
/// A step stands before a goal that comes later in the document, unless the two are in different lists of one and the
/// same step. So the goals before a step are a few spans of numbers: from the step to the end of its list, then from
/// the end of the step that holds this list to the end of that one's, and so on outwards. They are found by the depth
/// of the nesting, however many steps and goals there are.
class Goals {
 public:
  // ---- building: the compiler tells every list, step and goal of a workflow, in document order
  void enterList();
  void leaveList();
  void enterStep(std::uint32_t instruction);
  void leaveStep(std::uint32_t instruction);
  /// The present step is a goal; `key` is its event's, or `conditionsKey`.
  void add(std::uint32_t instruction, EventKey key);
  /// Gives what the workflow's goals are met by: a range for `keys`.
  Range finishWorkflow();

  // ---- asking
  /// What the goals of a workflow are met by, sorted by key.
  std::span<const GoalsOfKey> keys(Range workflow) const {
    return std::span(keys_).subspan(workflow.first, workflow.count);
  }
  std::uint32_t instructionOf(std::uint32_t goal) const { return instructions_[goal]; }
  /// The list of steps that an instruction stands in, as a number of the program.
  std::uint32_t listOf(std::uint32_t instruction) const { return places_[instruction].list; }
  /// The instruction of the step that holds this list, or `noIndex` for a workflow's own.
  std::uint32_t ownerOf(std::uint32_t list) const { return lists_[list].owner; }
  /// Puts into `spans` the goals that a step stands before, in document order. A goal stands before itself.
  void findAhead(std::uint32_t instruction, std::vector<Range>& spans) const;
  /// Whether one of the goals is within the spans.
  bool isAnyWithin(const GoalsOfKey& goals, std::span<const Range> spans) const;
  /// The last goal within the spans that `key` or conditions can meet and of which `isMet` says that they do, or
  /// `noIndex`. `isMet` is asked from the last one on.
  template <class IsMet>
  std::uint32_t findLast(Range workflow, std::span<const Range> spans, EventKey key, IsMet isMet) const {
    const auto byEvent = ofKey(workflow, key);
    const auto byConditions = ofKey(workflow, conditionsKey);
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
      auto events = within(byEvent, *span);
      auto tests = within(byConditions, *span);
      while (!events.empty() || !tests.empty()) {
        auto& later = tests.empty() || (!events.empty() && events.back() > tests.back()) ? events : tests;
        if (isMet(later.back())) {
          return later.back();
        }
        later = later.first(later.size() - 1);
      }
    }
    return noIndex;
  }

 private:
  struct List {
    std::uint32_t owner = noIndex;  ///< the instruction of the step that holds it; none for a workflow's own list
    std::uint32_t end = 0;          ///< how many goals there are up to its end
  };
  struct Place {
    std::uint32_t list = noIndex;
    std::uint32_t start = 0;  ///< how many goals there are before the step
    std::uint32_t end = 0;    ///< and up to the end of all that is in it
  };

  std::uint32_t count() const { return static_cast<std::uint32_t>(instructions_.size()); }
  /// The goals of one key, in document order.
  std::span<const std::uint32_t> ofKey(Range workflow, EventKey key) const;
  static std::span<const std::uint32_t> within(std::span<const std::uint32_t> goals, Range span);

  std::vector<std::uint32_t> instructions_;  ///< by goal
  std::vector<EventKey> met_;                ///< by goal: its key
  std::vector<GoalsOfKey> keys_;
  std::vector<std::uint32_t> byKey_;  ///< goals; those of one workflow and key together
  std::vector<List> lists_;
  std::vector<Place> places_;  ///< by instruction
  std::uint32_t list_ = noIndex;
  std::uint32_t step_ = noIndex;
  std::uint32_t workflowStart_ = 0;  ///< the present workflow's first goal
};

}  // namespace rehearse
