#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "rehearse/program/chunked_list.hpp"
#include "rehearse/program/program.hpp"
#include "rehearse/simulation/contacts.hpp"
#include "rehearse/simulation/event.hpp"
#include "rehearse/simulation/reasons.hpp"
#include "rehearse/simulation/run_counts.hpp"

namespace rehearse {

struct World;

/// What kind of thing an entry of the journal tells; `nameOf` gives the name that it has there.
enum class EntryKind : std::uint8_t {
  event,
  triggerEvaluated,
  enrolled,
  enrollmentRefused,
  stepRun,
  branchTaken,
  scoreChanged,
  waitStarted,
  waitEnded,
  message,
  contactChanged,
  exited,
  workflowLocked,
  halted,
  clockMoved,
  edited,
};

std::string_view nameOf(EntryKind kind);

/// Where an entry belongs; `noIndex` where something does not apply, 0 for no cause and no enrollment.
struct EntryPlace {
  std::uint32_t cause = 0;  ///< seq of the entry that led to it
  std::uint32_t contact = noIndex;
  std::uint32_t workflow = noIndex;
  std::uint32_t trigger = noIndex;  ///< in Program::triggers
  std::uint32_t step = noIndex;     ///< in Program::instructions
  std::uint32_t enrollment = 0;     ///< 1, 2, 3 …; a journal has no more entries than that
};

/// One entry: numbers only. What `detail`, `flag`, `payload` and `extra` hold depends on the kind; see the functions of
/// Journal. `detail` is the reason, outcome, source, action or choice of the kind that has one; of an event its type.
struct Entry {
  Instant at = 0;
  EntryPlace place;
  EntryKind kind = EntryKind::event;
  std::uint8_t detail = 0;
  bool flag = false;  ///< `matched` of a trigger, `clamped` of a score, `truncated` of texts
  Range payload;
  Range extra;
};

/// One thing of a contact that became another. Notes that are added have no `previous`.
struct Change {
  Symbol field = Symbol::none;
  Value previous;
  Value value;
};

/// One key of a message, resolved.
struct MessageContent {
  Symbol name = Symbol::none;
  bool isField = false;
  Value value;
};

/// What the texts of a step came to, apart from themselves.
struct Rendered {
  std::span<const Symbol> unresolved = {};  ///< merge fields that there are not
  bool truncated = false;                   ///< whether a text was too long and was cut
};

/// Which way a step took, and why.
struct BranchTaken {
  BranchChoice choice = BranchChoice::none;
  std::uint32_t tried = 0;        ///< how many sets of conditions were looked at; the last is the one taken if one held
  std::uint32_t draw = 0;         ///< of a split
  std::uint32_t found = noIndex;  ///< the contact that was found
};

/// Triggers that an event was tried on, one after the other: places among all triggers of its type.
struct TriedTriggers {
  std::uint32_t cause = 0;  ///< the event's entry
  std::uint32_t contact = 0;
  EventKey event = noEventKey;
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

/// How often a condition held and did not.
struct TestedCondition {
  std::uint64_t held = 0;
  std::uint64_t notHeld = 0;
};

/// How a stimulus was halted.
struct Halt {
  std::uint32_t cause = 0;
  HaltReason reason = HaltReason::entryLimit;
  std::uint32_t dropped = 0;    ///< queued events that nobody handles any more
  Instant clockTo = noInstant;  ///< where the clock was to go
};

/// The recorder that keeps everything: the ordered record of all that happened, each entry with its cause, as compact
/// records. Seqs are 1, 2, 3 …
///
/// Most entries tell of triggers that did not match. They are not stored one by one: what is kept of a row of triggers
/// is what their conditions looked at, and what came of it is worked out when it is read (see recorded_trigger.hpp).
/// Most others tell of enrollments that changed the score in one step and were done: these four are kept as one.
class Journal {
 public:
  /// The actual values of all conditions are kept, or what they can be worked out from.
  static constexpr bool explains = true;
  /// The limits hold for a stimulus with all that it causes, the timers that the clock passes included.
  static constexpr bool limitsEachTurn = false;

  /// Is called before anything is recorded. The program must stay where it is.
  void prepare(const Program& program) {
    program_ = &program;
    counts_.prepare(program);
  }

  /// Forgets all entries; the next one is the first. What is counted of the run stays.
  void clear();

