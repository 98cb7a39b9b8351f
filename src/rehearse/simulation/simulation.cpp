#include "rehearse/simulation/simulation.hpp"

#include <algorithm>
#include <utility>

#include "rehearse/simulation/contact_editor.hpp"
#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/simulation/run_loop_clock.hpp"
#include "rehearse/simulation/run_loop_contact_steps.hpp"
#include "rehearse/simulation/run_loop_enrollments.hpp"
#include "rehearse/simulation/run_loop_events.hpp"
#include "rehearse/simulation/run_loop_flow_steps.hpp"
#include "rehearse/simulation/run_loop_goals.hpp"
#include "rehearse/simulation/run_loop_message_steps.hpp"
#include "rehearse/simulation/run_loop_other_contact_steps.hpp"
#include "rehearse/simulation/run_loop_rules.hpp"
#include "rehearse/simulation/run_loop_triggers.hpp"
#include "rehearse/simulation/run_loop_waits.hpp"
#include "rehearse/simulation/run_loop_workflow_steps.hpp"

namespace rehearse {
namespace {

Diagnostics unknownContact(std::string_view id) {
  return {stimulusError("reference.unknown", "There is no contact `" + std::string(id) + "`.", "/contact",
                        "Use the id of a contact, or add this one first.")};
}

std::optional<std::string> optionalText(const Symbols& symbols, const Value& value) {
  return value.isEmpty() ? std::nullopt : std::optional(std::string(symbols.text(value.asText())));
}

std::vector<std::string> texts(const Symbols& symbols, std::span<const Symbol> all) {
  std::vector<std::string> result;
  for (const Symbol symbol : all) {
    result.emplace_back(symbols.text(symbol));
  }
  return result;
}

WaitState waitState(const World& world, const Enrollment& enrollment) {
  const Program& program = *world.program;
  const WaitOperand& operand = program.waitAt(enrollment.instruction);
  return {std::string(world.symbols.text(program.workflows[enrollment.workflow].id)),
          std::string(world.symbols.text(program.instructions[enrollment.instruction].id)),
          static_cast<std::uint32_t>(enrollment.number),
          operand.form,
          enrollment.since,
          enrollment.due,
          std::string(world.symbols.text(operand.eventName))};
}

}  // namespace

template <class Recorder>
BasicSimulation<Recorder>::BasicSimulation(const Program& program, SimulationOptions options)
    : world_(program), options_(options) {
  world_.now = program.clock;
  world_.workflowCounts.resize(program.workflows.size());
  recorder_.prepare(program);
  startSchedules(world_);
  Counts nothing;
  ContactEditor editor(world_, nothing);
  for (const ContactData& contact : program.contacts) {
    editor.apply(
        rehearse::addContact(world_, world_.symbols.intern(contact.id), contact.createdAt.value_or(world_.now)),
        contact);
  }
}

template <class Recorder>
RunLoop<Recorder> BasicSimulation<Recorder>::begin() {
  return Loop(world_, recorder_, buffers_, options_.runDrafts, {options_.effortLimit, options_.explainedLimit});
}

template <class Recorder>
Report BasicSimulation<Recorder>::finish(std::uint32_t before) {
  tidyTimers(world_);
  settle();
  return Report{before + 1, recorder_.size()};
}

template <class Recorder>
Result<Report> BasicSimulation<Recorder>::fire(const EventData& event) {
  auto taken = takeIn(world_, event);
  if (!taken) {
    return taken.diagnostics();
  }
  const Report report = run(*taken);
  settle();
  return {report, taken.diagnostics()};
}

template <class Recorder>
Report BasicSimulation<Recorder>::fireTaken(const Event& event) {
  world_.eventFields.clear();
  return run(event);
}

template <class Recorder>
Report BasicSimulation<Recorder>::run(const Event& event) {
  const std::uint32_t before = recorder_.size();
  noteActivity(world_, event.contact);
  begin().handleAll(0, event);
  tidyTimers(world_);
  return Report{before + 1, recorder_.size()};
}

template <class Recorder>
Result<Report> BasicSimulation<Recorder>::advance(Duration duration) {
  if (duration <= 0 || duration > latestInstant - world_.now) {
    return Diagnostics{stimulusError("value.range", "The clock can only be moved on, up to the year 9999.", "",
                                     "Give a duration above zero, such as \"3d\".")};
  }
  return advanceTo(world_.now + duration);
}

template <class Recorder>
Result<Report> BasicSimulation<Recorder>::advanceTo(Instant instant) {
  if (instant < world_.now) {
    return Diagnostics{stimulusError("value.range",
                                     "The clock stands at " + formatInstant(world_.now) + " and never goes back.", "",
                                     "Give a later time, or reset the simulation.")};
  }
  if (instant > latestInstant) {
    return Diagnostics{stimulusError("value.range", "The clock ends with the year 9999.", "", "Give an earlier time.")};
  }
  const std::uint32_t before = recorder_.size();
  begin().advanceTo(instant);
  return finish(before);
}

template <class Recorder>
Result<Report> BasicSimulation<Recorder>::edit(const ContactData& changes) {
  const std::uint32_t contact = findContact(world_, changes.id);
  if (contact == noIndex) {
    return unknownContact(changes.id);
  }
  const std::uint32_t before = recorder_.size();
  Loop loop = begin();
  ContactEditor editor(world_, recorder_);
  editor.apply(contact, changes);
  const std::uint32_t cause = recorder_.recordEdited(world_, {.contact = contact}, EditAction::edit);
  loop.causeEvents({.cause = cause, .contact = contact}, editor.caused(), ScoreSource::edit);
  loop.drain();
  return finish(before);
}

template <class Recorder>
Result<Report> BasicSimulation<Recorder>::addContact(const ContactData& data) {
  if (data.id.empty()) {
    return Diagnostics{
        stimulusError("value.range", "A contact needs an id.", "/id", "Give it one of 1 to 128 characters.")};
  }
  if (findContact(world_, data.id) != noIndex) {
    return Diagnostics{stimulusError("id.duplicate", "There is a contact `" + data.id + "` already.", "/id",
                                     "Give it an id of its own, or edit the one that is there.")};
  }
  const std::uint32_t before = recorder_.size();
  Loop loop = begin();
  const std::uint32_t contact =
      rehearse::addContact(world_, world_.symbols.intern(data.id), data.createdAt.value_or(world_.now));
  ContactEditor editor(world_, recorder_);
  editor.apply(contact, data);
  const std::uint32_t cause = recorder_.recordEdited(world_, {.contact = contact}, EditAction::addContact);
  loop.enqueueCreated(cause, contact);
  loop.drain();
  return finish(before);
}

template <class Recorder>
Result<Report> BasicSimulation<Recorder>::unlock(std::string_view contactId, std::string_view workflowId) {
  const std::uint32_t contact = findContact(world_, contactId);
  if (contact == noIndex) {
    return unknownContact(contactId);
  }
  const std::uint32_t workflow = world_.program->findWorkflow(world_.symbols.find(workflowId));
  if (workflow == noIndex) {
    return Diagnostics{stimulusError("reference.unknown", "There is no workflow `" + std::string(workflowId) + "`.",
                                     "/workflow", "Use the id of a workflow of the workspace.")};
  }
  const std::uint32_t before = recorder_.size();
  if (world_.locks.remove(contact, workflow)) {
    world_.recentStarts.forget(contact, workflow);
  }
  recorder_.recordEdited(world_, {.contact = contact, .workflow = workflow}, EditAction::unlock);
  return finish(before);
}

template <class Recorder>
void BasicSimulation<Recorder>::reset() {
  *this = BasicSimulation(*world_.program, options_);
}

template class BasicSimulation<Journal>;
template class BasicSimulation<Counts>;

std::uint32_t findContact(const World& world, std::string_view id) {
  const Symbol symbol = world.symbols.find(id);
  return symbol == Symbol::none ? noIndex : world.contacts.find(symbol);
}

Scalar scalarOf(const Symbols& symbols, const Value& value) {
  switch (value.type()) {
    case Value::Type::number:
      return value.asNumber();
    case Value::Type::yesNo:
      return value.asYesNo();
    case Value::Type::text:
      return std::string(symbols.text(value.asText()));
    case Value::Type::time:
      return formatInstant(value.asTime());
    case Value::Type::empty:
    case Value::Type::tags:
      break;
  }
  return {};
}

ContactState contactState(const World& world, std::uint32_t contact) {
  const Contacts& contacts = world.contacts;
  const Symbols& symbols = world.symbols;
  ContactState state;
  state.id = symbols.text(contacts.id(contact));
  state.name = optionalText(symbols, contacts.name(contact));
  state.email = optionalText(symbols, contacts.email(contact));
  if (const std::int32_t score = contacts.score(contact); score != emptyScore) {
    state.engagementScore = score;
  }
  state.tags = texts(symbols, contacts.tags(contact));
  for (const FieldValue& field : contacts.fields(contact)) {
    state.fields.emplace_back(symbols.text(field.key), scalarOf(symbols, field.value));
  }
  state.notes = texts(symbols, contacts.notes(contact));
  state.createdAt = contacts.createdAt(contact);
  state.lastActivityAt = contacts.lastActivityAt(contact);
  for (std::uint32_t slot = world.enrollments.oldest(contact); slot != noIndex; slot = world.enrollments[slot].next) {
    state.waiting.push_back(waitState(world, world.enrollments[slot]));
  }
  world.locks.forEach(contact, [&](std::uint32_t workflow) {
    state.locked.emplace_back(symbols.text(world.program->workflows[workflow].id));
  });
  return state;
}

}  // namespace rehearse
