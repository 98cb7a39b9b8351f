#include "rehearse/simulation/schedules.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "rehearse/model/sorting.hpp"

namespace rehearse {
namespace {

void setTimer(World& world, std::uint32_t schedule, Instant due) {
  if (due <= latestInstant) {
    world.timers.add({.due = due, .serial = world.nextSerial(), .subject = schedule, .kind = TimerKind::schedule});
  }
}

/// When a schedule's next timer would have been made, by which those of one moment are in order.
struct NextTime {
  Instant due = 0;
  Instant made = 0;        ///< when the time before it came, or the simulation began
  Instant madeBefore = 0;  ///< the same of the time before it
  std::uint32_t schedule = 0;

  friend bool operator<(const NextTime& left, const NextTime& right) {
    return std::tie(left.made, left.madeBefore, left.schedule) < std::tie(right.made, right.madeBefore, right.schedule);
  }
};

NextTime nextTimeAfter(const Program& program, std::uint32_t index, Instant to) {
  const ScheduleProgram& schedule = program.schedules[index];
  if (schedule.first > to) {
    return {schedule.first, program.clock, program.clock, index};
  }
  // Schedules whose last two times came at the same moments have the same interval, and so have always met: what
  // decides between them is their order in the document.
  const Instant last = schedule.first + (to - schedule.first) / schedule.every * schedule.every;
  return {last + schedule.every, last, last == schedule.first ? program.clock : last - schedule.every, index};
}

}  // namespace

void startSchedules(World& world) {
  for (std::uint32_t schedule = 0; schedule < world.program->schedules.size(); ++schedule) {
    setTimer(world, schedule, world.program->schedules[schedule].first);
  }
}

void continueSchedule(World& world, std::uint32_t schedule) {
  setTimer(world, schedule, world.now + world.program->schedules[schedule].every);
}

std::uint64_t timesOfSchedules(const World& world, Instant to) {
  std::uint64_t times = 0;
  for (const ScheduleProgram& schedule : world.program->schedules) {
    const auto until = [&](Instant last) {
      return last < schedule.first ? 0 : (last - schedule.first) / schedule.every + 1;
    };
    times += static_cast<std::uint64_t>(until(to) - until(world.now));
  }
  return times;
}

void skipSchedules(World& world, Instant to) {
  std::vector<NextTime> times;
  for (std::uint32_t schedule = 0; schedule < world.program->schedules.size(); ++schedule) {
    times.push_back(nextTimeAfter(*world.program, schedule, to));
  }
  sortItems(times);
  world.timers.clear();
  for (const NextTime& time : times) {
    setTimer(world, time.schedule, time.due);
  }
}

}  // namespace rehearse
