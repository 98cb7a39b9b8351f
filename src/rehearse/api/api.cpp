#include "rehearse/api/api.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "rehearse/api/answers.hpp"
#include "rehearse/api/simulation_table.hpp"
#include "rehearse/coverage/coverage.hpp"
#include "rehearse/json/json.hpp"
#include "rehearse/scenario/scenario.hpp"

namespace rehearse::api {
namespace {

using json::Writer;

std::string noSimulation() {
  return failure(usageError, "There is no such simulation: it was disposed of, or never was.");
}

/// Calls `use` with a simulation, if there is one.
template <class Use>
std::string withSimulation(std::uint32_t handle, Use use) {
  Simulation* simulation = simulations().find(handle);
  return simulation == nullptr ? noSimulation() : use(*simulation);
}

/// Calls `write` with a simulation and a writer that stands inside `{"ok":true`.
template <class Write>
std::string answer(std::uint32_t handle, Write write) {
  return withSimulation(handle, [&](Simulation& simulation) {
    Writer writer;
    writer.beginObject().member("ok", true);
    write(writer, simulation);
    return writer.endObject().take();
  });
}

std::string reportText(const Simulation& simulation, const Result<Report>& report,
                       const Diagnostics& readWarnings = {}) {
  if (!report) {
    return failure(eventError, report.diagnostics());
  }
  Writer writer;
  writer.beginObject().member("ok", true).member("first", report->first).member("last", report->last);
  writer.member("halted", isHalted(simulation, *report));
  Diagnostics warnings = readWarnings;
  warnings.insert(warnings.end(), report.diagnostics().begin(), report.diagnostics().end());
  writeDiagnosticsMember(writer, warnings);
  return writer.endObject().take();
}

/// Reads a stimulus from text and runs it.
template <class Content, class Run>
std::string stimulus(std::uint32_t handle, Result<Content> (*read)(std::string_view), std::string_view text, Run run) {
  return withSimulation(handle, [&](Simulation& simulation) {
    auto content = read(text);
    if (!content) {
      return failure(eventError, content.diagnostics());
    }
    return reportText(simulation, run(simulation, *content), content.diagnostics());
  });
}

/// Whether a document can be used, and what there is to say of it.
std::string checkResult(const Diagnostics& diagnostics) {
  Writer writer;
  writer.beginObject().member("ok", !hasErrors(diagnostics));
  writeDiagnosticsMember(writer, diagnostics);
  return writer.endObject().take();
}

Diagnostics badFormat(std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = "value.format";
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return {diagnostic};
}

void writeFailure(Writer& writer, const ExpectationFailure& failed, const Simulation& simulation) {
  writer.beginObject();
  writer.member("step", failed.step);
  writer.member("expectation", failed.expectation);
  writer.member("message", failed.message);
  writer.key("expected").raw(failed.expected);
  writer.key("actual").raw(failed.actual);
  writer.member("path", failed.place.path);
  writer.member("line", failed.place.line);
  writer.member("column", failed.place.column);
  writer.key("entries").beginArray();
  for (const std::uint32_t seq : failed.entries) {
    json::writeEntry(writer, simulation, seq);
  }
  writer.endArray();
  writer.endObject();
}

void writeScenarioResult(Writer& writer, const ScenarioResult& result, bool journals) {
  writer.beginObject();
  writer.member("name", result.name);
  writer.member("ok", result.failures.empty());
  writer.member("expectations", result.expectations);
  writer.key("failures").beginArray();
  for (const ExpectationFailure& failed : result.failures) {
    writeFailure(writer, failed, result.simulation);
  }
  writer.endArray();
  if (journals) {
    writer.key("journal");
    json::writeEntries(writer, result.simulation, 1, result.simulation.recorder().size());
  }
  writer.endObject();
}

std::string testFailure(const Diagnostics& diagnostics) {
  Writer writer;
  writer.beginObject().member("ok", false);
  writeDiagnosticsMember(writer, diagnostics);
  return writer.key("scenarios").beginArray().endArray().endObject().take();
}

/// What is wrong with a workspace that a scenario file names by its path, told at that path.
Diagnostics inWorkspaceFile(const std::string& path, const Diagnostics& diagnostics) {
  Diagnostics result;
  for (const Diagnostic& found : diagnostics) {
    if (found.severity == Severity::error) {
      Diagnostic told = found;
      told.message =
          path + ":" + std::to_string(found.line) + ":" + std::to_string(found.column) + ": " + found.message;
      told.path = "/workspace";
      told.line = 1;
      told.column = 1;
      result.push_back(std::move(told));
    }
  }
  return result;
}

Diagnostics workspaceNotGiven(const std::string& path) {
  Diagnostic diagnostic;
  diagnostic.code = "reference.unknown";
  diagnostic.message = "The workspace `" + path + "` was not given with the scenarios.";
  diagnostic.path = "/workspace";
  diagnostic.hint = "Pass the document that the path names, or put the workspace itself here.";
  return {diagnostic};
}

/// Scenarios, and the workspace that they run on.
struct RunnableScenarios {
  std::vector<Scenario> scenarios;
  Workspace workspace;
};

/// `advised`: with warnings of what in a workspace inside the file is probably not meant.
Result<RunnableScenarios> readScenarios(std::string_view scenarioText, std::optional<std::string_view> workspaceText,
                                        bool advised = false) {
  std::optional<Result<Workspace>> given;
  if (workspaceText) {
    given = json::readWorkspace(*workspaceText);
  }
  const bool readable = given && *given;
  auto file = json::readScenarioFile(scenarioText, readable ? &**given : nullptr, advised);
  if (!file) {
    return file.diagnostics();
  }
  if (auto* workspace = std::get_if<Workspace>(&file->workspace)) {
    return {RunnableScenarios{std::move(file->scenarios), std::move(*workspace)}, file.diagnostics()};
  }
  const std::string& path = *std::get_if<std::string>(&file->workspace);
  if (!given) {
    return workspaceNotGiven(path);
  }
  if (!readable) {
    return inWorkspaceFile(path, given->diagnostics());
  }
  return {RunnableScenarios{std::move(file->scenarios), std::move(**given)}, file.diagnostics()};
}

}  // namespace

std::string version() { return REHEARSE_VERSION; }

std::string catalog() { return json::writeCatalog(); }

std::string check(std::string_view workspaceText) { return checkResult(json::checkWorkspace(workspaceText)); }

std::string checkScenarios(std::string_view scenarioText, std::optional<std::string_view> workspaceText) {
  return checkResult(readScenarios(scenarioText, workspaceText, true).diagnostics());
}

std::string format(std::string_view workspaceText) {
  const auto workspace = json::readWorkspace(workspaceText);
  if (!workspace) {
    return failure(workspaceError, workspace.diagnostics());
  }
  Writer writer;
  writer.beginObject().member("ok", true).member("text", json::writeWorkspace(*workspace));
  writeDiagnosticsMember(writer, workspace.diagnostics());
  return writer.endObject().take();
}

std::string test(std::string_view scenarioText, std::optional<std::string_view> workspaceText, bool journals) {
  const auto read = readScenarios(scenarioText, workspaceText);
  if (!read) {
    return testFailure(read.diagnostics());
  }
  bool ok = true;
  Writer scenarios;
  scenarios.beginArray();
  for (const Scenario& scenario : read->scenarios) {
    const Program program = compile(withContacts(read->workspace, scenario.contacts));
    const ScenarioResult result = runScenario(program, scenario);
    ok = ok && result.failures.empty();
    writeScenarioResult(scenarios, result, journals);
  }
  scenarios.endArray();
  Writer writer;
  writer.beginObject().member("ok", ok);
  writeDiagnosticsMember(writer, read.diagnostics());
  return writer.key("scenarios").raw(scenarios.take()).endObject().take();
}

std::string simulate(std::string_view workspaceText, bool runDrafts) {
  const auto workspace = json::readWorkspace(workspaceText);
  if (!workspace) {
    return failure(workspaceError, workspace.diagnostics());
  }
  const std::uint32_t handle = simulations().start(compile(*workspace), {runDrafts});
  Writer writer;
  writer.beginObject().member("ok", true).member("simulation", handle);
  writeDiagnosticsMember(writer, workspace.diagnostics());
  return writer.endObject().take();
}

std::string fork(std::uint32_t simulation) {
  const std::uint32_t handle = simulations().fork(simulation);
  if (handle == 0) {
    return noSimulation();
  }
  Writer writer;
  return writer.beginObject().member("ok", true).member("simulation", handle).endObject().take();
}

std::string reset(std::uint32_t simulation) {
  return answer(simulation, [](Writer&, Simulation& found) { found.reset(); });
}

void dispose(std::uint32_t simulation) { simulations().dispose(simulation); }

std::uint32_t simulationCount() { return simulations().count(); }

std::string fire(std::uint32_t simulation, std::string_view eventText) {
  return stimulus<EventData>(simulation, json::readEvent, eventText,
                             [](Simulation& found, const EventData& event) { return found.fire(event); });
}

std::string advance(std::uint32_t simulation, std::string_view duration) {
  return withSimulation(simulation, [&](Simulation& found) {
    const auto parsed = parseDuration(duration);
    if (!parsed) {
      return failure(eventError, badFormat("`" + std::string(duration) + "` is not a duration.",
                                           "Write whole numbers with units, such as \"3d\" or \"1d12h\"."));
    }
    return reportText(found, found.advance(*parsed));
  });
}

std::string advanceTo(std::uint32_t simulation, std::string_view instant) {
  return withSimulation(simulation, [&](Simulation& found) {
    const auto parsed = parseInstant(instant);
    if (!parsed) {
      return failure(eventError, badFormat("`" + std::string(instant) + "` is not a time.",
                                           "Write ISO 8601 with an offset, such as \"2026-03-02T09:00:00Z\"."));
    }
    return reportText(found, found.advanceTo(*parsed));
  });
}

std::string edit(std::uint32_t simulation, std::string_view contact, std::string_view changesText) {
  return stimulus<ContactData>(simulation, json::readContactEdit, changesText,
                               [&](Simulation& found, ContactData& changes) {
                                 changes.id = contact;
                                 return found.edit(changes);
                               });
}

std::string addContact(std::uint32_t simulation, std::string_view contactText) {
  return stimulus<ContactData>(simulation, json::readContact, contactText,
                               [](Simulation& found, const ContactData& contact) { return found.addContact(contact); });
}

std::string unlock(std::uint32_t simulation, std::string_view contact, std::string_view workflow) {
  return withSimulation(simulation,
                        [&](Simulation& found) { return reportText(found, found.unlock(contact, workflow)); });
}

std::string entries(std::uint32_t simulation, std::uint32_t first, std::uint32_t last) {
  return answer(simulation, [&](Writer& writer, const Simulation& found) {
    writer.key("entries");
    json::writeEntries(writer, found, first, last);
  });
}

std::string outbox(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    writer.key("entries");
    json::writeOutbox(writer, found);
  });
}

