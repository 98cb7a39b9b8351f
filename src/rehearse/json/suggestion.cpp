#include "rehearse/json/suggestion.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "rehearse/json/utf8.hpp"

namespace rehearse::json {
namespace {

constexpr std::size_t longestCompared = 40;  // bytes
constexpr std::size_t mostCandidates = 1000;
constexpr std::size_t mostWrong = 5;  // letters

std::string lowerCase(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  return result;
}

/// How many letters must be changed, added, removed or swapped with their neighbour to make one text the other; any
/// number from `limit` on where that many do not do. Only what is less than `limit` off the diagonal is looked at.
std::size_t editDistance(std::string_view left, std::string_view right, std::size_t limit) {
  using Row = std::array<std::size_t, longestCompared + mostWrong + 2>;
  std::array<Row, 3> rows{};
  Row* beforeLast = &rows[0];
  Row* last = &rows[1];
  Row* current = &rows[2];
  for (std::size_t column = 0; column <= right.size(); ++column) {
    (*last)[column] = column;
  }
  for (std::size_t row = 1; row <= left.size(); ++row) {
    const std::size_t first = row >= limit ? row - limit + 1 : 1;
    const std::size_t end = std::min(right.size(), row + limit - 1);
    current->fill(limit);
    if (row < limit) {
      (*current)[0] = row;
    }
    std::size_t smallest = (*current)[0];
    for (std::size_t column = first; column <= end; ++column) {
      const std::size_t replaced = (*last)[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
      (*current)[column] = std::min({replaced, (*last)[column] + 1, (*current)[column - 1] + 1});
      if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]) {
        (*current)[column] = std::min((*current)[column], (*beforeLast)[column - 2] + 1);
      }
      smallest = std::min(smallest, (*current)[column]);
    }
    if (smallest >= limit) {
      return limit;
    }
    std::swap(beforeLast, last);
    std::swap(last, current);
  }
  return (*last)[right.size()];
}

}  // namespace

std::string_view closest(std::string_view text, std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > longestCompared) {
    return {};
  }
  const std::string wanted = lowerCase(text);
  std::string_view best;
  std::size_t limit = std::clamp<std::size_t>(text.size() / 3, 1, mostWrong) + 1;
  for (const auto candidate : candidates.first(std::min(candidates.size(), mostCandidates))) {
    const auto longer = std::max(candidate.size(), text.size());
    const auto shorter = std::min(candidate.size(), text.size());
    if (longer - shorter >= limit) {
      continue;
    }
    if (const auto distance = editDistance(wanted, lowerCase(candidate), limit); distance < limit) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

std::string_view Suggestions::closest(std::string_view text, std::span<const std::string_view> candidates) {
  if (left_ == 0) {
    return {};
  }
  --left_;
  return json::closest(text, candidates);
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

std::string Suggestions::didYouMeanOneOf(std::string_view text, std::span<const std::string_view> candidates) {
  const auto suggestion = closest(text, candidates);
  return suggestion.empty() ? oneOf(candidates) : didYouMean(suggestion);
}

}  // namespace rehearse::json
