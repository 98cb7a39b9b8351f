#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/model/time.hpp"
#include "rehearse/program/value.hpp"

namespace rehearse {

/// How often contacts started workflows lately, by which loops are found.
///
/// Starts stand in a queue by time and leave it when they are too old to count, so that what is remembered depends on
/// how much happens within the window, not on how many contacts there are: 16 bytes each. Which of them are of one
/// contact and workflow is only looked up once there are enough of all to make a loop, in a log of events far apart
/// never; that takes 8 to 12 bytes more each.
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

  /// Drops what is too old to count.
  void drop(Instant at) {
    if (first_ < starts_.size() && at - starts_[first_].at > loopWindow) {
      dropAll(at);
    }
  }
  void dropAll(Instant at);
  std::uint32_t& listOf(std::uint32_t contact, std::uint32_t workflow);
  void listAll();
  /// Calls `use` with each start of a contact in a workflow.
  template <class Use>
  void eachOf(std::uint32_t contact, std::uint32_t workflow, Use use);
  std::uint32_t countOf(std::uint32_t contact, std::uint32_t workflow);

  std::vector<Start> starts_;  ///< oldest first, from `first_` on
  std::size_t first_ = 0;
  std::size_t listed_ = 0;             ///< where those begin that stand in no list yet
  std::vector<std::uint32_t> lists_;   ///< by hash of contact and workflow: the youngest start
  std::vector<std::uint32_t> before_;  ///< by start: the one before it in its list
};

}  // namespace rehearse
