#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace rehearse {

/// A list that grows in chunks, which stay where they are: of what is appended without end, nothing is copied, and none
/// leaves a hole in memory where it stood.
template <class Item>
class ChunkedList {
 public:
  ChunkedList() = default;
  ChunkedList(const ChunkedList& other) : chunks_(other.chunks_), size_(other.size_), room_(other.room_) {
    for (std::vector<Item>& chunk : chunks_) {
      items_.push_back(chunk.data());
    }
  }
  ChunkedList(ChunkedList&& other) noexcept { swap(other); }
  ChunkedList& operator=(ChunkedList other) noexcept {
    swap(other);
    return *this;
  }
  ~ChunkedList() = default;
  void swap(ChunkedList& other) noexcept {
    chunks_.swap(other.chunks_);
    items_.swap(other.items_);
    std::swap(size_, other.size_);
    std::swap(room_, other.room_);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Item& operator[](std::size_t index) const { return items_[index / chunkSize][index % chunkSize]; }
  Item& operator[](std::size_t index) { return items_[index / chunkSize][index % chunkSize]; }
  Item& back() { return (*this)[size_ - 1]; }
  const Item& back() const { return (*this)[size_ - 1]; }

  /// `item` must not be one of the list's own.
  Item& append(const Item& item) {
    if (size_ == room_) {
      grow();
    }
    Item& place = (*this)[size_++];
    place = item;
    return place;
  }
  /// Takes out the last ones; their room is kept.
  void dropLast(std::size_t count) { size_ -= count; }
  /// Keeps some of its room.
  void clear() {
    if (!chunks_.empty()) {
      chunks_.resize(1);
      items_.resize(1);
      size_ = 0;
      room_ = chunks_.front().size();
    }
  }

 private:
  static constexpr std::size_t chunkSize = 1024;

  /// Makes room for one more: in the first chunk, which grows by doubling, since most lists are short, or in a new one.
  [[gnu::noinline, gnu::cold]] void grow() {
    constexpr std::size_t few = 16;
    if (room_ == chunks_.size() * chunkSize) {
      chunks_.emplace_back();
      items_.push_back(nullptr);
    }
    std::vector<Item>& chunk = chunks_.back();
    chunk.resize(chunks_.size() > 1 ? chunkSize : std::clamp(2 * chunk.size(), few, chunkSize));
    items_.back() = chunk.data();
    room_ = (chunks_.size() - 1) * chunkSize + chunk.size();
  }

  std::vector<std::vector<Item>> chunks_;  ///< each as large as it has room
  std::vector<Item*> items_;               ///< of each chunk: what reading takes an index to at once
  std::size_t size_ = 0;
  std::size_t room_ = 0;  ///< of all chunks
};

/// Puts `blank` items at the end until there is one at `index`.
template <class Item>
void reach(ChunkedList<Item>& items, std::size_t index, const Item& blank) {
  while (items.size() <= index) {
    items.append(blank);
  }
}

}  // namespace rehearse
