#include "rehearse/program/text_store.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace rehearse {

bool TextStore::hasRoomFor(std::size_t bytes) const {
  if (chunks_.empty()) {
    return false;
  }
  const std::vector<char>& last = chunks_.back();
  // Most stores hold little: the first chunk grows as a vector does, the others stay where they are. In a
  // copy, which has no room to spare, the last one grows, too, lest copies of copies begin a chunk each.
  const bool mayGrow = chunks_.size() == 1 || last.size() <= chunkSize / 2;
  return last.size() + bytes <= (mayGrow ? chunkSize : std::min<std::size_t>(last.capacity(), chunkSize));
}

std::vector<char>& TextStore::chunkFor(std::size_t bytes) {
  if (!hasRoomFor(bytes)) {
    if (chunks_.size() == mostChunks) {
      std::abort();
    }
    // A text that no second one like it would fit beside has a chunk to itself, of its own size.
    const bool isOwn = chunks_.empty() || bytes > chunkSize / 2;
    chunks_.emplace_back();
    chunks_.back().reserve(isOwn ? bytes : chunkSize);
  }
  return chunks_.back();
}

TextPlace TextStore::add(std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  const bool isLong = length >= longText;
  std::array<char, 1 + sizeof length> head{static_cast<char>(isLong ? longText : length)};
  std::memcpy(head.data() + 1, &length, sizeof length);
  const std::size_t headSize = isLong ? head.size() : 1;
  std::vector<char>& chunk = chunkFor(headSize + length);
  const auto place = static_cast<TextPlace>(((chunks_.size() - 1) << chunkBits) + chunk.size());
  const std::size_t start = chunk.size();
  chunk.resize(start + headSize + length);
  std::memcpy(chunk.data() + start, head.data(), headSize);
  std::copy_n(text.data(), length, chunk.data() + start + headSize);
  characters_ += length;
  return place;
}

std::string_view TextStore::text(TextPlace place) const {
  const char* const start = chunks_[place >> chunkBits].data() + (place & (chunkSize - 1));
  const auto shortLength = static_cast<unsigned char>(*start);
  if (shortLength < longText) {
    return {start + 1, shortLength};
  }
  std::uint32_t length = 0;
  std::memcpy(&length, start + 1, sizeof length);
  return {start + 1 + sizeof length, length};
}

}  // namespace rehearse
