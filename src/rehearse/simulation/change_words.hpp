#pragma once

#include <span>
#include <string>
#include <vector>

#include "rehearse/simulation/smallest_change.hpp"

namespace rehearse {

/// A change in plain English.
struct ChangeWords {
  std::string words;   ///< by itself: "2 more points", "outer space", "add the tag hot", "set it to pricing"
  std::string clause;  ///< what it would have led to: "2 more points would have started it"
};

/// A change of one of the tree's fields in words.
ChangeWords wordsFor(const Symbols& symbols, const EvaluatedTree& tree, const FoundChange& change);

/// What a field of an event of that type is called in a sentence: "the engagement score".
std::string phraseOf(const Symbols& symbols, EventType type, const FieldReference& field);

/// What a field holds, in a sentence: "48", "“pricing”", "yes", "empty", "“lead” and “new”".
std::string shownContent(const Symbols& symbols, const FieldContent& content);

/// "a", "a and b", "a, b and c".
std::string joined(std::span<const std::string> parts);

/// A text as it stands in a sentence, shortened if it is long.
std::string quotedText(std::string_view text);

}  // namespace rehearse
