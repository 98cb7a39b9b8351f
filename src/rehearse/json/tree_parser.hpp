#pragma once

#include <cstddef>
#include <string_view>

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/reader.hpp"

namespace rehearse::json {

/// The text without the byte order mark that some editors put at its start.
std::string_view withoutByteOrderMark(std::string_view text);

/// How much a text may hold.
struct TextLimits {
  std::size_t bytes = maximumBytes;
  std::size_t depth = maximumDepth;
  std::size_t values = maximumValues;  ///< and keys
};

/// Reads `tree.source()` into `tree`. Says whether there is a whole tree now; if not, the findings hold the one reason
/// (`json.syntax`, `json.encoding`, `json.depth`, `json.size`). Keys that stand twice and numbers beyond a double's
/// range are reported too, but leave a whole tree.
bool parseTree(LocatedTree& tree, Findings& findings, const TextLimits& limits = {});

}  // namespace rehearse::json
