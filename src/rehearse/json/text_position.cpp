#include "rehearse/json/text_position.hpp"

#include <algorithm>

namespace rehearse::json {

TextPosition TextPositions::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) {
    offset_ = 0;
    position_ = {};
  }
  for (; offset_ < offset; ++offset_) {
    const char letter = text_[offset_];
    if (letter == '\n') {
      ++position_.line;
      position_.column = 1;
    } else if ((static_cast<unsigned char>(letter) & 0xC0U) != 0x80U) {
      ++position_.column;
    }
  }
  return position_;
}

}  // namespace rehearse::json
