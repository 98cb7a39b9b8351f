#include "rehearse/program/symbols.hpp"

#include <utility>

#include "rehearse/program/room.hpp"

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

std::string_view SymbolTable::textAt(std::size_t index) const {
  const std::uint32_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(characters_).substr(begin, ends_[index] - begin);
}

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

Symbol SymbolTable::intern(std::string_view text) {
  // Two thirds full at the most.
  if (2 * slots_.size() < 3 * (ends_.size() + 1)) {
    grow();
  }
  const std::size_t slot = slotOf(text);
  if (slots_[slot] == 0) {
    makeRoom(characters_, characters_.size() + text.size());
    makeRoom(ends_, ends_.size() + 1);
    characters_ += text;
    ends_.push_back(static_cast<std::uint32_t>(characters_.size()));
    slots_[slot] = static_cast<std::uint32_t>(ends_.size());
  }
  return static_cast<Symbol>(first_ + slots_[slot] - 1);
}

void SymbolTable::grow() {
  slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
  for (std::size_t index = 0; index < ends_.size(); ++index) {
    slots_[slotOf(textAt(index))] = static_cast<std::uint32_t>(index + 1);
  }
}

}  // namespace rehearse
