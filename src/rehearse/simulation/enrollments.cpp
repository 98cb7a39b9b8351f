#include "rehearse/simulation/enrollments.hpp"

#include <algorithm>

#include "rehearse/program/room.hpp"

namespace rehearse {

std::uint32_t Enrollments::makeSlot() {
  slots_.emplace_back();
  return static_cast<std::uint32_t>(slots_.size() - 1);
}

void Enrollments::stay(std::uint32_t slot) {
  Enrollment& enrollment = slots_[slot];
  if (enrollment.stays) {
    return;
  }
  reach(lists_, enrollment.contact, {});
  List& list = lists_[enrollment.contact];
  enrollment.stays = true;
  enrollment.previous = list.youngest;
  enrollment.next = noIndex;
  (enrollment.previous == noIndex ? list.oldest : slots_[enrollment.previous].next) = slot;
  list.youngest = slot;
  byPair_.make(enrollment.contact, enrollment.workflow) = slot;
  ++staying_;
}

void Enrollments::leave(Enrollment& enrollment) {
  if (enrollment.stays) {
    List& list = lists_[enrollment.contact];
    (enrollment.previous == noIndex ? list.oldest : slots_[enrollment.previous].next) = enrollment.next;
    (enrollment.next == noIndex ? list.youngest : slots_[enrollment.next].previous) = enrollment.previous;
    byPair_.erase(enrollment.contact, enrollment.workflow);
    --staying_;
  }
  if (enrollment.keptEvent != noIndex) {
    freeKept_.push_back(enrollment.keptEvent);
    enrollment.keptEvent = noIndex;
  }
}

void Enrollments::sortByAge(std::vector<std::uint32_t>& slots) const {
  std::sort(slots.begin(), slots.end(),
            [&](std::uint32_t left, std::uint32_t right) { return slots_[left].number < slots_[right].number; });
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
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

}  // namespace rehearse
