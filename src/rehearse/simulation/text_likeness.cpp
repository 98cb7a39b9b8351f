#include "rehearse/simulation/text_likeness.hpp"

namespace rehearse {
namespace {

/// The lower-case letter of a code point of two UTF-8 bytes (Latin, Greek, Cyrillic), or the code point itself.
unsigned lowerCase(unsigned code) {
  const bool latin1 = code >= 0xC0 && code <= 0xDE && code != 0xD7;
  const bool greek = code >= 0x391 && code <= 0x3A9 && code != 0x3A2;
  const bool cyrillic = code >= 0x410 && code <= 0x42F;
  if (latin1 || greek || cyrillic) {
    return code + 0x20;
  }
  if (code >= 0x400 && code <= 0x40F) {
    return code + 0x50;
  }
  const bool evenPairs = (code >= 0x100 && code <= 0x137) || (code >= 0x14A && code <= 0x177);
  const bool oddPairs = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
  if (evenPairs && code != 0x130) {
    return code | 1U;
  }
  return oddPairs ? code + (code & 1U) : code;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index) {
    const auto byte = static_cast<unsigned char>(text[index]);
    const bool twoBytes = byte >= 0xC3 && byte <= 0xDF && index + 1 < text.size();
    if (twoBytes) {
      const auto next = static_cast<unsigned char>(text[++index]);
      const unsigned code = lowerCase(((byte & 0x1FU) << 6U) | (next & 0x3FU));
      result += static_cast<char>(0xC0U | (code >> 6U));
      result += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
      result += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : static_cast<char>(byte);
    }
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto first = text.find_first_not_of(spaces);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

}  // namespace rehearse
