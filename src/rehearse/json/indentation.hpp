#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rehearse::json {

/// Well-formed JSON without white space between its tokens.
std::string compacted(std::string_view json);

/// Compact JSON laid out the way `JSON.stringify(value, null, 2)` does it, with a line break at the end; nothing where
/// that would have more than `maximum` bytes.
std::string indented(std::string_view compactJson, std::size_t maximum);

}  // namespace rehearse::json
