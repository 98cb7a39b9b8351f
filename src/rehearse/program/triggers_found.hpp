#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/once_bits.hpp"

namespace rehearse {

/// The triggers that an event can match. What one table told alone is not copied; a buffer that is used again and again
/// allocates nothing.
class TriggersFound {
 public:
  /// Triggers to go through, in document order.
  std::span<const std::uint32_t> triggers() const { return triggers_; }
  /// Besides, triggers that match: the one for this event of each of these workflows. By rising block.
  std::span<const OnceBits> once() const { return once_; }
  /// The rows of tables that `once` was told by: see TriggerIndex::onceOfRow.
  std::span<const std::uint32_t> rows() const { return rows_; }
  /// Whether another score of the contact may have other triggers found.
  bool dependsOnScore() const { return dependsOnScore_; }

  // ---- for those who find

  void clear(bool dependsOnScore) {
    triggers_ = {};
    once_ = {};
    rows_.clear();
    inOrder_ = true;
    dependsOnScore_ = dependsOnScore;
  }
  /// Adds triggers that are in document order.
  void add(std::span<const std::uint32_t> triggers) {
    if (triggers_.empty()) {
      triggers_ = triggers;
    } else if (!triggers.empty()) {
      append(triggers);
    }
  }
  /// Adds triggers in any order, by a function that appends them to a vector.
  template <class Collect>
  void addUnordered(Collect collect) {
    own();
    collect(ownTriggers_);
    triggers_ = ownTriggers_;
    inOrder_ = false;
  }
  void addOnce(std::span<const OnceBits> once, std::uint32_t row) {
    if (once.empty()) {
      return;
    }
    rows_.push_back(row);
    if (once_.empty()) {
      once_ = once;
    } else {
      merge(once);
    }
  }
  /// To be called when all are added.
  void finish() {
    if (!inOrder_) {
      sort();
    }
  }
  /// Puts the triggers of `once` among the others: `triggerOf` gives that of a workflow's number.
  template <class TriggerOf>
  void expandOnce(TriggerOf triggerOf);

 private:
  /// Copies the triggers, if they are still a table's.
  void own();
  void append(std::span<const std::uint32_t> triggers);
  void merge(std::span<const OnceBits> once);
  void sort();

  std::span<const std::uint32_t> triggers_;
  std::span<const OnceBits> once_;
  std::vector<std::uint32_t> rows_;
  bool inOrder_ = true;
  bool dependsOnScore_ = false;
  std::vector<std::uint32_t> ownTriggers_;
  std::vector<OnceBits> ownOnce_;
  std::vector<OnceBits> merged_;
};

template <class TriggerOf>
void TriggersFound::expandOnce(TriggerOf triggerOf) {
  if (once_.empty()) {
    return;
  }
  addUnordered([&](std::vector<std::uint32_t>& out) {
    for (const OnceBits& block : once_) {
      forEachNumber(block, [&](std::uint32_t number) { out.push_back(triggerOf(number)); });
    }
  });
  once_ = {};
  rows_.clear();
  finish();
}

}  // namespace rehearse
