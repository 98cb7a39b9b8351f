#include "rehearse/simulation/journal_cursor.hpp"

#include <algorithm>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {

JournalCursor::JournalCursor(const Journal& journal, std::uint32_t first)
    : journal_(&journal), program_(*journal.program_), seq_(first) {
  arrive();
}

void JournalCursor::next() {
  ++seq_;
  if (row_ != nullptr && seq_ < row_->endSeq()) {
    readRow();
  } else {
    arrive();
  }
}

void JournalCursor::arrive() {
  if (seq_ > journal_->size()) {
    return;
  }
  const Journal::TriggerRow* const row = journal_->rowAt(seq_);
  if (row != nullptr && seq_ < row->endSeq()) {
    enterRow(*row);
    readRow();
    return;
  }
  row_ = nullptr;
  entry_ =
      row == nullptr ? journal_->entries_[seq_ - 1] : journal_->entries_[row->storedBefore + (seq_ - row->endSeq())];
}

void JournalCursor::enterRow(const Journal::TriggerRow& row) {
  row_ = &row;
  const Entry cause = journal_->entry(row.cause);
  event_ = &journal_->event(cause);
  rowAt_ = cause.at;
  const auto refusals = journal_->refusalsOf(row);
  const auto passed = static_cast<std::uint32_t>(
      std::find_if(refusals.begin(), refusals.end(), [&](const auto& refusal) { return refusal.seq >= seq_; }) -
      refusals.begin());
  refusals_ = refusals.subspan(passed);
  place_ = row.firstTrigger + (seq_ - row.firstSeq) - passed;
}

void JournalCursor::readRow() {
  entry_ = {};
  entry_.at = rowAt_;
  entry_.place.contact = event_->contact;
  const auto all = program_.triggerIndex.all(row_->event);
  if (!refusals_.empty() && refusals_.front().seq == seq_) {
    const Journal::RowRefusal& refusal = refusals_.front();
    entry_.kind = EntryKind::enrollmentRefused;
    entry_.detail = static_cast<std::uint8_t>(refusal.reason);
    entry_.place.cause = refusal.cause;
    // Nothing but triggers of one workflow stand between its first match and the refusal.
    entry_.place.trigger = all[place_ - (seq_ - refusal.cause)];
    refusals_ = refusals_.subspan(1);
  } else {
    entry_.kind = EntryKind::triggerEvaluated;
    entry_.place.cause = row_->cause;
    entry_.place.trigger = all[place_++];
  }
  entry_.place.workflow = program_.triggers[entry_.place.trigger].workflow;
}

std::span<const Value> JournalCursor::triggerActuals(const Value* score) {
  actuals_.clear();
  journal_->readActuals(*row_, place_ - 1, *event_, score, actuals_);
  return actuals_;
}

}  // namespace rehearse
