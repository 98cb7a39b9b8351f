#pragma once

#include <string>

namespace rehearse {

/// Appends a number the way JavaScript writes it: the shortest text that reads back as the same double; −0 as 0; what
/// is not finite as null.
void appendNumber(std::string& out, double number);

}  // namespace rehearse
