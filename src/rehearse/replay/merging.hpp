#pragma once

#include <vector>

namespace rehearse {

/// Merges two lists that are in order; of those that are alike the left one takes up the right one.
template <class Item, class Before, class TakeUp>
std::vector<Item> merged(const std::vector<Item>& left, const std::vector<Item>& right, Before before, TakeUp takeUp) {
  std::vector<Item> all;
  all.reserve(left.size() + right.size());
  auto next = right.begin();
  for (const Item& item : left) {
    for (; next != right.end() && before(*next, item); ++next) {
      all.push_back(*next);
    }
    all.push_back(item);
    if (next != right.end() && !before(item, *next)) {
      takeUp(all.back(), *next++);
    }
  }
  all.insert(all.end(), next, right.end());
  return all;
}

}  // namespace rehearse
