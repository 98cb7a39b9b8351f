#pragma once

#include <string_view>

namespace rehearse::json {

/// Whether a JSON number is too large for a double, on either side of zero. It looks at the digits alone: what the C
/// library says of a number depends on the locale of the program that the engine lives in.
bool isBeyondDouble(std::string_view number);

/// Whether a JSON number is a whole one, written in digits alone, that is not the double next to it, `value`, and not
/// how that is written either: beyond 2^53 most are neither. A point or an exponent asks for no more than a double has.
bool losesDigits(std::string_view number, double value);

}  // namespace rehearse::json
