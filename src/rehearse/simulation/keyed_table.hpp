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

  /// Takes it out, if it is there.
  void erase(std::uint32_t left, std::uint32_t right) {
    if (slots_.empty()) {
      return;
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t free = slotOf(left, right);
    if (slots_[free].left == noIndex) {
      return;
    }
    // Those that follow without a gap move up, unless they stand between where they belong and the free slot.
    for (std::size_t slot = (free + 1) & mask; slots_[slot].left != noIndex; slot = (slot + 1) & mask) {
      const std::size_t home = homeOf(slots_[slot].left, slots_[slot].right);
      if (((slot - home) & mask) >= ((slot - free) & mask)) {
        slots_[free] = slots_[slot];
        free = slot;
      }
    }
    slots_[free] = {};
    --used_;
  }

  std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::uint32_t left = noIndex;
    std::uint32_t right = 0;
    Item item;
  };

  /// The slot at which the search for a pair begins.
  std::size_t homeOf(std::uint32_t left, std::uint32_t right) const {
    const std::uint64_t key = (std::uint64_t{left} << 32U) | right;
    const std::uint64_t mixed = (key ^ (key >> 29U)) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(mixed >> 32U) & (slots_.size() - 1);
  }

  /// Where the pair stands, or the free slot where it would.
  std::size_t slotOf(std::uint32_t left, std::uint32_t right) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = homeOf(left, right);
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
