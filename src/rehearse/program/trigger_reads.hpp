#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/trigger_index.hpp"

namespace rehearse {

struct ConditionNode;
struct FieldReference;

/// What of the contact the triggers of each event type look at. With these few values, and the event, all that their
/// conditions came to can be worked out later.
class TriggerReads {
 public:
  /// An event type whose triggers look at more fields than this has no list.
  static constexpr std::size_t most = 64;

  /// Goes through the conditions of all triggers of a program.
  void build(const Program& program);

  /// Whether there is a list; else values are to be kept by comparison.
  bool isListed(EventKey event) const { return event >= reads_.size() || !reads_[event].isTooLong; }
  /// Each field of the contact once, in an order that is always the same. Empty where there is no list.
  std::span<const FieldReference> of(EventKey event) const;
  /// Where among `of(event)`, which has it, a field stands.
  std::size_t placeOf(EventKey event, const FieldReference& field) const;
  /// Where there is no list: how many conditions that compare a field of the contact the first `count` triggers of that
  /// event type have.
  std::uint32_t comparisonsBefore(EventKey event, std::uint32_t count) const { return reads_[event].before[count]; }

 private:
  struct Reads {
    std::vector<std::uint64_t> numbers;  ///< of the fields, in order
    std::vector<FieldReference> fields;  ///< the same
    std::vector<std::uint32_t> before;   ///< where there is no list: comparisons before each trigger, and in all
    bool isTooLong = false;
  };

  std::vector<Reads> reads_;  ///< by event key
};

/// Whether a field is one of the contact, not of the event.
bool isOfContact(const FieldReference& field);
/// Whether a condition compares such a field.
bool comparesContact(const ConditionNode& node);

}  // namespace rehearse
