#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "rehearse/simulation/conditions.hpp"
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

/// What everything that happens goes through, whoever records it: one stimulus with all that it causes.
///
/// The order is the contract's: an event is recorded; the waits that it satisfies go on, oldest enrollment first; each
/// workflow's triggers are evaluated in document order and an enrolled contact runs at once; events that steps cause
/// wait in a queue, first in first out.
template <class Recorder>
class RunLoop {
 public:
  RunLoop(World& world, Recorder& recorder, RunBuffers& buffers, bool runDrafts)
      : world_(world),
        program_(*world.program),
        recorder_(recorder),
        buffers_(buffers),
        runDrafts_(runDrafts),
        before_(recorder.size()) {}

  /// An event with all that it causes.
  void handleAll(std::uint32_t cause, const Event& event) {
    handle(cause, event);
    drain();
  }

  /// Handles the queued events. Whether the stimulus was not halted.
  bool drain() {
    while (!isOverLimit() && world_.queueHead < world_.queue.size()) {
      const QueuedEvent next = world_.queue[world_.queueHead++];
      handle(next.cause, next.event);
    }
    if (halted_) {
      const auto dropped = static_cast<std::uint32_t>(world_.queue.size() - world_.queueHead);
      recorder_.recordHalted(world_, {before_ + 1, haltReason(), dropped, clockTo_});
    }
    world_.queue.clear();
    world_.queueHead = 0;
    return !halted_;
  }

  /// Moves the clock to `to`, or to the moment at which the stimulus was halted.
  void advanceTo(Instant to) {
    clockTo_ = to;
    const std::uint32_t cause = recorder_.recordClock(world_, to);
    while (const Timer* next = world_.timers.next()) {
      if (next->due > to) {
        break;
      }
      const Timer timer = *next;
      world_.timers.pop();
      if (world_.enrollments[timer.enrollment].waitSerial != timer.serial) {
        continue;
      }
      world_.now = timer.due;
      endTimedWait(timer.enrollment, cause);
      if (!drain()) {
        return;
      }
    }
    world_.now = to;
  }

  /// Puts an event that something caused at the end of the queue.
  void enqueue(std::uint32_t cause, const Event& event) { world_.queue.push_back({cause, event}); }

  void enqueueScoreChanged(std::uint32_t cause, std::uint32_t contact, std::int32_t previous, std::int32_t score) {
    Event event = makeEvent(EventType::scoreChanged, contact);
    event.attributes[previousScoreSlot] = scoreValue(previous);
    event.attributes[scoreSlot] = scoreValue(score);
    enqueue(cause, event);
  }

  void enqueueCreated(std::uint32_t cause, std::uint32_t contact) {
    enqueue(cause, makeEvent(EventType::contactCreated, contact));
  }

  /// An event whose one attribute is a text: `tag.added`, `tag.removed`, `contact.changed`.
  void enqueueNamed(std::uint32_t cause, EventType type, std::uint32_t contact, Symbol name) {
    Event event = makeEvent(type, contact);
    event.attributes[0] = Value::text(name);
    enqueue(cause, event);
  }

 private:
  static Event makeEvent(EventType type, std::uint32_t contact) {
    Event event;
    event.type = type;
    event.contact = contact;
    return event;
  }

  bool isOverLimit() {
    halted_ = halted_ || recorder_.size() - before_ > entryLimit || fieldText_ > textLimit;
    return halted_;
  }

  HaltReason haltReason() const { return fieldText_ > textLimit ? HaltReason::textLimit : HaltReason::entryLimit; }

  ConditionContext contextOf(const Event& event) const {
    return {event.contact, &event, std::span(world_.eventFields).subspan(event.fields.first, event.fields.count)};
  }

  /// What an enrollment's own steps look at: the event it keeps.
  ConditionContext contextOf(std::uint32_t slot) const {
    ConditionContext context{world_.enrollments[slot].contact};
    if (const KeptEvent* kept = world_.enrollments.kept(slot)) {
      context.event = &kept->event;
      context.eventFields = kept->fields;
    }
    return context;
  }

