#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/model/time.hpp"
#include "rehearse/simulation/keyed_table.hpp"

namespace rehearse {

/// How often contacts started workflows lately, by which loops are found.
///
/// Starts stand in a queue by time and leave it when they are too old to count, so that what is remembered depends on
/// how much happens within the window, not on how many contacts there are. How many of them are of one contact and
/// workflow is only counted once there are enough of all to make a loop: in a log of events far apart, never.
class RecentStarts {
 public:
  /// How many starts within the window make a loop: the one that would be the last of them is refused.
  static constexpr std::uint32_t loopStarts = 50;
  static constexpr Duration loopWindow = 30 * minute;

  /// Whether one more start at that time would be the 50th within the window. Times never go back.
  bool wouldLoop(std::uint32_t contact, std::uint32_t workflow, Instant at) {
    drop(at);
    return starts_.size() - first_ + 1 >= loopStarts && countOf(contact, workflow) + 1 >= loopStarts;
  }
  /// Remembers a start.
  void note(std::uint32_t contact, std::uint32_t workflow, Instant at) { starts_.push_back({at, contact, workflow}); }
  /// Forgets the starts of a contact in a workflow so far.
  void forget(std::uint32_t contact, std::uint32_t workflow);

  /// How many starts are remembered.
  std::size_t size() const { return starts_.size() - first_; }

 private:
  struct Start {
    Instant at = 0;
    std::uint32_t contact = 0;
    std::uint32_t workflow = 0;
  };
  /// Of one contact and workflow.
  struct Count {
    std::uint32_t starts = 0;     ///< that stand in the queue
    std::uint32_t forgotten = 0;  ///< the first so many of these do not count
  };

  /// Drops what is too old to count.
  void drop(Instant at) {
    if (first_ < starts_.size() && at - starts_[first_].at > loopWindow) {
      dropAll(at);
    }
  }
  void dropAll(Instant at);
  void countAll();
  std::uint32_t countOf(std::uint32_t contact, std::uint32_t workflow);

  std::vector<Start> starts_;  ///< oldest first, from `first_` on
  std::size_t first_ = 0;
  std::size_t counted_ = 0;  ///< where those begin that `counts_` does not count yet
  KeyedTable<Count> counts_;
};

}  // namespace rehearse
