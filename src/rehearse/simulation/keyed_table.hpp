#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/program/value.hpp"

namespace rehearse {

/// Items by a pair of numbers. Found by hash and never gone through, so that no order of hashes can show. The left
/// number of a pair is never `noIndex`.
template <class Item>
class KeyedTable {
 public:
  /// Null if there is none.
  const Item* find(std::uint32_t left, std::uint32_t right) const {
    if (slots_.empty()) {
      return nullptr;
    }
    const Slot& slot = slots_[slotOf(left, right)];
    return slot.left == noIndex ? nullptr : &slot.item;
  }

  /// Made if there is none; valid until the next `make`.
  Item& make(std::uint32_t left, std::uint32_t right) {
    if (slots_.size() < 2 * (used_ + 1)) {
      grow();
    }
    Slot& slot = slots_[slotOf(left, right)];
    if (slot.left == noIndex) {
      slot.left = left;
      slot.right = right;
      ++used_;
    }
    return slot.item;
  }

 private:
  struct Slot {
    std::uint32_t left = noIndex;
    std::uint32_t right = 0;
    Item item;
  };

  /// Where the pair stands, or the free slot where it would.
  std::size_t slotOf(std::uint32_t left, std::uint32_t right) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t key = (std::uint64_t{left} << 32U) | right;
    const std::uint64_t mixed = (key ^ (key >> 29U)) * 0x9E3779B97F4A7C15ULL;
    std::size_t slot = static_cast<std::size_t>(mixed >> 32U) & mask;
    while (slots_[slot].left != noIndex && (slots_[slot].left != left || slots_[slot].right != right)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  void grow() {
    std::vector<Slot> before(slots_.empty() ? 64 : slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.left != noIndex) {
        slots_[slotOf(slot.left, slot.right)] = slot;
      }
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace rehearse
