#pragma once

#include <string_view>
#include <utility>

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/tree_parser.hpp"
#include "rehearse/json/utf8.hpp"

namespace rehearse::json {

/// Reads a text within limits by a function, which is given the findings and the root and reports what
/// is wrong. Errors: those of JSON, and those found.
template <class Read>
auto readTree(std::string_view text, const TextLimits& limits, Read read)
    -> Result<decltype(read(std::declval<Findings&>(), std::declval<TreeValue>()))> {
  LocatedTree tree(withoutByteOrderMark(text));
  Findings findings(tree);
  if (!parseTree(tree, findings, limits)) {
    return findings.take();
  }
  auto content = read(findings, tree.root());
  if (findings.hasErrors()) {
    return findings.take();
  }
  return content;
}

}  // namespace rehearse::json
