#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace rehearse {

/// Items by number, of which there may be millions and few are asked for: they stand in pages, each made when something
/// is put into it. Pages stay where they are.
template <class Item>
class Pages {
 public:
  /// `blank`: what an item is that was never set.
  explicit Pages(Item blank) : blank_(std::make_unique<Page>(size, blank)) {}

  /// To be read or set.
  Item& operator[](std::uint32_t number) {
    const std::size_t page = number / size;
    if (page >= pages_.size() || pages_[page].empty()) {
      make(page);
    }
    return items_[page][number % size];
  }
  /// To be read alone: no page is made for it.
  const Item& get(std::uint32_t number) const {
    const std::size_t page = number / size;
    return page < items_.size() ? items_[page][number % size] : blank_->front();
  }
  void clear() {
    pages_.clear();
    items_.clear();
  }

 private:
  using Page = std::vector<Item>;
  static constexpr std::uint32_t size = 1024;

  [[gnu::noinline, gnu::cold]] void make(std::size_t page) {
    if (page >= pages_.size()) {
      pages_.resize(page + 1);
      items_.resize(page + 1, blank_->data());
    }
    pages_[page] = *blank_;
    items_[page] = pages_[page].data();
  }

  std::vector<Page> pages_;
  std::unique_ptr<Page> blank_;  ///< stands for all pages that were not made; where it is stays the same
  std::vector<Item*> items_;     ///< of each page: what reading takes a number to at once
};

}  // namespace rehearse
