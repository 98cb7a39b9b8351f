#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/json/located_tree.hpp"

namespace rehearse::json {

/// What `build` makes of a member, or nothing if it is absent.
template <class Build>
auto optionalMember(TreeValue object, std::string_view name, Build build) {
  // Named, because `std::optional(…)` around an optional score would give that score, not one more optional.
  using Built = std::optional<decltype(build(object))>;
  const auto member = object.member(name);
  return member ? Built(std::in_place, build(*member)) : Built();
}

/// What `build` makes of each item of a list; nothing of an absent one.
template <class Build>
auto buildList(std::optional<TreeValue> list, Build build) {
  std::vector<decltype(build(*list))> items;
  if (list) {
    items.reserve(list->size());
    for (const TreeValue item : *list) {
      items.push_back(build(item));
    }
  }
  return items;
}

}  // namespace rehearse::json
