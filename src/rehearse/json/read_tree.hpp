#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/tree_parser.hpp"
#include "rehearse/json/utf8.hpp"

namespace rehearse::json {

/// Reads a text of so many bytes at the most by a function, which is given the findings and the root and reports what
/// is wrong. Errors: those of JSON, and those found.
template <class Read>
auto readTree(std::string_view text, std::size_t bytes, Read read)
    -> Result<decltype(read(std::declval<Findings&>(), std::declval<TreeValue>()))> {
  LocatedTree tree(withoutByteOrderMark(text));
  Findings findings(tree);
  if (!parseTree(tree, findings, bytes)) {
    return findings.take();
  }
  auto content = read(findings, tree.root());
  if (findings.hasErrors()) {
    return findings.take();
  }
  return content;
}

}  // namespace rehearse::json
