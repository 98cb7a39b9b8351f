#pragma once

#include <string>
#include <string_view>

namespace rehearse::json {

/// Well-formed JSON without white space between its tokens.
std::string compacted(std::string_view json);

/// Compact JSON laid out the way `JSON.stringify(value, null, 2)` does it, with a line break at the end.
std::string indented(std::string_view compactJson);

}  // namespace rehearse::json
