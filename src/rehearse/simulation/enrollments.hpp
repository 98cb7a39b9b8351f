#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/model/time.hpp"
#include "rehearse/simulation/event.hpp"
#include "rehearse/simulation/keyed_table.hpp"

namespace rehearse {

/// An event that an enrollment keeps, because its workflow's steps look at it.
struct KeptEvent {
  Event event;
  std::vector<FieldValue> fields;
};

/// One contact going once through one workflow.
struct Enrollment {
  std::uint64_t number = 0;  ///< 1, 2, 3 … in order of enrollment
  std::uint32_t contact = 0;
  std::uint32_t workflow = 0;
  std::uint32_t trigger = 0;
  std::uint32_t instruction = noIndex;  ///< where it waits
  std::uint64_t waitSerial = 0;         ///< the present wait's number; 0 while it runs
  Instant since = 0;                    ///< when the wait began
  Instant due = noInstant;              ///< when the wait or its time-out falls due
  std::uint32_t keptEvent = noIndex;
  bool stays = false;                ///< whether it is in the contact's list
  std::uint32_t previous = noIndex;  ///< the contact's next older enrollment
  std::uint32_t next = noIndex;      ///< the contact's next younger one, or the next free slot
};

/// The enrollments under way, in slots that are used again.
///
/// One at a time runs; most run to their end at once, and leave no trace. One that begins to wait stays: it joins the
/// list of its contact, and is found by its workflow.
class Enrollments {
 public:
  Enrollment& operator[](std::uint32_t slot) { return slots_[slot]; }
  const Enrollment& operator[](std::uint32_t slot) const { return slots_[slot]; }

  /// A new enrollment, which is about to run.
  std::uint32_t add(std::uint32_t contact, std::uint32_t workflow, std::uint32_t trigger) {
    const std::uint32_t slot = firstFree_ == noIndex ? makeSlot() : firstFree_;
    Enrollment& enrollment = slots_[slot];
    firstFree_ = enrollment.next;
    enrollment = {.number = ++count_, .contact = contact, .workflow = workflow, .trigger = trigger};
    return slot;
  }
  /// So many that have run to their end already.
  void addDone(std::uint32_t count) { count_ += count; }
  void remove(std::uint32_t slot) {
    Enrollment& enrollment = slots_[slot];
    if (enrollment.stays || enrollment.keptEvent != noIndex) {
      leave(enrollment);
    }
    enrollment.waitSerial = 0;
    enrollment.next = firstFree_;
    firstFree_ = slot;
  }

  /// The enrollment stays under way: it is now the contact's youngest that does, if it was not there before.
  void stay(std::uint32_t slot);
  /// How many stay.
  std::uint32_t staying() const { return staying_; }
  /// Whether a contact has an enrollment that stays in that workflow.
  bool stays(std::uint32_t contact, std::uint32_t workflow) const {
    return oldest(contact) != noIndex && byPair_.find(contact, workflow) != nullptr;
  }
  /// The contact's oldest enrollment that stays, or `noIndex`; go on with `next`.
  std::uint32_t oldest(std::uint32_t contact) const {
    return contact < lists_.size() ? lists_[contact].oldest : noIndex;
  }

  /// Puts slots in the order in which their enrollments began, each once.
  void sortByAge(std::vector<std::uint32_t>& slots) const;

  /// Keeps a copy of an event for an enrollment, instead of the one it had.
  void keep(std::uint32_t slot, const Event& event, std::span<const FieldValue> fields);
  /// The event that an enrollment keeps, or null.
  const KeptEvent* kept(std::uint32_t slot) const {
    const std::uint32_t index = slots_[slot].keptEvent;
    return index == noIndex ? nullptr : &kept_[index];
  }

 private:
  /// Enrollments of one contact.
  struct List {
    std::uint32_t oldest = noIndex;
    std::uint32_t youngest = noIndex;
  };

  std::uint32_t makeSlot();
  /// Takes it out of its list, and forgets the event it kept.
  void leave(Enrollment& enrollment);

  std::vector<Enrollment> slots_;
  std::uint32_t firstFree_ = noIndex;
  std::uint64_t count_ = 0;  ///< how many there ever were
  std::uint32_t staying_ = 0;
  std::vector<List> lists_;           ///< by contact, up to the last one that ever waited
  KeyedTable<std::uint32_t> byPair_;  ///< the slots of those that stay, by contact and workflow
  std::vector<KeptEvent> kept_;
  std::vector<std::uint32_t> freeKept_;
};

}  // namespace rehearse
