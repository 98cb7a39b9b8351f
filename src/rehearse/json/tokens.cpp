#include "rehearse/json/tokens.hpp"

namespace rehearse::json {
namespace {

std::size_t digitCount(std::string_view text, std::size_t offset) {
  std::size_t count = 0;
  while (offset + count < text.size() && text[offset + count] >= '0' && text[offset + count] <= '9') {
    ++count;
  }
  return count;
}

}  // namespace

std::size_t skipSpace(std::string_view text, std::size_t offset) {
  while (offset < text.size() &&
         (text[offset] == ' ' || text[offset] == '\t' || text[offset] == '\n' || text[offset] == '\r')) {
    ++offset;
  }
  return offset;
}

std::size_t numberLength(std::string_view text) {
  const auto at = [&](std::size_t index) { return index < text.size() ? text[index] : '\0'; };
  std::size_t length = at(0) == '-' ? 1 : 0;
  const auto digits = digitCount(text, length);
  if (digits == 0) {
    return 0;
  }
  length += at(length) == '0' ? 1 : digits;
  if (at(length) == '.') {
    const auto fraction = digitCount(text, length + 1);
    if (fraction == 0) {
      return 0;
    }
    length += 1 + fraction;
  }
  if (at(length) == 'e' || at(length) == 'E') {
    const std::size_t sign = at(length + 1) == '+' || at(length + 1) == '-' ? 1 : 0;
    const auto exponent = digitCount(text, length + 1 + sign);
    if (exponent == 0) {
      return 0;
    }
    length += 1 + sign + exponent;
  }
  return length;
}

std::size_t stringLength(std::string_view text) {
  for (std::size_t offset = 1; offset < text.size(); ++offset) {
    if (text[offset] == '"') {
      return offset + 1;
    }
    if (text[offset] == '\\') {
      ++offset;
    }
  }
  return 0;
}

}  // namespace rehearse::json
