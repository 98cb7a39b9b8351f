#pragma once

#include "rehearse/simulation/run_loop.hpp"

// One event of a stimulus, and the queue of those that it causes.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::beginStimulus() {
  before_ = recorder_.size();
  fieldText_ = 0;
  messageText_ = 0;
  effort_ = 0;
  explained_ = 0;
  halted_ = false;
}

template <class Recorder>
void RunLoop<Recorder>::handleAll(std::uint32_t cause, const Event& event) {
  handle(cause, event);
  drain();
}

template <class Recorder>
void RunLoop<Recorder>::drain(std::uint32_t left) {
  while (!isOverLimit() && world_.queueHead < world_.queue.size()) {
    const Queued next = world_.queue[world_.queueHead++];
    if (next.workflow != noIndex) {
      enroll({.cause = next.cause, .contact = next.contact, .workflow = next.workflow}, nullptr);
    } else {
      handle(next.cause, eventOf(next));
    }
  }
  if (halted_) {
    const auto dropped = static_cast<std::uint32_t>(world_.queue.size() - world_.queueHead) + left;
    recorder_.recordHalted(world_, {before_ + 1, haltReason(), dropped, clockTo_});
  }
  world_.queue.clear();
  world_.queueHead = 0;
}

template <class Recorder>
void RunLoop<Recorder>::enqueueScoreChanged(std::uint32_t cause, std::uint32_t contact, std::int32_t previous,
                                            std::int32_t score) {
  world_.queue.push_back(
      {.cause = cause, .contact = contact, .type = EventType::scoreChanged, .previous = previous, .score = score});
}

template <class Recorder>
void RunLoop<Recorder>::enqueueCreated(std::uint32_t cause, std::uint32_t contact) {
  world_.queue.push_back({.cause = cause, .contact = contact, .type = EventType::contactCreated});
}

template <class Recorder>
void RunLoop<Recorder>::enqueueNamed(std::uint32_t cause, EventType type, std::uint32_t contact, Symbol name) {
  world_.queue.push_back({.cause = cause, .contact = contact, .type = type, .name = name});
}

template <class Recorder>
void RunLoop<Recorder>::causeEvents(const EntryPlace& place, std::span<const CausedEvent> events, ScoreSource source) {
  for (const CausedEvent& event : events) {
    if (event.type == EventType::scoreChanged) {
      const std::uint32_t seq = recorder_.recordScore(world_, place, event.previous, event.score, false, source);
      enqueueScoreChanged(seq, place.contact, event.previous, event.score);
    } else {
      enqueueNamed(place.cause, event.type, place.contact, event.name);
    }
  }
}

template <class Recorder>
Event RunLoop<Recorder>::makeEvent(EventType type, std::uint32_t contact) {
  Event event;
  event.type = type;
  event.contact = contact;
  return event;
}

template <class Recorder>
Event RunLoop<Recorder>::eventOf(const Queued& queued) {
  if (queued.type == EventType::scoreChanged) {
    return scoreChangedEvent(queued.contact, queued.previous, queued.score);
  }
  Event event = makeEvent(queued.type, queued.contact);
  if (queued.name != Symbol::none) {
    event.attributes[0] = Value::text(queued.name);
  }
  return event;
}

template <class Recorder>
bool RunLoop<Recorder>::isOverLimit() {
  halted_ = halted_ || recorder_.size() - before_ > entryLimit || fieldText_ > textLimit || isOverEffort();
  return halted_;
}

template <class Recorder>
HaltReason RunLoop<Recorder>::haltReason() const {
  if (isOverEffort()) {
    return HaltReason::effortLimit;
  }
  return fieldText_ > textLimit ? HaltReason::textLimit : HaltReason::entryLimit;
}

template <class Recorder>
ConditionContext RunLoop<Recorder>::contextOf(const Event& event) const {
  return {event.contact, &event, std::span(world_.eventFields).subspan(event.fields.first, event.fields.count)};
}

template <class Recorder>
ConditionContext RunLoop<Recorder>::contextOf(std::uint32_t slot) const {
  ConditionContext context{world_.enrollments[slot].contact};
  if (const KeptEvent* kept = world_.enrollments.kept(slot)) {
    context.event = &kept->event;
    context.eventFields = kept->fields;
  }
  return context;
}

template <class Recorder>
void RunLoop<Recorder>::handle(std::uint32_t cause, const Event& event) {
  const std::uint32_t seq = recorder_.recordEvent(world_, cause, event);
  applyRules(event, seq);
  if (event.type == EventType::contactReplied) {
    stopOnReply(event.contact, seq);
  }
  goOn(event, seq);
  event.trigger == noIndex ? evaluateTriggers(event, seq) : evaluateClockTrigger(event, seq);
}

template <class Recorder>
void RunLoop<Recorder>::stopOnReply(std::uint32_t contact, std::uint32_t cause) {
  std::uint32_t slot = world_.enrollments.oldest(contact);
  while (slot != noIndex) {
    const std::uint32_t next = world_.enrollments[slot].next;
    if (program_.workflows[world_.enrollments[slot].workflow].stopOnReply) {
      exit(slot, ExitReason::stopOnReply, cause);
    }
    slot = next;
  }
}

}  // namespace rehearse
