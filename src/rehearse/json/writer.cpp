#include "rehearse/json/writer.hpp"

#include <algorithm>
#include <utility>

#include "rehearse/json/utf8.hpp"
#include "rehearse/model/number.hpp"

namespace rehearse::json {
namespace {

/// Whether a letter is written as it is, and alone.
bool isPlain(char letter) { return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\'; }

void appendEscaped(std::string& out, char letter) {
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default: {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto code = static_cast<unsigned char>(letter);
      out += "\\u00";
      out += digits[code >> 4U];
      out += digits[code & 15U];
    }
  }
}

}  // namespace

void appendString(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    // Most texts are plain from end to end.
    const auto plain = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isPlain) - text.begin());
    out.append(text.data(), plain);
    text.remove_prefix(plain);
    if (text.empty()) {
      break;
    }
    const char letter = text.front();
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x20 || letter == '"' || letter == '\\') {
      appendEscaped(out, letter);
      text.remove_prefix(1);
      continue;
    }
    const auto length = sequenceLength(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
    } else {
      out.append(text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  out += '"';
}

void Writer::separate() {
  if (needsComma_) {
    out_ += ',';
  }
  needsComma_ = true;
}

Writer& Writer::beginObject() {
  separate();
  out_ += '{';
  needsComma_ = false;
  return *this;
}

Writer& Writer::endObject() {
  out_ += '}';
  needsComma_ = true;
  return *this;
}

Writer& Writer::beginArray() {
  separate();
  out_ += '[';
  needsComma_ = false;
  return *this;
}

Writer& Writer::endArray() {
  out_ += ']';
  needsComma_ = true;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  appendString(out_, name);
  out_ += ':';
  needsComma_ = false;
  return *this;
}

Writer& Writer::null() { return raw("null"); }
Writer& Writer::value(bool flag) { return raw(flag ? "true" : "false"); }
Writer& Writer::value(std::int32_t number) { return value(static_cast<std::int64_t>(number)); }
Writer& Writer::value(std::uint32_t number) { return value(static_cast<std::int64_t>(number)); }
Writer& Writer::value(std::int64_t number) { return raw(std::to_string(number)); }
Writer& Writer::value(std::uint64_t number) { return raw(std::to_string(number)); }

Writer& Writer::value(double number) {
  separate();
  appendNumber(out_, number);
  return *this;
}

Writer& Writer::value(std::string_view text) {
  separate();
  appendString(out_, text);
  return *this;
}

Writer& Writer::value(const Scalar& scalar) {
  if (const auto* number = std::get_if<double>(&scalar)) return value(*number);
  if (const auto* flag = std::get_if<bool>(&scalar)) return value(*flag);
  if (const auto* text = std::get_if<std::string>(&scalar)) return value(*text);
  return null();
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

Writer& Writer::memberOrNull(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? null() : value(text);
}

Writer& Writer::instantOrNull(std::string_view name, Instant instant) {
  key(name);
  return instant == noInstant ? null() : value(formatInstant(instant));
}

std::string Writer::take() {
  needsComma_ = false;
  return std::exchange(out_, {});
}

}  // namespace rehearse::json
