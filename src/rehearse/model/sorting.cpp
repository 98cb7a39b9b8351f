#include "rehearse/model/sorting.hpp"

#include <algorithm>
#include <numeric>

namespace rehearse {

std::vector<std::uint32_t> sortedPlaces(std::size_t count, PlaceOrder isBefore, const void* context) {
  std::vector<std::uint32_t> places(count);
  std::iota(places.begin(), places.end(), 0U);
  std::stable_sort(places.begin(), places.end(),
                   [&](std::uint32_t left, std::uint32_t right) { return isBefore(context, left, right); });
  return places;
}

}  // namespace rehearse
