#include "rehearse/replay/replay.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "rehearse/replay/contact_intake.hpp"
#include "rehearse/replay/version_results.hpp"
#include "rehearse/simulation/event_intake.hpp"

namespace rehearse {

Replay::Replay(const Workspace& workspace, const ReplayOptions& options) : options_(options) {
  options_.partition.of = std::max(options_.partition.of, 1U);
  addVersion(workspace);
}

Replay::Replay(const Workspace& a, const Workspace& b, const ReplayOptions& options) : Replay(a, options) {
  addVersion(b);
  thresholds_ =
      options.thresholds ? inOrder(*options.thresholds) : thresholdsOf(version(0).program(), version(1).program());
  for (const auto& each : versions_) {
    each->version.recorder().crossings().watch(thresholds_);
  }
}

void Replay::addVersion(const Workspace& workspace) {
  versions_.push_back(std::make_unique<Version>(workspace, dictionary_, options_.partition, options_.runDrafts,
                                                options_.texts, options_.limits));
  if (options_.writeEntries != nullptr) {
    versions_.back()->version.keepExcerpts(options_.excerpts, options_.writeEntries);
  }
}

void Replay::forgetTexts() {
  for (const auto& version : versions_) {
    version->version.forgetTexts();
  }
  dictionary_.clear();
  ownership_.clear();
}

Diagnostics Replay::setEventColumns(std::span<const std::string> names) {
  if (eventColumns_ && std::equal(names.begin(), names.end(), eventNames_.begin(), eventNames_.end())) {
    return {};
  }
  auto columns = readEventColumns(names, options_.texts);
  if (!columns) {
    return columns.diagnostics();
  }
  if (options_.sort) {
    const std::vector<std::string> all = held_.namesWith(names);
    auto held = readEventColumns(all, options_.texts);
    if (!held) {
      return held.diagnostics();
    }
    heldColumns_ = std::move(*held);
    held_.setColumns(names);
  }
  eventNames_.assign(names.begin(), names.end());
  useColumns(std::move(*columns));
  return {};
}

void Replay::useColumns(EventColumns columns) {
  eventColumns_ = std::move(columns);
  for (const auto& version : versions_) {
    version->version.setColumns(*eventColumns_);
  }
}

Diagnostics Replay::setContactColumns(std::span<const std::string> names) {
  auto columns = readContactColumns(names, options_.texts);
  if (!columns) {
    return columns.diagnostics();
  }
  contactColumns_ = std::move(*columns);
  return {};
}

Replay::Ownership Replay::askOwnership(std::uint32_t contactNumber) const {
  const std::string_view id = dictionary_.text(contactNumber);
  if (dictionary_.kind(contactNumber) != TextKind::text || !hasLengthOfId(id)) {
    return Ownership::unusable;
  }
  return partitionOf(id, options_.partition.of) == options_.partition.index ? Ownership::own : Ownership::foreign;
}

Replay::Ownership Replay::ownershipOf(std::uint32_t contactNumber) {
  if (contactNumber == emptyCell) {
    return Ownership::unusable;
  }
  Ownership known = ownership_[contactNumber];
  if (known == Ownership::notAsked) {
    known = askOwnership(contactNumber);
    ownership_.set(contactNumber, known);
  }
  return known;
}

RowFault Replay::faultOfContact(std::uint32_t contactNumber) const {
  if (contactNumber == emptyCell || dictionary_.text(contactNumber).empty()) {
    return RowFault::contactMissing;
  }
  return dictionary_.kind(contactNumber) != TextKind::text ? RowFault::contactNoText : RowFault::contactLength;
}

// ---- contacts

BatchReport Replay::addContacts(const TableRows& rows) {
  BatchReport report;
  const bool takesStrays = options_.partition.index == 0;
  for (std::uint32_t row = 0; row < rows.count && !isOver_; ++row) {
    const std::uint64_t number = ++contactRowsSeen_;
    const std::uint32_t id = rows.cells[contactColumns_->id][row];
    const Ownership ownership = ownershipOf(id);
    if (ownership == Ownership::foreign || (ownership != Ownership::own && !takesStrays)) {
      continue;
    }
    const auto data = readContactRow(dictionary_, *contactColumns_, options_.texts, rows, row);
    bool used = static_cast<bool>(data);
    Diagnostic wrong = used ? Diagnostic{} : data.diagnostics().front();
    if (used && std::any_of(versions_.begin(), versions_.end(),
                            [&](const auto& version) { return !version->version.addContact(*data, id); })) {
      wrong = stimulusError("id.duplicate", "There is a contact `" + data->id + "` before it.", "/id");
      used = false;
    }
    ++(used ? report.used : report.refused);
    const RefusedRow refused{number, wrong.code, wrong.message};
    if (!used && versions_.front()->contactRows.keeps(number, refused.code)) {
      report.refusals.push_back({row, refused});
    }
    for (const auto& version : versions_) {
      RowCounts& counts = version->contactRows;
      ++counts.read;
      counts.used += used ? 1 : 0;
      if (!used) {
        counts.countRefused(refused.code);
        counts.keeps(number, refused.code) ? counts.keep(refused) : void();
      }
    }
    if (!used && options_.strict) {
      endWith(refused);
    }
  }
  report.ended = ended_;
  return report;
}

// ---- time

void Replay::start(Instant at) {
  start_ = at;
  lastTime_ = at;
  for (const auto& version : versions_) {
    version->version.start(at);
  }
}

namespace {

/// Reads a row's time; gives what is wrong with it.
RowFault readTime(double at, Instant& instant) {
  if (std::isnan(at)) {
    return RowFault::timeUnreadable;
  }
  if (at < static_cast<double>(earliestInstant) || at > static_cast<double>(latestInstant)) {
    return RowFault::timeOutOfRange;
  }
  instant = static_cast<Instant>(at);  // parts of a millisecond do not count
  return RowFault::none;
}

}  // namespace

Instant Replay::lastTime() const { return heldTimes_ ? std::max(heldTimes_->second, lastTime_) : lastTime_; }

RowFault Replay::takeTime(double at, Instant& instant) {
  if (const RowFault fault = readTime(at, instant); fault != RowFault::none) {
    return fault;
  }
  if (start_ == noInstant) {
    start(options_.start.value_or(instant));
  }
  if (instant < lastTime_) {
    return RowFault::timeBeforeOther;
  }
  lastTime_ = instant;
  return RowFault::none;
}

void Replay::holdTime(double at) {
  Instant instant = 0;
  if (readTime(at, instant) == RowFault::none) {
    const auto [first, last] = heldTimes_.value_or(std::pair(instant, instant));
    heldTimes_ = {std::min(first, instant), std::max(last, instant)};
  }
}

void Replay::noteTime(double at) {
  hasBegun_ = true;
  Instant instant = 0;
  options_.sort ? holdTime(at) : void(takeTime(at, instant));
}

// ---- events

bool Replay::haveRisingNumbers(const EventRows& rows) const {
  if (!eventColumns_->row) {
    return true;
  }
  const std::uint32_t* const numbers = rows.cells[*eventColumns_->row];
  const bool rise = std::adjacent_find(numbers, numbers + rows.count, std::greater_equal<>()) == numbers + rows.count;
  return rise && (rows.count == 0 || *numbers > lastNumber_);
}

BatchReport Replay::run(const EventRows& rows) {
  BatchReport report;
  hasBegun_ = hasBegun_ || rows.count > 0;
  if (options_.sort) {
    held_.add(rows, rowsSeen_ + 1);
    rowsSeen_ += rows.count;
    std::for_each_n(rows.at, rows.count, [&](double at) { holdTime(at); });
    return report;
  }
  const auto row = eventColumns_->row;
  for (std::uint32_t index = 0; index < rows.count && !isOver_; ++index) {
    const std::uint32_t passed = passRows(rows, index, rows.count, report);
    rowsSeen_ += passed;
    index += passed;
    if (index == rows.count) {
      break;
    }
    ++rowsSeen_;
    runRow(rows, index, row ? rows.cells[*row][index] : rowsSeen_, report);
  }
  if (row && rows.count > 0) {
    lastNumber_ = rows.cells[*row][rows.count - 1];
  }
  report.ended = ended_;
  return report;
}

std::uint32_t Replay::passRows(const EventRows& rows, std::uint32_t first, std::uint32_t end, BatchReport& report) {
  if (versions_.size() > 1 || start_ == noInstant) {
    return 0;
  }
  Version& version = *versions_.front();
  const std::uint32_t passed = version.version.pass(rows, first, end, lastTime_);
  version.rows.read += passed;
  version.rows.used += passed;
  report.used += passed;
  return passed;
}

void Replay::runRow(const EventRows& rows, std::uint32_t index, std::uint64_t number, BatchReport& report) {
  Instant at = noInstant;
  RowFault fault = takeTime(rows.at[index], at);
  const std::uint32_t contact = rows.cells[eventColumns_->contact][index];
  const Ownership ownership = ownershipOf(contact);
  if (ownership != Ownership::own) {
    if (ownership == Ownership::foreign || options_.partition.index != 0) {
      return;
    }
    if (fault == RowFault::none) {
      fault = faultOfContact(contact);
    }
  }
  bool used = true;
  for (const auto& version : versions_) {
    ++version->rows.read;
    RowRefusal refusal{fault};
    // Of one version alone it was found out by `passRows` that it does not pass.
    if (!refusal && (versions_.size() == 1 || version->version.pass(rows, index, index + 1, at) == 0)) {
      refusal = version->version.run({.rows = &rows, .index = index, .contact = contact, .number = number, .at = at});
    }
    if (!refusal) {
      ++version->rows.used;
      continue;
    }
    refuseRow(*version, number, rows, index, refusal, used ? &report : nullptr);
    used = false;
  }
  ++(used ? report.used : report.refused);
}

void Replay::refuseRow(Version& version, std::uint64_t number, const EventRows& rows, std::uint32_t index,
                       const RowRefusal& refusal, BatchReport* report) {
  version.rows.countRefused(codeOf(refusal.fault));
  const bool ends = options_.strict || refusal.fault == RowFault::replayEndless;
  if (!version.rows.keeps(number, codeOf(refusal.fault)) && !ends) {
    return;
  }
  Diagnostic wrong = version.version.intake().describe(rows, index, refusal);
  const RefusedRow refused{number, std::move(wrong.code), std::move(wrong.message)};
  version.rows.keep(refused);
  if (report != nullptr) {
    report->refusals.push_back({index, refused});
  }
  if (ends) {
    endWith(refused);
  }
}

BatchReport Replay::refuse(bool ofContacts, std::uint32_t row, std::string code, std::string message) {
  BatchReport report;
  const std::uint64_t counted = ++(ofContacts ? contactRowsSeen_ : rowsSeen_);
  const std::uint64_t number = row == 0 ? counted : row;
  if (options_.partition.index != 0) {
    return report;  // it names no contact: it is the first part's
  }
  const RefusedRow refused{number, std::move(code), std::move(message)};
  for (const auto& version : versions_) {
    RowCounts& counts = ofContacts ? version->contactRows : version->rows;
    ++counts.read;
    counts.countRefused(refused.code);
    if (counts.keeps(number, refused.code)) {
      counts.keep(refused);
    }
  }
  report.refused = 1;
  if (options_.strict) {
    endWith(refused);
  }
  report.ended = ended_;
  return report;
}

void Replay::endWith(RefusedRow refused) {
  if (!isOver_) {
    isOver_ = true;
    ended_ = std::move(refused);
  }
}

void Replay::runHeld() {
  // All times count, those of other parts' rows, too.
  if (heldTimes_) {
    Instant first = 0;
    takeTime(static_cast<double>(heldTimes_->first), first);
  }
  if (held_.size() == 0) {
    return;
  }
  useColumns(heldColumns_);
  const EventRows rows = held_.rows();
  BatchReport report;
  for (const std::uint32_t place : held_.byTime()) {
    if (isOver_) {
      break;
    }
    if (passRows(rows, place, place + 1, report) == 0) {
      runRow(rows, place, held_.number(place), report);
    }
    report.refusals.clear();
  }
  held_ = {};
}

std::optional<RefusedRow> Replay::finish(std::optional<Instant> end) {
  const Instant last = lastTime();
  runHeld();
  if (isOver_) {
    return ended_;
  }
  if (start_ == noInstant && (options_.start || end)) {
    start(options_.start ? *options_.start : *end);
  }
  if (start_ != noInstant) {
    end_ = std::max({end.value_or(lastTime_), lastTime_, last});
    for (const auto& version : versions_) {
      version->version.advanceTo(end_);
      if (version->version.isSpent()) {
        endWith(
            {0, std::string(codeOf(RowFault::replayEndless)),
             "Too much falls due before the end: it is far from the last row, or steps make contacts without end."});
      }
    }
  }
  isOver_ = true;
  if (versions_.size() == 2) {
    onlyInSecond_ = contactsOnlyIn(version(1), version(0));
  }
  return ended_;
}

ReplayResults Replay::results(std::size_t index) const {
  Version& version = *versions_[index];
  version.version.settleCounts();
  ReplayResults results = resultsOf(version.version);
  results.start = start_;
  results.end = end_;
  results.rows = version.rows;
  results.contactRows = version.contactRows;
  return results;
}

ReplayOutcome Replay::outcome() const {
  ReplayOutcome outcome{options_.workspace, options_.partition, {}, {}};
  for (std::size_t index = 0; index < versions_.size(); ++index) {
    outcome.versions.push_back(results(index));
  }
  if (versions_.size() == 2) {
    outcome.comparison = compare(version(0), version(1), onlyInSecond_, thresholds_);
  }
  return outcome;
}

std::optional<std::string> dependenceOf(const Program& program) {
  for (const WorkflowProgram& workflow : program.workflows) {
    for (const std::uint32_t index : program.stepsOf(workflow)) {
      const Instruction& step = program.instructions[index];
      if (step.type == StepType::createContact || step.type == StepType::findContact) {
        return "The workflow `" + std::string(program.symbols.text(workflow.id)) +
               (step.type == StepType::createContact ? "` makes contacts" : "` looks for other contacts") + " (step `" +
               std::string(program.symbols.text(step.id)) + "`), so what comes of one contact can depend on others.";
      }
    }
  }
  return std::nullopt;
}

}  // namespace rehearse
