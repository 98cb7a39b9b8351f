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
  idColumn_ = columns.id;
  rows_.setColumns(columns);
}

void RowPass::forgetTexts() {
  settle();
  rows_.clear();
}

bool RowPass::passKnown(const RowPlace& row) {
  if (idColumn_ && row.rows->cells[*idColumn_][row.index] != emptyCell) {
    return false;
  }
  KnownRow* known = rows_.find(*row.rows, row.index);
  if (known == nullptr) {
    known = learn(row);
  }
  if (known == nullptr || !known->onlyScores) {
    return false;
  }
  const Timer* const next = world_.timers.next();
  const Instant at = std::max(row.at, world_.now);
  if (next != nullptr && next->due <= at) {
    return false;
  }
  const std::uint32_t contact = intake_.contactOf(world_, row.contact);
  if (contact == noIndex || world_.enrollments.oldest(contact) != noIndex || !mayStart(*known, contact, at)) {
    return false;
  }
  const std::int32_t score = world_.contacts.score(contact);
  // Near an end of the range a score may be held at it.
  if (std::abs(std::int64_t{score == emptyScore ? 0 : score}) + known->reach + cascade_.reach() > maximumScore) {
    return false;
  }
  cascade_.begin(score);
  for (std::uint32_t step = known->points.first; step < known->points.first + known->points.count; ++step) {
    cascade_.add(rows_.points[step]);
  }
  if (!cascade_.follow(world_, contact) || !isWithinLimits(*known)) {
    return false;
  }
  commit(*known, contact, at);
  return true;
}

bool RowPass::mayStart(const KnownRow& known, std::uint32_t contact, Instant at) {
  for (std::uint32_t index = known.workflows.first; index < known.workflows.first + known.workflows.count; ++index) {
    const std::uint32_t workflow = rows_.numbers[index];
    if (world_.locks.has(contact, workflow) || world_.recentStarts.wouldLoop(contact, workflow, at)) {
      return false;
    }
  }
  return true;
}

bool RowPass::isWithinLimits(const KnownRow& known) const {
  const std::uint64_t changes = cascade_.changes();
  return known.entries + changes * entriesOfChange_ <= entryLimit &&
         known.conditions + changes * conditionsOfScore_ <= mostConditions_;
}

void RowPass::commit(KnownRow& known, std::uint32_t contact, Instant at) {
  world_.now = at;
  world_.contacts.setLastActivityAt(contact, at);
  for (std::uint32_t index = known.workflows.first; index < known.workflows.first + known.workflows.count; ++index) {
    world_.recentStarts.note(contact, rows_.numbers[index], at);
  }
  if (recorder_.crossings().isWatching()) {
    const std::int32_t* const scores = cascade_.scores();
    for (std::uint32_t change = 0; change < cascade_.changes(); ++change) {
      recorder_.crossings().note(contact, scores[change], scores[change + 1]);
    }
  }
  world_.enrollments.addDone(known.workflows.count + cascade_.starts());
  cascade_.commit(world_, contact);
  ++known.times;
}

KnownRow* RowPass::learn(const RowPlace& row) {
  Event event;
  if (intake_.take(world_, *row.rows, row.index, event)) {
    return nullptr;
  }
  if (rows_.isFull()) {
    rows_.judge();
    settle();
    rows_.clear();
    if (!rows_.isOn()) {
      return nullptr;
    }
  }
  KnownRow& known = rows_.add(*row.rows, row.index);
  const std::size_t numbers = rows_.numbers.size();
  const std::size_t points = rows_.points.size();
  if (!RowIntake::isArrival(event)) {
    describe(event, known);
  }
  if (!known.onlyScores) {
    rows_.numbers.resize(numbers);
    rows_.points.resize(points);
  }
  return &known;
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
      known.reach += std::abs(points);
    }
  }
  known.workflows.count = sizeOf(rows_.numbers) - known.workflows.first;
  known.points.count = sizeOf(rows_.points) - known.points.first;
  const auto all = program_.triggerIndex.all(known.event);
  known.entries = 1 + all.size() + 2 * std::uint64_t{known.workflows.count};
  known.conditions = all.empty() ? 0 : program_.triggers[all.back()].groupConditions;
  if (known.entries > entryLimit || known.conditions > mostConditions_) {
    return;
  }
  known.onlyScores = true;
  cascade_.makeRoom(known.points.count);
}

void RowPass::settle() {
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
