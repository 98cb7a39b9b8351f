#pragma once

#include <cstddef>
#include <vector>

namespace rehearse {

/// A list that grows in chunks, which stay where they are: of what is appended without end, nothing is copied.
template <class Item>
class ChunkedList {
 public:
  std::size_t size() const { return chunks_.empty() ? 0 : (chunks_.size() - 1) * chunkSize + chunks_.back().size(); }
  bool empty() const { return size() == 0; }
  const Item& operator[](std::size_t index) const { return chunks_[index / chunkSize][index % chunkSize]; }
  Item& back() { return chunks_.back().back(); }
  const Item& back() const { return chunks_.back().back(); }

  Item& append(const Item& item) {
    if (chunks_.empty() || chunks_.back().size() == chunkSize) {
      addChunk();
    }
    chunks_.back().push_back(item);
    return chunks_.back().back();
  }
  /// Keeps some of its room.
  void clear() {
    if (!chunks_.empty()) {
      chunks_.resize(1);
      chunks_.front().clear();
    }
  }

 private:
  static constexpr std::size_t chunkSize = 1024;

  void addChunk() {
    // Most lists are short: the first chunk grows as a vector does.
    const bool isFirst = chunks_.empty();
    chunks_.emplace_back();
    chunks_.back().reserve(isFirst ? 0 : chunkSize);
  }

  std::vector<std::vector<Item>> chunks_;
};

}  // namespace rehearse
