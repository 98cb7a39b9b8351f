#pragma once

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "rehearse/simulation/contacts.hpp"

namespace rehearse {

/// No more thresholds are looked at than this.
inline constexpr std::size_t maximumThresholds = 64;

/// Notes which thresholds each contact's score ever crossed: was below (an empty score is below all), and then was
/// there or above, by one change.
class ScoreCrossings {
 public:
  /// `thresholds`: rising, `maximumThresholds` at the most.
  void watch(std::vector<double> thresholds) { thresholds_ = std::move(thresholds); }

  /// Whether there are thresholds at all.
  bool isWatching() const { return !thresholds_.empty(); }

  void note(std::uint32_t contact, std::int32_t previous, std::int32_t score) {
    if (!thresholds_.empty() && score > previous) {
      noteRise(contact, previous, score);
    }
  }
  /// By threshold a bit, from the lowest on.
  std::uint64_t crossed(std::uint32_t contact) const { return contact < crossed_.size() ? crossed_[contact] : 0; }

 private:
  void noteRise(std::uint32_t contact, std::int32_t previous, std::int32_t score) {
    std::uint64_t bits = 0;
    const double before = previous == emptyScore ? -HUGE_VAL : static_cast<double>(previous);
    for (std::size_t index = 0; index < thresholds_.size() && thresholds_[index] <= score; ++index) {
      bits |= std::uint64_t{thresholds_[index] > before ? 1U : 0U} << index;
    }
    if (bits != 0) {
      if (contact >= crossed_.size()) {
        crossed_.resize(contact + 1, 0);
      }
      crossed_[contact] |= bits;
    }
  }

  std::vector<double> thresholds_;
  std::vector<std::uint64_t> crossed_;  ///< by contact
};

}  // namespace rehearse
