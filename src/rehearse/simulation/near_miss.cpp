#include "rehearse/simulation/near_miss.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rehearse/simulation/conditions.hpp"

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

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index) {
    const auto byte = static_cast<unsigned char>(text[index]);
    const bool twoBytes = byte >= 0xC3 && byte <= 0xDF && index + 1 < text.size();
    if (twoBytes) {
      const auto second = static_cast<unsigned char>(text[++index]);
      const unsigned code = lowerCase(((byte & 0x1FU) << 6U) | (second & 0x3FU));
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

NearMiss textMiss(Operator positive, std::string_view actual, std::string_view expected) {
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
