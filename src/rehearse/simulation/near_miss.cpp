#include "rehearse/simulation/near_miss.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/text_likeness.hpp"

namespace rehearse {
namespace {

bool compares(Operator positive, std::string_view actual, std::string_view expected) {
  switch (positive) {
    case Operator::contains:
      return actual.find(expected) != std::string_view::npos;
    case Operator::startsWith:
      return actual.starts_with(expected);
    case Operator::endsWith:
      return actual.ends_with(expected);
    default:
      return actual == expected;
  }
}

/// Whether two texts differ in more than case and outer spaces, as most do: told from the first letters that differ,
/// where these are ASCII. Folding leaves the number of bytes as it is.
bool differsPlainly(std::string_view actual, std::string_view expected) {
  const std::string_view left = trimmed(actual);
  const std::string_view right = trimmed(expected);
  if (left.size() != right.size()) {
    return true;
  }
  const auto folds = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
  };
  for (std::size_t index = 0; index < left.size(); ++index) {
    const bool isAscii = static_cast<unsigned char>(left[index] | right[index]) < 0x80;
    if (!isAscii) {
      return false;
    }
    if (folds(left[index]) != folds(right[index])) {
      return true;
    }
  }
  return false;
}

NearMiss textMiss(Operator positive, std::string_view actual, std::string_view expected) {
  if ((positive == Operator::equalTo || positive == Operator::anyOf) && differsPlainly(actual, expected)) {
    return NearMiss::none;
  }
  if (compares(positive, trimmed(actual), trimmed(expected))) {
    return NearMiss::spacesDiffer;
  }
  const std::string foldedActual = folded(actual);
  const std::string foldedExpected = folded(expected);
  if (compares(positive, foldedActual, foldedExpected)) {
    return NearMiss::caseDiffers;
  }
  return compares(positive, trimmed(foldedActual), trimmed(foldedExpected)) ? NearMiss::caseAndSpacesDiffer
                                                                            : NearMiss::none;
}

/// The texts that a comparison wants, one of which would do.
std::vector<std::string_view> wantedTexts(const Program& program, const Symbols& symbols, const ConditionNode& node) {
  std::vector<std::string_view> wanted;
  for (std::uint32_t index = 0; index < node.texts.count; ++index) {
    wanted.push_back(symbols.text(program.symbolLists[node.texts.first + index]));
  }
  if (node.operand.type() == Value::Type::text) {
    wanted.push_back(symbols.text(node.operand.asText()));
  }
  return wanted;
}

/// The type of value that a comparison can hold for; `empty` where the moment's text decides.
Value::Type wantedType(const ConditionNode& node) {
  if (node.texts.count > 0) {
    return Value::Type::text;
  }
  return node.operand.type();
}

}  // namespace

std::string_view nameOf(NearMiss miss) {
  constexpr std::array<std::string_view, 5> names{"", "caseDiffers", "spacesDiffer", "caseAndSpacesDiffer",
                                                  "typeDiffers"};
  return names[static_cast<std::size_t>(miss)];
}

NearMiss nearMiss(const Program& program, const Symbols& symbols, const ConditionNode& node, const Value& actual,
                  Instant now) {
  const auto opposite = oppositeOf(node.comparison);
  const bool holdsPositively = holds(program, symbols, node, actual, now) != opposite.has_value();
  const Operator positive = opposite.value_or(node.comparison);
  if (holdsPositively || positive == Operator::isEmpty || countsAsEmpty(symbols, actual)) {
    return NearMiss::none;
  }
  const Value::Type wanted = wantedType(node);
  if (wanted == Value::Type::empty) {
    const bool isMoment = actual.type() == Value::Type::time ||
                          (actual.type() == Value::Type::text && parseInstant(symbols.text(actual.asText())));
    return isMoment ? NearMiss::none : NearMiss::typeDiffers;
  }
  if (actual.type() != wanted) {
    return NearMiss::typeDiffers;
  }
  if (wanted == Value::Type::text) {
    for (const std::string_view expected : wantedTexts(program, symbols, node)) {
      if (const NearMiss miss = textMiss(positive, symbols.text(actual.asText()), expected); miss != NearMiss::none) {
        return miss;
      }
    }
  }
  return NearMiss::none;
}

NearMiss nearMissOfTags(const Program& program, const Symbols& symbols, const ConditionNode& node,
                        std::span<const Symbol> tags) {
  const auto opposite = oppositeOf(node.comparison);
  if (holdsForTags(program, node, tags) != opposite.has_value()) {
    return NearMiss::none;
  }
  for (const std::string_view expected : wantedTexts(program, symbols, node)) {
    for (const Symbol tag : tags) {
      if (const NearMiss miss = textMiss(Operator::equalTo, symbols.text(tag), expected); miss != NearMiss::none) {
        return miss;
      }
    }
  }
  return NearMiss::none;
}

}  // namespace rehearse
