#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rehearse/json/comparison.hpp"
#include "rehearse/json/findings.hpp"
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
  /// What is known of the place of conditions.
  struct Place {
    std::optional<EventType> event;  ///< whose attributes they name; nothing: those of the event a workflow keeps
    bool isAwaited = false;          ///< whether something happens when they come to hold, and is missed if they do not
  };

  // The way through the document: advice.cpp
  void adviseWorkflow(TreeValue workflow);
  void adviseStep(TreeValue step);
  void adviseObject(TreeValue object, std::span<const PropertyRow> properties, Place place, bool isOfStep);
  void adviseMember(TreeValue member, const PropertyRow& row, Place place, bool isOfStep);
  void noteEvents(TreeValue workflow, const std::vector<Placed>& steps);
  bool keepsAttribute(std::string_view name) const;

  // Conditions: advice_conditions.cpp
  void adviseConditions(TreeValue conditions, Place place);
  /// `isDenied`: within a `not`, where what never holds is always so.
  void adviseAll(const std::vector<TreeValue>& conditions, Place place, bool isDenied);
  void adviseAny(TreeValue list, Place place, bool isDenied);
  void collect(TreeValue condition, Place place, bool isDenied, std::vector<Comparison>& comparisons);
  void adviseComparison(const Comparison& comparison, const std::vector<Comparison>& others, Place place,
                        bool isDenied);
  bool adviseLone(const Comparison& comparison);

  // Loops: advice_loops.cpp
  void noteChanges(TreeValue workspace);
  void adviseLoops(TreeValue workflow, const std::vector<Placed>& steps);
  void adviseRuleLoop(TreeValue rule);

  // Texts: advice_texts.cpp
  void adviseText(TreeValue text);
  void adviseMergeField(TreeValue text, std::string_view name);
  void adviseLiteral(TreeValue text);

  Findings& findings_;
  Suggestions suggestions_;
  double largestChange_ = 0;                 ///< of a score, by a step or a rule
  std::array<bool, eventTypeCount> kept_{};  ///< events that the present workflow may keep
  bool keepsEvents_ = false;                 ///< whether there is one
};

}  // namespace rehearse::json
