#include "rehearse/json/place_ids.hpp"

#include "rehearse/json/utf8.hpp"
#include "rehearse/vocabulary/step_types.hpp"

namespace rehearse::json {
namespace {

constexpr auto maximumMadeId = static_cast<std::size_t>(maximumMadeIdLength);

void collectSteps(TreeValue list, const std::string& prefix, std::vector<Placed>& steps);

/// The steps in the items of a list such as `branches`: every item's name is a segment.
void collectFromItems(TreeValue list, const ShapeRow& shape, const std::string& stepId, std::vector<Placed>& steps) {
  for (const TreeValue item : list) {
    std::string_view name;
    for (const auto& row : shape.properties) {
      if (row.kind == PropertyKind::identifier) {
        name = item.memberText(row.name).value_or(std::string_view());
      } else if (const auto nested = item.member(row.name); nested && row.kind == PropertyKind::steps) {
        collectSteps(*nested, nestedPrefix(stepId, name), steps);
      }
    }
  }
}

void collectSteps(TreeValue list, const std::string& prefix, std::vector<Placed>& steps) {
  if (!list.isList()) {
    return;
  }
  for (const TreeValue item : list) {
    if (steps.size() > maximumSteps) {
      return;
    }
    steps.push_back(placed(item, prefix));
    if (isTooLong(steps.back())) {
      return;  // which is an error already; deeper ones would only grow
    }
    const auto type = stepTypeNamed(item.memberText("type").value_or(std::string_view()));
    if (!type) {
      continue;
    }
    const std::string id = steps.back().id;
    for (const auto& row : rowOf(*type).parameters) {
      const bool holdsSteps = row.kind == PropertyKind::steps || row.kind == PropertyKind::list;
      const auto parameter = holdsSteps ? item.member(row.name) : std::nullopt;
      if (parameter && row.kind == PropertyKind::steps) {
        collectSteps(*parameter, nestedPrefix(id, row.name), steps);
      } else if (parameter) {
        collectFromItems(*parameter, rowOf(row.shape), id, steps);
      }
    }
  }
}

}  // namespace

bool isTooLong(const Placed& item) { return !item.isGiven && item.id.size() > maximumMadeId; }

Placed placed(TreeValue item, std::string_view prefix) {
  const auto given = item.memberText("id");
  if (given && !given->empty() && codePointCount(*given) <= static_cast<std::size_t>(maximumIdLength)) {
    return {item, std::string(*given), true};
  }
  return {item, std::string(prefix) + std::to_string(item.ordinal() + 1), false};
}

std::string nestedPrefix(std::string_view stepId, std::string_view segment) {
  return std::string(stepId) + '.' + std::string(segment.substr(0, maximumMadeId)) + '.';
}

std::vector<Placed> triggersOf(TreeValue workflow) {
  std::vector<Placed> triggers;
  if (const auto list = workflow.member("triggers"); list && list->isList()) {
    for (const TreeValue item : *list) {
      triggers.push_back(placed(item, triggerPrefix));
    }
  }
  return triggers;
}

std::vector<Placed> stepsOf(TreeValue workflow) {
  std::vector<Placed> steps;
  if (const auto list = workflow.member("steps")) {
    collectSteps(*list, std::string(stepPrefix), steps);
  }
  return steps;
}

}  // namespace rehearse::json
