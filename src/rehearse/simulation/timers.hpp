#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "rehearse/model/time.hpp"

namespace rehearse {

/// Something that falls due. A wait that ends early leaves its timer behind: whoever takes it out compares `serial`
/// with the enrollment's present wait.
struct Timer {
  Instant due = 0;
  bool isTimeout = false;        ///< time-outs come after all else of the same moment, so that an event wins over them
  std::uint64_t serial = 0;      ///< the wait's number, in order of creation
  std::uint32_t enrollment = 0;  ///< its slot in Enrollments
};

/// What falls due, in order of due time, then of creation.
class Timers {
 public:
  void add(const Timer& timer) {
    heap_.push_back(timer);
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  /// The next one, or null.
  const Timer* next() const { return heap_.empty() ? nullptr : &heap_.front(); }

  /// Takes the next one out.
  void pop() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }

  /// Removes from the front those that are left behind, so that `next` is one that counts; and all of them once they
  /// are more than half, so that they do not pile up.
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
  static bool later(const Timer& left, const Timer& right) {
    if (left.due != right.due) {
      return left.due > right.due;
    }
    if (left.isTimeout != right.isTimeout) {
      return left.isTimeout;
    }
    return left.serial > right.serial;
  }

  std::vector<Timer> heap_;
};

}  // namespace rehearse
