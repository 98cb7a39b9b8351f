#pragma once

#include <cstdint>

#include "rehearse/program/value.hpp"
#include "rehearse/vocabulary/operators.hpp"

namespace rehearse {

/// One way to compare a number, by one trigger.
struct NumberTest {
  Operator comparison = Operator::equalTo;
  double value = 0;  ///< what it is compared with; nothing looks at that of `isEmpty` and `isNotEmpty`
  std::uint32_t trigger = 0;
  /// The number of the trigger's workflow among those that let nobody in twice, if that is all there is to be found
  /// out: see NumberTable.
  std::uint32_t once = noIndex;
};

}  // namespace rehearse
