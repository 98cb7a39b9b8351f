#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/contact_editor.hpp"
#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/run_buffers.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// A run that takes this many steps without waiting exits with `stepLimit`.
inline constexpr std::uint32_t stepLimit = 1'000;

/// A stimulus that causes more journal entries than this halts.
inline constexpr std::uint32_t entryLimit = 100'000;

/// A stimulus that fills in more text than this, in bytes, in fields and notes halts.
inline constexpr std::size_t textLimit = 16U << 20U;

/// Once a stimulus has filled in `textLimit` bytes in messages, each further text of a message is cut to this many.
inline constexpr std::size_t messageTextBeyond = 1'000;

/// How many conditions a stimulus may cost before it halts. A tree of conditions counts with all that is in it,
/// comparisons and groups, whether they were all looked at or not: so every recorder halts at the same place.
struct EffortLimits {
  std::uint64_t effort = 0;     ///< all that were tested: what bounds the time
  std::uint64_t explained = 0;  ///< those that entries explain: what bounds the memory
};

/// Where a run goes on after a step.
struct Onward {
  std::uint32_t next = noIndex;  ///< an instruction, or none: it is complete
  std::uint32_t cause = 0;       ///< the entry that let it go
  std::uint32_t steps = 0;       ///< how many it has taken
};

/// How far the triggers of one event have had their turn.
struct TriggerTurn {
  const Event& event;
  std::span<const std::uint32_t> all;  ///< the triggers of its type
  TriedTriggers tried;                 ///< up to `end` they had their turn
  std::uint32_t tested = 0;            ///< so many parts their conditions have
  std::uint32_t onceFrom = 0;          ///< and the first so many workflows that let nobody in twice had theirs
};

/// What everything that happens goes through, whoever records it: one stimulus with all that it causes.
///
/// The order is the contract's: an event is recorded; scoring rules give their points; the waits that it satisfies go
/// on, oldest enrollment first; each workflow's triggers are evaluated in document order and an enrolled contact runs
/// at once; events that steps cause wait in a queue, first in first out.
///
/// Each group of members is defined in a file of its own, run_loop_GROUP.hpp; whoever makes a loop includes them all.
template <class Recorder>
class RunLoop {
 public:
  RunLoop(World& world, Recorder& recorder, RunBuffers& buffers, bool runDrafts, EffortLimits limits)
      : world_(world),
        program_(*world.program),
        recorder_(recorder),
        buffers_(buffers),
        runDrafts_(runDrafts),
        limits_(limits),
        before_(recorder.size()) {}

  /// Begins anew as far as the limits go: what follows is a stimulus of its own.
  void beginStimulus();
  /// An event with all that it causes.
  void handleAll(std::uint32_t cause, const Event& event);
  /// Handles the queued events and enrollments.
  /// `left`: how many more events are due at this moment, which a halt drops with the queue.
  void drain(std::uint32_t left = 0);
  /// Moves the clock to `to`, or to the moment at which the stimulus was halted.
  void advanceTo(Instant to);
  /// Each puts an event that something caused at the end of the queue.
  void enqueueScoreChanged(std::uint32_t cause, std::uint32_t contact, std::int32_t previous, std::int32_t score);
  void enqueueCreated(std::uint32_t cause, std::uint32_t contact);
  /// An event whose one attribute is a text: `tag.added`, `tag.removed`, `contact.changed`.
  void enqueueNamed(std::uint32_t cause, EventType type, std::uint32_t contact, Symbol name);
  /// Queues the events that changes of `place.contact` caused, all of them led to by `place.cause`. A score also gets
  /// its own entry, as every change of a score does.
  void causeEvents(const EntryPlace& place, std::span<const CausedEvent> events, ScoreSource source);

 private:
  // ---- events: one event, and the queue of those that steps cause

  static Event makeEvent(EventType type, std::uint32_t contact);
  static Event eventOf(const Queued& queued);
  bool isOverLimit();
  bool isOverEffort() const { return effort_ > limits_.effort || explained_ > limits_.explained; }
  HaltReason haltReason() const;
  ConditionContext contextOf(const Event& event) const;
  /// What an enrollment's own steps look at: the event it keeps.
  ConditionContext contextOf(std::uint32_t slot) const;
  void handle(std::uint32_t cause, const Event& event);
  void stopOnReply(std::uint32_t contact, std::uint32_t cause);

  // ---- conditions: what testing them costs

  std::uint32_t sizeOf(ConditionsIndex conditions) const { return program_.conditions[conditions].size; }
  /// Whether conditions hold. The recorder is told, but no entry need explain it.
  bool test(ConditionsIndex conditions, const ConditionContext& context) {
    effort_ += sizeOf(conditions);
    return evaluate(world_, conditions, context, recorder_);
  }
  /// Whether conditions hold that the next entry explains.
  bool testExplained(ConditionsIndex conditions, const ConditionContext& context) {
    countExplained(sizeOf(conditions));
    return evaluate(world_, conditions, context, recorder_);
  }
  void countExplained(std::uint32_t conditions) {
    effort_ += conditions;
    explained_ += conditions;
  }

