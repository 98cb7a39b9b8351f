#include "rehearse/replay/replay_version.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"
#include "rehearse/simulation/contact_editor.hpp"
#include "rehearse/simulation/date_timers.hpp"
#include "rehearse/simulation/run_loop_clock.hpp"
#include "rehearse/simulation/run_loop_contact_steps.hpp"
#include "rehearse/simulation/run_loop_enrollments.hpp"
#include "rehearse/simulation/run_loop_events.hpp"
#include "rehearse/simulation/run_loop_flow_steps.hpp"
#include "rehearse/simulation/run_loop_goals.hpp"
#include "rehearse/simulation/run_loop_message_steps.hpp"
#include "rehearse/simulation/run_loop_other_contact_steps.hpp"
#include "rehearse/simulation/run_loop_rules.hpp"
#include "rehearse/simulation/run_loop_triggers.hpp"
#include "rehearse/simulation/run_loop_waits.hpp"
#include "rehearse/simulation/run_loop_workflow_steps.hpp"
#include "rehearse/simulation/schedules.hpp"
#include "rehearse/simulation/settle_rows.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {
namespace {

EffortLimits effortOfStimulus() {
  constexpr SimulationOptions ofStimulus;
  return {ofStimulus.effortLimit, ofStimulus.explainedLimit};
}

}  // namespace

ReplayVersion::ReplayVersion(const Workspace& workspace, Dictionary& dictionary, const Partition& partition,
                             bool runDrafts, bool texts, const ReplayLimits& limits)
    : program_(std::make_unique<Program>(compile(workspace))),
      world_(*program_),
      intake_(dictionary, texts),
      pass_(world_, recorder_, intake_, runDrafts, effortOfStimulus()),
      excerptRecorder_(*program_, recorder_),
      limits_(limits) {
  world_.symbols.borrowFrom(dictionary.texts());
  recorder_.prepare(*program_);
  const EffortLimits effort = effortOfStimulus();
  loop_ = std::make_unique<RunLoop<ReplayRecorder>>(world_, recorder_, buffers_, runDrafts, effort);
  excerptLoop_ = std::make_unique<RunLoop<ExcerptRecorder>>(world_, excerptRecorder_, buffers_, runDrafts, effort);
  world_.workflowCounts.resize(program_->workflows.size());
  // No date is yet to come: those that are, are looked for when the clock starts.
  world_.now = latestInstant;
  for (const ContactData& contact : program_->contacts) {
    if (partitionOf(contact.id, partition.of) == partition.index) {
      addContact(contact);
    }
  }
  given_.assign(world_.contacts.size(), false);
}

ReplayVersion::~ReplayVersion() = default;

bool ReplayVersion::addContact(const ContactData& data, std::uint32_t number) {
  const Symbol id = number == noIndex ? world_.symbols.intern(data.id) : intake_.symbolOfId(world_, number);
  std::uint32_t contact = world_.contacts.find(id);
  if (contact == noIndex) {
    contact = rehearse::addContact(world_, id, world_.now);
    given_.push_back(false);
    createdAtGiven_.push_back(false);
  }
  if (number != noIndex) {
    intake_.noteContact(number, contact);
  }
  if (given_[contact]) {
    return false;
  }
  given_[contact] = true;
  if (data.createdAt) {
    world_.contacts.setCreatedAt(contact, *data.createdAt);
    createdAtGiven_[contact] = true;
  }
  Counts nothing;
  ContactEditor editor(world_, nothing);
  editor.apply(contact, data);
  return true;
}

void ReplayVersion::start(Instant at) {
  hasStarted_ = true;
  startClockAt(*program_, at);
  world_.now = at;
  world_.timers.clear();
  world_.dates = {};
  world_.serials = 0;
  startSchedules(world_);
  const Contacts& contacts = world_.contacts;
  // Until now what was not given was the last moment that there is, and who was given just that has it from there.
  std::vector<std::uint32_t> createdLast;
  for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
    if (createdAtGiven_[contact] && contacts.createdAt(contact) == latestInstant) {
      createdLast.push_back(contact);
    }
  }
  world_.contacts.setCreatedAtOfOthers(at);
  for (const std::uint32_t contact : createdLast) {
    world_.contacts.setCreatedAt(contact, latestInstant);
  }
  for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
    if (!createdAtGiven_[contact]) {
      world_.contacts.setCreatedAt(contact, at);
    }
    startScores_.append(contacts.score(contact));
    noteDateWritten(world_, contact, ContactField::createdAt, Symbol::none);
    for (const FieldValue& field : contacts.fields(contact)) {
      noteDateWritten(world_, contact, {}, field.key);
    }
  }
  given_ = {};
  createdAtGiven_ = {};
}

