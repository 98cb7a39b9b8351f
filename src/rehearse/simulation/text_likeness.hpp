#pragma once

#include <string>
#include <string_view>

namespace rehearse {

/// The text with small letters instead of capital ones: of ASCII, Latin, Greek and Cyrillic. As many bytes as before.
std::string folded(std::string_view text);

/// The text without spaces, tabs and line ends at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace rehearse
