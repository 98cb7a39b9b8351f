#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "rehearse/simulation/evaluated_tree.hpp"
#include "rehearse/simulation/search_effort.hpp"

namespace rehearse {

/// The text that stands for "any other text" where every one will do that no condition names.
inline constexpr std::string_view anyText = "any other";

/// The longest text, in bytes, that other texts are made from.
inline constexpr std::size_t longestChangedText = 1'000;

/// New values worth trying for one field of a tree: the boundaries of its comparisons and what lies just beside them,
/// their texts, what the present text becomes without outer spaces, in the other case, with a wanted part added or an
/// unwanted one removed; tags added and removed one at a time; moments moved; the opposite of a yes or no; empty.
class ChangeCandidates {
 public:
  /// Texts are interned into `symbols`. What is made is charged to `effort`, and no more is made where that is spent.
  /// All must outlive this.
  ChangeCandidates(const Program& program, Symbols& symbols, const EvaluatedTree& tree, std::size_t field,
                   SearchEffort& effort);

  /// What `content` may become in one go. May hold the same content twice, and `content` itself.
  std::vector<FieldContent> from(const FieldContent& content);
  /// What texts and tags that were changed once may become in one go more; nothing for all else.
  std::vector<FieldContent> further(const FieldContent& content);

 private:
  void addNumbers(const FieldContent& content);
  void addTexts(const FieldContent& content);
  void addRespelled(const std::string& text, const std::string& foldedText, const std::string& wanted);
  void addWithAndWithout(const std::string& text, const std::string& part);
  void addTags(const FieldContent& content);
  void addTimes(const FieldContent& content);
  void addTime(Instant instant);
  void addYesNo(const FieldContent& content);
  void addValue(const Value& value);
  void addText(const std::string& text);
  /// Whether more may be made in this go; charges what looking for it takes.
  bool goesOn(std::uint64_t effort);
  bool takes(ValueKind kind) const { return kind_ == kind || kind_ == ValueKind::scalar; }

  Symbols& symbols_;
  const EvaluatedTree& tree_;
  SearchEffort& effort_;
  bool isScore_;
  bool changeable_ = true;  ///< whether the event has such an attribute at all
  bool mayBeEmpty_ = true;
  bool isActivity_ = false;  ///< `contact.lastActivityAt`, which is never yet to come
  ValueKind kind_ = ValueKind::scalar;
  std::vector<double> numbers_;  ///< what comparisons compare with
  std::vector<Symbol> texts_;    ///< texts and tags
  std::set<Symbol> textSet_;     ///< the same
  std::vector<Symbol> parts_;    ///< those of them that are looked for within a text
  std::vector<Duration> durations_;
  bool comparesYesNo_ = false;
  std::vector<FieldContent> found_;
};

}  // namespace rehearse
