#include "rehearse/json/suggestion.hpp"

#include <algorithm>
#include <cstddef>

#include "rehearse/json/utf8.hpp"

namespace rehearse::json {
namespace {

constexpr std::size_t longestCompared = 128;

std::string lowerCase(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  return result;
}

/// How many letters must be changed, added, removed or swapped with their neighbour to make one text the other.
std::size_t editDistance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> beforeLast(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t column = 0; column <= right.size(); ++column) {
    last[column] = column;
  }
  for (std::size_t row = 1; row <= left.size(); ++row) {
    current[0] = row;
    for (std::size_t column = 1; column <= right.size(); ++column) {
      const std::size_t replaced = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
      current[column] = std::min({replaced, last[column] + 1, current[column - 1] + 1});
      if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]) {
        current[column] = std::min(current[column], beforeLast[column - 2] + 1);
      }
    }
    beforeLast.swap(last);
    last.swap(current);
  }
  return last[right.size()];
}

}  // namespace

std::string_view closest(std::string_view text, std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > longestCompared) {
    return {};
  }
  const std::string wanted = lowerCase(text);
  std::string_view best;
  std::size_t bestDistance = std::max<std::size_t>(1, text.size() / 3) + 1;
  for (const auto candidate : candidates) {
    const auto longer = std::max(candidate.size(), text.size());
    const auto shorter = std::min(candidate.size(), text.size());
    if (longer - shorter >= bestDistance) {
      continue;
    }
    if (const auto distance = editDistance(wanted, lowerCase(candidate)); distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

std::string didYouMean(std::string_view suggestion) {
  return suggestion.empty() ? std::string() : "Did you mean " + quoted(suggestion) + "?";
}

std::string oneOf(std::span<const std::string_view> candidates) {
  constexpr std::size_t most = 40;
  if (candidates.empty()) {
    return {};
  }
  std::string result = candidates.size() == 1 ? "Only this is allowed: " : "One of: ";
  for (std::size_t index = 0; index < candidates.size() && index < most; ++index) {
    result += (index == 0 ? "" : ", ") + quoted(candidates[index]);
  }
  return result += candidates.size() > most ? " …" : ".";
}

std::string didYouMeanOneOf(std::string_view text, std::span<const std::string_view> candidates) {
  const auto suggestion = closest(text, candidates);
  return suggestion.empty() ? oneOf(candidates) : didYouMean(suggestion);
}

}  // namespace rehearse::json
