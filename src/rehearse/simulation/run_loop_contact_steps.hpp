#pragma once

#include <algorithm>

#include "rehearse/simulation/run_loop.hpp"

// Steps that change the contact.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::modifyScore(EntryPlace place, const ScoreOperand& operand) {
  const bool changes = scoreAfter(place.contact, operand.delta).score != world_.contacts.score(place.contact);
  place.cause = recorder_.recordStep(world_, place, changes ? StepOutcome::changed : StepOutcome::clamped);
  changeScore(place, operand.delta, ScoreSource::step);
}

template <class Recorder>
typename RunLoop<Recorder>::HeldScore RunLoop<Recorder>::scoreAfter(std::uint32_t contact, std::int32_t points) const {
  const std::int32_t previous = world_.contacts.score(contact);
  const std::int64_t wanted = std::int64_t{previous == emptyScore ? 0 : previous} + points;
  const auto score = static_cast<std::int32_t>(std::clamp(wanted, -maximumScore, maximumScore));
  return {score, score != wanted};
}

template <class Recorder>
std::int32_t RunLoop<Recorder>::changeScore(const EntryPlace& place, std::int32_t points, ScoreSource source,
                                            std::uint32_t rule) {
  const std::int32_t previous = world_.contacts.score(place.contact);
  const auto [score, clamped] = scoreAfter(place.contact, points);
  const std::uint32_t seq = recorder_.recordScore(world_, place, previous, score, clamped, source, rule);
  if (score == previous) {
    return 0;
  }
  world_.contacts.setScore(place.contact, score);
  enqueueScoreChanged(seq, place.contact, previous, score);
  return score - (previous == emptyScore ? 0 : previous);
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::recordChange(EntryPlace place, const Rendered& rendered) {
  place.cause = recorder_.recordStep(world_, place, StepOutcome::changed);
  return recorder_.recordChanged(world_, place, rendered);
}

template <class Recorder>
Symbol RunLoop<Recorder>::fieldName(std::string_view name) {
  return Recorder::explains ? world_.symbols.intern(name) : Symbol::none;
}

template <class Recorder>
std::span<const Symbol> RunLoop<Recorder>::tagsOf(const TagsOperand& operand) const {
  return std::span(program_.symbolLists).subspan(operand.tags.first, operand.tags.count);
}

template <class Recorder>
void RunLoop<Recorder>::addTags(const EntryPlace& place, const TagsOperand& operand) {
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

template <class Recorder>
void RunLoop<Recorder>::removeTags(const EntryPlace& place, const TagsOperand& operand) {
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

template <class Recorder>
void RunLoop<Recorder>::changeTags(const EntryPlace& place, EventType type) {
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

template <class Recorder>
void RunLoop<Recorder>::updateField(std::uint32_t slot, const EntryPlace& place, const FieldOperand& operand) {
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

template <class Recorder>
void RunLoop<Recorder>::addNote(std::uint32_t slot, const EntryPlace& place, const NoteOperand& operand) {
  buffers_.renderer.clear();
  const Value note = buffers_.renderer.render(world_, operand.text, contextOf(slot));
  fieldText_ += buffers_.renderer.bytes();
  world_.contacts.addNote(place.contact, note.asText());
  recorder_.noteChange(fieldName("notes"), Value(), note);
  recordChange(place, buffers_.renderer.rendered());
}

}  // namespace rehearse
