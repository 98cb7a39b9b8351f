#include "rehearse/simulation/journal_cursor.hpp"

#include <algorithm>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {

JournalCursor::JournalCursor(const Journal& journal, std::uint32_t first)
    : journal_(&journal), program_(*journal.program_), seq_(first), nextRow_(journal.rowsUpTo(first)) {
  const Journal::TriggerRow* const row = nextRow_ == 0 ? nullptr : &journal.rows_[nextRow_ - 1];
  if (row != nullptr && first < row->endSeq()) {
    enterRow(*row);
    readRow();
    return;
  }
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

void JournalCursor::passTriggers() {
  if (row_ != nullptr) {
    seq_ = row_->endSeq();
    arriveBehindRows();
  }
}

void JournalCursor::nextBesidesTriggers() {
  seq_ = row_ == nullptr ? seq_ + 1 : row_->endSeq();
  arriveBehindRows();
}

void JournalCursor::arriveBehindRows() {
  for (; nextRow_ < journal_->rows_.size() && journal_->rows_[nextRow_].firstSeq == seq_; ++nextRow_) {
    seq_ = journal_->rows_[nextRow_].endSeq();
  }
  arrive();
}

void JournalCursor::arrive() {
  row_ = nullptr;
  if (nextRow_ < journal_->rows_.size() && journal_->rows_[nextRow_].firstSeq == seq_) {
    enterRow(journal_->rows_[nextRow_++]);
    readRow();
  } else if (seq_ <= journal_->size_) {
    entry_ = journal_->entryBehind(nextRow_ == 0 ? nullptr : &journal_->rows_[nextRow_ - 1], seq_);
  }
}

void JournalCursor::enterRow(const Journal::TriggerRow& row) {
  row_ = &row;
  const Entry cause = journal_->entry(row.cause);
  event_ = journal_->event(cause);
  rowAt_ = cause.at;
  const auto refusals = journal_->refusalsOf(row);
  refusals_ = refusals.subspan(static_cast<std::size_t>(
      std::find_if(refusals.begin(), refusals.end(), [&](const auto& refusal) { return refusal.seq >= seq_; }) -
      refusals.begin()));
  refusedOnce_ = journal_->refusedOnceBy(row);
  const Journal::RowPlace place = journal_->placeIn(row, seq_);
  // Nothing but triggers of one workflow stand between a match and its refusal.
  place_ = place.cause == 0 ? place.trigger : place.trigger + (seq_ - place.cause);
  isRefusedNext_ = place.cause != 0 && (refusals_.empty() || refusals_.front().seq != seq_);
}

void JournalCursor::readRow() {
  entry_ = {};
  entry_.at = rowAt_;
  entry_.place.contact = event_.contact;
  if (isRefusedNext_) {
    isRefusedNext_ = false;
    readRefusal(seq_ - 1, RefusalReason::reentryOff);
  } else if (!refusals_.empty() && refusals_.front().seq == seq_) {
    readRefusal(refusals_.front().cause, refusals_.front().reason);
    refusals_ = refusals_.subspan(1);
  } else {
    entry_.kind = EntryKind::triggerEvaluated;
    entry_.place.cause = row_->cause;
    entry_.place.trigger = program_.triggerIndex.all(row_->event)[place_++];
    isRefusedNext_ = isRefusedOnce(entry_.place.trigger);
  }
  entry_.place.workflow = program_.triggers[entry_.place.trigger].workflow;
}

void JournalCursor::readRefusal(std::uint32_t cause, RefusalReason reason) {
  entry_.kind = EntryKind::enrollmentRefused;
  entry_.detail = static_cast<std::uint8_t>(reason);
  entry_.place.cause = cause;
  entry_.place.trigger = program_.triggerIndex.all(row_->event)[place_ - (seq_ - cause)];
}

bool JournalCursor::isRefusedOnce(std::uint32_t trigger) {
  const WorkflowProgram& workflow = program_.workflows[program_.triggers[trigger].workflow];
  const std::uint32_t block = OnceBits::blockOf(workflow.once);
  // Those of one block may stand in several parts, one after the other.
  while (!refusedOnce_.empty() &&
         (refusedOnce_.front().block < block ||
          (refusedOnce_.front().block == block && refusedOnce_.front().bits < OnceBits::bitOf(workflow.once)))) {
    refusedOnce_ = refusedOnce_.subspan(1);
  }
  return !workflow.allowReentry && !refusedOnce_.empty() && refusedOnce_.front().block == block &&
         (refusedOnce_.front().bits & OnceBits::bitOf(workflow.once)) != 0;
}

std::span<const Value> JournalCursor::triggerActuals(const Value* score) {
  actuals_.clear();
  journal_->readActuals(*row_, place_ - 1, event_, score, actuals_);
  return actuals_;
}

}  // namespace rehearse