  // ---- one event

  void handle(std::uint32_t cause, const Event& event) {
    const std::uint32_t seq = recorder_.recordEvent(world_, cause, event);
    if (event.type == EventType::contactReplied) {
      stopOnReply(event.contact, seq);
    }
    goOn(event, seq);
    evaluateTriggers(event, seq);
  }

  void stopOnReply(std::uint32_t contact, std::uint32_t cause) {
    std::uint32_t slot = world_.enrollments.oldest(contact);
    while (slot != noIndex) {
      const std::uint32_t next = world_.enrollments[slot].next;
      if (program_.workflows[world_.enrollments[slot].workflow].stopOnReply) {
        exit(slot, ExitReason::stopOnReply, cause);
      }
      slot = next;
    }
  }

  /// Notes which waits of a contact an event may let go on, oldest enrollment first, before any of them does: what goes
  /// on may end others or wait anew.
  void noteWaits(std::uint32_t contact, EventKey key) {
    auto& slots = buffers_.slots;
    slots.clear();
    world_.waitLists.collect(contact, key, slots);
    world_.waitLists.collect(contact, WaitLists::conditionsKey, slots);
    std::sort(slots.begin(), slots.end(), [&](std::uint32_t left, std::uint32_t right) {
      return world_.enrollments[left].number < world_.enrollments[right].number;
    });
    buffers_.serials.clear();
    for (const std::uint32_t slot : slots) {
      buffers_.serials.push_back(world_.enrollments[slot].waitSerial);
    }
  }

  /// Lets the contact's waits go on that the event satisfies.
  void goOn(const Event& event, std::uint32_t cause) {
    noteWaits(event.contact, program_.eventKey(event.type, event.customName));
    for (std::size_t index = 0; index < buffers_.slots.size() && !isOverLimit(); ++index) {
      const std::uint32_t slot = buffers_.slots[index];
      if (world_.enrollments[slot].waitSerial != buffers_.serials[index]) {
        continue;
      }
      const WaitOperand& wait = waitOf(slot);
      const bool forEvent = wait.form == WaitForm::untilEvent;
      if (evaluate(world_, wait.conditions, forEvent ? contextOf(event) : contextOf(slot), recorder_)) {
        if (forEvent) {
          keepEvent(slot, event);
        }
        endWait(slot, forEvent ? WaitEnd::event : WaitEnd::conditions, cause);
      }
      recorder_.dropActuals();
    }
  }

  void evaluateTriggers(const Event& event, std::uint32_t cause) {
    const EventKey key = program_.eventKey(event.type, event.customName);
    const std::span<const std::uint32_t> all = program_.triggerIndex.all(key);
    std::span<const std::uint32_t> triggers = all;
    if constexpr (!Recorder::explains) {
      program_.triggerIndex.candidates(key, event.attributes, contextOf(event).eventFields, buffers_.candidates);
      triggers = buffers_.candidates;
    }
    std::uint32_t counted = 0;
    for (std::size_t index = 0; index < triggers.size() && !halted_;) {
      const std::uint32_t workflow = program_.triggers[triggers[index]].workflow;
      EntryPlace first{.cause = cause, .contact = event.contact, .workflow = workflow};
      for (; index < triggers.size() && program_.triggers[triggers[index]].workflow == workflow; ++index) {
        const auto [matched, seq] = evaluateTrigger(event, triggers[index], cause);
        if (matched && first.trigger == noIndex) {
          first.cause = seq;
          first.trigger = triggers[index];
        }
      }
      recorder_.countTriggers(counted, program_.triggers[triggers[index - 1]].groupEnd);
      if (first.trigger != noIndex && !isOverLimit()) {
        enroll(first, event);
      }
    }
    if (!halted_) {
      recorder_.countTriggers(counted, static_cast<std::uint32_t>(all.size()));
    }
  }

