#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

// Sorting without a sort of its own for each kind of item: one serves them all, since a browser has to fetch the code.
// Not for what runs at every event, nor for millions of items: there the standard's sorts are faster.

namespace rehearse {

/// Whether the item at one place belongs before that at another.
using PlaceOrder = bool (*)(const void* context, std::uint32_t left, std::uint32_t right);

/// The places of that many items in their order; items of which neither belongs before the other stay as they stood.
std::vector<std::uint32_t> sortedPlaces(std::size_t count, PlaceOrder isBefore, const void* context);

/// Sorts the items; those that are equal stay in the order in which they were.
template <class Items, class Less = std::less<>>
void sortItems(Items& items, const Less& less = Less()) {
  const std::pair<const Items&, const Less&> context(items, less);
  const PlaceOrder isBefore = [](const void* given, std::uint32_t left, std::uint32_t right) {
    const auto& [all, isLess] = *static_cast<const std::pair<const Items&, const Less&>*>(given);
    return static_cast<bool>(isLess(all[left], all[right]));
  };
  Items sorted;
  sorted.reserve(items.size());
  for (const std::uint32_t place : sortedPlaces(items.size(), isBefore, &context)) {
    sorted.push_back(std::move(items[place]));
  }
  items = std::move(sorted);
}

}  // namespace rehearse
