#include <algorithm>
#include <initializer_list>
#include <utility>

#include "rehearse/json/writer.hpp"
#include "rehearse/model/sorting.hpp"
#include "rehearse/scenario/check.hpp"

namespace rehearse {
namespace {

bool isOneOf(EntryKind kind, std::initializer_list<EntryKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// The workflow's entries of these kinds.
Seqs entriesOf(const Check& check, std::uint32_t workflow, const Report& range,
               std::initializer_list<EntryKind> kinds) {
  return entriesWhere(check.journal(), range, [&](const Entry& entry) {
    return entry.place.workflow == workflow && isOneOf(entry.kind, kinds);
  });
}

// ------------------------------------------------------------------ counts

void checkCount(Check& check, std::string_view key, const std::optional<std::int64_t>& wanted, std::uint64_t actual,
                std::uint32_t workflow, std::initializer_list<EntryKind> kinds) {
  if (!wanted) {
    return;
  }
  ++check.lookedAt;
  if (*wanted < 0 || static_cast<std::uint64_t>(*wanted) != actual) {
    const auto expected = std::to_string(*wanted);
    check.failPlainly(key, std::string(key) + " " + expected, expected, std::to_string(actual),
                      [&] { return latestOf(entriesOf(check, workflow, wholeJournal(check.journal()), kinds)); });
  }
}

// ------------------------------------------------------------ fired or not

/// By workflow, whether it enrolled somebody since the last stimulus.
std::vector<bool> whichFired(const Check& check) {
  std::vector<bool> fired(check.simulation.program().workflows.size());
  for (std::uint32_t seq = check.since.first; seq <= check.since.last; ++seq) {
    const auto& entry = check.journal().entry(seq);
    if (entry.kind == EntryKind::enrolled) {
      fired[entry.place.workflow] = true;
    }
  }
  return fired;
}

/// The ids of those that fired, in document order.
std::vector<std::string> idsOf(const Check& check, const std::vector<bool>& fired) {
  const auto& program = check.simulation.program();
  std::vector<std::string> ids;
  for (std::size_t workflow = 0; workflow < fired.size(); ++workflow) {
    if (fired[workflow]) {
      ids.emplace_back(program.symbols.text(program.workflows[workflow].id));
    }
  }
  return ids;
}

/// What the workflow's triggers and gates said since the last stimulus; without a trigger of the events' types, the
/// events themselves.
Seqs whyNot(const Check& check, std::uint32_t workflow) {
  auto entries = entriesOf(check, workflow, check.since, {EntryKind::triggerEvaluated, EntryKind::enrollmentRefused});
  if (entries.empty()) {
    entries =
        entriesWhere(check.journal(), check.since, [](const Entry& entry) { return entry.kind == EntryKind::event; });
  }
  return withCauses(check.journal(), entries);
}

/// Fails for a workflow that there is not: an expectation that names one shows nothing.
bool isKnown(Check& check, std::string_view key, const std::string& id) {
  if (check.findWorkflow(id) != noIndex) {
    return true;
  }
  check.addMissing(key, "workflow", id);
  return false;
}

void checkNoneFired(Check& check, const std::vector<bool>& fired) {
  const auto ids = idsOf(check, fired);
  if (!ids.empty()) {
    const auto actual = jsonOf(ids);
    check.fail("fired", "expected no workflow to fire, but there fired " + actual, "[]", actual, [&] {
      const auto isStart = [](const Entry& entry) { return entry.kind == EntryKind::enrolled; };
      return withCauses(check.journal(), entriesWhere(check.journal(), check.since, isStart));
    });
  }
}

void checkEachFired(Check& check, std::string_view key, const std::vector<std::string>& wanted,
                    const std::vector<bool>& fired, bool shouldFire) {
  for (const auto& id : wanted) {
    if (check.failures.areFull()) {
      return;
    }
    if (!isKnown(check, key, id)) {
      continue;
    }
    const auto workflow = check.findWorkflow(id);
    if (fired[workflow] != shouldFire) {
      check.fail(key, "expected " + id + (shouldFire ? " to fire, but it did not" : " not to fire, but it did"),
                 jsonOf(wanted), jsonOf(idsOf(check, fired)), [&] {
                   return shouldFire ? whyNot(check, workflow)
                                     : withCauses(check.journal(),
                                                  entriesOf(check, workflow, check.since, {EntryKind::enrolled}));
                 });
    }
  }
}

// ------------------------------------------------------------------- locks

using LockedPair = std::pair<std::string, std::string>;

/// Contacts with the workflows that they are locked out of now, in order: only a pair that the journal says was locked
/// can be.
std::vector<LockedPair> lockedPairs(const Check& check) {
  const auto& world = check.world();
  const auto& journal = check.journal();
  std::vector<LockedPair> pairs;
  for (std::uint32_t seq = 1; seq <= journal.size(); ++seq) {
    const auto& entry = journal.entry(seq);
    if (entry.kind != EntryKind::workflowLocked) {
      continue;
    }
    const auto& place = entry.place;
    if (world.locks.has(place.contact, place.workflow)) {
      pairs.emplace_back(world.symbols.text(world.contacts.id(place.contact)),
                         world.symbols.text(world.program->workflows[place.workflow].id));
    }
  }
  sortItems(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::string jsonOfPairs(const std::vector<LockedPair>& pairs) {
  json::Writer writer;
  writer.beginArray();
  for (const auto& [contact, workflow] : pairs) {
    writer.beginObject().member("contact", contact).member("workflow", workflow).endObject();
  }
  writer.endArray();
  return writer.take();
}

}  // namespace

void checkWorkflow(Check& check) {
  const auto& wanted = check.expectation;
  if (!wanted.workflow || !isKnown(check, "workflow", *wanted.workflow)) {
    return;
  }
  const auto workflow = check.findWorkflow(*wanted.workflow);
  const auto& counts = check.world().workflowCounts[workflow];
  const auto starts = {EntryKind::enrolled, EntryKind::enrollmentRefused};
  const auto stays = {EntryKind::enrolled, EntryKind::exited};
  checkCount(check, "enrolled", wanted.enrolled, counts.enrolled, workflow, starts);
  checkCount(check, "active", wanted.active, counts.active(), workflow, stays);
  checkCount(check, "finished", wanted.finished, counts.finished(), workflow, stays);
  checkCount(check, "refused", wanted.refused, counts.refused(), workflow, starts);
}

void checkFired(Check& check) {
  const auto& wanted = check.expectation;
  if (!wanted.fired && !wanted.notFired) {
    return;
  }
  const auto fired = whichFired(check);
  if (wanted.fired) {
    ++check.lookedAt;
    if (wanted.fired->empty()) {
      checkNoneFired(check, fired);
    }
    checkEachFired(check, "fired", *wanted.fired, fired, true);
  }
  if (wanted.notFired) {
    ++check.lookedAt;
    checkEachFired(check, "notFired", *wanted.notFired, fired, false);
  }
}

void checkLocked(Check& check) {
  if (!check.expectation.locked) {
    return;
  }
  ++check.lookedAt;
  std::vector<LockedPair> wanted;
  for (const auto& pair : *check.expectation.locked) {
    wanted.emplace_back(pair.contact, pair.workflow);
  }
  const auto actual = lockedPairs(check);
  sortItems(wanted);
  if (wanted != actual) {
    const auto expected = jsonOfPairs(wanted);
    check.failPlainly("locked", "locked " + expected, expected, jsonOfPairs(actual), [&] {
      const auto isLockOrUnlock = [](const Entry& entry) {
        return entry.kind == EntryKind::workflowLocked ||
               (entry.kind == EntryKind::edited && static_cast<EditAction>(entry.detail) == EditAction::unlock);
      };
      return latestOf(entriesWhere(check.journal(), wholeJournal(check.journal()), isLockOrUnlock));
    });
  }
}

}  // namespace rehearse
