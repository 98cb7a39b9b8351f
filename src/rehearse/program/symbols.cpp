#include "rehearse/program/symbols.hpp"

namespace rehearse {
namespace {

/// FNV-1a. It only spreads texts over slots: nothing that is written depends on it.
std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char letter : text) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
  }
  return hash ^ (hash >> 32U);
}

}  // namespace

std::string_view SymbolTable::text(Symbol symbol) const { return textAt(static_cast<std::uint32_t>(symbol) - first_); }

std::size_t SymbolTable::slotOf(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = static_cast<std::size_t>(hashOf(text)) & mask;
  while (slots_[slot] != 0 && textAt(slots_[slot] - 1) != text) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

Symbol SymbolTable::find(std::string_view text) const {
  if (slots_.empty()) {
    return Symbol::none;
  }
  const std::uint32_t entry = slots_[slotOf(text)];
  return entry == 0 ? Symbol::none : static_cast<Symbol>(first_ + entry - 1);
}

std::uint32_t& SymbolTable::slotFor(std::string_view text) {
  // Two thirds full at the most.
  if (2 * slots_.size() < 3 * (places_.size() + 1)) {
    grow();
  }
  return slots_[slotOf(text)];
}

Symbol SymbolTable::add(std::uint32_t& slot, TextPlace place) {
  places_.append(place);
  slot = static_cast<std::uint32_t>(places_.size());
  return static_cast<Symbol>(first_ + slot - 1);
}

Symbol SymbolTable::intern(std::string_view text) {
  std::uint32_t& slot = slotFor(text);
  return slot == 0 ? add(slot, texts_.add(text)) : static_cast<Symbol>(first_ + slot - 1);
}

Symbol SymbolTable::internBorrowed(TextPlace place) {
  std::uint32_t& slot = slotFor(others_->text(place));
  return slot == 0 ? add(slot, place | borrowed) : static_cast<Symbol>(first_ + slot - 1);
}

[[gnu::noinline]] Symbol Symbols::internBorrowed(std::string_view text, TextPlace place) {
  const Symbol known = base_->find(text);
  return known != Symbol::none ? known : own_.internBorrowed(place);
}

void SymbolTable::keepBorrowed() {
  for (std::size_t index = 0; index < places_.size(); ++index) {
    if ((places_[index] & borrowed) != 0) {
      places_[index] = texts_.add(textAt(index));
    }
  }
}

void SymbolTable::grow() {
  slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
  for (std::size_t index = 0; index < places_.size(); ++index) {
    slots_[slotOf(textAt(index))] = static_cast<std::uint32_t>(index + 1);
  }
}

}  // namespace rehearse