  // ---- clock: the timers that it passes

  /// Whether the next timer, or the next contact of a schedule, has its turn: not in a stimulus that was halted, unless
  /// each turn is a stimulus of its own.
  bool goesOnToNextTurn();
  void fallDue(const Timer& timer, std::uint32_t cause);
  /// A schedule's time has come, for every contact.
  void runSchedule(std::uint32_t index, std::uint32_t cause);
  Event clockEvent(std::uint32_t trigger, const ClockAttributes& attributes, std::uint32_t contact);

  // ---- rules: the points that scoring rules give, and that expire

  void applyRules(const Event& event, std::uint32_t cause);
  /// What a rule would give a contact now: less than its points where its limit is near, 0 where it is reached.
  std::int32_t pointsLeft(std::uint32_t rule, std::uint32_t contact) const;
  void give(std::uint32_t rule, std::uint32_t contact, std::int32_t points, std::uint32_t cause);
  void takeBack(const Timer& expiry, std::uint32_t cause);

  // ---- waits: how they begin, and what ends them

  const WaitOperand& waitOf(std::uint32_t slot) const;
  /// Whether the run goes on, there being nothing to wait for.
  bool wait(std::uint32_t slot, EntryPlace place, const WaitOperand& operand, Onward& onward);
  /// Lets an enrollment stand at a wait that has been recorded, unless a goal is met at once: whether the run goes on.
  bool stand(std::uint32_t slot, std::uint32_t waitStarted, const WaitOperand& operand, Instant due, Onward& onward);
  /// Notes which waits of a contact an event may let go on, oldest enrollment first, before any of them does: what goes
  /// on may end others or wait anew.
  void noteWaits(std::uint32_t contact, EventKey key);
  /// Lets the contact's waits go on that the event satisfies.
  void goOn(const Event& event, std::uint32_t cause);
  /// Whether what an enrollment waits for has come, apart from goals.
  bool isAwaited(std::uint32_t slot, const Event& event, EventKey key);
  void endWait(std::uint32_t slot, WaitEnd by, std::uint32_t cause);
  /// A wait whose time has come.
  void endTimedWait(std::uint32_t slot, std::uint32_t cause);

  // ---- goals

  /// Whether the run goes on from a goal that it has come to.
  bool arriveAtGoal(std::uint32_t slot, EntryPlace place, const GoalOperand& operand, Onward& onward);
  /// Puts an enrollment that begins to wait into the lists of the goals before it. `own`: the list it is in already.
  void awaitGoals(std::uint32_t slot, EventKey own);
  /// Appends a contact's waits in workflows that have a goal for such an event, oldest enrollment first.
  void collectBeforeGoals(std::uint32_t contact, EventKey key, std::vector<std::uint32_t>& out);
  /// The instruction of the last goal before an enrollment that is met, or `noIndex`. An event may be null.
  std::uint32_t lastGoalMet(std::uint32_t slot, const Event* event, EventKey key);
  /// Records that a goal ends a wait, and gives where the run goes on: the goal is a step of it if it has not run
  /// before.
  Onward reachGoal(std::uint32_t slot, std::uint32_t goal, std::uint32_t cause);
  /// Lets a waiting enrollment jump to a goal and run on behind it.
  void jumpToGoal(std::uint32_t slot, std::uint32_t goal, const Event& event, std::uint32_t cause);

  // ---- triggers

  void evaluateTriggers(const Event& event, std::uint32_t cause);
  /// Finds the triggers that the event can match. Where each must have an entry, or a limit is near, each has its turn
  /// by itself.
  void findTriggers(const TriggerTurn& turn);
  /// Whether a limit may be reached before somebody else is enrolled.
  bool isNearLimit(const TriggerTurn& turn) const;
  /// Lets those found have their turn. Whether they must be found anew, since what was found depends on what has
  /// changed.
  bool goThroughFound(TriggerTurn& turn);
  /// Evaluates the triggers of one workflow, the first of which is at `index` of `triggers`, and enrolls the contact if
  /// one of them matches. `index` is then behind them.
  void tryWorkflow(TriggerTurn& turn, std::span<const std::uint32_t> triggers, std::size_t& index);
  /// Enrolls the contact in a workflow that lets nobody in twice, given by its number among these.
  void enterOnce(TriggerTurn& turn, std::uint32_t number);
  /// Records that all triggers up to the last of a workflow had their turn; gives the entry of `matched`, one of these.
  std::uint32_t recordTried(TriggerTurn& turn, const TriggerProgram& matched);
  /// Counts what rows of the index stood for so far that will not be counted as a whole: `left`, but `taken`, which
  /// will be.
  void countRowsLeft(const TriggerTurn& turn, std::span<const OnceBits> left, std::span<const OnceBits> taken);
  /// The one trigger that the clock made an event for.
  void evaluateClockTrigger(const Event& event, std::uint32_t cause);
  /// Whether a trigger matches, which is counted.
  bool isMatched(const Event& event, std::uint32_t trigger);