  std::pair<bool, std::uint32_t> evaluateTrigger(const Event& event, std::uint32_t trigger, std::uint32_t cause) {
    const TriggerProgram& row = program_.triggers[trigger];
    const ConditionContext context = contextOf(event);
    bool matched = evaluate(world_, row.conditions, context, recorder_);
    HeldBefore heldBefore = HeldBefore::notAsked;
    if (row.fires == Firing::crossing) {
      heldBefore = heldForPreviousScore(row, context) ? HeldBefore::yes : HeldBefore::no;
      matched = matched && heldBefore == HeldBefore::no;
    }
    const EntryPlace place{.cause = cause, .contact = event.contact, .workflow = row.workflow, .trigger = trigger};
    return {matched, recorder_.recordTrigger(world_, place, matched, heldBefore)};
  }

  /// Keeps what it is told to itself.
  struct SilentRecorder {
    static constexpr bool explains = false;
    void noteActual(const Value&) {}
    void noteActualTags(std::span<const Symbol>) {}
  };

  bool heldForPreviousScore(const TriggerProgram& row, ConditionContext context) const {
    context.score = &context.event->attributes[previousScoreSlot];
    SilentRecorder silent;
    return evaluate(world_, row.conditions, context, silent);
  }

  // ---- enrollments

  /// `place` names the contact, the workflow and the trigger; its cause is the trigger's entry.
  void enroll(EntryPlace place, const Event& event) {
    const WorkflowProgram& workflow = program_.workflows[place.workflow];
    WorkflowCounts& counts = world_.workflowCounts[place.workflow];
    Pair& pair = world_.pairs.make(place.contact, place.workflow);
    const auto refuse = [&](RefusalReason reason) {
      ++counts.refusedBy[static_cast<std::size_t>(reason)];
      recorder_.recordRefused(world_, place, reason);
    };
    if (!workflow.published && !runDrafts_) {
      return refuse(RefusalReason::draft);
    }
    if (pair.active != noIndex) {
      return refuse(RefusalReason::alreadyActive);
    }
    if (pair.wasIn && !workflow.allowReentry) {
      return refuse(RefusalReason::reentryOff);
    }
    if (!pair.locked && world_.pairs.wouldLoop(pair, world_.now)) {
      pair.locked = true;
      recorder_.recordLocked(world_, place);
    }
    if (pair.locked) {
      return refuse(RefusalReason::locked);
    }
    const std::uint32_t slot = world_.enrollments.add(place.contact, place.workflow, place.trigger);
    pair.active = slot;
    pair.wasIn = true;
    world_.pairs.noteStart(pair, world_.now);
    ++counts.enrolled;
    keepEvent(slot, event);
    Enrollment& enrollment = world_.enrollments[slot];
    enrollment.instruction = workflow.start;
    place.enrollment = enrollment.number;
    run(slot, recorder_.recordEnrolled(world_, place));
  }

  void keepEvent(std::uint32_t slot, const Event& event) {
    if (program_.workflows[world_.enrollments[slot].workflow].readsEvent) {
      world_.enrollments.keep(slot, event, contextOf(event).eventFields);
    }
  }

  EntryPlace placeOf(std::uint32_t slot, std::uint32_t cause, bool atStep = true) const {
    const Enrollment& enrollment = world_.enrollments[slot];
    return {.cause = cause,
            .contact = enrollment.contact,
            .workflow = enrollment.workflow,
            .trigger = noIndex,
            .step = atStep ? enrollment.instruction : noIndex,
            .enrollment = enrollment.number};
  }

  void exit(std::uint32_t slot, ExitReason reason, std::uint32_t cause) {
    const Enrollment& enrollment = world_.enrollments[slot];
    recorder_.recordExited(world_, placeOf(slot, cause), reason);
    ++world_.workflowCounts[enrollment.workflow].exitedBy[static_cast<std::size_t>(reason)];
    world_.pairs.make(enrollment.contact, enrollment.workflow).active = noIndex;
    world_.waitLists.remove(slot);
    world_.enrollments.remove(slot);
  }

