#include "rehearse/model/number.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace rehearse {
namespace {

/// Writes significant digits and a decimal exponent by the rules of ECMAScript's Number::toString.
void appendDecimal(std::string& out, std::string_view digits, int exponent) {
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;
  if (point > 0 && point <= 21) {
    if (count <= point) {
      out.append(digits).append(static_cast<std::size_t>(point - count), '0');
    } else {
      out.append(digits.substr(0, static_cast<std::size_t>(point))).append(1, '.');
      out.append(digits.substr(static_cast<std::size_t>(point)));
    }
  } else if (point > -6 && point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else {
    out += digits[0];
    if (count > 1) {
      out.append(1, '.').append(digits.substr(1));
    }
    out.append(exponent < 0 ? "e-" : "e+").append(std::to_string(exponent < 0 ? -exponent : exponent));
  }
}

}  // namespace

void appendNumber(std::string& out, double number) {
  constexpr double exactIntegers = 9007199254740992.0;
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (number == std::trunc(number) && std::fabs(number) < exactIntegers) {
    out += std::to_string(static_cast<std::int64_t>(number));
    return;
  }
  // The fewest digits that read back as the same double. The compilers' floating `to_chars` are not all there yet.
  std::array<char, 32> buffer{};
  for (int precision = 0; precision < 17; ++precision) {
    std::snprintf(buffer.data(), buffer.size(), "%.*e", precision, std::fabs(number));
    if (std::strtod(buffer.data(), nullptr) == std::fabs(number)) {
      break;
    }
  }
  std::string digits;
  const char* cursor = buffer.data();
  for (; *cursor != 'e'; ++cursor) {
    if (*cursor >= '0' && *cursor <= '9') {  // passes over the decimal point, whatever the locale makes it
      digits += *cursor;
    }
  }
  if (number < 0) {
    out += '-';
  }
  appendDecimal(out, digits, std::atoi(cursor + 1));
}

}  // namespace rehearse
