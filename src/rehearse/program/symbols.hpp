#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rehearse {

/// A text by number. Equal texts of one table have equal symbols, so comparing them compares two numbers.
enum class Symbol : std::uint32_t { none = UINT32_MAX };

/// Texts, each kept once. A value: copying it copies the texts.
class SymbolTable {
 public:
  /// Numbers start at `first`, so that one table can go on where another ends.
  explicit SymbolTable(std::uint32_t first = 0) : first_(first) {}

  /// The symbol of `text`, new if it has none yet.
  Symbol intern(std::string_view text);
  /// The symbol of `text`, or `Symbol::none`.
  Symbol find(std::string_view text) const;
  /// The text of one of this table's symbols; valid until the next `intern`.
  std::string_view text(Symbol symbol) const;
  /// Where the next table would start.
  std::uint32_t end() const { return first_ + static_cast<std::uint32_t>(ends_.size()); }

 private:
  std::size_t slotOf(std::string_view text) const;
  std::string_view textAt(std::size_t index) const;
  void grow();

  std::uint32_t first_;
  std::string characters_;            ///< all texts, one after the other
  std::vector<std::uint32_t> ends_;   ///< where each text ends
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
