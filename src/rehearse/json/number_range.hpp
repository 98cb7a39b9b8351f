#pragma once

#include <string_view>

namespace rehearse::json {

/// Whether a JSON number is too large for a double, on either side of zero. It looks at the digits alone: what the C
/// library says of a number depends on the locale of the program that the engine lives in.
bool isBeyondDouble(std::string_view number);

}  // namespace rehearse::json
