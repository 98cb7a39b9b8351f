#include "rehearse/simulation/content_difference.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <tuple>

#include "rehearse/model/sorting.hpp"
#include "rehearse/simulation/change_candidates.hpp"
#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/decimal_places.hpp"
#include "rehearse/simulation/text_likeness.hpp"

namespace rehearse {
namespace {

std::size_t characterCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// How many characters go and come between what two texts both begin and end with.
double changedCharacters(std::string_view left, std::string_view right) {
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t before = 0;
  while (before < shorter && left[before] == right[before]) {
    ++before;
  }
  std::size_t after = 0;
  while (after < shorter - before && left[left.size() - 1 - after] == right[right.size() - 1 - after]) {
    ++after;
  }
  const auto changed = [&](std::string_view text) {
    return characterCount(text.substr(before, text.size() - before - after));
  };
  return static_cast<double>(changed(left) + changed(right));
}

/// Notes that two texts differ in their spelling only; whether they do.
bool noteSpelling(std::string_view from, std::string_view to, ContentDifference& difference) {
  if (folded(trimmed(from)) != folded(trimmed(to))) {
    return false;
  }
  difference.kind = DifferenceKind::spelling;
  difference.inSpaces = from.size() != to.size() || trimmed(from).size() != trimmed(to).size();
  difference.inCase = trimmed(from) != trimmed(to);
  difference.amount = changedCharacters(from, to);
  difference.share = 0;
  return true;
}

double shareOf(double amount, double whole) { return whole > 0 ? std::min(1.0, amount / whole) : 1.0; }

ContentDifference differenceOfTexts(std::string_view from, std::string_view to) {
  // What will do instead of any other text is no text that somebody has named: those come first.
  constexpr double unnamed = 1'000;
  ContentDifference difference;
  if (noteSpelling(from, to, difference)) {
    return difference;
  }
  difference.kind = DifferenceKind::text;
  difference.amount = changedCharacters(from, to) + (to == anyText ? unnamed : 0);
  difference.share =
      shareOf(changedCharacters(from, to), static_cast<double>(characterCount(from) + characterCount(to)));
  return difference;
}

ContentDifference differenceOfMoments(Instant from, Instant to, Instant now) {
  ContentDifference difference;
  difference.kind = DifferenceKind::moment;
  difference.change = static_cast<double>(to - from);
  difference.amount = std::abs(*difference.change);
  difference.share =
      shareOf(difference.amount, static_cast<double>(std::max(std::abs(now - from), std::abs(now - to))));
  return difference;
}

ContentDifference differenceOfTags(const Symbols& symbols, const std::vector<Symbol>& from,
                                   const std::vector<Symbol>& to) {
  const auto leftOut = [](const std::vector<Symbol>& all, std::vector<Symbol> kept) {
    sortItems(kept);
    std::vector<Symbol> result;
    std::copy_if(all.begin(), all.end(), std::back_inserter(result),
                 [&](Symbol tag) { return !std::binary_search(kept.begin(), kept.end(), tag); });
    return result;
  };
  ContentDifference difference;
  difference.kind = DifferenceKind::tags;
  difference.added = leftOut(to, from);
  difference.removed = leftOut(from, to);
  difference.amount = static_cast<double>(difference.added.size() + difference.removed.size());
  // One tag is half of all that tags can differ in: how many the contact has does not matter.
  difference.share = difference.amount / (difference.amount + 1);
  if (difference.added.size() == 1 && difference.removed.size() == 1) {
    noteSpelling(symbols.text(difference.removed.front()), symbols.text(difference.added.front()), difference);
  }
  return difference;
}

/// How far a value is from nothing.
double sizeOf(const Symbols& symbols, const Value& value, Instant now) {
  if (const auto moment = readMoment(symbols, value)) {
    return std::abs(static_cast<double>(now - *moment));
  }
  if (value.type() == Value::Type::number) {
    return std::abs(value.asNumber());
  }
  return value.type() == Value::Type::text ? differenceOfTexts("", symbols.text(value.asText())).amount : 0;
}

}  // namespace

ContentDifference differenceOf(const Symbols& symbols, const FieldContent& from, const FieldContent& to, Instant now) {
  if (!from.tags.empty() || !to.tags.empty()) {
    return differenceOfTags(symbols, from.tags, to.tags);
  }
  const Value& left = from.value;
  const Value& right = to.value;
  const auto leftMoment = readMoment(symbols, left);
  const auto rightMoment = readMoment(symbols, right);
  if (leftMoment && rightMoment) {
    return differenceOfMoments(*leftMoment, *rightMoment, now);
  }
  if (left.type() == Value::Type::number && right.type() == Value::Type::number) {
    ContentDifference difference;
    difference.kind = DifferenceKind::number;
    const double old = left.asNumber();
    const double fresh = right.asNumber();
    // Without the last digits, which come from how numbers are kept: 50.01 − 49.95 is 0.06.
    const double rounded = roundedTo(fresh - old, std::max(decimalPlaces(old), decimalPlaces(fresh)));
    difference.change = std::isfinite(rounded) ? rounded : fresh - old;
    difference.amount = std::abs(fresh - old);
    difference.share = shareOf(difference.amount, std::max(std::abs(old), std::abs(fresh)));
    return difference;
  }
  if (left.type() == Value::Type::text && right.type() == Value::Type::text) {
    return differenceOfTexts(symbols.text(left.asText()), symbols.text(right.asText()));
  }
  ContentDifference difference;
  difference.amount = sizeOf(symbols, right, now);
  return difference;
}

bool isSmaller(const ContentDifference& left, const ContentDifference& right) {
  const auto rank = [](const ContentDifference& difference) {
    const int kind = difference.kind == DifferenceKind::spelling ? 0 : difference.kind == DifferenceKind::other ? 2 : 1;
    return std::make_tuple(kind, difference.amount);
  };
  return rank(left) < rank(right);
}

}  // namespace rehearse