  // ---- enrollments: their start, their run from step to step, their end

  /// `place` names the contact, the workflow and the trigger; its cause is the trigger's entry. Where a step starts it,
  /// there is no trigger and no event (null), and the cause is the step's entry.
  void enroll(const EntryPlace& place, const Event* event);
  /// Whether the contact is locked out of the workflow, or is now, since this start would be one of too many.
  bool isLocked(const EntryPlace& place);
  /// Enrolls a contact that no gate holds back.
  void start(EntryPlace place, const Event* event);
  void keepEvent(std::uint32_t slot, const Event& event);
  EntryPlace placeOf(std::uint32_t slot, std::uint32_t cause, bool atStep = true) const;
  void exit(std::uint32_t slot, ExitReason reason, std::uint32_t cause);
  /// Runs an enrollment from where it stands until it waits or is done. `cause` is the entry that let it go.
  void run(std::uint32_t slot, std::uint32_t cause, std::uint32_t steps = 0);
  /// Whether the run goes on.
  bool runStep(std::uint32_t slot, const Instruction& instruction, Onward& onward);

  // ---- contact_steps: steps that change the contact

  void modifyScore(EntryPlace place, const ScoreOperand& operand);
  struct HeldScore {
    std::int32_t score;
    bool clamped;  ///< whether it is held at an end of the range
  };
  /// What the score would be with so many points more.
  HeldScore scoreAfter(std::uint32_t contact, std::int32_t points) const;
  /// Changes the score of the place's contact, records that, and queues its event. Gives what it really changed by.
  std::int32_t changeScore(const EntryPlace& place, std::int32_t points, ScoreSource source,
                           std::uint32_t rule = noIndex);
  /// Records a step and the change of the contact that it made; gives the change's entry.
  std::uint32_t recordChange(EntryPlace place, const Rendered& rendered = {});
  Symbol fieldName(std::string_view name);
  std::span<const Symbol> tagsOf(const TagsOperand& operand) const;
  void addTags(const EntryPlace& place, const TagsOperand& operand);
  void removeTags(const EntryPlace& place, const TagsOperand& operand);
  /// Adds or removes the tags in the buffer, all of which change something.
  void changeTags(const EntryPlace& place, EventType type);
  void updateField(std::uint32_t slot, const EntryPlace& place, const FieldOperand& operand);
  void addNote(std::uint32_t slot, const EntryPlace& place, const NoteOperand& operand);

  // ---- other_contact_steps: steps that make contacts, and that look for them

  /// Fills in the texts of a contact, its fields in the buffer, before anything is changed.
  struct ContactTexts {
    Value name;
    Value email;
  };
  ContactTexts renderContact(std::uint32_t slot, const ContactOperand& operand);
  /// The contact that a step means, or `noIndex` for a new one.
  std::uint32_t contactMeant(const ContactOperand& operand, const Value& email);
  Symbol newContactId(const ContactOperand& operand);
  void applyContact(ContactEditor<Recorder>& editor, std::uint32_t contact, const ContactOperand& operand,
                    const ContactTexts& texts);
  void createContact(std::uint32_t slot, EntryPlace place, const ContactOperand& operand);
  /// The first other contact for which the conditions hold, or `noIndex`; also where it takes too much effort.
  std::uint32_t search(ConditionContext context, ConditionsIndex conditions);
  /// Gives the instruction that it goes on with: its own, unrecorded, where the search was given up.
  std::uint32_t findContact(std::uint32_t slot, EntryPlace place, const SearchOperand& operand);

  // ---- workflow_steps: steps that start and end enrollments

  void addToWorkflow(const EntryPlace& place, const AdditionOperand& operand);
  bool isToBeRemoved(std::uint32_t candidate, std::uint32_t slot, const RemovalOperand& operand) const;
  /// Whether the run goes on: its own enrollment was not among those removed.
  bool removeFromWorkflow(std::uint32_t slot, EntryPlace place, const RemovalOperand& operand);

  // ---- message_steps: steps that send something to the outbox

  void sendMessage(std::uint32_t slot, EntryPlace place, const MessageOperand& operand);

  // ---- flow_steps: steps that say where to go on

  std::uint32_t takeBranch(std::uint32_t slot, EntryPlace place, const BranchOperand& operand);
  std::uint32_t takeDrawn(EntryPlace place, const SplitOperand& operand);

  World& world_;
  const Program& program_;
  Recorder& recorder_;
  RunBuffers& buffers_;
  bool runDrafts_;
  EffortLimits limits_;
  std::uint32_t before_;         ///< how long the record was before the stimulus
  Instant clockTo_ = noInstant;  ///< where the clock is to go, if this stimulus moves it
  std::size_t fieldText_ = 0;    ///< bytes filled in in fields and notes so far
  std::size_t messageText_ = 0;  ///< bytes filled in in messages so far
  std::uint64_t effort_ = 0;     ///< conditions tested so far
  std::uint64_t explained_ = 0;  ///< conditions that entries explain so far
  bool halted_ = false;
};

}  // namespace rehearse
