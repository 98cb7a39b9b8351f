#include "rehearse/program/text_table.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"

namespace rehearse {

TextTable::TextTable(std::vector<std::pair<Symbol, std::uint32_t>> entries) {
  sortItems(entries);
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  while (slots_.size() < 2 * entries.size()) {
    slots_.resize(2 * slots_.size());
  }
  for (const auto& [text, trigger] : entries) {
    Slot& slot = slots_[slotOf(text)];
    if (slot.text == Symbol::none) {
      slot = {text, {static_cast<std::uint32_t>(triggers_.size()), 0}};
    }
    ++slot.triggers.count;
    triggers_.push_back(trigger);
  }
}

}  // namespace rehearse
