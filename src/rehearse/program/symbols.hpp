#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/program/chunked_list.hpp"
#include "rehearse/program/text_store.hpp"

namespace rehearse {

/// A text by number. Equal texts of one table have equal symbols, so comparing them compares two numbers.
enum class Symbol : std::uint32_t { none = UINT32_MAX };

/// Texts, each kept once. A value: copying it copies the texts, but for those that it borrows.
class SymbolTable {
 public:
  /// Numbers start at `first`, so that one table can go on where another ends.
  explicit SymbolTable(std::uint32_t first = 0) : first_(first) {}

  /// The symbol of `text`, new if it has none yet.
  Symbol intern(std::string_view text);
  /// The same of a text of the store that is borrowed from. A new symbol borrows it.
  Symbol internBorrowed(TextPlace place);
  /// The store that texts may be borrowed from; to be set once, before that is done.
  void borrowFrom(const TextStore& texts) { others_ = &texts; }
  /// Makes texts that are borrowed its own: to be called before their store loses them.
  void keepBorrowed();
  /// The symbol of `text`, or `Symbol::none`.
  Symbol find(std::string_view text) const;
  /// The text of one of this table's symbols; valid until the next `intern`.
  std::string_view text(Symbol symbol) const;
  /// Where the next table would start.
  std::uint32_t end() const { return first_ + static_cast<std::uint32_t>(places_.size()); }

 private:
  /// Marks the place of a text that is borrowed.
  static constexpr TextPlace borrowed = TextPlace{1} << 31U;

  std::string_view textAt(std::size_t index) const {
    const TextPlace place = places_[index];
    return (place & borrowed) == 0 ? texts_.text(place) : others_->text(place & ~borrowed);
  }
  std::size_t slotOf(std::string_view text) const;
  /// The place in `slots_` of a text that has a symbol, or of one that is to get one.
  std::uint32_t& slotFor(std::string_view text);
  Symbol add(std::uint32_t& slot, TextPlace place);
  void grow();

  std::uint32_t first_;
  TextStore texts_;
  const TextStore* others_ = nullptr;
  ChunkedList<TextPlace> places_;     ///< by symbol
  std::vector<std::uint32_t> slots_;  ///< open addressing; index + 1, or 0 for a free slot
};

/// A program's symbols and, on top, those that a simulation meets while it runs.
class Symbols {
 public:
  explicit Symbols(const SymbolTable& base) : base_(&base), own_(base.end()) {}

  Symbol intern(std::string_view text) {
    const Symbol known = base_->find(text);
    return known != Symbol::none ? known : own_.intern(text);
  }
  /// The same of a text of the store that is borrowed from, which a new symbol does not copy (SymbolTable).
  Symbol internBorrowed(std::string_view text, TextPlace place);
  void borrowFrom(const TextStore& texts) { own_.borrowFrom(texts); }
  void keepBorrowed() { own_.keepBorrowed(); }
  Symbol find(std::string_view text) const {
    const Symbol known = base_->find(text);
    return known != Symbol::none ? known : own_.find(text);
  }
  /// Valid until the next `intern`; empty for `Symbol::none`.
  std::string_view text(Symbol symbol) const {
    if (symbol == Symbol::none) {
      return {};
    }
    return static_cast<std::uint32_t>(symbol) < base_->end() ? base_->text(symbol) : own_.text(symbol);
  }
  /// One past the last symbol.
  std::uint32_t end() const { return own_.end(); }

 private:
  const SymbolTable* base_;
  SymbolTable own_;
};

}  // namespace rehearse
