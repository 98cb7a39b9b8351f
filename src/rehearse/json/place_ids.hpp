#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/located_tree.hpp"

namespace rehearse::json {

/// A trigger or a step with its id: as given, or made from its place.
struct Placed {
  TreeValue value;
  std::string id;
  bool isGiven;
};

/// The id of a trigger or step: what it gives itself, or `prefix` and its place in the list, from 1.
Placed placed(TreeValue item, std::string_view prefix);

/// Whether the id that its place makes is too long to be used, so that it must be given one.
bool isTooLong(const Placed& item);

/// What comes before the numbers of a workflow's triggers and steps.
inline constexpr std::string_view triggerPrefix = "trigger-";
inline constexpr std::string_view stepPrefix = "step-";

/// What comes before the numbers of the steps inside a step: `<id>.<segment>.`, where the segment is the name of the
/// branch or of the parameter that holds them.
std::string nestedPrefix(std::string_view stepId, std::string_view segment);

/// The triggers of a workflow, in document order.
std::vector<Placed> triggersOf(TreeValue workflow);

/// The steps of a workflow at any depth. It looks at no more than is well-formed, and at no more steps than one beyond
/// `maximumSteps`.
std::vector<Placed> stepsOf(TreeValue workflow);

}  // namespace rehearse::json
