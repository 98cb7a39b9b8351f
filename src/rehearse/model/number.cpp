#include "rehearse/model/number.hpp"

#include <array>
#include <bit>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
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

/// A number of a text, taken apart.
struct Decimal {
  bool negative = false;
  std::uint64_t digits = 0;  ///< the significant ones; of no use where there are more than `exactDigits`
  int digitCount = 0;
  int exponent = 0;  ///< of the last digit
};
constexpr int exactDigits = 18;
/// Exponents beyond this are 0 or beyond a double, whatever the digits.
constexpr int largestExponent = 100'000;

/// Reads JSON's numbers from left to right.
class DecimalReader {
 public:
  explicit DecimalReader(std::string_view text) : text_(text) {}

  bool read() {
    decimal_.negative = take('-');
    const bool leadingZero = next() == '0';
    const std::size_t whole = takeDigits(0);
    if (whole == 0 || (leadingZero && whole > 1)) {
      return false;
    }
    if (take('.') && takeDigits(-1) == 0) {
      return false;
    }
    return (next() != 'e' && next() != 'E') ? text_.empty() : takeExponent() && text_.empty();
  }
  const Decimal& decimal() const { return decimal_; }

 private:
  char next() const { return text_.empty() ? '\0' : text_.front(); }
  bool take(char letter) {
    if (next() != letter) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }
  /// `step`: what each digit adds to the exponent.
  std::size_t takeDigits(int step) {
    std::size_t count = 0;
    for (; isDigit(next()); text_.remove_prefix(1), ++count) {
      decimal_.exponent += step;
      if (decimal_.digitCount > 0 || next() != '0') {
        ++decimal_.digitCount;
      }
      if (decimal_.digitCount <= exactDigits) {
        decimal_.digits = decimal_.digits * 10 + static_cast<std::uint64_t>(next() - '0');
      }
    }
    return count;
  }
  bool takeExponent() {
    text_.remove_prefix(1);
    const bool negative = take('-');
    if (!negative) {
      take('+');
    }
    if (!isDigit(next())) {
      return false;
    }
    int exponent = 0;
    for (; isDigit(next()); text_.remove_prefix(1)) {
      exponent = exponent > largestExponent ? exponent : exponent * 10 + (next() - '0');
    }
    decimal_.exponent += negative ? -exponent : exponent;
    return true;
  }

  std::string_view text_;
  Decimal decimal_;
};

/// The digits that count in a number that is not zero: without its sign, point, exponent and the zeros at its end.
std::string significantDigits(std::string_view number) {
  std::string digits;
  for (const char letter : number.substr(0, number.find('e'))) {
    if (isDigit(letter)) {
      digits += letter;
    }
  }
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

/// By the C library, which reads a decimal point as the locale writes it.
double readBySlowWay(std::string_view text) {
  std::string copy(text);
  if (const auto point = copy.find('.'); point != std::string::npos) {
    copy.replace(point, 1, std::localeconv()->decimal_point);
  }
  return std::strtod(copy.c_str(), nullptr);
}

}  // namespace

std::optional<double> parseNumber(std::string_view text) {
  DecimalReader reader(text);
  if (!reader.read()) {
    return std::nullopt;
  }
  constexpr std::array<double, 23> powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                          1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr std::uint64_t exactIntegers = std::uint64_t{1} << 53U;
  const auto [negative, digits, digitCount, exponent] = reader.decimal();
  double number = 0;
  if (digitCount > exactDigits || digits > exactIntegers || exponent > 22 || exponent < -22) {
    number = std::fabs(readBySlowWay(text));
  } else {
    // Both are exact, so that their product or quotient is the nearest double.
    number = static_cast<double>(digits);
    number = exponent < 0 ? number / powers[static_cast<std::size_t>(-exponent)]
                          : number * powers[static_cast<std::size_t>(exponent)];
  }
  if (!std::isfinite(number)) {
    return std::nullopt;
  }
  return number == 0 ? 0 : (negative ? -number : number);
}

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

bool losesDigits(std::string_view number, double value) {
  constexpr std::size_t alwaysKept = 15;
  constexpr std::size_t counted = 19;  // below 2^64
  if (number.size() <= alwaysKept || number.find_first_of(".eE") != std::string_view::npos) {
    return false;
  }
  const auto digits = number.substr(number.starts_with('-') ? 1 : 0);
  if (digits.size() <= counted) {
    std::uint64_t exact = 0;
    for (const char digit : digits) {
      exact = exact * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    const auto bits = static_cast<int>(std::bit_width(exact)) - std::countr_zero(exact);
    if (bits <= std::numeric_limits<double>::digits) {
      return false;
    }
  }
  std::string kept;
  appendNumber(kept, value);
  return significantDigits(kept) != significantDigits(digits);
}

std::string digitsMessage(std::string_view name, double kept) {
  std::string message = std::string(name) + " has more digits than a number keeps: it would become ";
  appendNumber(message, kept);
  return message + '.';
}

}  // namespace rehearse
