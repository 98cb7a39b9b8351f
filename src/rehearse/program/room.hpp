#pragma once

#include <cstddef>

namespace rehearse {

/// Makes room in a vector or string for so many items, and for an eighth more where that is new room. What grows with
/// the number of contacts does so by little at a time: doubling leaves a third of the memory empty on average.
template <class Items>
void makeRoom(Items& items, std::size_t count) {
  if (count > items.capacity()) {
    items.reserve(count + count / 8);
  }
}

/// Says that what stands there is about to be read or written. A hint: nothing happens where the compiler has none.
inline void prefetch([[maybe_unused]] const void* place) {
#if defined(__GNUC__) || defined(__clang__)
  __builtin_prefetch(place, 1);
#endif
}

/// Puts `blank` items at the end until there is one at `index`.
template <class Items>
void reach(Items& items, std::size_t index, const typename Items::value_type& blank) {
  if (index >= items.size()) {
    makeRoom(items, index + 1);
    items.resize(index + 1, blank);
  }
}

}  // namespace rehearse
