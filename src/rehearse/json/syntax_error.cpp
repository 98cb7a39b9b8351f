#include "rehearse/json/syntax_error.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "rehearse/json/tokens.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/model/number.hpp"

namespace rehearse::json {
namespace {

SyntaxError syntaxError(std::size_t offset, std::string message, std::string hint = {}) {
  return {"json.syntax", offset, std::move(message), std::move(hint)};
}

/// Whether the byte may be part of a bare word or of something that was meant to be a number.
bool isWordByte(char letter) {
  return isDigit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
         letter == '$' || letter == '.' || letter == '+' || letter == '-' || static_cast<unsigned char>(letter) >= 0x80;
}

std::string_view wordAt(std::string_view text, std::size_t offset) {
  const auto rest = text.substr(offset);
  const auto end = std::find_if_not(rest.begin(), rest.end(), isWordByte);
  return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
}

/// The value of four hexadecimal digits, or nothing.
std::optional<std::uint32_t> hexadecimal(std::string_view text) {
  if (text.size() < 4) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  for (const char letter : text.substr(0, 4)) {
    std::uint32_t digit = 0;
    if (isDigit(letter)) {
      digit = static_cast<std::uint32_t>(letter - '0');
    } else if (letter >= 'a' && letter <= 'f') {
      digit = static_cast<std::uint32_t>(letter - 'a') + 10;
    } else if (letter >= 'A' && letter <= 'F') {
      digit = static_cast<std::uint32_t>(letter - 'A') + 10;
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

bool isLeadingSurrogate(std::uint32_t code) { return code >= 0xD800 && code <= 0xDBFF; }
bool isTrailingSurrogate(std::uint32_t code) { return code >= 0xDC00 && code <= 0xDFFF; }

SyntaxError badEncoding(std::size_t offset) {
  return {"json.encoding", offset, "The text is not UTF-8 here.", "Save the file with the encoding UTF-8."};
}

/// Takes the escape at `offset`: moves on past it, or says what is wrong with it.
std::optional<SyntaxError> takeEscape(std::string_view text, std::size_t& offset) {
  constexpr std::string_view simple = "\"\\/bfnrt";
  const auto start = offset;
  const char letter = start + 1 < text.size() ? text[start + 1] : '\0';
  if (letter != 'u') {
    if (letter == '\0' || simple.find(letter) == std::string_view::npos) {
      return syntaxError(start, "A backslash must be followed by one of \" \\ / b f n r t, or by u and four digits.",
                         "For a backslash itself write \\\\.");
    }
    offset += 2;
    return std::nullopt;
  }
  const auto code = hexadecimal(text.substr(start + 2));
  if (!code) {
    return syntaxError(start, "\\u must be followed by four hexadecimal digits.", "For example \\u00e9 for é.");
  }
  const auto loneSurrogate = [&] {
    return syntaxError(start, quoted(text.substr(start, 6)) + " is half of a surrogate pair without its other half.",
                       "Write the character itself, or both halves.");
  };
  if (isTrailingSurrogate(*code)) {
    return loneSurrogate();
  }
  offset += 6;
  if (isLeadingSurrogate(*code)) {
    const auto next = text.substr(offset, 2) == "\\u" ? hexadecimal(text.substr(offset + 2)) : std::nullopt;
    if (!next || !isTrailingSurrogate(*next)) {
      return loneSurrogate();
    }
    offset += 6;
  }
  return std::nullopt;
}

/// What is wrong with the string at `start`, or nothing.
std::optional<SyntaxError> badString(std::string_view text, std::size_t start) {
  std::size_t offset = start + 1;
  while (offset < text.size() && text[offset] != '"') {
    const auto code = static_cast<unsigned char>(text[offset]);
    if (code == '\\') {
      if (auto error = takeEscape(text, offset)) {
        return error;
      }
    } else if (code == '\n' || code == '\r') {
      return syntaxError(start, "The text that starts here is not closed on its line.",
                         "Add the closing \"; a line break inside a text is written \\n.");
    } else if (code < 0x20) {
      return syntaxError(offset, "A control character inside a text must be escaped.",
                         code == '\t' ? "Write \\t for a tab." : "Write \\u and four hexadecimal digits.");
    } else if (const auto length = sequenceLength(text.substr(offset, 4)); length == 0) {
      return badEncoding(offset);
    } else {
      offset += length;
    }
  }
  if (offset >= text.size()) {
    return syntaxError(start, "The text that starts here is never closed.", "Add the closing \".");
  }
  return std::nullopt;
}

struct Meant {
  std::string_view word;
  std::string_view hint;
};

/// What is wrong with the bare word or number at `offset`, or nothing where it is well-formed JSON.
std::optional<SyntaxError> badWord(std::string_view text, std::size_t offset) {
  constexpr std::array<Meant, 8> meanings{{{"True", "Write true."},
                                           {"False", "Write false."},
                                           {"None", "Write null."},
                                           {"undefined", "Write null, or leave the key out."},
                                           {"NULL", "Write null."},
                                           {"TRUE", "Write true."},
                                           {"FALSE", "Write false."},
                                           {"NaN", "JSON has no such number."}}};
  const auto word = wordAt(text, offset);
  if (word == "true" || word == "false" || word == "null" || numberLength(word) == word.size()) {
    return std::nullopt;
  }
  if (isDigit(word[0]) || word[0] == '-' || word[0] == '+' || word[0] == '.') {
    const bool leadingZero = word.size() > 1 && word[0] == '0' && isDigit(word[1]);
    return syntaxError(
        offset, quoted(word) + " is not a number as JSON writes them.",
        leadingZero ? "A number does not start with 0." : "For example 10, -5 or 0.5; a text stands in double quotes.");
  }
  for (const auto& meaning : meanings) {
    if (word == meaning.word) {
      return syntaxError(offset, quoted(word) + " is not JSON.", std::string(meaning.hint));
    }
  }
  return syntaxError(offset, quoted(word) + " is not in quotes.",
                     "Texts and keys stand in double quotes, such as \"text\".");
}

/// What is wrong with the token at `offset` on its own, or nothing where it is a good one.
std::optional<SyntaxError> badToken(std::string_view text, std::size_t offset) {
  const char letter = text[offset];
  if (sequenceLength(text.substr(offset, 4)) == 0) {
    return badEncoding(offset);
  }
  if (letter == '"') {
    return badString(text, offset);
  }
  if (letter == '\'') {
    return syntaxError(offset, "Texts and keys stand in double quotes.", "Write \" instead of '.");
  }
  if (letter == '/' || letter == '#') {
    return syntaxError(offset, "JSON has no comments.",
                       "Remove it, or keep it as a member whose key starts with `x-`.");
  }
  if (text.substr(offset).starts_with("“") || text.substr(offset).starts_with("”")) {
    return syntaxError(offset, "Curly quotes do not enclose texts in JSON.", "Write \" instead.");
  }
  if (text.substr(offset).starts_with("\u00A0")) {
    return syntaxError(offset, "A no-break space stands here, which is not white space in JSON.",
                       "Replace it by a space.");
  }
  if (isWordByte(letter)) {
    return badWord(text, offset);
  }
  if (std::string_view("{}[],:").find(letter) != std::string_view::npos) {
    return std::nullopt;
  }
  return syntaxError(offset, quoted(std::string_view(&letter, 1)) + " has no meaning in JSON here.");
}

std::string describeToken(std::string_view text, std::size_t offset) {
  if (text[offset] == '"') {
    return "the text " + quoted(text.substr(offset + 1, stringLength(text.substr(offset)) - 2));
  }
  return quoted(isWordByte(text[offset]) ? wordAt(text, offset) : text.substr(offset, 1));
}

std::string_view expectedAfter(ReadingState state) {
  switch (state) {
    case ReadingState::document:
      return "a value";
    case ReadingState::afterDocument:
      return "nothing more";
    case ReadingState::objectStart:
      return "a key in double quotes, or `}`";
    case ReadingState::afterKey:
      return "`:` after the key";
    case ReadingState::afterMember:
      return "`,` or `}`";
    case ReadingState::listStart:
      return "a value, or `]`";
    case ReadingState::afterElement:
      return "`,` or `]`";
  }
  return "";
}

std::string hintFor(ReadingState state, char found) {
  const bool startsValue = std::string_view("}]:,").find(found) == std::string_view::npos;
  switch (state) {
    case ReadingState::afterMember:
    case ReadingState::afterElement:
      return startsValue ? "Put a comma before it." : "";
    case ReadingState::afterKey:
      return "A member is written \"key\": value.";
    case ReadingState::afterDocument:
      return "Remove what comes after the end, or look for a bracket that is closed too early.";
    default:
      return "";
  }
}

/// A number that goes on where it should have ended, such as `01` or `1.`: the reader took its start for a number.
std::optional<SyntaxError> brokenNumber(std::string_view text, std::size_t end) {
  if (end == 0 || end >= text.size() || !isDigit(text[end - 1]) || !isWordByte(text[end])) {
    return std::nullopt;
  }
  std::size_t start = end;
  while (start > 0 && isWordByte(text[start - 1])) {
    --start;
  }
  return badWord(text, start);
}

}  // namespace

SyntaxError explainSyntaxError(std::string_view text, ReadingState state, std::size_t end) {
  if (auto error = brokenNumber(text, end)) {
    return *error;
  }
  std::string expected(expectedAfter(state));
  std::size_t offset = skipSpace(text, end);
  const bool takesColon = state == ReadingState::afterKey;
  const bool takesComma = state == ReadingState::afterMember || state == ReadingState::afterElement;
  if (offset < text.size() && ((takesColon && text[offset] == ':') || (takesComma && text[offset] == ','))) {
    const auto separator = offset;
    offset = skipSpace(text, offset + 1);
    if (takesComma && offset < text.size() && (text[offset] == '}' || text[offset] == ']' || text[offset] == ',')) {
      return syntaxError(separator, "There is a comma too many: " + quoted(text.substr(offset, 1)) + " comes after it.",
                         "Remove the comma.");
    }
    expected = state == ReadingState::afterMember ? "a key in double quotes" : "a value";
    state = state == ReadingState::afterMember ? ReadingState::objectStart : ReadingState::document;
  }
  if (offset >= text.size()) {
    return text.size() == skipSpace(text, 0)
               ? syntaxError(offset, "The text is empty.", "Write a JSON document.")
               : syntaxError(offset, "The text ends too early: expected " + expected + ".",
                             "Close every `{`, `[` and \" that is open.");
  }
  if (auto error = badToken(text, offset)) {
    return *error;
  }
  return syntaxError(offset, "Found " + describeToken(text, offset) + ", expected " + expected + ".",
                     hintFor(state, text[offset]));
}

}  // namespace rehearse::json
