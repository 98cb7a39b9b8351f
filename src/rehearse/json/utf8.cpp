#include "rehearse/json/utf8.hpp"

#include <algorithm>

namespace rehearse::json {

std::size_t sequenceLength(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const auto continues = [&](std::size_t index, unsigned low = 0x80, unsigned high = 0xBF) {
    return index < text.size() && byte(index) >= low && byte(index) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

std::size_t firstBadByte(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto length = sequenceLength(text.substr(offset, 4));
    if (length == 0) {
      return offset;
    }
    offset += length;
  }
  return std::string_view::npos;
}

std::size_t codePointCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U; }));
}

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;  // code points
  std::string result = "`";
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == longest) {
      result += "…";
      break;
    }
    const auto length = std::max<std::size_t>(sequenceLength(text), 1);
    const auto letter = static_cast<unsigned char>(text.front());
    result += letter < 0x20 || letter == 0x7F ? std::string_view(" ") : text.substr(0, length);
    text.remove_prefix(length);
  }
  return result += '`';
}

}  // namespace rehearse::json