  /// Runs an enrollment from where it stands until it waits or is done. `cause` is the entry that let it go.
  void run(std::uint32_t slot, std::uint32_t cause) {
    for (std::uint32_t steps = 0;; ++steps) {
      const std::uint32_t at = world_.enrollments[slot].instruction;
      if (at == noIndex) {
        return exit(slot, ExitReason::completed, cause);
      }
      if (steps == stepLimit) {
        return exit(slot, ExitReason::stepLimit, cause);
      }
      if (isOverLimit()) {
        return exit(slot, ExitReason::halted, cause);
      }
      const Instruction& instruction = program_.instructions[at];
      if (!runStep(slot, instruction, cause)) {
        return;
      }
    }
  }

  /// Whether the run goes on.
  bool runStep(std::uint32_t slot, const Instruction& instruction, std::uint32_t cause) {
    const EntryPlace place = placeOf(slot, cause);
    std::uint32_t next = instruction.next;
    switch (instruction.type) {
      case StepType::modifyEngagementScore:
        modifyScore(place, program_.scoreOperands[instruction.operand]);
        break;
      case StepType::addTag:
        addTags(place, program_.tagsOperands[instruction.operand]);
        break;
      case StepType::removeTag:
        removeTags(place, program_.tagsOperands[instruction.operand]);
        break;
      case StepType::updateField:
        updateField(slot, place, program_.fieldOperands[instruction.operand]);
        break;
      case StepType::addNote:
        addNote(slot, place, program_.noteOperands[instruction.operand]);
        break;
      case StepType::sendEmail:
      case StepType::sendSms:
      case StepType::notify:
      case StepType::webhook:
      case StepType::custom:
        sendMessage(slot, place, program_.messageOperands[instruction.operand]);
        break;
      case StepType::wait:
        if (!wait(slot, place, program_.waitOperands[instruction.operand])) {
          return false;
        }
        break;
      case StepType::branch:
        next = takeBranch(slot, place, program_.branchOperands[instruction.operand]);
        break;
      case StepType::goTo:
        recorder_.recordStep(world_, place, StepOutcome::jumped);
        break;
      case StepType::end: {
        const std::uint32_t seq = recorder_.recordStep(world_, place, StepOutcome::ended);
        exit(slot, ExitReason::end, seq);
        return false;
      }
    }
    world_.enrollments[slot].instruction = next;
    return true;
  }

  // ---- steps that change the contact

  void modifyScore(EntryPlace place, const ScoreOperand& operand) {
    const std::int32_t previous = world_.contacts.score(place.contact);
    const std::int64_t wanted = std::int64_t{previous == emptyScore ? 0 : previous} + operand.delta;
    const auto score = static_cast<std::int32_t>(std::clamp(wanted, -maximumScore, maximumScore));
    const bool clamped = score != wanted;
    const bool changed = score != previous;
    place.cause = recorder_.recordStep(world_, place, changed ? StepOutcome::changed : StepOutcome::clamped);
    const std::uint32_t seq = recorder_.recordScore(world_, place, previous, score, clamped, ScoreSource::step);
    if (changed) {
      world_.contacts.setScore(place.contact, score);
      enqueueScoreChanged(seq, place.contact, previous, score);
    }
  }

  /// Records a step and the change of the contact that it made; gives the change's entry.
  std::uint32_t recordChange(EntryPlace place, const Rendered& rendered = {}) {
    place.cause = recorder_.recordStep(world_, place, StepOutcome::changed);
    return recorder_.recordChanged(world_, place, rendered);
  }

  Symbol fieldName(std::string_view name) { return Recorder::explains ? world_.symbols.intern(name) : Symbol::none; }

  std::span<const Symbol> tagsOf(const TagsOperand& operand) const {
    return std::span(program_.symbolLists).subspan(operand.tags.first, operand.tags.count);
  }

  void addTags(const EntryPlace& place, const TagsOperand& operand) {
    const auto had = [&](Symbol tag) {
      const auto tags = world_.contacts.tags(place.contact);
      return std::find(tags.begin(), tags.end(), tag) != tags.end();
    };
    buffers_.tags.clear();
    for (const Symbol tag : tagsOf(operand)) {
      if (!had(tag) && std::find(buffers_.tags.begin(), buffers_.tags.end(), tag) == buffers_.tags.end()) {
        buffers_.tags.push_back(tag);
      }
    }
    changeTags(place, EventType::tagAdded);
  }

