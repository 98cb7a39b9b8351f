#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rehearse/api/answers.hpp"
#include "rehearse/api/api.hpp"
#include "rehearse/api/handle_table.hpp"
#include "rehearse/api/simulation_table.hpp"
#include "rehearse/api/test_session.hpp"
#include "rehearse/json/json.hpp"
#include "rehearse/scenario/scenario.hpp"

namespace rehearse::api {
namespace {

using json::Writer;

/// Scenario files that were read and whose scenarios are run one at a time.
HandleTable<TestSession>& testSessions() {
  static HandleTable<TestSession> all;
  return all;
}

void writeFailure(Writer& writer, const ExpectationFailure& failed, const Simulation& simulation) {
  writer.beginObject();
  writer.member("kind", nameOf(failed.kind));
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

std::string runAndTell(TestSession& session, const Scenario& scenario, bool journals, bool coverage, bool& ok) {
  std::optional<Program> own;
  if (!scenario.contacts.empty()) {
    own = compile(withContacts(session.file.workspace, scenario.contacts));
  }
  const ScenarioResult result =
      own ? runScenario(*own, scenario) : runScenario(session.workspace().start(scenario.runDrafts), scenario);
  ok = ok && result.failures.empty();
  if (coverage) {
    session.workspace().coverage.add(result.simulation);
  }
  Writer writer;
  writeScenarioResult(writer, result, journals);
  return writer.take();
}

void writeCoverageMember(Writer& writer, TestSession& session) {
  writer.key("coverage");
  json::writeCoverage(writer, session.workspace().coverage);
}

/// What an expectation may name while a simulation runs: also contacts that have arrived, or that steps may make.
json::WorkspaceNames namesIn(const Simulation& simulation) {
  const Program& program = simulation.program();
  const World& world = simulation.world();
  json::WorkspaceNames names;
  std::vector<std::string_view> workflows;
  for (const auto& workflow : program.workflows) {
    workflows.push_back(program.symbols.text(workflow.id));
  }
  names.workflows = json::Names(std::move(workflows));
  std::vector<std::string_view> contacts;
  for (std::uint32_t contact = 0; contact < world.contacts.size(); ++contact) {
    contacts.push_back(world.symbols.text(world.contacts.id(contact)));
  }
  for (const auto& made : program.contactOperands) {
    if (made.id == Symbol::none) {
      names.numbersContacts = true;
    } else {
      contacts.push_back(program.symbols.text(made.id));
    }
  }
  names.contacts = json::Names(std::move(contacts));
  return names;
}

json::Names stepsOf(const Program& program) {
  std::vector<std::string_view> ids;
  for (const auto& instruction : program.instructions) {
    ids.push_back(program.symbols.text(instruction.id));
  }
  return json::Names(std::move(ids));
}

std::string noTest() { return failure(usageError, "There is no such test: it was disposed of, or never was."); }

std::string testFailure(const Diagnostics& diagnostics) {
  Writer writer;
  writer.beginObject().member("ok", false);
  writeDiagnosticsMember(writer, diagnostics);
  return writer.key("scenarios").beginArray().endArray().endObject().take();
}

}  // namespace

std::string checkScenarios(std::string_view scenarioText, std::optional<std::string_view> workspaceText) {
  return checkResult(readScenarios(scenarioText, workspaceText, true).diagnostics());
}

std::string test(std::string_view scenarioText, std::optional<std::string_view> workspaceText, bool journals,
                 bool coverage) {
  auto file = readScenarios(scenarioText, workspaceText);
  if (!file) {
    return testFailure(file.diagnostics());
  }
  TestSession session{std::move(*file)};
  bool ok = true;
  Writer scenarios;
  scenarios.beginArray();
  for (const Scenario& scenario : session.file.scenarios) {
    scenarios.raw(runAndTell(session, scenario, journals, coverage, ok));
  }
  scenarios.endArray();
  Writer writer;
  writer.beginObject().member("ok", ok);
  writeDiagnosticsMember(writer, file.diagnostics());
  writer.key("scenarios").raw(scenarios.take());
  if (coverage) {
    writeCoverageMember(writer, session);
  }
  return writer.endObject().take();
}

std::string testOpen(std::string_view scenarioText, std::optional<std::string_view> workspaceText) {
  auto file = readScenarios(scenarioText, workspaceText);
  if (!file) {
    return testFailure(file.diagnostics());
  }
  Writer writer;
  writer.beginObject().member("ok", true);
  writeDiagnosticsMember(writer, file.diagnostics());
  writer.key("scenarios").beginArray();
  for (const Scenario& scenario : file->scenarios) {
    writer.beginObject().member("name", scenario.name).member("path", scenario.place.path);
    writer.member("line", scenario.place.line).member("column", scenario.place.column).endObject();
  }
  writer.endArray();
  return writer.member("test", testSessions().open({std::move(*file)})).endObject().take();
}

std::string testRun(std::uint32_t test, std::uint32_t scenario, bool journals, bool coverage) {
  TestSession* session = testSessions().find(test);
  if (session == nullptr) {
    return noTest();
  }
  if (scenario >= session->file.scenarios.size()) {
    return failure(usageError, "There is no scenario with that number.");
  }
  bool ok = true;
  return runAndTell(*session, session->file.scenarios[scenario], journals, coverage, ok);
}

std::string testCoverage(std::uint32_t test) {
  TestSession* session = testSessions().find(test);
  if (session == nullptr) {
    return noTest();
  }
  Writer writer;
  writer.beginObject().member("ok", true);
  writeCoverageMember(writer, *session);
  return writer.endObject().take();
}

std::string layContacts(std::string_view workspaceText, std::string_view contactsText) {
  const auto workspace = json::readWorkspace(workspaceText);
  if (!workspace) {
    return failure(workspaceError, workspace.diagnostics());
  }
  const auto contacts = json::readContacts(contactsText);
  if (!contacts) {
    return failure(scenarioError, contacts.diagnostics());
  }
  Writer writer;
  writer.beginObject().member("ok", true);
  return writer.member("text", json::writeWorkspace(withContacts(*workspace, *contacts))).endObject().take();
}

std::string expect(std::uint32_t simulation, std::uint32_t first, std::uint32_t last,
                   std::string_view expectationText) {
  Simulation* found = simulations().find(simulation);
  if (found == nullptr) {
    return noSimulation();
  }
  found->settle();
  const auto expectation = json::readExpectation(expectationText, namesIn(*found), stepsOf(found->program()));
  if (!expectation) {
    return failure(scenarioError, expectation.diagnostics());
  }
  const std::uint32_t size = found->recorder().size();
  const ExpectationResult result = lookAt(*found, {std::max(first, 1U), std::min(last, size)}, *expectation);
  Writer writer;
  writer.beginObject().member("ok", true).member("expectations", result.expectations);
  writer.key("failures").beginArray();
  for (const ExpectationFailure& failed : result.failures) {
    writeFailure(writer, failed, *found);
  }
  return writer.endArray().endObject().take();
}

void testDispose(std::uint32_t test) { testSessions().dispose(test); }

}  // namespace rehearse::api
