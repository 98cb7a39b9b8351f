#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "rehearse/program/value.hpp"

namespace rehearse {

/// Triggers by the text that something must be. Found by hash; what is under one text is in document order.
class TextTable {
 public:
  TextTable() = default;
  /// `entries`: texts and triggers, in any order.
  explicit TextTable(std::vector<std::pair<Symbol, std::uint32_t>> entries);

  /// The triggers that want that text.
  std::span<const std::uint32_t> find(Symbol text) const {
    const Slot& slot = slots_[slotOf(text)];
    return std::span(triggers_).subspan(slot.triggers.first, slot.triggers.count);
  }

 private:
  struct Slot {
    Symbol text = Symbol::none;
    Range triggers;
  };

  /// Where a text stands, or the free slot where it would.
  std::size_t slotOf(Symbol text) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint32_t mixed = static_cast<std::uint32_t>(text) * 0x9E3779B1U;
    std::size_t slot = (mixed ^ (mixed >> 16U)) & mask;
    while (slots_[slot].text != text && slots_[slot].text != Symbol::none) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  std::vector<Slot> slots_{1};  ///< half of them free at least
  std::vector<std::uint32_t> triggers_;
};

}  // namespace rehearse