  void removeTags(const EntryPlace& place, const TagsOperand& operand) {
    const auto tags = world_.contacts.tags(place.contact);
    const auto wanted = tagsOf(operand);
    buffers_.tags.clear();
    for (const Symbol tag : tags) {
      if (operand.all || std::find(wanted.begin(), wanted.end(), tag) != wanted.end()) {
        buffers_.tags.push_back(tag);
      }
    }
    changeTags(place, EventType::tagRemoved);
  }

  /// Adds or removes the tags in the buffer, all of which change something.
  void changeTags(const EntryPlace& place, EventType type) {
    if (buffers_.tags.empty()) {
      recorder_.recordStep(world_, place, StepOutcome::unchanged);
      return;
    }
    const Value previous = recorder_.keepTags(world_.contacts.tags(place.contact));
    for (const Symbol tag : buffers_.tags) {
      if (type == EventType::tagAdded) {
        world_.contacts.addTag(place.contact, tag);
      } else {
        world_.contacts.removeTag(place.contact, tag);
      }
    }
    recorder_.noteChange(fieldName("tags"), previous, recorder_.keepTags(world_.contacts.tags(place.contact)));
    const std::uint32_t seq = recordChange(place);
    for (const Symbol tag : buffers_.tags) {
      enqueueNamed(seq, type, place.contact, tag);
    }
  }

  void updateField(std::uint32_t slot, const EntryPlace& place, const FieldOperand& operand) {
    buffers_.renderer.clear();
    Value value = operand.clear ? Value() : buffers_.renderer.render(world_, operand.value, contextOf(slot));
    fieldText_ += buffers_.renderer.bytes();
    if (countsAsEmpty(world_.symbols, value)) {
      value = {};
    }
    const Value previous = readContactField(world_, place.contact, operand.contactField, operand.key);
    if (previous == value) {
      recorder_.recordStep(world_, place, StepOutcome::unchanged);
      return;
    }
    writeContactField(world_, place.contact, operand.contactField, operand.key, value);
    recorder_.noteChange(operand.path, previous, value);
    const std::uint32_t seq = recordChange(place, buffers_.renderer.rendered());
    enqueueNamed(seq, EventType::contactChanged, place.contact, operand.path);
  }

  void addNote(std::uint32_t slot, const EntryPlace& place, const NoteOperand& operand) {
    buffers_.renderer.clear();
    const Value note = buffers_.renderer.render(world_, operand.text, contextOf(slot));
    fieldText_ += buffers_.renderer.bytes();
    world_.contacts.addNote(place.contact, note.asText());
    recorder_.noteChange(fieldName("notes"), Value(), note);
    recordChange(place, buffers_.renderer.rendered());
  }

  void sendMessage(std::uint32_t slot, EntryPlace place, const MessageOperand& operand) {
    buffers_.message.clear();
    buffers_.renderer.clear();
    if constexpr (Recorder::explains) {
      const ConditionContext context = contextOf(slot);
      for (std::uint32_t index = 0; index < operand.parts.count; ++index) {
        const MessagePart& part = program_.messageParts[operand.parts.first + index];
        const std::size_t limit = messageText_ > textLimit ? messageTextBeyond : renderedLimit;
        buffers_.message.push_back(
            {part.name, part.isField, buffers_.renderer.render(world_, part.content, context, limit)});
      }
      messageText_ += buffers_.renderer.bytes();
    }
    ++world_.messages;
    place.cause = recorder_.recordStep(world_, place, StepOutcome::sent);
    recorder_.recordMessage(world_, place, buffers_.message, buffers_.renderer.rendered());
  }

  // ---- steps that say where to go on

