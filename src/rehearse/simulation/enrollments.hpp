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
  std::uint32_t number = 0;  ///< 1, 2, 3 … in order of enrollment
  std::uint32_t contact = 0;
  std::uint32_t workflow = 0;
  std::uint32_t trigger = 0;
  std::uint32_t instruction = noIndex;  ///< where it waits
  std::uint64_t waitSerial = 0;         ///< the present wait's number; 0 while it runs
  Instant since = 0;                    ///< when the wait began
  Instant due = noInstant;              ///< when the wait or its time-out falls due
  std::uint32_t keptEvent = noIndex;
  std::uint32_t previous = noIndex;  ///< the contact's next older enrollment
  std::uint32_t next = noIndex;      ///< the contact's next younger one, or the next free slot
};

/// The enrollments under way, in slots that are used again.
class Enrollments {
 public:
  Enrollment& operator[](std::uint32_t slot) { return slots_[slot]; }
  const Enrollment& operator[](std::uint32_t slot) const { return slots_[slot]; }

  /// A new enrollment, the contact's youngest.
  std::uint32_t add(std::uint32_t contact, std::uint32_t workflow, std::uint32_t trigger);
  void remove(std::uint32_t slot);
  /// How many are under way.
  std::uint32_t active() const { return active_; }
  /// The contact's oldest enrollment, or `noIndex`; go on with `next`.
  std::uint32_t oldest(std::uint32_t contact) const { return contact < oldest_.size() ? oldest_[contact] : noIndex; }

  /// Keeps a copy of an event for an enrollment, instead of the one it had.
  void keep(std::uint32_t slot, const Event& event, std::span<const FieldValue> fields);
  /// The event that an enrollment keeps, or null.
  const KeptEvent* kept(std::uint32_t slot) const {
    const std::uint32_t index = slots_[slot].keptEvent;
    return index == noIndex ? nullptr : &kept_[index];
  }

 private:
  std::vector<Enrollment> slots_;
  std::uint32_t firstFree_ = noIndex;
  std::uint32_t count_ = 0;  ///< how many there ever were
  std::uint32_t active_ = 0;
  std::vector<std::uint32_t> oldest_;    ///< by contact
  std::vector<std::uint32_t> youngest_;  ///< by contact
  std::vector<KeptEvent> kept_;
  std::vector<std::uint32_t> freeKept_;
};

/// What is remembered of one contact in one workflow.
struct Pair {
  std::uint32_t active = noIndex;  ///< the slot of its enrollment under way
  bool wasIn = false;
  bool locked = false;
  std::uint32_t starts = noIndex;  ///< its list of recent starts; made at the second start within the window
  Instant lastStart = noInstant;
};

/// What is remembered of contacts in workflows.
class Pairs {
 public:
  /// Null if nothing is remembered.
  const Pair* find(std::uint32_t contact, std::uint32_t workflow) const { return pairs_.find(contact, workflow); }
  /// Made if there is none; valid until the next `make`.
  Pair& make(std::uint32_t contact, std::uint32_t workflow) { return pairs_.make(contact, workflow); }

  /// How many starts within the window make a loop: the one that would be the last of them is refused.
  static constexpr std::uint32_t loopStarts = 50;
  static constexpr Duration loopWindow = 30 * minute;

  /// Whether one more start at that time would be the 50th within the window.
  bool wouldLoop(const Pair& pair, Instant at) const;
  /// Remembers a start.
  void noteStart(Pair& pair, Instant at);
  /// Forgets the starts so far.
  void forgetStarts(Pair& pair);

 private:
  KeyedTable<Pair> pairs_;
  std::vector<std::vector<Instant>> starts_;  ///< recent starts, oldest first
};

}  // namespace rehearse
