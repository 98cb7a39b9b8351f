#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rehearse {

/// A string, a number, a boolean, or nothing: what fields and attributes hold. Numbers are doubles as in JavaScript; −0
/// is 0.
using Scalar = std::variant<std::monostate, double, bool, std::string>;

/// Keys with scalars, in document order.
using ScalarMap = std::vector<std::pair<std::string, Scalar>>;

/// A key that starts with `x-`, or `$schema`, and its value as JSON text: passed over, and kept when written back.
struct Extension {
  std::string key;
  std::string json;
};
using Extensions = std::vector<Extension>;

}  // namespace rehearse