  std::uint32_t takeBranch(std::uint32_t slot, EntryPlace place, const BranchOperand& operand) {
    const ConditionContext context = contextOf(slot);
    std::uint32_t tried = 0;
    bool held = false;
    while (!held && tried < operand.branches.count) {
      held = evaluate(world_, program_.branches[operand.branches.first + tried].conditions, context, recorder_);
      ++tried;
    }
    const BranchChoice choice = held                   ? BranchChoice::branch
                                : operand.hasOtherwise ? BranchChoice::otherwise
                                                       : BranchChoice::none;
    place.cause = recorder_.recordStep(world_, place, StepOutcome::branched);
    recorder_.recordBranch(world_, place, choice, tried);
    return held ? program_.branches[operand.branches.first + tried - 1].target : operand.otherwise;
  }

  const WaitOperand& waitOf(std::uint32_t slot) const {
    return program_.waitOperands[program_.instructions[world_.enrollments[slot].instruction].operand];
  }

  /// Whether there is nothing to wait for.
  bool wait(std::uint32_t slot, EntryPlace place, const WaitOperand& operand) {
    const auto later = [&](Duration duration) { return std::min(world_.now + duration, latestInstant); };
    Instant due = operand.timeout > 0 ? later(operand.timeout) : noInstant;
    bool passed = false;
    switch (operand.form) {
      case WaitForm::duration:
        due = later(operand.time);
        break;
      case WaitForm::until:
        due = operand.time;
        passed = due <= world_.now;
        break;
      case WaitForm::untilEvent:
        break;
      case WaitForm::untilConditions:
        passed = evaluate(world_, operand.conditions, contextOf(slot), recorder_);
        break;
    }
    place.cause = recorder_.recordStep(world_, place, passed ? StepOutcome::passed : StepOutcome::waiting);
    place.cause = recorder_.recordWaitStarted(world_, place, due);
    if (passed) {
      recorder_.recordWaitEnded(world_, place, operand.form == WaitForm::until ? WaitEnd::time : WaitEnd::conditions);
      return true;
    }
    Enrollment& enrollment = world_.enrollments[slot];
    enrollment.waitSerial = world_.enrollments.nextWait();
    enrollment.since = world_.now;
    enrollment.due = due;
    const bool isTimeout = operand.form == WaitForm::untilEvent || operand.form == WaitForm::untilConditions;
    if (isTimeout) {
      const EventKey key = operand.form == WaitForm::untilEvent ? operand.event : WaitLists::conditionsKey;
      world_.waitLists.add(place.contact, key, slot, enrollment.number);
    }
    if (due != noInstant) {
      world_.timers.add({due, isTimeout, enrollment.waitSerial, slot});
    }
    return false;
  }

  void endWait(std::uint32_t slot, WaitEnd by, std::uint32_t cause) {
    const std::uint32_t seq = recorder_.recordWaitEnded(world_, placeOf(slot, cause), by);
    Enrollment& enrollment = world_.enrollments[slot];
    const Instruction& instruction = program_.instructions[enrollment.instruction];
    world_.waitLists.remove(slot);
    enrollment.waitSerial = 0;
    enrollment.instruction =
        by == WaitEnd::timeout ? program_.waitOperands[instruction.operand].onTimeout : instruction.next;
    run(slot, seq);
  }

  /// A wait whose time has come.
  void endTimedWait(std::uint32_t slot, std::uint32_t cause) {
    const WaitForm form = waitOf(slot).form;
    const bool isTime = form == WaitForm::duration || form == WaitForm::until;
    endWait(slot, isTime ? WaitEnd::time : WaitEnd::timeout, cause);
  }

  World& world_;
  const Program& program_;
  Recorder& recorder_;
  RunBuffers& buffers_;
  bool runDrafts_;
  std::uint32_t before_;         ///< how long the record was before the stimulus
  Instant clockTo_ = noInstant;  ///< where the clock is to go, if this stimulus moves it
  std::size_t fieldText_ = 0;    ///< bytes filled in in fields and notes so far
  std::size_t messageText_ = 0;  ///< bytes filled in in messages so far
  bool halted_ = false;
};

}  // namespace rehearse
