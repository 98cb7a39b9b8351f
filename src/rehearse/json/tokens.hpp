#pragma once

#include <cstddef>
#include <string_view>

namespace rehearse::json {

/// The offset of the first character from `offset` on that is not JSON's white space; the text's size if there is none.
std::size_t skipSpace(std::string_view text, std::size_t offset);

/// The length of the JSON number at the start of `text`, or 0 if there is none.
std::size_t numberLength(std::string_view text);

/// The length of the JSON string at the start of `text`, both quotes included, or 0 if it is not closed. What is
/// between the quotes is not looked at.
std::size_t stringLength(std::string_view text);

}  // namespace rehearse::json
