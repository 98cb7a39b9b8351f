#pragma once

#include <cstdint>

namespace rehearse::test {

/// Numbers that depend on the seed alone, the same everywhere (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// From 0 to `count` − 1; 0 where `count` is 0.
  std::uint32_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::uint32_t>(next() % count); }
  /// True that often of a hundred times.
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class List>
  const auto& oneOf(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace rehearse::test
