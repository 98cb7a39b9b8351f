#include "rehearse/simulation/enrollments.hpp"

#include <algorithm>

namespace rehearse {

std::uint32_t Enrollments::add(std::uint32_t contact, std::uint32_t workflow, std::uint32_t trigger) {
  std::uint32_t slot = firstFree_;
  if (slot == noIndex) {
    slot = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    firstFree_ = slots_[slot].next;
  }
  if (contact >= oldest_.size()) {
    oldest_.resize(contact + 1, noIndex);
    youngest_.resize(contact + 1, noIndex);
  }
  Enrollment enrollment;
  enrollment.number = ++count_;
  enrollment.contact = contact;
  enrollment.workflow = workflow;
  enrollment.trigger = trigger;
  enrollment.previous = youngest_[contact];
  slots_[slot] = enrollment;
  (enrollment.previous == noIndex ? oldest_[contact] : slots_[enrollment.previous].next) = slot;
  youngest_[contact] = slot;
  ++active_;
  return slot;
}

void Enrollments::remove(std::uint32_t slot) {
  Enrollment& enrollment = slots_[slot];
  (enrollment.previous == noIndex ? oldest_[enrollment.contact] : slots_[enrollment.previous].next) = enrollment.next;
  (enrollment.next == noIndex ? youngest_[enrollment.contact] : slots_[enrollment.next].previous) = enrollment.previous;
  if (enrollment.keptEvent != noIndex) {
    freeKept_.push_back(enrollment.keptEvent);
  }
  enrollment = {};
  enrollment.next = firstFree_;
  firstFree_ = slot;
  --active_;
}

void Enrollments::keep(std::uint32_t slot, const Event& event, std::span<const FieldValue> fields) {
  std::uint32_t& index = slots_[slot].keptEvent;
  if (index == noIndex && !freeKept_.empty()) {
    index = freeKept_.back();
    freeKept_.pop_back();
  } else if (index == noIndex) {
    index = static_cast<std::uint32_t>(kept_.size());
    kept_.emplace_back();
  }
  kept_[index].event = event;
  kept_[index].fields.assign(fields.begin(), fields.end());
}

bool Pairs::wouldLoop(const Pair& pair, Instant at) const {
  if (pair.starts == noIndex) {
    return false;
  }
  const auto& starts = starts_[pair.starts];
  const auto within =
      std::count_if(starts.begin(), starts.end(), [&](Instant start) { return at - start <= loopWindow; });
  return static_cast<std::uint32_t>(within) + 1 >= loopStarts;
}

void Pairs::noteStart(Pair& pair, Instant at) {
  const bool near = pair.lastStart != noInstant && at - pair.lastStart <= loopWindow;
  if (!near) {
    forgetStarts(pair);
  } else {
    if (pair.starts == noIndex) {
      pair.starts = static_cast<std::uint32_t>(starts_.size());
      starts_.emplace_back();
    }
    auto& starts = starts_[pair.starts];
    if (starts.empty()) {
      starts.push_back(pair.lastStart);
    }
    starts.erase(starts.begin(),
                 std::find_if(starts.begin(), starts.end(), [&](Instant start) { return at - start <= loopWindow; }));
    starts.push_back(at);
  }
  pair.lastStart = at;
}

void Pairs::forgetStarts(Pair& pair) {
  if (pair.starts != noIndex) {
    starts_[pair.starts].clear();
  }
  pair.lastStart = noInstant;
}

}  // namespace rehearse
