#include <algorithm>
#include <initializer_list>
#include <utility>

#include "rehearse/json/writer.hpp"
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

void checkCount(Check& check, std::string_view key, const std::optional<std::int64_t>& wanted, std::uint32_t actual,
                std::uint32_t workflow, std::initializer_list<EntryKind> kinds) {
  if (!wanted) {
    return;
  }
  ++check.lookedAt;
  if (*wanted != actual) {
    auto entries = latestOf(entriesOf(check, workflow, wholeJournal(check.journal()), kinds));
    const auto expected = std::to_string(*wanted);
    check.failPlainly(key, std::string(key) + " " + expected, expected, std::to_string(actual), std::move(entries));
  }
}

// ------------------------------------------------------------ fired or not

/// Whether the workflow enrolled somebody since the last stimulus.
bool hasFired(const Check& check, std::uint32_t workflow) {
  return !entriesOf(check, workflow, check.since, {EntryKind::enrolled}).empty();
}

/// The ids of all workflows that enrolled somebody since the last stimulus, in document order.
std::vector<std::string> firedWorkflows(const Check& check) {
  const auto& program = check.simulation.program();
  std::vector<std::string> fired;
  for (std::uint32_t workflow = 0; workflow < program.workflows.size(); ++workflow) {
    if (hasFired(check, workflow)) {
      fired.emplace_back(program.symbols.text(program.workflows[workflow].id));
    }
  }
  return fired;
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
  const auto text = jsonOf(Scalar(id));
  check.fail(key, "there is no workflow " + text, text, "null", {});
  return false;
}

void checkNoneFired(Check& check) {
  const auto fired = firedWorkflows(check);
  if (!fired.empty()) {
    const auto enrolled = entriesWhere(check.journal(), check.since,
                                       [](const Entry& entry) { return entry.kind == EntryKind::enrolled; });
    const auto actual = jsonOf(fired);
    check.fail("fired", "expected no workflow to fire, but there fired " + actual, "[]", actual,
               withCauses(check.journal(), enrolled));
  }
}

void checkEachFired(Check& check, std::string_view key, const std::vector<std::string>& wanted, bool shouldFire) {
  for (const auto& id : wanted) {
    if (!isKnown(check, key, id)) {
      continue;
    }
    const auto workflow = check.findWorkflow(id);
    if (hasFired(check, workflow) != shouldFire) {
      const auto enrolled = entriesOf(check, workflow, check.since, {EntryKind::enrolled});
      check.fail(key, "expected " + id + (shouldFire ? " to fire, but it did not" : " not to fire, but it did"),
                 jsonOf(wanted), jsonOf(firedWorkflows(check)),
                 shouldFire ? whyNot(check, workflow) : withCauses(check.journal(), enrolled));
    }
  }
}

// ------------------------------------------------------------------- locks

using LockedPair = std::pair<std::string, std::string>;

std::vector<LockedPair> lockedPairs(const Check& check) {
  std::vector<LockedPair> pairs;
  for (std::uint32_t contact = 0; contact < check.world().contacts.size(); ++contact) {
    const auto state = contactState(check.world(), contact);
    for (const auto& workflow : state.locked) {
      pairs.emplace_back(state.id, workflow);
    }
  }
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
  if (wanted.fired) {
    ++check.lookedAt;
    if (wanted.fired->empty()) {
      checkNoneFired(check);
    }
    checkEachFired(check, "fired", *wanted.fired, true);
  }
  if (wanted.notFired) {
    ++check.lookedAt;
    checkEachFired(check, "notFired", *wanted.notFired, false);
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
  auto actual = lockedPairs(check);
  std::sort(wanted.begin(), wanted.end());
  std::sort(actual.begin(), actual.end());
  if (wanted != actual) {
    const auto& journal = check.journal();
    const auto entries = entriesWhere(journal, wholeJournal(journal), [](const Entry& entry) {
      return entry.kind == EntryKind::workflowLocked ||
             (entry.kind == EntryKind::edited && static_cast<EditAction>(entry.detail) == EditAction::unlock);
    });
    const auto expected = jsonOfPairs(wanted);
    check.failPlainly("locked", "locked " + expected, expected, jsonOfPairs(actual), latestOf(entries));
  }
}

}  // namespace rehearse
