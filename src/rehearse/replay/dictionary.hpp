#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/replay/pages.hpp"
#include "rehearse/vocabulary/value_kind.hpp"

namespace rehearse {

/// What a text of the dictionary is in the log.
enum class TextKind : std::uint8_t {
  text,
  number,  ///< as JSON writes it
  yesNo,   ///< "true" or "false"
  other,   ///< something that no value may be
};

/// What a text of the dictionary is read as; nothing where no such value is wanted.
enum class Reading : std::uint8_t { nothing, number, yesNo, text };

/// How a text of that kind is read where a value of a kind is wanted. `texts`: all of the log's values are texts, and
/// read as what is wanted; else each must be what is wanted. `scalar` and `tags`: each is what it is.
constexpr Reading readingOf(TextKind own, ValueKind wanted, bool texts) {
  const bool isText = own == TextKind::text;
  const bool asIs = wanted == ValueKind::scalar || wanted == ValueKind::tags;
  if (wanted == ValueKind::number ? own == TextKind::number || (texts && isText) : asIs && own == TextKind::number) {
    return Reading::number;
  }
  if (wanted == ValueKind::yesNo ? own == TextKind::yesNo || (texts && isText) : asIs && own == TextKind::yesNo) {
    return Reading::yesNo;
  }
  return isText && wanted != ValueKind::number && wanted != ValueKind::yesNo ? Reading::text : Reading::nothing;
}

/// The bytes of all texts of a dictionary. Memory of 32-bit addresses holds so many, also while it is made larger.
inline constexpr std::uint32_t maximumCharacters = 512U << 20U;

/// The texts of a log, by number: 0, 1, 2 … in the order in which they came. A text may have several numbers.
class Dictionary {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
  /// Whether it could take in so many bytes more.
  bool hasRoomFor(std::uint32_t bytes) const { return bytes <= maximumCharacters - characters_.size(); }
  /// A text that is said to be a number, or a yes or no, must be one.
  void add(std::string_view text, TextKind kind);
  /// Numbers begin at 0 again.
  void clear();

  std::string_view text(std::uint32_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(characters_).substr(begin, ends_[number] - begin);
  }
  TextKind kind(std::uint32_t number) const { return kinds_[number]; }
  /// What a text says that is written as a number, whatever its kind; worked out once.
  std::optional<double> asNumber(std::uint32_t number);
  /// Whether a text is a number of more digits than a number keeps.
  bool losesDigits(std::uint32_t number);
  /// What a text says that is written as a yes or no, whatever its kind: true, yes, 1, false, no, 0 in any case.
  std::optional<bool> asYesNo(std::uint32_t number) const;

 private:
  std::string characters_;
  std::vector<std::uint32_t> ends_;
  std::vector<TextKind> kinds_;
  static constexpr double notAsked = std::numeric_limits<double>::infinity();
  Pages<double> numbers_{notAsked};  ///< not a number where there is none
};

/// Whether a text may come into a dictionary as one of that kind.
bool isOfKind(std::string_view text, TextKind kind);

}  // namespace rehearse
