#include "rehearse/simulation/recent_starts.hpp"

#include <algorithm>

namespace rehearse {

void RecentStarts::dropAll(Instant at) {
  for (; first_ < starts_.size() && at - starts_[first_].at > loopWindow; ++first_) {
    if (first_ >= counted_) {
      continue;
    }
    const Start& start = starts_[first_];
    Count& count = counts_.make(start.contact, start.workflow);
    count.forgotten -= count.forgotten > 0 ? 1 : 0;
    if (--count.starts == 0) {
      counts_.erase(start.contact, start.workflow);
    }
  }
  // Half of the room is free at least: moving the others costs no more than putting them in did.
  if (2 * first_ >= starts_.size()) {
    starts_.erase(starts_.begin(), starts_.begin() + static_cast<std::ptrdiff_t>(first_));
    counted_ = std::max(counted_, first_) - first_;
    first_ = 0;
  }
}

void RecentStarts::countAll() {
  for (counted_ = std::max(counted_, first_); counted_ < starts_.size(); ++counted_) {
    ++counts_.make(starts_[counted_].contact, starts_[counted_].workflow).starts;
  }
}

std::uint32_t RecentStarts::countOf(std::uint32_t contact, std::uint32_t workflow) {
  countAll();
  const Count* const count = counts_.find(contact, workflow);
  return count == nullptr ? 0 : count->starts - count->forgotten;
}

void RecentStarts::forget(std::uint32_t contact, std::uint32_t workflow) {
  if (countOf(contact, workflow) > 0) {
    Count& count = counts_.make(contact, workflow);
    count.forgotten = count.starts;
  }
}

}  // namespace rehearse
