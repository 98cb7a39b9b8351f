#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "rehearse/model/time.hpp"

namespace rehearse {

/// What falls due.
enum class TimerKind : std::uint8_t {
  wait,      ///< a wait for a time; `subject` is the enrollment's slot
  timeout,   ///< of a wait for something else; `subject` is the enrollment's slot
  expiry,    ///< of points that a rule gave; `subject` is the contact, `item` the rule
  schedule,  ///< `subject` is the schedule, in Program::schedules
  date,      ///< `subject` is the contact, `item` the trigger, in Program::dateTriggers
};

/// Something that falls due. What ends early, or is replaced, leaves its timer behind: whoever takes it out compares
/// `serial` with that of what it stands for.
struct Timer {
  Instant due = 0;
  std::uint64_t serial = 0;  ///< its number in order of creation, over all kinds
  std::uint32_t subject = 0;
  std::uint32_t item = 0;
  std::int32_t points = 0;  ///< of an expiry: what was given
  TimerKind kind = TimerKind::wait;
};

/// What falls due, in order of due time, then of creation; time-outs come after all else of the same moment, so that an
/// event wins over them.
class Timers {
 public:
  void add(const Timer& timer) {
    heap_.push_back(timer);
    std::push_heap(heap_.begin(), heap_.end(), later);
    lasting_ += isLasting(timer) ? 1 : 0;
  }

  /// The next one, or null.
  const Timer* next() const { return heap_.empty() ? nullptr : &heap_.front(); }

  /// Takes the next one out.
  void pop() {
    lasting_ -= isLasting(heap_.front()) ? 1 : 0;
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }

  void clear() {
    heap_.clear();
    lasting_ = 0;
  }

  std::size_t size() const { return heap_.size(); }
  /// How many there are that are never left behind.
  std::size_t lasting() const { return lasting_; }

  /// Removes from the front those that are left behind, so that `next` is one that counts; and all of them once they
  /// are more than half, so that they do not pile up. `wanted`: how many can count at the most.
  template <class IsLeftBehind>
  void tidy(std::size_t wanted, IsLeftBehind isLeftBehind) {
    while (!heap_.empty() && isLeftBehind(heap_.front())) {
      pop();
    }
    constexpr std::size_t slack = 64;
    if (heap_.size() > 2 * wanted + slack) {
      heap_.erase(std::remove_if(heap_.begin(), heap_.end(), isLeftBehind), heap_.end());
      std::make_heap(heap_.begin(), heap_.end(), later);
    }
  }

  /// When the next one falls due, or `noInstant`.
  Instant nextDue() const { return heap_.empty() ? noInstant : heap_.front().due; }

 private:
  static bool isLasting(const Timer& timer) {
    return timer.kind == TimerKind::expiry || timer.kind == TimerKind::schedule;
  }

  static bool later(const Timer& left, const Timer& right) {
    if (left.due != right.due) {
      return left.due > right.due;
    }
    const bool leftIsTimeout = left.kind == TimerKind::timeout;
    if (leftIsTimeout != (right.kind == TimerKind::timeout)) {
      return leftIsTimeout;
    }
    return left.serial > right.serial;
  }

  std::vector<Timer> heap_;
  std::size_t lasting_ = 0;
};

}  // namespace rehearse
