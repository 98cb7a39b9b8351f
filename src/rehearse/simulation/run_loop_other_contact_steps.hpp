#pragma once

#include <algorithm>
#include <string>

#include "rehearse/simulation/run_loop.hpp"

// Steps that make contacts, and that look for them.

namespace rehearse {

template <class Recorder>
typename RunLoop<Recorder>::ContactTexts RunLoop<Recorder>::renderContact(std::uint32_t slot,
                                                                          const ContactOperand& operand) {
  const ConditionContext context = contextOf(slot);
  const auto render = [&](const Template& text) {
    const Value value = buffers_.renderer.render(world_, text, context);
    return countsAsEmpty(world_.symbols, value) ? Value() : value;
  };
  buffers_.renderer.clear();
  buffers_.fields.clear();
  ContactTexts texts;
  texts.name = operand.name ? render(*operand.name) : Value();
  texts.email = operand.email ? render(*operand.email) : Value();
  for (std::uint32_t index = 0; index < operand.fields.count; ++index) {
    buffers_.fields.push_back(render(program_.contactFieldParts[operand.fields.first + index].value));
  }
  fieldText_ += buffers_.renderer.bytes();
  return texts;
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::contactMeant(const ContactOperand& operand, const Value& email) {
  const std::uint32_t sameEmail = email.isEmpty() ? noIndex : world_.contacts.findByEmail(email.asText());
  return sameEmail != noIndex || operand.id == Symbol::none ? sameEmail : world_.contacts.find(operand.id);
}

template <class Recorder>
Symbol RunLoop<Recorder>::newContactId(const ContactOperand& operand) {
  if (operand.id != Symbol::none) {
    return operand.id;
  }
  // Contacts never go, so a number that was taken once need not be tried again.
  std::uint32_t number = std::max(world_.contacts.size() + 1, world_.nextContactNumber);
  const auto isTaken = [&](const std::string& id) {
    const Symbol symbol = world_.symbols.find(id);
    return symbol != Symbol::none && world_.contacts.find(symbol) != noIndex;
  };
  std::string id = "contact-" + std::to_string(number);
  while (isTaken(id)) {
    id = "contact-" + std::to_string(++number);
  }
  world_.nextContactNumber = number + 1;
  return world_.symbols.intern(id);
}

template <class Recorder>
void RunLoop<Recorder>::applyContact(ContactEditor<Recorder>& editor, std::uint32_t contact,
                                     const ContactOperand& operand, const ContactTexts& texts) {
  if (operand.name) {
    editor.setName(contact, texts.name);
  }
  if (operand.email) {
    editor.setEmail(contact, texts.email);
  }
  if (operand.score) {
    editor.setScore(contact, *operand.score);
  }
  editor.addTags(contact, std::span(program_.symbolLists).subspan(operand.tags.first, operand.tags.count));
  for (std::uint32_t index = 0; index < operand.fields.count; ++index) {
    const ContactFieldPart& part = program_.contactFieldParts[operand.fields.first + index];
    editor.setField(contact, part.key, part.path, buffers_.fields[index]);
  }
}

template <class Recorder>
void RunLoop<Recorder>::createContact(std::uint32_t slot, EntryPlace place, const ContactOperand& operand) {
  const ContactTexts texts = renderContact(slot, operand);
  std::uint32_t contact = contactMeant(operand, texts.email);
  const bool isNew = contact == noIndex;
  if (isNew) {
    contact = addContact(world_, newContactId(operand), world_.now);
  }
  ContactEditor<Recorder> editor(world_, recorder_);
  applyContact(editor, contact, operand, texts);
  if (!isNew && editor.caused().empty()) {
    recorder_.recordStep(world_, place, StepOutcome::unchanged);
    return;
  }
  place.cause = recorder_.recordStep(world_, place, isNew ? StepOutcome::created : StepOutcome::changed);
  place.contact = contact;
  place.cause = recorder_.recordChanged(world_, place, buffers_.renderer.rendered());
  if (isNew) {
    enqueueCreated(place.cause, contact);  // it arrived: nothing of it has changed
  } else {
    causeEvents(place, editor.caused(), ScoreSource::step);
  }
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::search(ConditionContext context, ConditionsIndex conditions) {
  const std::uint32_t self = context.contact;
  HeldNoted<Recorder> noted(recorder_);  // of those that are passed over no entry tells, and they may be many
  for (std::uint32_t candidate = 0; candidate < world_.contacts.size(); ++candidate) {
    if (candidate == self) {
      continue;
    }
    effort_ += sizeOf(conditions);
    if (isOverEffort()) {
      return noIndex;
    }
    context.contact = candidate;
    if (evaluate(world_, conditions, context, noted)) {
      return candidate;
    }
  }
  return noIndex;
}

template <class Recorder>
std::uint32_t RunLoop<Recorder>::findContact(std::uint32_t slot, EntryPlace place, const SearchOperand& operand) {
  ConditionContext context = contextOf(slot);
  const std::uint32_t found = search(context, operand.conditions);
  if (isOverEffort()) {
    return place.step;  // whether there is one was not seen: the run halts before the step
  }
  const bool isFound = found != noIndex;
  if (isFound) {
    context.contact = found;
    countExplained(sizeOf(operand.conditions));
    ActualsNoted<Recorder> shown{recorder_};
    evaluate(world_, operand.conditions, context, shown);
  }
  place.cause = recorder_.recordStep(world_, place, StepOutcome::branched);
  recorder_.recordBranch(
      world_, place,
      {.choice = isFound ? BranchChoice::found : BranchChoice::notFound, .tried = isFound ? 1U : 0U, .found = found});
  return isFound ? operand.found : operand.notFound;
}

}  // namespace rehearse
