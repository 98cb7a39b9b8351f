#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/model/time.hpp"
#include "rehearse/program/value.hpp"

namespace rehearse {

/// How often contacts started workflows lately, by which loops are found.
///
/// Starts stand in a queue by time, 16 bytes each. Those that are too old to count leave it whenever there are twice as
/// many as it kept the last time, so that what is remembered depends on how much happens within the window, not on how
/// many contacts there are. After a busy time its memory is given back once about as many starts have come again.
///
/// Which of them are of one contact and workflow is only looked up once there are enough of contacts whose numbers are
/// alike to make a loop, in a log of events far apart never; that takes 8 to 12 bytes more each. The more starts there
/// are, the fewer contacts are alike, so that those of others seldom have one looked up: that takes 1 to 2 bytes each.
class RecentStarts {
 public:
  /// How many starts within the window make a loop: the one that would be the last of them is refused.
  static constexpr std::uint32_t loopStarts = 50;
  static constexpr Duration loopWindow = 30 * minute;

  /// Whether one more start at that time would be the 50th within the window. Times never go back.
  bool wouldLoop(std::uint32_t contact, std::uint32_t workflow, Instant at) {
    return mayLoop(contact, 1, at) && countOf(contact, workflow) + 1 >= loopStarts;
  }
  /// Whether so many more starts of a contact at that time could make a loop, in whichever workflow. It is quickly
  /// said.
  bool mayLoop(std::uint32_t contact, std::uint32_t starts, Instant at) {
    const std::uint32_t& ofAlike = startsOfAlike(contact);
    if (ofAlike + starts < loopStarts) {
      return false;  // those that are too old included
    }
    drop(at);
    return ofAlike + starts >= loopStarts;
  }
  /// Remembers a start.
  void note(std::uint32_t contact, std::uint32_t workflow, Instant at) {
    if (starts_.size() == tidyAt_) {
      tidy(at);
    }
    starts_.push_back({at, contact, workflow});
    ++startsOfAlike(contact);
  }
  /// Forgets the starts of a contact in a workflow so far.
  void forget(std::uint32_t contact, std::uint32_t workflow);

  /// How many starts are remembered, those that are too old included.
  std::size_t size() const { return starts_.size(); }

 private:
  static constexpr std::size_t fewStarts = 512;
  static constexpr std::size_t fewRests = 256;
  /// There are more rests once there are more starts for each.
  static constexpr std::size_t startsOfRest = 4;

  struct Start {
    Instant at = 0;
    std::uint32_t contact = 0;
    std::uint32_t workflow = 0;
  };

  /// Contacts whose numbers have the same rest are counted together.
  std::uint32_t& startsOfAlike(std::uint32_t contact) { return ofAlike_[contact & (ofAlike_.size() - 1)]; }
  /// Passes by what is too old to count.
  void drop(Instant at);
  /// Drops it, and makes its room free.
  void tidy(Instant at);
  /// Counts all anew, by so many rests: a power of two.
  void countByRests(std::size_t rests);
  std::uint32_t& listOf(std::uint32_t contact, std::uint32_t workflow);
  void listAll();
  /// Calls `use` with each start of a contact in a workflow.
  template <class Use>
  void eachOf(std::uint32_t contact, std::uint32_t workflow, Use use);
  std::uint32_t countOf(std::uint32_t contact, std::uint32_t workflow);

  std::vector<Start> starts_;  ///< oldest first, from `first_` on
  std::size_t first_ = 0;
  std::size_t tidyAt_ = fewStarts;  ///< how many starts there are then
  /// How many starts from `first_` on, by the rest of the contact.
  std::vector<std::uint32_t> ofAlike_ = std::vector<std::uint32_t>(fewRests);
  std::size_t listed_ = 0;             ///< where those begin that stand in no list yet
  std::vector<std::uint32_t> lists_;   ///< by hash of contact and workflow: the youngest start
  std::vector<std::uint32_t> before_;  ///< by start: the one before it in its list
};

}  // namespace rehearse
