#include "rehearse/program/triggers_found.hpp"

#include <algorithm>

namespace rehearse {

void TriggersFound::own() {
  if (triggers_.data() != ownTriggers_.data()) {
    ownTriggers_.assign(triggers_.begin(), triggers_.end());
  } else {
    ownTriggers_.resize(triggers_.size());
  }
}

void TriggersFound::append(std::span<const std::uint32_t> triggers) {
  own();
  inOrder_ = inOrder_ && ownTriggers_.back() < triggers.front();
  ownTriggers_.insert(ownTriggers_.end(), triggers.begin(), triggers.end());
  triggers_ = ownTriggers_;
}

void TriggersFound::merge(std::span<const OnceBits> once) {
  merged_.clear();
  std::size_t left = 0;
  std::size_t right = 0;
  while (left < once_.size() || right < once.size()) {
    const bool takesLeft = right == once.size() || (left < once_.size() && once_[left].block <= once[right].block);
    const OnceBits& next = takesLeft ? once_[left++] : once[right++];
    if (!merged_.empty() && merged_.back().block == next.block) {
      merged_.back().bits |= next.bits;
    } else {
      merged_.push_back(next);
    }
  }
  ownOnce_.swap(merged_);
  once_ = ownOnce_;
}

void TriggersFound::sort() {
  constexpr std::size_t few = 16;
  if (ownTriggers_.size() > few) {
    std::sort(ownTriggers_.begin(), ownTriggers_.end());
    return;
  }
  for (std::size_t next = 1; next < ownTriggers_.size(); ++next) {
    const std::uint32_t trigger = ownTriggers_[next];
    std::size_t place = next;
    for (; place > 0 && ownTriggers_[place - 1] > trigger; --place) {
      ownTriggers_[place] = ownTriggers_[place - 1];
    }
    ownTriggers_[place] = trigger;
  }
}

}  // namespace rehearse
