#pragma once

#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Sets the first time of every schedule, in document order.
void startSchedules(World& world);

/// Sets the next time of a schedule that is due now.
void continueSchedule(World& world, std::uint32_t schedule);

/// How often schedules fall due after now, up to `to`.
std::uint64_t timesOfSchedules(const World& world, Instant to);

/// Sets every schedule to its first time after `to`, as if all times up to there had come. Only where there are no
/// contacts: then nothing else can be due, and nothing comes of what is passed over.
void skipSchedules(World& world, Instant to);

}  // namespace rehearse
