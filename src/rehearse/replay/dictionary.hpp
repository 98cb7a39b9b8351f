#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "rehearse/program/chunked_list.hpp"
#include "rehearse/program/text_store.hpp"
#include "rehearse/replay/pages.hpp"
#include "rehearse/replay/quarters.hpp"
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
/// How many texts a dictionary has at the most.
inline constexpr std::uint32_t maximumTexts = 512U << 20U;

/// The texts of a log, by number: 0, 1, 2 … in the order in which they came. A text may have several numbers.
class Dictionary {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }
  /// Whether it could take in so many texts more, of so many bytes together.
  bool hasRoomFor(std::uint32_t texts, std::uint32_t bytes) const {
    return texts <= maximumTexts - size() && bytes <= maximumCharacters - texts_.characters();
  }
  /// A text that is said to be a number, or a yes or no, must be one.
  void add(std::string_view text, TextKind kind);
  /// Numbers begin at 0 again.
  void clear();

  std::string_view text(std::uint32_t number) const { return texts_.text(places_[number]); }
  /// Where a text stands in `texts`, so that others need no copy of it.
  TextPlace place(std::uint32_t number) const { return places_[number]; }
  const TextStore& texts() const { return texts_; }
  TextKind kind(std::uint32_t number) const { return kinds_[number]; }
  /// What a text says that is written as a number, whatever its kind; worked out once.
  std::optional<double> asNumber(std::uint32_t number);
  /// Whether a text is a number of more digits than a number keeps.
  bool losesDigits(std::uint32_t number);
  /// What a text says that is written as a yes or no, whatever its kind: true, yes, 1, false, no, 0 in any case.
  std::optional<bool> asYesNo(std::uint32_t number) const;

 private:
  TextStore texts_;
  ChunkedList<TextPlace> places_;
  Quarters<TextKind> kinds_;
  static constexpr double notAsked = std::numeric_limits<double>::infinity();
  Pages<double> numbers_{notAsked};  ///< not a number where there is none
};

/// Whether a text may come into a dictionary as one of that kind.
bool isOfKind(std::string_view text, TextKind kind);

}  // namespace rehearse
