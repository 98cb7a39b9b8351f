#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rehearse::json {

/// The length in bytes (1 to 4) of the well-formed UTF-8 sequence at the start of `text`, or 0 if there is none.
std::size_t sequenceLength(std::string_view text);

/// Where the first byte stands that is not part of well-formed UTF-8, or npos.
std::size_t firstBadByte(std::string_view text);

/// How many code points `text` has; it must be well-formed.
std::size_t codePointCount(std::string_view text);

/// The text in grave accents for a message: shortened with "…" where it is long, control characters as spaces.
std::string quoted(std::string_view text);

}  // namespace rehearse::json
