#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/simulation/journal.hpp"

namespace rehearse {

/// Goes through a journal's entries in the order of their seqs. What a row of triggers has in common is looked up once,
/// so that this is much cheaper than to ask for each entry by itself.
class JournalCursor {
 public:
  /// Stands at the entry `first`, from 1 to one past the end of the journal. Nothing may be recorded meanwhile.
  JournalCursor(const Journal& journal, std::uint32_t first);

  std::uint32_t seq() const { return seq_; }
  /// The entry there is at `seq`, which must be in the journal.
  const Entry& entry() const { return entry_; }
  /// Where it is a `triggerEvaluated`: the actual values of its conditions' comparisons, in order. Valid until the
  /// cursor moves, or asks again. `score`: as in ConditionContext.
  std::span<const Value> triggerActuals(const Value* score = nullptr);
  /// The event of the row of triggers that the entry stands in.
  const Event& event() const { return event_; }
  void next();
  /// Goes on to the first entry from here on that is neither of a trigger nor of a refusal that came of one; may be one
  /// past the end of the journal.
  void passTriggers();
  /// Goes on to the next such entry.
  void nextBesidesTriggers();

 private:
  /// Takes what there is at `seq_`: of the next row, or the next entry that stands by itself.
  void arrive();
  /// The same behind the rows that begin at `seq_`.
  void arriveBehindRows();
  void enterRow(const Journal::TriggerRow& row);
  void readRow();
  void readRefusal(std::uint32_t cause, RefusalReason reason);
  /// Whether the contact was in the trigger's workflow before, and was refused for that.
  bool isRefusedOnce(std::uint32_t trigger);

  const Journal* journal_;
  const Program& program_;
  std::uint32_t seq_;
  Entry entry_;
  std::size_t nextRow_ = 0;  ///< the first row that begins behind `seq_`
  /// The row that the entry stands in, or null.
  const Journal::TriggerRow* row_ = nullptr;
  Event event_;  ///< of that row
  Instant rowAt_ = 0;
  // What of the row is still to come.
  std::span<const Journal::RowRefusal> refusals_;
  std::span<const OnceBits> refusedOnce_;
  std::uint32_t place_ = 0;  ///< of the next trigger, among those of the type
  /// Whether the next entry is a refusal of the trigger before it, told by bits.
  bool isRefusedNext_ = false;
  std::vector<Value> actuals_;
};

}  // namespace rehearse
