#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/simulation/journal.hpp"

namespace rehearse {

/// What a field holds: a value, or a list of tags, which then is in `tags` alone.
struct FieldContent {
  Value value;
  std::vector<Symbol> tags;

  friend bool operator==(const FieldContent&, const FieldContent&) = default;
};

/// A field that a tree reads, with what it holds.
struct ReadField {
  FieldReference reference;
  FieldContent content;
};

/// A trigger's conditions as they were evaluated for an event, with every value that they read: to find out what other
/// values would have come to.
class EvaluatedTree {
 public:
  /// `seq`: the trigger's `triggerEvaluated` entry. Texts are looked up in `symbols`, which must outlive this.
  EvaluatedTree(const Program& program, const Symbols& symbols, const Journal& journal, std::uint32_t seq);

  /// The fields that decide, each once, in the order in which they are read; for a trigger that fires at a crossing
  /// also the score before.
  std::span<const ReadField> fields() const { return fields_; }
  /// The comparisons that read a field. The score before is also read by those that read the score.
  std::vector<const ConditionNode*> comparisonsOf(std::size_t field) const;
  /// Lets a field hold something else, wherever it is read.
  void set(std::size_t field, const FieldContent& content) { fields_[field].content = content; }

  /// Whether the trigger matches: the whole tree holds, and, for a crossing, did not hold for the score before.
  bool matches() const { return holds() && !(crossing_ && heldBefore()); }
  /// Whether the whole tree holds.
  bool holds() const;
  /// Whether it holds for the score before.
  bool heldBefore() const;
  /// The fields of the comparisons on account of which the tree does not hold, each once, in order.
  std::vector<std::size_t> inTheWay() const;

  /// The event that it was evaluated for, and the clock then.
  const Event& event() const { return event_; }
  Instant now() const { return now_; }
  /// About how much it is to evaluate the tree with a field holding `content`, in units of SearchEffort.
  std::uint64_t effortWith(std::size_t field, const FieldContent& content) const;
  /// How many bytes a content has: of its text, or of its tags' symbols.
  std::size_t bytesOf(const FieldContent& content) const;
  /// Whether a field is the score of a contact or of a change of it: a whole number within the score's range.
  bool isScore(std::size_t field) const;

 private:
  static constexpr std::size_t noField = SIZE_MAX;

  /// The comparisons of one field, and what it takes to evaluate them.
  struct Readers {
    std::vector<std::size_t> nodes;
    std::uint64_t listed = 0;   ///< texts of `anyOf` and `noneOf`
    std::uint64_t looking = 0;  ///< comparisons that look for a text within another
  };

  void collectReaders();
  /// Evaluates the subtree at `index`. `before`: for the score before.
  bool holdsAt(std::size_t index, bool before) const;
  bool comparisonHolds(std::size_t index, bool before) const;
  void collectInTheWay(std::size_t index, bool wanted, std::vector<bool>& seen, std::vector<std::size_t>& out) const;

  const Program& program_;
  const Symbols& symbols_;
  std::span<const ConditionNode> tree_;
  Event event_;
  Instant now_;
  bool crossing_;
  std::vector<ReadField> fields_;
  std::vector<std::size_t> fieldOf_;  ///< by node
  std::vector<Readers> readers_;      ///< by field
  std::uint64_t presentEffort_ = 0;   ///< to evaluate the tree with what is there
  std::size_t previousScore_ = noField;
};

/// Whether two references name the same field.
bool sameField(const FieldReference& left, const FieldReference& right);

}  // namespace rehearse
