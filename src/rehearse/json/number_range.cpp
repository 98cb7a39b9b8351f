#include "rehearse/json/number_range.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "rehearse/model/number.hpp"

namespace rehearse::json {
namespace {

/// The least whole number that rounds to infinity, 2^1024 - 2^970.
constexpr std::string_view firstBeyond =
    "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070963"
    "3028641669288791094655554785194040263065748867150582068190890200070838367627385484581771153176447573027"
    "0069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792";

/// What stands after `e`; so far from zero that more would not matter where it has many digits.
std::int64_t exponentOf(std::string_view text) {
  constexpr std::int64_t far = 1'000'000'000;
  std::int64_t exponent = 0;
  for (const char letter : text) {
    if (isDigit(letter)) {
      exponent = std::min(far, exponent * 10 + (letter - '0'));
    }
  }
  return text.starts_with('-') ? -exponent : exponent;
}

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

}  // namespace

bool isBeyondDouble(std::string_view number) {
  const auto exponentAt = std::min(number.find_first_of("eE"), number.size());
  const auto mantissa = number.substr(0, exponentAt);
  const auto point = std::min(mantissa.find('.'), mantissa.size());
  const auto first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) {
    return false;
  }
  // How many digits the number has before its point when it is written without an exponent.
  auto magnitude = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + (first > point ? 1 : 0);
  magnitude += exponentAt < number.size() ? exponentOf(number.substr(exponentAt + 1)) : 0;
  if (magnitude != static_cast<std::int64_t>(firstBeyond.size())) {
    return magnitude > static_cast<std::int64_t>(firstBeyond.size());
  }
  std::string digits;
  for (const char letter : mantissa.substr(first)) {
    if (isDigit(letter) && digits.size() < firstBeyond.size()) {
      digits += letter;
    }
  }
  digits.resize(firstBeyond.size(), '0');
  return digits >= firstBeyond;
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

}  // namespace rehearse::json
