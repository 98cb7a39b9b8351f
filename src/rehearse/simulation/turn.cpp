#include "rehearse/simulation/turn.hpp"

#include <algorithm>

namespace rehearse {
namespace {

/// Whether an entry begins something else than what an event's own handling consists of: another event, another
/// stimulus, something that fell due, or an enrollment that a step had put into the queue.
bool beginsAnew(const Journal& journal, const Entry& entry) {
  switch (entry.kind) {
    case EntryKind::event:
    case EntryKind::clockMoved:
    case EntryKind::edited:
    case EntryKind::halted:
      return true;
    case EntryKind::enrolled:
    case EntryKind::enrollmentRefused:
    case EntryKind::workflowLocked:
      return entry.place.trigger == noIndex;
    default:
      return entry.place.cause != 0 && journal.entry(entry.place.cause).kind == EntryKind::clockMoved;
  }
}

}  // namespace

Turn turnOf(const Journal& journal, std::uint32_t seq, std::uint32_t workflow) {
  Turn turn;
  bool found = false;
  std::uint32_t at = seq + 1;
  for (; at <= journal.size(); ++at) {
    const Entry& entry = journal.entry(at);
    if (beginsAnew(journal, entry)) {
      break;
    }
    const bool isTrigger = entry.kind == EntryKind::triggerEvaluated && entry.place.cause == seq;
    if (isTrigger && entry.place.workflow >= workflow && !found) {
      found = true;
      turn.before = at - 1;
    }
    if (isTrigger && entry.place.workflow == workflow) {
      turn.evaluated.push_back(at);
    }
    const bool isOurs =
        !turn.evaluated.empty() && entry.kind == EntryKind::enrolled && entry.place.workflow == workflow &&
        std::find(turn.evaluated.begin(), turn.evaluated.end(), entry.place.cause) != turn.evaluated.end();
    if (isOurs) {
      turn.enrolled = at;
      break;
    }
  }
  if (!found) {
    turn.before = at - 1;
  }
  return turn;
}

std::vector<RefusalReason> closedGates(const Simulation& simulation, std::uint32_t contact, std::uint32_t workflow,
                                       std::uint32_t before, Instant now) {
  const Journal& journal = simulation.recorder();
  std::uint32_t active = 0;
  bool wasIn = false;
  bool locked = false;
  std::uint32_t recentStarts = 0;
  for (std::uint32_t seq = 1; seq <= before; ++seq) {
    const Entry& entry = journal.entry(seq);
    if (entry.place.contact != contact || entry.place.workflow != workflow) {
      continue;
    }
    switch (entry.kind) {
      case EntryKind::enrolled:
        ++active;
        wasIn = true;
        recentStarts += now - entry.at <= RecentStarts::loopWindow ? 1 : 0;
        break;
      case EntryKind::exited:
        --active;
        break;
      case EntryKind::workflowLocked:
        locked = true;
        break;
      case EntryKind::edited:
        // Lifting a lock that there is forgets the starts so far.
        recentStarts = locked ? 0 : recentStarts;
        locked = false;
        break;
      default:
        break;
    }
  }
  const WorkflowProgram& row = simulation.program().workflows[workflow];
  std::vector<RefusalReason> closed;
  const auto note = [&](bool isClosed, RefusalReason reason) {
    if (isClosed) {
      closed.push_back(reason);
    }
  };
  note(!row.published && !simulation.options().runDrafts, RefusalReason::draft);
  note(active > 0, RefusalReason::alreadyActive);
  note(wasIn && !row.allowReentry, RefusalReason::reentryOff);
  note(locked || recentStarts + 1 >= RecentStarts::loopStarts, RefusalReason::locked);
  return closed;
}

std::uint32_t eventOf(const Journal& journal, std::uint32_t seq) {
  while (seq != 0 && journal.entry(seq).kind != EntryKind::event) {
    seq = journal.entry(seq).place.cause;
  }
  return seq;
}

}  // namespace rehearse