  std::uint32_t size() const { return size_; }
  /// The entry with that seq, 1 to `size()`. Of a trigger it has the place only: see `readTrigger`.
  Entry entry(std::uint32_t seq) const;
  /// Whether that entry tells that a stimulus was halted. It is quickly said, also of a trigger.
  bool isHalted(std::uint32_t seq) const;
  /// The first entry from that one on that is neither of a trigger nor of a refusal that came of one; may be one past
  /// the end.
  std::uint32_t afterTriggers(std::uint32_t seq) const;

  // ---- what an entry holds, by kind
  [[gnu::noinline]] Event event(const Entry& entry) const;
  std::span<const FieldValue> eventFields(const Event& event) const {
    return std::span(fields_).subspan(event.fields.first, event.fields.count);
  }
  /// The actual values of a condition tree's comparisons, in order: of `waitStarted`, `waitEnded` (may be empty) and
  /// `branchTaken` (of all branches tried, one after the other).
  std::span<const Value> actuals(const Entry& entry) const {
    return std::span(values_).subspan(entry.payload.first, entry.payload.count);
  }
  /// The same of the `triggerEvaluated` entry with that seq. `score`: as in ConditionContext.
  std::vector<Value> triggerActuals(std::uint32_t seq, const Value* score = nullptr) const;
  /// Tags of a value of type `tags`.
  std::span<const Symbol> tags(const Value& value) const {
    return std::span(symbols_).subspan(value.asTags().first, value.asTags().count);
  }
  std::span<const Change> changes(const Entry& entry) const {
    return std::span(changes_).subspan(entry.payload.first, entry.payload.count);
  }
  std::span<const MessageContent> message(const Entry& entry) const {
    return std::span(messages_).subspan(entry.payload.first, entry.payload.count);
  }
  /// Merge fields that there are not: of `message` and `contactChanged`.
  std::span<const Symbol> unresolved(const Entry& entry) const {
    return std::span(symbols_).subspan(entry.extra.first, entry.extra.count);
  }
  /// Seqs from the stimulus on: of `workflowLocked`.
  std::span<const std::uint32_t> chain(const Entry& entry) const {
    return std::span(chains_).subspan(entry.payload.first, entry.payload.count);
  }
  /// Scores before and after: of `scoreChanged`, and of the event of that; `emptyScore` for empty.
  std::pair<std::int32_t, std::int32_t> scores(const Entry& entry) const {
    return {static_cast<std::int32_t>(entry.payload.first), static_cast<std::int32_t>(entry.payload.count)};
  }
  /// The rule, in Program::rules, that `scoreChanged` comes from, or `noIndex`.
  static std::uint32_t rule(const Entry& entry) { return entry.extra.first; }
  /// A moment, or `noInstant`: where `clockMoved` is to go; where the clock was to go when `halted` stopped it; when
  /// the wait of `waitStarted` falls due.
  Instant moment(const Entry& entry) const { return moments_[entry.extra.first]; }
  /// What `branchTaken` says.
  static BranchTaken branch(const Entry& entry);
  /// The instruction of the goal that `waitEnded` jumps to, or `noIndex`.
  static std::uint32_t goal(const Entry& entry) { return entry.extra.first; }
  /// Whether `message` or `contactChanged` holds a text that was cut.
  static bool truncated(const Entry& entry) { return entry.flag; }
  /// How many queued events `halted` dropped.
  static std::uint32_t dropped(const Entry& entry) { return entry.payload.first; }
  /// The seq of the contact's last `scoreChanged`, or 0.
  std::uint32_t lastScoreChange(std::uint32_t contact) const {
    return contact < lastScoreChanges_.size() ? lastScoreChanges_[contact] : 0;
  }
  /// The seq of the same contact's `scoreChanged` before this one, or 0.
  static std::uint32_t previousScoreChange(const Entry& entry) { return entry.extra.count; }
  /// The seqs of the contact's changes of score, oldest first. Costs as much as there are.
  std::vector<std::uint32_t> scoreChanges(std::uint32_t contact) const;
  /// What is counted of the run.
  const RunCounts& counts() const { return counts_; }
  RunCounts& counts() { return counts_; }
  /// How often a condition of the program held and did not, in all tests but those of triggers: whether an entry tells
  /// of them or not.
  TestedCondition tested(std::uint32_t condition) const {
    return tested_.empty() ? TestedCondition() : tested_[condition];
  }
  /// The seqs of all messages: the outbox.
  std::span<const std::uint32_t> outbox() const { return outbox_; }

