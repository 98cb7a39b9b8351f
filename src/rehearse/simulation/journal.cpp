#include "rehearse/simulation/journal.hpp"

#include <algorithm>
#include <array>

#include "rehearse/simulation/world.hpp"

namespace rehearse {
namespace {

template <class Item>
Range appendAll(std::vector<Item>& pool, std::span<const Item> items) {
  const Range range{static_cast<std::uint32_t>(pool.size()), static_cast<std::uint32_t>(items.size())};
  pool.insert(pool.end(), items.begin(), items.end());
  return range;
}

/// A score, as entries hold it.
std::uint32_t wordOf(const Value& score) {
  return static_cast<std::uint32_t>(score.isEmpty() ? emptyScore : static_cast<std::int32_t>(score.asNumber()));
}

static_assert(eventTypeCount <= UINT8_MAX);

}  // namespace

std::string_view nameOf(EntryKind kind) {
  constexpr std::array<std::string_view, 16> names{
      "event",          "triggerEvaluated", "enrolled",       "enrollmentRefused",
      "stepRun",        "branchTaken",      "scoreChanged",   "waitStarted",
      "waitEnded",      "message",          "contactChanged", "exited",
      "workflowLocked", "halted",           "clockMoved",     "edited"};
  return names[static_cast<std::size_t>(kind)];
}

void Journal::clear() {
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const std::uint32_t contact = entries_[index].place.contact;
    if (contact < lastScoreChanges_.size()) {
      lastScoreChanges_[contact] = 0;
    }
  }
  size_ = 0;
  entries_.clear();
  rows_.clear();
  refusals_.clear();
  refusedOnce_.clear();
  pendingRefused_.clear();
  events_.clear();
  fields_.clear();
  values_.clear();
  symbols_.clear();
  changes_.clear();
  messages_.clear();
  chains_.clear();
  moments_.clear();
  outbox_.clear();
  lastTags_ = {};
}

Entry& Journal::append(const World& world, EntryKind kind, const EntryPlace& place) {
  Entry entry;
  entry.at = world.now;
  entry.place = place;
  entry.kind = kind;
  ++size_;
  return entries_.append(entry);
}

Range Journal::takeActuals() {
  const Range range = appendAll(values_, std::span<const Value>(pendingActuals_));
  pendingActuals_.clear();
  return range;
}

Value Journal::keepTags(std::span<const Symbol> tags) { return Value::tags(keepSymbols(tags)); }

Value Journal::keepTagsOnce(std::span<const Symbol> tags) {
  const auto last = std::span(symbols_).subspan(lastTags_.first, lastTags_.count);
  if (!std::equal(tags.begin(), tags.end(), last.begin(), last.end())) {
    lastTags_ = keepSymbols(tags);
  }
  return Value::tags(lastTags_);
}

Range Journal::keepSymbols(std::span<const Symbol> symbols) { return appendAll(symbols_, symbols); }

Event Journal::event(const Entry& entry) const {
  if (entry.detail == static_cast<std::uint8_t>(EventType::scoreChanged)) {
    const auto [previous, score] = scores(entry);
    return scoreChangedEvent(entry.place.contact, previous, score);
  }
  return events_[entry.payload.first];
}

std::uint32_t Journal::recordEvent(const World& world, std::uint32_t cause, const Event& event) {
  EntryPlace place{.cause = cause, .contact = event.contact};
  if (event.trigger != noIndex) {
    place.workflow = world.program->triggers[event.trigger].workflow;
    place.trigger = event.trigger;
  }
  Entry& entry = append(world, EntryKind::event, place);
  entry.detail = static_cast<std::uint8_t>(event.type);
  if (event.type == EventType::scoreChanged) {
    entry.payload = {wordOf(event.attributes[previousScoreSlot]), wordOf(event.attributes[scoreSlot])};
    return size();
  }
  entry.payload.first = static_cast<std::uint32_t>(events_.size());
  events_.append(event).fields = appendAll(
      fields_, std::span<const FieldValue>(world.eventFields).subspan(event.fields.first, event.fields.count));
  return size();
}

std::uint32_t Journal::recordEnrolled(const World& world, const EntryPlace& place) {
  append(world, EntryKind::enrolled, place);
  return size();
}

std::uint32_t Journal::recordRefused(const World& world, const EntryPlace& place, RefusalReason reason) {
  if (isRowOpen() && place.trigger != noIndex && place.cause >= rows_.back().firstSeq) {
    refusals_.push_back({++size_, place.cause, reason});
    ++rows_.back().count;
    ++rows_.back().refusals.count;
    return size();
  }
  append(world, EntryKind::enrollmentRefused, place).detail = static_cast<std::uint8_t>(reason);
  return size();
}

std::uint32_t Journal::recordStep(const World& world, const EntryPlace& place, StepOutcome outcome) {
  counts_.countStep(place.step);
  append(world, EntryKind::stepRun, place).detail = static_cast<std::uint8_t>(outcome);
  return size();
}

BranchTaken Journal::branch(const Entry& entry) {
  BranchTaken taken{static_cast<BranchChoice>(entry.detail), entry.extra.first};
  (taken.choice == BranchChoice::drawn ? taken.draw : taken.found) = entry.extra.count;
  return taken;
}