std::string contacts(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    writer.key("contacts").beginArray();
    for (std::uint32_t contact = 0; contact < found.world().contacts.size(); ++contact) {
      json::writeContact(writer, found, contact);
    }
    writer.endArray();
  });
}

std::string contact(std::uint32_t simulation, std::string_view id) {
  return answer(simulation, [&](Writer& writer, const Simulation& found) {
    const std::uint32_t index = findContact(found.world(), id);
    writer.key("contact");
    index == noIndex ? void(writer.null()) : json::writeContact(writer, found, index);
  });
}

std::string stats(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, Simulation& found) {
    found.settle();
    writer.key("stats");
    json::writeStatistics(writer, found);
  });
}

std::string coverage(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    Coverage covered(found.program());
    covered.add(found);
    writer.key("coverage");
    json::writeCoverage(writer, covered);
  });
}

std::string ledger(std::uint32_t simulation, std::string_view contact) {
  return withSimulation(simulation, [&](const Simulation& found) {
    const std::uint32_t index = findContact(found.world(), contact);
    if (index == noIndex) {
      return failure(usageError, "There is no contact `" + std::string(contact) + "`.");
    }
    Writer writer;
    writer.beginObject().member("ok", true).key("ledger");
    json::writeLedger(writer, found, index);
    return writer.endObject().take();
  });
}

std::string explain(std::uint32_t simulation, std::uint32_t seq, std::string_view workflow) {
  return withSimulation(simulation, [&](const Simulation& found) {
    const auto explanation = rehearse::explain(found, seq, workflow);
    if (!explanation) {
      return failure(usageError, explanation.diagnostics());
    }
    Writer writer;
    writer.beginObject().member("ok", true).key("explanation");
    json::writeExplanation(writer, found, *explanation);
    return writer.endObject().take();
  });
}

std::string clock(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    writer.member("now", formatInstant(found.now()));
    writer.key("nextDue");
    found.nextDue() == noInstant ? writer.null() : writer.value(formatInstant(found.nextDue()));
    writer.member("entries", found.recorder().size());
  });
}

}  // namespace rehearse::api
