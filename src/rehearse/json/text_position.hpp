#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rehearse::json {

/// A line and a column, both 1-based; the column counts code points.
struct TextPosition {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Finds the line and column of offsets in a text. It goes on from the last answer, so that asking for many offsets in
/// rising order reads the text once.
class TextPositions {
 public:
  explicit TextPositions(std::string_view text) : text_(text) {}

  /// The position of the byte at `offset`; of an offset past the end, the position after the last character.
  TextPosition at(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  TextPosition position_;
};

}  // namespace rehearse::json