  // ---- what the run loop calls; each returns the new entry's seq
  std::uint32_t recordEvent(const World& world, std::uint32_t cause, const Event& event);
  /// One entry for each. Nothing of the contact or the event has changed since they were tried.
  std::uint32_t recordTriggers(const World& world, const TriedTriggers& tried);
  /// Enrollments that will be refused since the contact was in these workflows: each right after the trigger that
  /// matches, one of those that are recorded next. `dropRefused` forgets them again.
  void noteRefused(const OnceBits& refused) { pendingRefused_.push_back(refused); }
  void dropRefused() { pendingRefused_.clear(); }
  std::uint32_t recordEnrolled(const World& world, const EntryPlace& place);
  std::uint32_t recordRefused(const World& world, const EntryPlace& place, RefusalReason reason);
  std::uint32_t recordStep(const World& world, const EntryPlace& place, StepOutcome outcome);
  std::uint32_t recordBranch(const World& world, const EntryPlace& place, const BranchTaken& taken);
  std::uint32_t recordScore(const World& world, const EntryPlace& place, std::int32_t previous, std::int32_t score,
                            bool clamped, ScoreSource source, std::uint32_t rule = noIndex);
  std::uint32_t recordWaitStarted(const World& world, const EntryPlace& place, Instant due);
  /// `goal`: the instruction of the goal that ended it.
  std::uint32_t recordWaitEnded(const World& world, const EntryPlace& place, WaitEnd by, std::uint32_t goal = noIndex);
  std::uint32_t recordMessage(const World& world, const EntryPlace& place, std::span<const MessageContent> content,
                              const Rendered& rendered);
  std::uint32_t recordChanged(const World& world, const EntryPlace& place, const Rendered& rendered);
  std::uint32_t recordExited(const World& world, const EntryPlace& place, ExitReason reason);
  std::uint32_t recordLocked(const World& world, const EntryPlace& place);
  std::uint32_t recordHalted(const World& world, const Halt& halt);
  std::uint32_t recordClock(const World& world, Instant to);
  std::uint32_t recordEdited(const World& world, const EntryPlace& place, EditAction action);

  /// A comparison's actual value, for the next entry that shows conditions.
  void noteActual(const Value& value) { pendingActuals_.push_back(value); }
  void noteActualTags(std::span<const Symbol> tags) { pendingActuals_.push_back(keepTagsOnce(tags)); }
  /// A condition of the program was tested; those of triggers are not told.
  void noteHeld(const ConditionNode& node, bool held) {
    if (tested_.empty()) {
      tested_.resize(program_->conditions.size());
    }
    TestedCondition& tested = tested_[static_cast<std::size_t>(&node - program_->conditions.data())];
    ++(held ? tested.held : tested.notHeld);
  }
  /// A change of the contact, for the next `recordChanged` or `recordEdited`.
  void noteChange(Symbol field, const Value& previous, const Value& value) {
    pendingChanges_.push_back({field, previous, value});
  }
  /// Forgets the actual values noted: no entry shows them.
  void dropActuals() { pendingActuals_.clear(); }
  /// Copies tags into the journal, as a value that a change can hold.
  Value keepTags(std::span<const Symbol> tags);

 private:
  friend class JournalCursor;

  /// An enrollment that a trigger in a row would have made, and that was refused, told by itself.
  struct RowRefusal {
    std::uint32_t seq = 0;
    std::uint32_t cause = 0;  ///< the trigger's entry
    RefusalReason reason = RefusalReason::draft;
  };
  /// Triggers of one event's type that were tried one after the other while nothing changed, and the refusals that
  /// came of it.
  struct TriggerRow {
    std::uint32_t firstSeq = 0;
    std::uint32_t count = 0;         ///< of entries
    std::uint32_t storedBefore = 0;  ///< how many entries that stand by themselves, and scoring runs, come before it
    std::uint32_t cause = 0;         ///< the event's entry
    std::uint32_t firstTrigger = 0;  ///< its place among the triggers of the type
    EventKey event = noEventKey;
    std::uint32_t firstValue = 0;  ///< of what the conditions look at, in `values_`
    Range refusals;                ///< in `refusals_`
    Range refusedOnce;             ///< in `refusedOnce_`
    bool scores = false;           ///< whether a scoring run comes behind it, kept as one

