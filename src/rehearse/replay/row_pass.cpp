#include "rehearse/replay/row_pass.hpp"

#include <algorithm>
#include <cstdlib>

#include "rehearse/replay/settle_run.hpp"

namespace rehearse {
namespace {

/// Whether steps may do something to other contacts than their own.
bool reachesOthers(const Program& program) {
  return std::any_of(program.instructions.begin(), program.instructions.end(), [](const Instruction& step) {
    return step.type == StepType::createContact || step.type == StepType::findContact;
  });
}

}  // namespace

RowPass::RowPass(World& world, ReplayRecorder& recorder, RowIntake& intake, bool runDrafts, const EffortLimits& limits)
    : world_(world),
      program_(*world.program),
      recorder_(recorder),
      intake_(intake),
      runDrafts_(runDrafts),
      cascade_(program_, runDrafts) {
  isOn_ = cascade_.isPossible() && !reachesOthers(program_) &&
          program_.dateTriggersOn(ContactField::lastActivityAt, Symbol::none).count == 0;
  const auto ofScore = program_.triggerIndex.all(scoreChangedKey);
  // Rather too many than too few are counted, what is that near a limit is left to the run loop. Of each change: its
  // step, its own entry, its event, the triggers of that, whom they do not let in, and whom one lets in and out.
  entriesOfChange_ = 5 + 2 * ofScore.size();
  mostConditions_ = std::min(limits.effort, limits.explained);
  conditionsOfScore_ = ofScore.empty() ? 0 : program_.triggers[ofScore.back()].groupConditions;
}

void RowPass::setColumns(const EventColumns& columns) {
  settle();
  contactColumn_ = columns.contact;
  idColumn_ = columns.id;
  rows_.setColumns(columns);
}

void RowPass::forgetTexts() {
  settle();
  rows_.clear();
}

std::uint32_t RowPass::pass(const EventRows& rows, std::uint32_t first, std::uint32_t end, Instant& lastTime) {
  if (!isOn_ || !rows_.isOn()) {
    return 0;
  }
  rows_.setRows(rows);
  std::uint32_t row = first;
  while (row < end) {
    const std::uint32_t wanted = std::min(nextPlan_, end - row);
    const Plan planned = plan(rows, row, wanted);
    const std::uint32_t timely = readTimes(rows.at + row, planned.rows, lastTime);
    const std::uint32_t passed = cascade_.isPlain() ? passPlanned<true>(timely) : passPlanned<false>(timely);
    if (passed > 0) {
      lastTime = times_[passed - 1];
      world_.now = lastTime;
    }
    nextPlan_ = passed == wanted ? std::min(2 * nextPlan_, mostPlanned) : 1;
    row += passed;
    if (passed < planned.rows || (passed < wanted && !(planned.canLearn && learn(rows, row)))) {
      break;
    }
  }
  return row - first;
}

RowPass::Plan RowPass::plan(const EventRows& rows, std::uint32_t first, std::uint32_t count) {
  const std::uint32_t* const contacts = rows.cells[contactColumn_] + first;
  const std::uint32_t* const ids = idColumn_ ? rows.cells[*idColumn_] + first : nullptr;
  std::uint32_t planned = 0;
  for (; planned < count; ++planned) {
    const std::uint32_t contact = intake_.knownContact(world_, contacts[planned]);
    if (contact == noIndex || (ids != nullptr && ids[planned] != emptyCell)) {
      break;
    }
    contacts_[planned] = contact;
    cores_[planned] = &world_.contacts.core(contact);
    prefetch(cores_[planned]);
  }
  cascade_.findEntered(world_, std::span(contacts_).first(planned), entered_.data());
  rows_.find(first, planned, known_.data());
  const auto known =
      static_cast<std::uint32_t>(std::find(known_.begin(), known_.begin() + planned, noIndex) - known_.begin());
  return {known, known < planned};
}

std::uint32_t RowPass::readTimes(const double* times, std::uint32_t count, Instant lastTime) {
  // Rows that pass make no timers.
  const Instant due = world_.timers.nextDue();
  const auto end = static_cast<double>(due == noInstant ? latestInstant : std::min(latestInstant, due - 1));
  for (std::uint32_t index = 0; index < count; ++index) {
    if (!(times[index] >= static_cast<double>(lastTime) && times[index] <= end)) {
      return index;
    }
    lastTime = static_cast<Instant>(times[index]);
    times_[index] = lastTime;
  }
  return count;
}

template <bool isPlain>
std::uint32_t RowPass::passPlanned(std::uint32_t count) {
  if (unnotedCount_ + count > mostUnnoted) {
    noteStarts();
  }
  // Rows that pass make no locks, and no enrollments that stay.
  const bool isWary = !world_.locks.empty() || world_.enrollments.staying() > 0;
  const bool isWatching = recorder_.crossings().isWatching();
  const std::int32_t* const allPoints = rows_.points.data();
  std::uint32_t starts = 0;
  std::uint32_t index = 0;
  for (; index < count; ++index) {
    const std::uint32_t contact = contacts_[index];
    Contacts::Core& core = *cores_[index];
    std::uint64_t& entered = *entered_[index];
    const Instant at = times_[index];
    KnownRow& known = rows_[known_[index]];
    if (std::abs(core.score == emptyScore ? 0 : core.score) > known.largestScore) {
      break;
    }
    // What of its starts is not noted yet is too old to count where its last row is.
    const bool isClose = core.lastActivityAt >= at - RecentStarts::loopWindow;
    if ((isWary || isClose || world_.recentStarts.mayLoop(contact, known.workflows.count, at)) &&
        !mayStart(known, contact, at)) {
      break;
    }
    cascade_.remember(world_, contact, entered);
    const auto followed = cascade_.follow<isPlain>(
        entered, core.score, std::span(allPoints + known.points.first, known.points.count), known.mostChanges);
    if (!followed.isKnown) [[unlikely]] {
      break;
    }
    if (isWatching) {
      noteCrossings(contact, followed.changes);
    }
    core.lastActivityAt = at;
    cascade_.commit(world_, contact, followed, core.score, entered);
    starts += known.workflows.count + followed.starts;
    ++known.times;
    unnoted_[unnotedCount_++] = {at, contact, known_[index]};
  }
  world_.enrollments.addDone(starts);
  return index;
}

bool RowPass::mayStart(const KnownRow& known, std::uint32_t contact, Instant at) {
  if (world_.enrollments.oldest(contact) != noIndex) {
    return false;
  }
  noteStarts();
  if (world_.locks.empty() && !world_.recentStarts.mayLoop(contact, known.workflows.count, at)) {
    return true;
  }
  for (std::uint32_t index = known.workflows.first; index < known.workflows.first + known.workflows.count; ++index) {
    const std::uint32_t workflow = rows_.numbers[index];
    if (world_.locks.has(contact, workflow) || world_.recentStarts.wouldLoop(contact, workflow, at)) {
      return false;
    }
  }
  return true;
}

void RowPass::noteStarts() {
  const Passed* const first = unnoted_.data();
  const Passed* const end = first + unnotedCount_;
  unnotedCount_ = 0;
  const auto isTooOld = [end](const Passed& row) { return row.at < end[-1].at - RecentStarts::loopWindow; };
  for (const Passed* row = std::partition_point(first, end, isTooOld); row != end; ++row) {
    const Range workflows = rows_[row->known].workflows;
    for (std::uint32_t start = 0; start < workflows.count; ++start) {
      world_.recentStarts.note(row->contact, rows_.numbers[workflows.first + start], row->at);
    }
  }
}

void RowPass::noteCrossings(std::uint32_t contact, std::uint32_t changes) {
  ScoreCrossings& crossings = recorder_.crossings();
  const std::int32_t* const scores = cascade_.scores();
  for (std::uint32_t change = 0; change < changes; ++change) {
    crossings.note(contact, scores[change], scores[change + 1]);
  }
}

bool RowPass::learn(const EventRows& rows, std::uint32_t row) {
  Event event;
  if (intake_.take(world_, rows, row, event)) {
    return false;
  }
  if (rows_.isFull()) {
    rows_.judge();
    settle();
    rows_.clear();
    if (!rows_.isOn()) {
      return false;
    }
  }
  KnownRow& added = rows_.add(row);
  const std::size_t numbers = rows_.numbers.size();
  const std::size_t points = rows_.points.size();
  if (!RowIntake::isArrival(event)) {
    describe(event, added);
  }
  if (!added.onlyScores()) {
    rows_.numbers.resize(numbers);
    rows_.points.resize(points);
  }
  return true;
}

void RowPass::describe(const Event& event, KnownRow& known) {
  known.event = program_.eventKey(event.type, event.customName);
  program_.triggerIndex.find({known.event, event.attributes,
                              std::span(world_.eventFields).subspan(event.fields.first, event.fields.count), Value()},
                             found_);
  if (!program_.rulesFor(known.event).empty() || found_.dependsOnScore() || !found_.once().empty()) {
    return;
  }
  const auto sizeOf = [](const auto& items) { return static_cast<std::uint32_t>(items.size()); };
  known.triggers = {sizeOf(rows_.numbers), sizeOf(found_.triggers())};
  rows_.numbers.insert(rows_.numbers.end(), found_.triggers().begin(), found_.triggers().end());
  known.workflows.first = sizeOf(rows_.numbers);
  known.points.first = sizeOf(rows_.points);
  std::int64_t reach = cascade_.reach();
  std::uint32_t last = noIndex;
  for (const std::uint32_t trigger : found_.triggers()) {
    const std::uint32_t number = program_.triggers[trigger].workflow;
    const WorkflowProgram& workflow = program_.workflows[number];
    const bool isOpen = workflow.allowReentry && (workflow.published || runDrafts_);
    if (!program_.triggers[trigger].decided || !isOpen || workflow.scoring.count == 0) {
      return;
    }
    if (number == last) {
      continue;  // the first of its triggers that match has started it
    }
    last = number;
    rows_.numbers.push_back(number);
    const auto all = std::span(program_.scoringPoints).subspan(workflow.scoring.first, workflow.scoring.count);
    for (const std::int32_t points : all) {
      rows_.points.push_back(points);
      reach += std::abs(points);
    }
  }
  known.workflows.count = sizeOf(rows_.numbers) - known.workflows.first;
  known.points.count = sizeOf(rows_.points) - known.points.first;
  const auto all = program_.triggerIndex.all(known.event);
  const std::uint64_t entries = 1 + all.size() + 2 * std::uint64_t{known.workflows.count};
  const std::uint64_t conditions = all.empty() ? 0 : program_.triggers[all.back()].groupConditions;
  if (entries > entryLimit || conditions > mostConditions_) {
    return;
  }
  known.mostChanges = static_cast<std::uint32_t>(
      std::min((entryLimit - entries) / entriesOfChange_,
               (mostConditions_ - conditions) / std::max<std::uint64_t>(conditionsOfScore_, 1)));
  // Near an end of the range a score may be held at it.
  known.largestScore = static_cast<std::int32_t>(std::max<std::int64_t>(maximumScore - reach, -1));
  cascade_.makeRoom(known.points.count);
}

void RowPass::settle() {
  noteStarts();
  RunCounts& counts = recorder_.counts();
  for (KnownRow& known : rows_.all()) {
    if (known.times == 0) {
      continue;
    }
    if (!program_.triggerIndex.all(known.event).empty()) {
      counts.countAllEvaluated(known.event, known.times);
    }
    for (std::uint32_t index = 0; index < known.triggers.count; ++index) {
      counts.countMatches(rows_.numbers[known.triggers.first + index], known.times);
    }
    for (std::uint32_t index = 0; index < known.workflows.count; ++index) {
      settleRun(world_, counts, rows_.numbers[known.workflows.first + index], known.times);
    }
    known.times = 0;
  }
  cascade_.settle(world_, counts);
}

}  // namespace rehearse
