#pragma once

#include <cstdint>

namespace rehearse {

/// How much a search for a smallest change has done, and whether it may do more. One unit is about a nanosecond or two
/// of native code, so that the limit bounds the time; what is kept is charged more, so that it bounds the memory too.
/// Of 64 bits everywhere, so that a search ends at the same place everywhere.
class SearchEffort {
 public:
  /// What a whole search may come to. Making candidates stops at half of it, so that there is left to try them.
  static constexpr std::uint64_t limit = 20'000'000;

  void spend(std::uint64_t effort) { spent_ += effort; }
  /// A candidate was made. `bytes`: of its text or its tags.
  void noteMade(std::uint64_t bytes) {
    ++candidates_;
    bytes_ += bytes;
    spend(16 + 4 * bytes);
  }
  /// A candidate is kept until it is tried, with its difference from content of so many bytes.
  void noteKept(std::uint64_t bytes, std::uint64_t bytesOfActual) { spend(1'000 + 16 * bytes + 4 * bytesOfActual); }

  bool mayMake() const { return spent_ < limit / 2; }
  bool mayTry() const { return spent_ < limit; }
  /// Charges an evaluation if there is effort left for it; if not, the search is over.
  bool tryOne(std::uint64_t effort) {
    const bool enough = mayTry() && effort < limit - spent_;
    spent_ = enough ? spent_ + effort : limit;
    return enough;
  }

  std::uint64_t spent() const { return spent_; }
  std::uint64_t candidates() const { return candidates_; }  ///< made, the same one each time it is made
  std::uint64_t bytes() const { return bytes_; }            ///< of all candidates made

 private:
  std::uint64_t spent_ = 0;
  std::uint64_t candidates_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace rehearse