    std::uint32_t endSeq() const { return firstSeq + count; }
  };

  Entry& append(const World& world, EntryKind kind, const EntryPlace& place);
  Range takeActuals();
  Range keepSymbols(std::span<const Symbol> symbols);
  Value keepTagsOnce(std::span<const Symbol> tags);

  // ---- rows of triggers

  /// Whether the last row goes on with the next entry.
  bool isRowOpen() const { return !rows_.empty() && rows_.back().endSeq() == size_ + 1; }
  void keepValue(const World& world, const FieldReference& field, std::uint32_t contact);
  void keepListedValues(const World& world, const TriedTriggers& tried);
  void keepComparedValues(const World& world, const TriedTriggers& tried);
  /// How many rows begin at an entry or before it.
  std::size_t rowsUpTo(std::uint32_t seq) const;
  /// The row that an entry stands in or that is the last one before it, or null.
  const TriggerRow* rowAt(std::uint32_t seq) const {
    const std::size_t rows = rowsUpTo(seq);
    return rows == 0 ? nullptr : &rows_[rows - 1];
  }
  std::span<const RowRefusal> refusalsOf(const TriggerRow& row) const;
  /// The workflows that the contact was refused by a row since it was in them before, in document order. Each has just
  /// one trigger for the event.
  std::span<const OnceBits> refusedOnceBy(const TriggerRow& row) const;
  /// What stands at a seq of a row: a trigger, or a refusal that came of it.
  struct RowPlace {
    std::uint32_t trigger = 0;  ///< its place among the triggers of the type
    std::uint32_t cause = 0;    ///< of a refusal: the trigger's entry; else 0
    RefusalReason reason = RefusalReason::reentryOff;
  };
  RowPlace placeIn(const TriggerRow& row, std::uint32_t seq) const;
  Entry entryOf(const TriggerRow& row, std::uint32_t seq) const;

  // ---- scoring runs: an enrollment that begins right behind a row of triggers, changes the score, and is complete

  /// How many entries tell of one: `enrolled`, `stepRun`, `scoreChanged`, `exited`.
  static constexpr std::uint32_t scoringRunEntries = 4;
  /// Keeps the last entries as one, if with an `exited` behind them they are a scoring run.
  bool keepScoringRun(ExitReason reason);
  /// One of its entries, the first of which is at `first`.
  static Entry entryOf(const Entry& scoringRun, std::uint32_t first, std::uint32_t seq);
  /// The entry behind a row that is the last one before it, or where there is none (null).
  Entry entryBehind(const TriggerRow* row, std::uint32_t seq) const;

  /// Appends the actual values of the comparisons of the trigger at that place, in order.
  void readActuals(const TriggerRow& row, std::uint32_t place, const Event& event, const Value* score,
                   std::vector<Value>& actuals) const;
  /// The values that were kept for the comparisons of the trigger at that place, where there is no list of fields.
  std::span<const Value> comparedValues(const TriggerRow& row, std::uint32_t place) const;

  const Program* program_ = nullptr;
  std::uint32_t size_ = 0;
  ChunkedList<Entry> entries_;  ///< those that stand by themselves, and scoring runs
  ChunkedList<TriggerRow> rows_;
  std::vector<RowRefusal> refusals_;
  std::vector<OnceBits> refusedOnce_;
  ChunkedList<Event> events_;  ///< but for changes of the score, which their entries tell
  std::vector<FieldValue> fields_;
  std::vector<Value> values_;
  std::vector<Symbol> symbols_;
  std::vector<Change> changes_;
  std::vector<MessageContent> messages_;
  std::vector<std::uint32_t> chains_;
  std::vector<Instant> moments_;
  std::vector<std::uint32_t> outbox_;
  std::vector<std::uint32_t> lastScoreChanges_;  ///< by contact
  RunCounts counts_;
  std::vector<TestedCondition> tested_;  ///< by condition; none before the first test
  Range lastTags_;                       ///< the tags that were kept last, in `symbols_`
  std::vector<OnceBits> pendingRefused_;
  std::vector<Value> pendingActuals_;
  std::vector<Change> pendingChanges_;
};

}  // namespace rehearse
