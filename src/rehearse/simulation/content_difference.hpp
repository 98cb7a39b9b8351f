#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rehearse/simulation/evaluated_tree.hpp"

namespace rehearse {

/// In what way a field's new content differs from the present one.
enum class DifferenceKind : std::uint8_t {
  spelling,  ///< a text, or one tag, in outer spaces or in capital and small letters only
  number,
  moment,
  text,
  tags,
  other,  ///< to empty, from empty, to another type, or from yes to no
};

/// How much it differs.
struct ContentDifference {
  DifferenceKind kind = DifferenceKind::other;
  double amount = 0;  ///< points, milliseconds, characters or tags; never negative
  /// The amount beside what is there, 0 to 1: to compare changes of different fields.
  double share = 1;
  std::optional<double> change{};  ///< new less old: of numbers, and of moments in milliseconds
  bool inSpaces = false;           ///< of a spelling: whether outer spaces differ
  bool inCase = false;             ///< of a spelling: whether capital and small letters differ
  std::vector<Symbol> added{};     ///< of tags; of a spelling, the tag as it would be
  std::vector<Symbol> removed{};   ///< of tags; of a spelling, the tag as it is
};

/// What `to` differs in from `from`. `now` is what moments are seen from.
ContentDifference differenceOf(const Symbols& symbols, const FieldContent& from, const FieldContent& to, Instant now);

/// Whether `left` is the smaller of two changes of the same field: another spelling comes first, another type last.
bool isSmaller(const ContentDifference& left, const ContentDifference& right);

}  // namespace rehearse
