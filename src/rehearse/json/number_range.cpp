#include "rehearse/json/number_range.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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

}  // namespace rehearse::json
