#include <algorithm>
#include <array>
#include <bit>

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/world.hpp"

// Rows of triggers: how they are kept, and their entries worked out from them.

namespace rehearse {
// ------------------------------------------------------------ how they are kept

std::uint32_t Journal::recordTriggers(const World& world, const TriedTriggers& tried) {
  if (tried.first == tried.end) {
    return size();
  }
  const bool listed = program_->triggerReads.isListed(tried.event);
  if (!isRowOpen() || rows_.back().cause != tried.cause) {
    TriggerRow row;
    row.firstSeq = size_ + 1;
    row.storedBefore = static_cast<std::uint32_t>(entries_.size());
    row.cause = tried.cause;
    row.firstTrigger = tried.first;
    row.event = tried.event;
    row.firstValue = static_cast<std::uint32_t>(values_.size());
    row.refusals.first = static_cast<std::uint32_t>(refusals_.size());
    row.refusedOnce.first = static_cast<std::uint32_t>(refusedOnce_.size());
    rows_.append(row);
    if (listed) {
      keepListedValues(world, tried);
    }
  }
  if (!listed) {
    keepComparedValues(world, tried);
  }
  std::uint32_t count = tried.end - tried.first;
  for (const OnceBits& refused : pendingRefused_) {
    count += static_cast<std::uint32_t>(std::popcount(refused.bits));
    refusedOnce_.push_back(refused);
  }
  TriggerRow& row = rows_.back();
  row.refusedOnce.count += static_cast<std::uint32_t>(pendingRefused_.size());
  row.count += count;
  pendingRefused_.clear();
  size_ += count;
  return size();
}

void Journal::keepValue(const World& world, const FieldReference& field, std::uint32_t contact) {
  values_.push_back(readsTags(field) ? keepTagsOnce(world.contacts.tags(contact))
                                     : readField(world, field, ConditionContext{contact}));
}

void Journal::keepListedValues(const World& world, const TriedTriggers& tried) {
  for (const FieldReference& field : program_->triggerReads.of(tried.event)) {
    keepValue(world, field, tried.contact);
  }
}

void Journal::keepComparedValues(const World& world, const TriedTriggers& tried) {
  const auto all = program_->triggerIndex.all(tried.event);
  for (const std::uint32_t trigger : all.subspan(tried.first, tried.end - tried.first)) {
    for (const ConditionNode& node : program_->tree(program_->triggers[trigger].conditions)) {
      if (comparesContact(node)) {
        keepValue(world, node.field, tried.contact);
      }
    }
  }
}

// ------------------------------------------------------------ what they tell

std::size_t Journal::rowsUpTo(std::uint32_t seq) const {
  if (rows_.empty() || seq < rows_[0].firstSeq) {
    return 0;
  }
  // What has happened last is asked for most: from the end in steps that double, then between the last two.
  std::size_t step = 1;
  while (step < rows_.size() && rows_[rows_.size() - step].firstSeq > seq) {
    step *= 2;
  }
  std::size_t row = rows_.size() - std::min(step, rows_.size());
  std::size_t end = rows_.size() - step / 2;
  while (end - row > 1) {
    const std::size_t middle = row + (end - row) / 2;
    (rows_[middle].firstSeq <= seq ? row : end) = middle;
  }
  return row + 1;
}

Entry Journal::entry(std::uint32_t seq) const {
  const TriggerRow* row = rowAt(seq);
  return row != nullptr && seq < row->endSeq() ? entryOf(*row, seq) : entryBehind(row, seq);
}

Entry Journal::entryBehind(const TriggerRow* row, std::uint32_t seq) const {
  if (row == nullptr) {
    return entries_[seq - 1];
  }
  const std::uint32_t place = seq - row->endSeq();
  if (!row->scores) {
    return entries_[row->storedBefore + place];
  }
  return place < scoringRunEntries ? entryOf(entries_[row->storedBefore], row->endSeq(), seq)
                                   : entries_[row->storedBefore + place - (scoringRunEntries - 1)];
}

bool Journal::isHalted(std::uint32_t seq) const {
  const TriggerRow* row = rowAt(seq);
  return (row == nullptr || seq >= row->endSeq()) && entry(seq).kind == EntryKind::halted;
}

std::uint32_t Journal::afterTriggers(std::uint32_t seq) const {
  for (const TriggerRow* row = rowAt(seq); row != nullptr && seq < row->endSeq(); row = rowAt(seq)) {
    seq = row->endSeq();
  }
  return seq;
}

std::span<const Journal::RowRefusal> Journal::refusalsOf(const TriggerRow& row) const {
  return std::span(refusals_).subspan(row.refusals.first, row.refusals.count);
}

std::span<const OnceBits> Journal::refusedOnceBy(const TriggerRow& row) const {
  return std::span(refusedOnce_).subspan(row.refusedOnce.first, row.refusedOnce.count);
}

Journal::RowPlace Journal::placeIn(const TriggerRow& row, std::uint32_t seq) const {
  const auto refusals = refusalsOf(row);
  const auto refusal = std::lower_bound(refusals.begin(), refusals.end(), seq,
                                        [](const RowRefusal& each, std::uint32_t wanted) { return each.seq < wanted; });
  if (refusal != refusals.end() && refusal->seq == seq) {
    return {placeIn(row, refusal->cause).trigger, refusal->cause, refusal->reason};
  }
  // Among the triggers and the refusals told by bits: the last trigger that has no more of them before it.
  const std::uint32_t wanted = seq - row.firstSeq - static_cast<std::uint32_t>(refusal - refusals.begin());
  const auto refused = refusedOnceBy(row);
  if (refused.empty()) {
    return {row.firstTrigger + wanted};
  }
  const auto all = program_->triggerIndex.all(row.event);
  const auto before = [&](std::uint32_t place) {
    const std::uint32_t number = program_->workflows[program_->triggers[all[place]].workflow].once;
    std::uint32_t count = place - row.firstTrigger;
    for (const OnceBits& block : refused) {
      count += static_cast<std::uint32_t>(std::popcount(block.bits & OnceBits::bitsBefore(block.block, number)));
    }
    return count;
  };
  std::uint32_t place = row.firstTrigger;
  std::uint32_t end = std::min(place + wanted + 1, static_cast<std::uint32_t>(all.size()));
  while (end - place > 1) {
    const std::uint32_t middle = place + (end - place) / 2;
    (before(middle) <= wanted ? place : end) = middle;
  }
  return {place, before(place) < wanted ? seq - 1 : 0};
}

Entry Journal::entryOf(const TriggerRow& row, std::uint32_t seq) const {
  const Entry event = this->entry(row.cause);
  const RowPlace place = placeIn(row, seq);
  Entry entry;
  entry.at = event.at;
  entry.kind = EntryKind::triggerEvaluated;
  entry.place = {.cause = row.cause, .contact = event.place.contact};
  if (place.cause != 0) {
    entry.kind = EntryKind::enrollmentRefused;
    entry.detail = static_cast<std::uint8_t>(place.reason);
    entry.place.cause = place.cause;
  }
  entry.place.trigger = program_->triggerIndex.all(row.event)[place.trigger];
  entry.place.workflow = program_->triggers[entry.place.trigger].workflow;
  return entry;
}

bool Journal::keepScoringRun(ExitReason reason) {
  constexpr std::uint32_t kept = scoringRunEntries - 1;
  if (reason != ExitReason::completed || rows_.empty() || rows_.back().endSeq() + kept != size_ + 1) {
    return false;
  }
  Entry& run = entries_[entries_.size() - kept];
  const Entry& step = entries_[entries_.size() - 2];
  const Entry& change = entries_.back();
  if (run.kind != EntryKind::enrolled || step.kind != EntryKind::stepRun || change.kind != EntryKind::scoreChanged ||
      static_cast<ScoreSource>(change.detail) != ScoreSource::step) {
    return false;
  }
  run.place.step = step.place.step;
  run.detail = step.detail;
  run.flag = change.flag;
  run.payload = change.payload;
  run.extra = change.extra;
  entries_.dropLast(kept - 1);
  rows_.back().scores = true;
  return true;
}

Entry Journal::entryOf(const Entry& scoringRun, std::uint32_t first, std::uint32_t seq) {
  Entry entry;
  entry.at = scoringRun.at;
  entry.place = scoringRun.place;
  constexpr std::array kinds{EntryKind::enrolled, EntryKind::stepRun, EntryKind::scoreChanged, EntryKind::exited};
  entry.kind = kinds[seq - first];
  const bool isEnrolled = entry.kind == EntryKind::enrolled;
  if (isEnrolled || entry.kind == EntryKind::exited) {
    entry.detail = isEnrolled ? 0 : static_cast<std::uint8_t>(ExitReason::completed);
    entry.place.step = noIndex;
  }
  if (!isEnrolled) {
    entry.place.cause = first;
    entry.place.trigger = noIndex;
  }
  if (entry.kind == EntryKind::stepRun) {
    entry.detail = scoringRun.detail;
  }
  if (entry.kind == EntryKind::scoreChanged) {
    entry.detail = static_cast<std::uint8_t>(ScoreSource::step);
    entry.place.cause = first + 1;
    entry.flag = scoringRun.flag;
    entry.payload = scoringRun.payload;
    entry.extra = scoringRun.extra;
  }
  return entry;
}

std::span<const Value> Journal::comparedValues(const TriggerRow& row, std::uint32_t place) const {
  const auto before = [&](std::uint32_t count) { return program_->triggerReads.comparisonsBefore(row.event, count); };
  return std::span(values_).subspan(row.firstValue + before(place) - before(row.firstTrigger),
                                    before(place + 1) - before(place));
}

std::vector<Value> Journal::triggerActuals(std::uint32_t seq, const Value* score) const {
  const TriggerRow& row = *rowAt(seq);
  std::vector<Value> actuals;
  readActuals(row, placeIn(row, seq).trigger, event(entry(row.cause)), score, actuals);
  return actuals;
}

void Journal::readActuals(const TriggerRow& row, std::uint32_t place, const Event& event, const Value* score,
                          std::vector<Value>& actuals) const {
  const bool listed = program_->triggerReads.isListed(row.event);
  std::span<const Value> compared = listed ? std::span<const Value>() : comparedValues(row, place);
  const ConditionContext context{event.contact, &event, eventFields(event), score};
  const std::uint32_t trigger = program_->triggerIndex.all(row.event)[place];
  for (const ConditionNode& node : program_->tree(program_->triggers[trigger].conditions)) {
    if (node.kind != Condition::Kind::comparison) {
      continue;
    }
    if (!isOfContact(node.field)) {
      actuals.push_back(readEvent(node.field, context));
      continue;
    }
    if (listed) {
      actuals.push_back(values_[row.firstValue + program_->triggerReads.placeOf(row.event, node.field)]);
    } else {
      actuals.push_back(compared.front());
      compared = compared.subspan(1);
    }
    if (score != nullptr && readsScore(node.field)) {
      actuals.back() = *score;
    }
  }
}

}  // namespace rehearse
