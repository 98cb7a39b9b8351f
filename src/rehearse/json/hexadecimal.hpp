#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rehearse::json {

/// 16 digits, small letters.
inline std::string hexadecimal(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4U) {
    *digit = digits[number & 15U];
  }
  return text;
}

/// What `hexadecimal` wrote; nothing for any other text.
inline std::optional<std::uint64_t> fromHexadecimal(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::uint64_t number = 0;
  for (const char letter : text) {
    const std::size_t digit = digits.find(letter);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    number = number << 4U | digit;
  }
  return text.size() == 16 ? std::optional(number) : std::nullopt;
}

}  // namespace rehearse::json
