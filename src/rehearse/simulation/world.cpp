#include "rehearse/simulation/world.hpp"

#include <numeric>

namespace rehearse {

std::uint64_t WorkflowCounts::finished() const {
  return std::accumulate(exitedBy.begin(), exitedBy.end(), std::uint64_t{0});
}

std::uint64_t WorkflowCounts::refused() const {
  return std::accumulate(refusedBy.begin(), refusedBy.end(), std::uint64_t{0});
}

bool isLeftBehind(const World& world, const Timer& timer) {
  switch (timer.kind) {
    case TimerKind::wait:
    case TimerKind::timeout:
      return world.enrollments[timer.subject].waitSerial != timer.serial;
    case TimerKind::date:
      return !world.dates.isUnderWay(timer.subject, timer.item, timer.serial);
    case TimerKind::expiry:
    case TimerKind::schedule:
      break;
  }
  return false;
}

void tidyTimers(World& world) {
  const std::size_t wanted = std::size_t{world.enrollments.staying()} + world.dates.underWay() + world.timers.lasting();
  world.timers.tidy(wanted, [&](const Timer& timer) { return isLeftBehind(world, timer); });
}

}  // namespace rehearse
