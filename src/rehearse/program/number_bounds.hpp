#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/number_test.hpp"

namespace rehearse {

/// Triggers by a number that they compare, where there are too many for a NumberTable: sorted, so that those whose test
/// holds are next to each other. Only tests that do not hold for most numbers are worth their place here.
class NumberBounds {
 public:
  /// Whether such tests are looked up here.
  static bool takes(Operator comparison);
  explicit NumberBounds(std::span<const NumberTest> tests);

  /// Appends the triggers whose test holds for a number, in no order.
  void collect(double number, std::vector<std::uint32_t>& out) const;

 private:
  /// A trigger that wants a number above, below or at a bound.
  struct Bound {
    double value = 0;
    bool inclusive = false;
    std::uint32_t trigger = 0;
  };

  std::vector<Bound> equal_;    ///< by value
  std::vector<Bound> greater_;  ///< by value, inclusive first: those that hold are at the front
  std::vector<Bound> less_;     ///< by value, inclusive last: those that hold are at the back
};

}  // namespace rehearse
