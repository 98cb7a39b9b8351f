#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rehearse {

constexpr bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }

/// Appends a number the way JavaScript writes it: the shortest text that reads back as the same double; −0 as 0; what
/// is not finite as null.
void appendNumber(std::string& out, double number);

/// Reads a number the way JSON writes it, `-12`, `0.5`, `1e3`: the nearest double, whatever the locale; −0 as 0.
/// Nothing for any other text, and beyond a double's range.
std::optional<double> parseNumber(std::string_view text);

}  // namespace rehearse
