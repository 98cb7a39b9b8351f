#include "rehearse/simulation/recent_starts.hpp"

#include <algorithm>
#include <bit>

namespace rehearse {

void RecentStarts::drop(Instant at) {
  while (first_ < starts_.size() && at - starts_[first_].at > loopWindow) {
    --startsOfAlike(starts_[first_++].contact);
  }
}

void RecentStarts::tidy(Instant at) {
  drop(at);
  // Half of the starts at least have come since the last time: moving those that stay costs no more than twice what
  // putting these in did.
  starts_.erase(starts_.begin(), starts_.begin() + static_cast<std::ptrdiff_t>(first_));
  first_ = 0;
  lists_.clear();
  tidyAt_ = std::max(fewStarts, 2 * starts_.size());
  const std::size_t rests = std::max(fewRests, std::bit_ceil(starts_.size() / startsOfRest));
  if (starts_.capacity() > 4 * tidyAt_) {  // after a busy time, give back its memory
    starts_.shrink_to_fit();
    lists_ = {};
    before_ = {};
    countByRests(rests);
  } else if (rests > ofAlike_.size()) {
    countByRests(rests);
  }
}

void RecentStarts::countByRests(std::size_t rests) {
  ofAlike_ = std::vector<std::uint32_t>(rests);
  for (const Start& start : starts_) {
    ++startsOfAlike(start.contact);
  }
}

std::uint32_t& RecentStarts::listOf(std::uint32_t contact, std::uint32_t workflow) {
  const std::uint64_t key = (std::uint64_t{contact} << 32U) | workflow;
  const std::uint64_t mixed = (key ^ (key >> 29U)) * 0x9E3779B97F4A7C15ULL;
  return lists_[static_cast<std::size_t>(mixed >> 32U) & (lists_.size() - 1)];
}

void RecentStarts::listAll() {
  if (lists_.size() < starts_.size()) {
    lists_.assign(std::bit_ceil(starts_.size()), noIndex);
    listed_ = first_;
  }
  before_.resize(starts_.size());
  for (; listed_ < starts_.size(); ++listed_) {
    std::uint32_t& youngest = listOf(starts_[listed_].contact, starts_[listed_].workflow);
    before_[listed_] = youngest;
    youngest = static_cast<std::uint32_t>(listed_);
  }
}

template <class Use>
void RecentStarts::eachOf(std::uint32_t contact, std::uint32_t workflow, Use use) {
  listAll();
  // The older ones of a list may have been dropped.
  for (std::uint32_t place = listOf(contact, workflow); place != noIndex && place >= first_; place = before_[place]) {
    if (starts_[place].contact == contact && starts_[place].workflow == workflow) {
      use(starts_[place]);
    }
  }
}

std::uint32_t RecentStarts::countOf(std::uint32_t contact, std::uint32_t workflow) {
  std::uint32_t count = 0;
  eachOf(contact, workflow, [&](const Start&) { ++count; });
  return count;
}

void RecentStarts::forget(std::uint32_t contact, std::uint32_t workflow) {
  if (!starts_.empty()) {
    eachOf(contact, workflow, [](Start& start) { start.workflow = noIndex; });
  }
}

}  // namespace rehearse
