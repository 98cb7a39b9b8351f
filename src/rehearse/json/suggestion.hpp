#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rehearse::json {

/// The candidate that a person most likely meant by `text`, or "" if none is near. Case does not count; one letter
/// wrong, missing, too many, or two swapped count 1 each, and up to a third of the letters may be wrong.
std::string_view closest(std::string_view text, std::span<const std::string_view> candidates);

/// "Did you mean `x`?", or "" for an empty suggestion.
std::string didYouMean(std::string_view suggestion);

/// "One of: `a`, `b`, `c`.", shortened where there are many.
std::string oneOf(std::span<const std::string_view> candidates);

/// "Did you mean `x`?" where a candidate is near, else the candidates.
std::string didYouMeanOneOf(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace rehearse::json
