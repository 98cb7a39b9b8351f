#include "rehearse/scenario/scenario.hpp"

#include <array>
#include <utility>

#include "rehearse/json/catalog.hpp"
#include "rehearse/json/journal_writer.hpp"
#include "rehearse/json/writer.hpp"
#include "rehearse/scenario/check.hpp"

namespace rehearse {
namespace {

/// Runs each kind of stimulus.
struct Stimulator {
  Simulation& simulation;

  Result<Report> operator()(const EventData& event) const { return simulation.fire(event); }
  Result<Report> operator()(const Advance& advance) const { return simulation.advance(advance.duration); }
  Result<Report> operator()(const AdvanceTo& advance) const { return simulation.advanceTo(advance.instant); }
  Result<Report> operator()(const Edit& edit) const { return simulation.edit(edit.contact); }
  Result<Report> operator()(const AddContact& arrival) const { return simulation.addContact(arrival.contact); }
  Result<Report> operator()(const Unlock& unlock) const {
    return simulation.unlock(unlock.target.contact, unlock.target.workflow);
  }
};

/// The key that a stimulus stands under in a document.
std::string_view keyOf(const Stimulus& stimulus) {
  constexpr std::array<std::string_view, std::variant_size_v<Stimulus>> keys{"fire", "advance",    "advanceTo",
                                                                             "edit", "addContact", "unlock"};
  return keys[stimulus.index()];
}

ExpectationFailure refusal(std::uint32_t step, const Stimulus& stimulus, const Place& place,
                           const Diagnostics& diagnostics) {
  ExpectationFailure failure;
  failure.kind = FailureKind::stimulus;
  failure.step = step;
  failure.expectation = keyOf(stimulus);
  failure.message = failure.expectation + " could not be run";
  std::string_view separator = ": ";
  for (const auto& diagnostic : diagnostics) {
    failure.message.append(separator).append(diagnostic.message);
    separator = " ";
  }
  json::Writer writer;
  json::writeDiagnostics(writer, diagnostics);
  failure.expected = "null";
  failure.actual = writer.take();
  failure.place = place;
  return failure;
}

ExpectationFailure halted(std::uint32_t step, const Stimulus& stimulus, const Place& place,
                          const Simulation& simulation, std::uint32_t seq) {
  ExpectationFailure failure;
  failure.kind = FailureKind::stimulus;
  failure.step = step;
  failure.expectation = keyOf(stimulus);
  failure.message = failure.expectation + " was halted, since it caused too much: what follows did not happen";
  failure.expected = "null";
  json::Writer writer;
  json::writeEntry(writer, simulation, seq);
  failure.actual = writer.take();
  failure.entries = {seq};
  failure.place = place;
  return failure;
}

ExpectationFailure endOfFailures(std::uint32_t step, const Place& place) {
  ExpectationFailure failure;
  failure.kind = FailureKind::ended;
  failure.step = step;
  failure.expectation = "expect";
  failure.message = "the scenario ends here: what failed so far fills " + std::to_string(failureTextLimit >> 20U) +
                    " MiB, and more is not told";
  failure.expected = "null";
  failure.actual = "null";
  failure.place = place;
  return failure;
}

/// Sets a custom field, or adds it.
void setField(ScalarMap& fields, const std::pair<std::string, Scalar>& wanted) {
  for (auto& [name, value] : fields) {
    if (name == wanted.first) {
      value = wanted.second;
      return;
    }
  }
  fields.push_back(wanted);
}

/// Lays what `from` gives over `onto`; of custom fields, key by key.
void layOver(ContactData& onto, const ContactData& from) {
  if (from.name) onto.name = from.name;
  if (from.email) onto.email = from.email;
  if (from.engagementScore) onto.engagementScore = from.engagementScore;
  if (from.tags) onto.tags = from.tags;
  if (from.createdAt) onto.createdAt = from.createdAt;
  if (from.fields) {
    auto fields = onto.fields.value_or(ScalarMap{});
    for (const auto& field : *from.fields) {
      setField(fields, field);
    }
    onto.fields = std::move(fields);
  }
}

ContactData* findById(std::vector<ContactData>& contacts, const std::string& id) {
  for (auto& contact : contacts) {
    if (contact.id == id) {
      return &contact;
    }
  }
  return nullptr;
}

}  // namespace

std::string_view nameOf(FailureKind kind) {
  constexpr std::array<std::string_view, 4> names{"different", "missing", "stimulus", "ended"};
  return names[static_cast<std::size_t>(kind)];
}

ExpectationResult lookAt(const Simulation& simulation, const Report& since, const Expectation& expectation) {
  ExpectationResult result;
  Failures failures{result.failures};
  Check check{simulation, since, expectation, {}, 0, failures};
  checkAll(check);
  result.expectations = check.lookedAt;
  return result;
}

ScenarioResult runScenario(const Program& program, const Scenario& scenario) {
  return runScenario(Simulation(program, {.runDrafts = scenario.runDrafts}), scenario);
}

ScenarioResult runScenario(Simulation fresh, const Scenario& scenario) {
  ScenarioResult result{scenario.name, 0, {}, std::move(fresh)};
  Failures failures{result.failures};
  Report lastStimulus;
  for (std::uint32_t index = 0; index < scenario.steps.size(); ++index) {
    const auto& step = scenario.steps[index];
    if (const auto* stimulus = std::get_if<Stimulus>(&step.action)) {
      const auto report = std::visit(Stimulator{result.simulation}, *stimulus);
      if (!report) {
        // What follows would speak of a simulation that is not the one that was meant.
        result.failures.push_back(refusal(index, *stimulus, step.place, report.diagnostics()));
        break;
      }
      lastStimulus = *report;
      if (isHalted(result.simulation, *report)) {
        result.failures.push_back(halted(index, *stimulus, step.place, result.simulation, report->last));
        break;
      }
    } else if (const auto* expectation = std::get_if<Expectation>(&step.action)) {
      Check check{result.simulation, lastStimulus, *expectation, step.place, index, failures};
      checkAll(check);
      result.expectations += check.lookedAt;
      if (failures.areFull()) {
        result.failures.push_back(endOfFailures(index, step.place));
        break;
      }
    }
  }
  return result;
}

Workspace withContacts(const Workspace& workspace, const std::vector<ContactData>& contacts) {
  Workspace result = workspace;
  auto all = workspace.contacts.value_or(std::vector<ContactData>{});
  for (const auto& contact : contacts) {
    if (auto* same = findById(all, contact.id)) {
      layOver(*same, contact);
    } else {
      all.push_back(contact);
    }
  }
  result.contacts = std::move(all);
  return result;
}

}  // namespace rehearse