std::uint32_t Journal::recordBranch(const World& world, const EntryPlace& place, const BranchTaken& taken) {
  const Range actuals = takeActuals();
  Entry& entry = append(world, EntryKind::branchTaken, place);
  entry.detail = static_cast<std::uint8_t>(taken.choice);
  entry.payload = actuals;
  entry.extra = {taken.tried, taken.choice == BranchChoice::drawn ? taken.draw : taken.found};
  return size();
}

std::uint32_t Journal::recordScore(const World& world, const EntryPlace& place, std::int32_t previous,
                                   std::int32_t score, bool clamped, ScoreSource source, std::uint32_t rule) {
  Entry& entry = append(world, EntryKind::scoreChanged, place);
  entry.detail = static_cast<std::uint8_t>(source);
  entry.flag = clamped;
  entry.payload = {static_cast<std::uint32_t>(previous), static_cast<std::uint32_t>(score)};
  entry.extra.first = rule;
  if (place.contact >= lastScoreChanges_.size()) {
    lastScoreChanges_.resize(place.contact + 1, 0);
  }
  entry.extra.count = lastScoreChanges_[place.contact];
  lastScoreChanges_[place.contact] = size();
  counts_.countScore(previous, score, source, place.step, rule);
  return size();
}

std::vector<std::uint32_t> Journal::scoreChanges(std::uint32_t contact) const {
  std::vector<std::uint32_t> seqs;
  for (std::uint32_t seq = lastScoreChange(contact); seq != 0; seq = previousScoreChange(entry(seq))) {
    seqs.push_back(seq);
  }
  std::reverse(seqs.begin(), seqs.end());
  return seqs;
}

std::uint32_t Journal::recordWaitStarted(const World& world, const EntryPlace& place, Instant due) {
  const Range actuals = takeActuals();
  Entry& entry = append(world, EntryKind::waitStarted, place);
  entry.payload = actuals;
  entry.extra.first = static_cast<std::uint32_t>(moments_.size());
  moments_.push_back(due);
  return size();
}

std::uint32_t Journal::recordWaitEnded(const World& world, const EntryPlace& place, WaitEnd by, std::uint32_t goal) {
  const Range actuals = takeActuals();
  Entry& entry = append(world, EntryKind::waitEnded, place);
  entry.detail = static_cast<std::uint8_t>(by);
  entry.payload = actuals;
  entry.extra.first = goal;
  return size();
}

std::uint32_t Journal::recordMessage(const World& world, const EntryPlace& place,
                                     std::span<const MessageContent> content, const Rendered& rendered) {
  Entry& entry = append(world, EntryKind::message, place);
  entry.payload = appendAll(messages_, content);
  entry.extra = keepSymbols(rendered.unresolved);
  entry.flag = rendered.truncated;
  outbox_.push_back(size());
  return size();
}

std::uint32_t Journal::recordChanged(const World& world, const EntryPlace& place, const Rendered& rendered) {
  Entry& entry = append(world, EntryKind::contactChanged, place);
  entry.payload = appendAll(changes_, std::span<const Change>(pendingChanges_));
  pendingChanges_.clear();
  entry.extra = keepSymbols(rendered.unresolved);
  entry.flag = rendered.truncated;
  return size();
}

std::uint32_t Journal::recordExited(const World& world, const EntryPlace& place, ExitReason reason) {
  counts_.countExit(place.step, reason);
  if (keepScoringRun(reason)) {
    return ++size_;
  }
  append(world, EntryKind::exited, place).detail = static_cast<std::uint8_t>(reason);
  return size();
}

std::uint32_t Journal::recordLocked(const World& world, const EntryPlace& place) {
  std::vector<std::uint32_t> chain;
  for (std::uint32_t seq = place.cause; seq != 0; seq = entry(seq).place.cause) {
    chain.push_back(seq);
  }
  std::reverse(chain.begin(), chain.end());
  append(world, EntryKind::workflowLocked, place).payload = appendAll(chains_, std::span<const std::uint32_t>(chain));
  return size();
}

std::uint32_t Journal::recordHalted(const World& world, const Halt& halt) {
  Entry& entry = append(world, EntryKind::halted, {.cause = halt.cause});
  entry.detail = static_cast<std::uint8_t>(halt.reason);
  entry.payload.first = halt.dropped;
  entry.extra.first = static_cast<std::uint32_t>(moments_.size());
  moments_.push_back(halt.clockTo);
  return size();
}

std::uint32_t Journal::recordClock(const World& world, Instant to) {
  Entry& entry = append(world, EntryKind::clockMoved, {});
  entry.extra.first = static_cast<std::uint32_t>(moments_.size());
  moments_.push_back(to);
  return size();
}

std::uint32_t Journal::recordEdited(const World& world, const EntryPlace& place, EditAction action) {
  Entry& entry = append(world, EntryKind::edited, place);
  entry.detail = static_cast<std::uint8_t>(action);
  entry.payload = appendAll(changes_, std::span<const Change>(pendingChanges_));
  pendingChanges_.clear();
  return size();
}

}  // namespace rehearse
