#pragma once

#include <string>
#include <string_view>

#include "rehearse/json/located_tree.hpp"

namespace rehearse::json {

/// What a message calls a value: "`points`", "Item 2 of `tags`" or "The document".
std::string nameInText(TreeValue value);

/// What a value is, for messages: "the text `x`", "the number 5", "a list" …
std::string describe(TreeValue value);

/// A whole number with commas between the thousands.
std::string withCommas(std::int64_t number);

}  // namespace rehearse::json
