#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rehearse/model/scalar.hpp"
#include "rehearse/model/time.hpp"

namespace rehearse::json {

/// Appends `text` as a JSON string, quotes included. Text that is not UTF-8 gets U+FFFD for each bad byte.
void appendString(std::string& out, std::string_view text);

/// Writes compact JSON from left to right, straight into a string: a journal is long, and a tree of values would cost
/// more than the run that it describes. Keys come out in the order in which they are written.
class Writer {
 public:
  Writer& beginObject();
  Writer& endObject();
  Writer& beginArray();
  Writer& endArray();
  Writer& key(std::string_view name);
  Writer& null();
  Writer& value(bool flag);
  Writer& value(std::int32_t number);
  Writer& value(std::uint32_t number);
  Writer& value(std::int64_t number);
  Writer& value(std::uint64_t number);
  Writer& value(double number);
  Writer& value(std::string_view text);
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const Scalar& scalar);
  /// JSON text that is already written.
  Writer& raw(std::string_view json);

  /// A key and its value in one.
  template <class T>
  Writer& member(std::string_view name, const T& content) {
    key(name);
    return value(content);
  }
  /// A key whose value is a string, or null where the text is empty.
  Writer& memberOrNull(std::string_view name, std::string_view text);
  /// A key and its value, or null where there is none.
  template <class T>
  Writer& memberOrNull(std::string_view name, const std::optional<T>& content) {
    key(name);
    return content ? value(*content) : null();
  }
  /// A key whose value is a time, or null where there is none.
  Writer& instantOrNull(std::string_view name, Instant instant);

  /// What was written; the writer is empty afterwards.
  std::string take();

 private:
  void separate();

  std::string out_;
  bool needsComma_ = false;
};

}  // namespace rehearse::json
