#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace rehearse {

/// How bad a diagnostic is. A document with errors is not used; warnings and infos do not stand in the way.
enum class Severity : std::uint8_t { error, warning, info };

/// "error", "warning" or "info".
std::string_view nameOf(Severity severity);

/// What is wrong in a document, where, and how to mend it.
struct Diagnostic {
  std::string code;  ///< stable, such as "value.range"
  Severity severity = Severity::error;
  std::string message;       ///< one sentence
  std::string path;          ///< JSON Pointer (RFC 6901) of the value, or of the object that lacks one
  std::uint32_t line = 1;    ///< 1-based, in the text given
  std::uint32_t column = 1;  ///< 1-based, in characters (code points)
  std::string hint;          ///< how to mend it, or empty
};

using Diagnostics = std::vector<Diagnostic>;

/// Whether there is an error among them.
bool hasErrors(const Diagnostics& diagnostics);

/// No document is reported with more diagnostics than this.
inline constexpr std::size_t maximumDiagnostics = 100;

/// A T, or the diagnostics that say why there is none. Warnings travel in `warnings` beside the value.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value, Diagnostics warnings = {}) : content_(std::move(value)), warnings_(std::move(warnings)) {}
  Result(Diagnostics diagnostics) : content_(std::move(diagnostics)) {}

  /// Whether there is a value.
  explicit operator bool() const { return content_.index() == 0; }
  /// The value; only where there is one.
  T& operator*() { return *std::get_if<0>(&content_); }
  const T& operator*() const { return *std::get_if<0>(&content_); }
  T* operator->() { return std::get_if<0>(&content_); }
  const T* operator->() const { return std::get_if<0>(&content_); }
  /// All there is to say: the errors where there is no value, else the warnings.
  const Diagnostics& diagnostics() const {
    const auto* errors = std::get_if<1>(&content_);
    return errors != nullptr ? *errors : warnings_;
  }

 private:
  std::variant<T, Diagnostics> content_;
  Diagnostics warnings_;
};

}  // namespace rehearse
