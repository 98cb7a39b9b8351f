#include "rehearse/replay/dictionary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "rehearse/model/number.hpp"

namespace rehearse {
namespace {

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

bool isWord(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char letter, char small) {
    return (letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter) == small;
  });
}

}  // namespace

bool isOfKind(std::string_view text, TextKind kind) {
  switch (kind) {
    case TextKind::number:
      return parseNumber(text).has_value();
    case TextKind::yesNo:
      return text == "true" || text == "false";
    case TextKind::text:
    case TextKind::other:
      break;
  }
  return true;
}

void Dictionary::add(std::string_view text, TextKind kind) {
  kinds_.set(size(), kind);
  places_.append(texts_.add(text));
}

void Dictionary::clear() { *this = {}; }

std::optional<double> Dictionary::asNumber(std::uint32_t number) {
  double& known = numbers_[number];
  if (known == notAsked) {
    known = parseNumber(text(number)).value_or(noNumber);
  }
  return std::isnan(known) ? std::nullopt : std::optional(known);
}

bool Dictionary::losesDigits(std::uint32_t number) {
  const auto found = asNumber(number);
  return found && rehearse::losesDigits(text(number), *found);
}

std::optional<bool> Dictionary::asYesNo(std::uint32_t number) const {
  constexpr std::array<std::string_view, 3> yes{"true", "yes", "1"};
  constexpr std::array<std::string_view, 3> no{"false", "no", "0"};
  const auto isOneOf = [&](const auto& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return isWord(text(number), word); });
  };
  if (isOneOf(yes)) {
    return true;
  }
  return isOneOf(no) ? std::optional(false) : std::nullopt;
}

}  // namespace rehearse
