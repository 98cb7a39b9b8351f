#pragma once

#include <optional>

#include "rehearse/simulation/content_difference.hpp"
#include "rehearse/simulation/evaluated_tree.hpp"
#include "rehearse/simulation/search_effort.hpp"

namespace rehearse {

/// A change of one value that would have made a trigger match.
struct FoundChange {
  std::size_t field = 0;  ///< in EvaluatedTree::fields
  FieldContent wanted;
  ContentDifference difference;
};

/// The smallest change of one value with which the whole tree matches, the value changed wherever it is read; nothing
/// where no change of one value does it, and for a tree that matches.
///
/// For each field, of all that is worth trying, the least difference; of these, the one that is the smallest share of
/// what is there. Where two are alike, the field that is read first. New texts are interned into `symbols`, which must
/// be the tree's own. Large trees and contents are searched as far as a bounded effort goes; `effort` tells how far.
std::optional<FoundChange> smallestChange(const Program& program, Symbols& symbols, EvaluatedTree tree,
                                          SearchEffort& effort);

}  // namespace rehearse
