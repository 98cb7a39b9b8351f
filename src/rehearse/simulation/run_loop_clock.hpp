#pragma once

#include "rehearse/simulation/run_loop.hpp"

// The clock's move, and the timers that it passes.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::advanceTo(Instant to) {
  clockTo_ = to;
  const std::uint32_t cause = recorder_.recordClock(world_, to);
  while (const Timer* next = world_.timers.next()) {
    if (next->due > to) {
      break;
    }
    const Timer timer = *next;
    world_.timers.pop();
    if (world_.enrollments[timer.enrollment].waitSerial != timer.serial) {
      continue;
    }
    world_.now = timer.due;
    endTimedWait(timer.enrollment, cause);
    if (!drain()) {
      return;
    }
  }
  world_.now = to;
}

}  // namespace rehearse
