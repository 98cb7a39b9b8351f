#pragma once

#include <cstdint>
#include <vector>

namespace rehearse {

/// Items by number, of which there may be millions and few are asked for: they stand in pages, each made when something
/// is put into it.
template <class Item>
class Pages {
 public:
  /// `blank`: what an item is that was never set.
  explicit Pages(Item blank) : blank_(blank) {}

  /// To be read or set.
  Item& operator[](std::uint32_t number) {
    const std::uint32_t page = number / size;
    if (page >= pages_.size()) {
      pages_.resize(page + 1);
    }
    std::vector<Item>& items = pages_[page];
    if (items.empty()) {
      items.assign(size, blank_);
    }
    return items[number % size];
  }
  void clear() { pages_.clear(); }

 private:
  static constexpr std::uint32_t size = 1024;

  std::vector<std::vector<Item>> pages_;
  Item blank_;
};

}  // namespace rehearse