void ReplayVersion::advanceTo(Instant to) {
  pass_.noteStarts();
  const std::uint64_t contacts = world_.contacts.size();
  const std::uint64_t allowed = limits_.turnsPerContact * contacts;
  const std::uint64_t left = allowed - std::min(allowed, turns_);
  // What is sure to be too much is not begun.
  if (contacts > 0 && timesOfSchedules(world_, to) > left / contacts) {
    hasTooManyTurns_ = true;
    return;
  }
  // The loop asks once before the first turn, and is told no after one too many.
  const std::uint64_t given = left + 2;
  recorder_.allowTurns(given, mostContacts());
  loop_->advanceTo(to);
  turns_ += given - 1 - recorder_.turnsLeft();
  hasTooManyTurns_ = recorder_.turnsLeft() == 0;
  tidyTimers(world_);
}

void ReplayVersion::settleCounts() {
  settleRows(world_, recorder_.counts());
  pass_.settle();
}

void ReplayVersion::setColumns(const EventColumns& columns) {
  intake_.setColumns(columns, world_);
  pass_.setColumns(columns);
}

void ReplayVersion::forgetTexts() {
  world_.symbols.keepBorrowed();
  intake_.forget();
  pass_.forgetTexts();
}

void ReplayVersion::goOnTo(Instant at) {
  const Instant due = world_.timers.nextDue();
  const bool isNothingDue = due == noInstant || due > at;
  if (isNothingDue && world_.timers.size() < tidyAt_ && world_.contacts.size() > 0) {
    world_.now = at;  // what moving the clock comes to, for nearly all rows
  } else {
    advanceTo(at);
    tidyAt_ = 2 * world_.timers.size() + 64;
  }
}

RowRefusal ReplayVersion::run(const RowPlace& row) {
  Event event;
  if (const RowRefusal refusal = intake_.take(world_, *row.rows, row.index, event)) {
    return refusal;
  }
  if (row.at > world_.now) {
    goOnTo(row.at);
  }
  if (isSpent()) {
    return {RowFault::replayEndless};
  }
  const bool arrives = RowIntake::isArrival(event);
  event.contact = intake_.contactOf(world_, row.contact);
  if (event.contact == noIndex) {
    event.contact = makeContact(row.contact);
  } else if (arrives) {
    return {RowFault::contactKnown};
  }
  pass_.handOver(event.contact);
  if (!wantsExcerpts()) {
    fire(*loop_, recorder_, event);
    return {};
  }
  excerptRecorder_.beginRow();
  fire(*excerptLoop_, excerptRecorder_, event);
  keepJournal(row, event);
  return {};
}

template <class Recorder>
void ReplayVersion::fire(RunLoop<Recorder>& loop, Recorder& recorder, const Event& event) {
  loop.beginStimulus();
  if (RowIntake::isArrival(event)) {
    const EntryPlace place{.contact = event.contact};
    loop.enqueueCreated(recorder.recordEdited(world_, place, EditAction::addContact), event.contact);
    loop.drain();
  } else {
    noteActivity(world_, event.contact);
    loop.handleAll(0, event);
  }
}

// ---- excerpts

void ReplayVersion::keepExcerpts(std::span<const std::pair<std::string, std::uint32_t>> wishes, EntriesWriter write) {
  writeEntries_ = write;
  for (const auto& [id, count] : wishes) {
    const std::uint32_t workflow = program_->findWorkflow(world_.symbols.find(id));
    if (workflow != noIndex) {
      wishes_.push_back({workflow, count});
      excerptsLeft_ += count;
    }
  }
  sortItems(wishes_, [](const ExcerptWish& left, const ExcerptWish& right) { return left.workflow < right.workflow; });
  excerptCounts_.assign(wishes_.size(), 0);
  intake_.keepAll(wantsExcerpts());
}

void ReplayVersion::keepJournal(const RowPlace& row, const Event& event) {
  EntriesText entries;
  for (std::size_t index = 0; index < wishes_.size(); ++index) {
    const ExcerptWish& wish = wishes_[index];
    if (excerptCounts_[index] == wish.count || !excerptRecorder_.hasStarted(wish.workflow)) {
      continue;
    }
    if (entries.text.empty()) {
      entries = writeEntries_(world_, excerptRecorder_.journal(), maximumEntriesBytes);
    }
    excerpts_.push_back({wish.workflow, row.number, row.at,
                         std::string(world_.symbols.text(world_.contacts.id(event.contact))), entries.text,
                         entries.truncated});
    ++excerptCounts_[index];
    --excerptsLeft_;
    intake_.keepAll(wantsExcerpts());
  }
}

std::uint32_t ReplayVersion::makeContact(std::uint32_t number) {
  const std::uint32_t contact = rehearse::addContact(world_, intake_.symbolOfId(world_, number), world_.now);
  intake_.noteContact(number, contact);
  ++made_;
  return contact;
}

}  // namespace rehearse
