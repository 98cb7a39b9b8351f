#pragma once

#include <cstdint>
#include <string_view>

namespace rehearse {

/// What kind of value a field, an attribute or an operand holds.
enum class ValueKind : std::uint8_t {
  number,  ///< any JSON number
  text,    ///< any JSON string
  yesNo,   ///< true or false
  tags,    ///< a set of texts
  time,    ///< a moment; in documents ISO 8601 text with an offset
  scalar,  ///< a number, a text or a yes/no: which one is known only when the value is there
};

/// A set of value kinds, one bit each.
using ValueKinds = std::uint8_t;

/// The set that holds just `kind`.
constexpr ValueKinds kindBit(ValueKind kind) { return static_cast<ValueKinds>(1U << static_cast<unsigned>(kind)); }

/// The kind's name in the catalog: "number", "text", "yesNo", "tags", "time" or "scalar".
std::string_view nameOf(ValueKind kind);

}  // namespace rehearse
