#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rehearse::json {

/// The candidate that a person most likely meant by `text`, or "" if none is near. Case does not count; one letter
/// wrong, missing, too many, or two swapped count 1 each, and up to a third of the letters may be wrong, but no more
/// than five. Texts over 40 bytes are like nothing, and no more than the first 1,000 candidates are looked at.
std::string_view closest(std::string_view text, std::span<const std::string_view> candidates);

/// Looks for what was meant, but not more often than a reader of the diagnostics needs it: a document may have
/// thousands of wrong names, and thousands of right ones to compare each with.
class Suggestions {
 public:
  /// `closest`, or "" where it was asked often enough.
  std::string_view closest(std::string_view text, std::span<const std::string_view> candidates);
  /// "Did you mean `x`?" where a candidate is near, else the candidates.
  std::string didYouMeanOneOf(std::string_view text, std::span<const std::string_view> candidates);

 private:
  std::size_t left_ = 100;
};

/// "Did you mean `x`?", or "" for an empty suggestion.
std::string didYouMean(std::string_view suggestion);

/// "One of: `a`, `b`, `c`.", shortened where there are many.
std::string oneOf(std::span<const std::string_view> candidates);

}  // namespace rehearse::json
