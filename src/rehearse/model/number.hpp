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

/// What is wrong where `losesDigits`, about the number of that name, which would become `kept`; and what to do then.
std::string digitsMessage(std::string_view name, double kept);
inline constexpr std::string_view digitsHint =
    "Whole numbers are exact up to 9,007,199,254,740,992. If it is an id, put it in quotes.";

/// Whether a JSON number is a whole one, written in digits alone, that is not the double next to it, `value`, and not
/// how that is written either: beyond 2^53 most are neither. A point or an exponent asks for no more than a double has.
bool losesDigits(std::string_view number, double value);

}  // namespace rehearse
