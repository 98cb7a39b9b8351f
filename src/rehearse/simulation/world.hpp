#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/contacts.hpp"
#include "rehearse/simulation/date_timers.hpp"
#include "rehearse/simulation/enrollments.hpp"
#include "rehearse/simulation/event.hpp"
#include "rehearse/simulation/locks.hpp"
#include "rehearse/simulation/once_memory.hpp"
#include "rehearse/simulation/reasons.hpp"
#include "rehearse/simulation/recent_starts.hpp"
#include "rehearse/simulation/timers.hpp"
#include "rehearse/simulation/wait_lists.hpp"

namespace rehearse {

/// How often things happened to one workflow so far.
struct WorkflowCounts {
  std::uint64_t enrolled = 0;
  std::array<std::uint64_t, exitReasonCount> exitedBy{};
  std::array<std::uint64_t, refusalReasonCount> refusedBy{};

  std::uint64_t finished() const;
  std::uint64_t active() const { return enrolled - finished(); }
  std::uint64_t refused() const;
};

/// Something that steps or edits caused, waiting for its turn: an event, or an enrollment. Of an event only what such
/// events can say, since most events of a run stand in the queue once.
struct Queued {
  std::uint32_t cause = 0;
  std::uint32_t contact = 0;
  std::uint32_t workflow = noIndex;  ///< the workflow to enroll the contact in; none for an event
  EventType type = EventType::custom;
  Symbol name = Symbol::none;          ///< the attribute of an event that has just one: a tag, a field
  std::int32_t previous = emptyScore;  ///< of `score.changed`
  std::int32_t score = emptyScore;     ///< of `score.changed`
};

/// Everything that a simulation is at a moment, apart from the record of how it came to be so. A value.
struct World {
  explicit World(const Program& startedFrom)
      : program(&startedFrom),
        symbols(startedFrom.symbols),
        once(static_cast<std::uint32_t>(startedFrom.onceWorkflows.size())) {}

  const Program* program;
  Symbols symbols;
  Instant now = 0;
  Contacts contacts;
  Enrollments enrollments;
  OnceMemory once;
  RecentStarts recentStarts;  ///< of workflows that let contacts in again
  Locks locks;
  WaitLists waitLists;
  Timers timers;
  DateTimers dates;
  KeyedTable<std::int32_t> givenPoints;  ///< by contact and rule, of rules with a limit: the size of all that it gave
  std::uint64_t serials = 0;             ///< how many waits and timers there were
  std::vector<WorkflowCounts> workflowCounts;
  std::uint32_t messages = 0;

  /// No lower number is free for the id of a contact that a step makes and that is given none.
  std::uint32_t nextContactNumber = 1;

  /// Events and enrollments of the present stimulus that wait for their turn, first in first out, from `queueHead` on.
  std::vector<Queued> queue;
  std::size_t queueHead = 0;
  /// Custom fields of the events of the present stimulus.
  std::vector<FieldValue> eventFields;

  /// The number of the next wait or timer: 1, 2, 3 …
  std::uint64_t nextSerial() { return ++serials; }
};

/// Removes timers that are left behind.
void tidyTimers(World& world);

/// Whether a timer stands for nothing any more.
bool isLeftBehind(const World& world, const Timer& timer);

}  // namespace rehearse
