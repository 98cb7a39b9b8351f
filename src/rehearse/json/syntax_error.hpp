#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rehearse::json {

/// Where the reading of a text stood when it met what is not JSON.
enum class ReadingState {
  document,       ///< before the document's value
  afterDocument,  ///< after it
  objectStart,    ///< after `{`
  afterKey,       ///< after a key
  afterMember,    ///< after a member's value
  listStart,      ///< after `[`
  afterElement,   ///< after an element of a list
};

/// What is wrong with a text that is not JSON.
struct SyntaxError {
  std::string code;  ///< `json.syntax`, or `json.encoding` for what is not UTF-8
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};

/// Says what stands there and what should, for a person. `end` is the offset after the last token that was good.
SyntaxError explainSyntaxError(std::string_view text, ReadingState state, std::size_t end);

}  // namespace rehearse::json
