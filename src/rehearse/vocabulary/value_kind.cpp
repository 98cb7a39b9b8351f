#include "rehearse/vocabulary/value_kind.hpp"

namespace rehearse {

std::string_view nameOf(ValueKind kind) {
  switch (kind) {
    case ValueKind::number:
      return "number";
    case ValueKind::text:
      return "text";
    case ValueKind::yesNo:
      return "yesNo";
    case ValueKind::tags:
      return "tags";
    case ValueKind::time:
      return "time";
    case ValueKind::scalar:
      return "scalar";
  }
  return "";
}

}  // namespace rehearse
