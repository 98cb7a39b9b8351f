#include "rehearse/json/indentation.hpp"

#include <algorithm>

#include "rehearse/json/tokens.hpp"

namespace rehearse::json {
namespace {

void breakLine(std::string& out, std::size_t depth) { out.append(1, '\n').append(2 * depth, ' '); }

}  // namespace

std::string compacted(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t offset = skipSpace(json, 0); offset < json.size(); offset = skipSpace(json, offset)) {
    const auto length = json[offset] == '"' ? std::max<std::size_t>(stringLength(json.substr(offset)), 1) : 1;
    out += json.substr(offset, length);
    offset += length;
  }
  return out;
}

std::string indented(std::string_view compactJson, std::size_t maximum) {
  std::string out;
  std::size_t depth = 0;
  for (std::size_t offset = 0; offset < compactJson.size() && out.size() <= maximum;) {
    const char letter = compactJson[offset];
    std::size_t length = 1;
    if (letter == '"') {
      length = std::max<std::size_t>(stringLength(compactJson.substr(offset)), 1);
      out += compactJson.substr(offset, length);
    } else if (letter == '{' || letter == '[') {
      out += letter;
      const char following = offset + 1 < compactJson.size() ? compactJson[offset + 1] : '\0';
      if (following == '}' || following == ']') {
        out += following;
        length = 2;
      } else {
        breakLine(out, ++depth);
      }
    } else if (letter == '}' || letter == ']') {
      breakLine(out, --depth);
      out += letter;
    } else if (letter == ',') {
      out += letter;
      breakLine(out, depth);
    } else if (letter == ':') {
      out += ": ";
    } else {
      out += letter;
    }
    offset += length;
  }
  out += '\n';
  return out.size() <= maximum ? out : std::string();
}

}  // namespace rehearse::json
