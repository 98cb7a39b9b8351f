// The readers of all documents: any bytes are read or refused with diagnostics. A workspace that is read is written,
// and the text means the same: it is written the same again and runs the same. Scenarios that are read are run.

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "rehearse/api/api.hpp"
#include "rehearse/rehearse.hpp"
#include "support/api_simulation.hpp"
#include "support/random_workspace.hpp"

namespace {

using rehearse::Diagnostics;
using rehearse::Severity;
using rehearse::test::ApiSimulation;
using rehearse::test::Json;
using rehearse::test::require;
using rehearse::test::requireSame;

/// A diagnostic speaks of a place that there is, and says something.
void checkDiagnostics(const Diagnostics& diagnostics, std::string_view text, bool isRead) {
  std::size_t errors = 0;
  for (const auto& diagnostic : diagnostics) {
    errors += diagnostic.severity == Severity::error ? 1 : 0;
    require(!diagnostic.code.empty() && !diagnostic.message.empty(), "a diagnostic has a code and a message");
    require(diagnostic.line >= 1 && diagnostic.column >= 1, "places are counted from 1");
    require(diagnostic.line <= text.size() + 1 && diagnostic.column <= text.size() + 1, "places lie in the text");
  }
  require(isRead == (errors == 0), "what is read has no errors, what is refused has some");
  require(errors <= 100, "100 errors are told at the most");
}

template <class Content>
bool checkReading(const rehearse::Result<Content>& read, std::string_view text) {
  checkDiagnostics(read.diagnostics(), text, static_cast<bool>(read));
  return static_cast<bool>(read);
}

std::string journalOf(const std::string& workspaceText) {
  ApiSimulation simulation = ApiSimulation::start(workspaceText, true);
  require(simulation.started(), "a workspace that is read starts");
  const Json contacts = simulation.contacts();
  for (const auto& stimulus : rehearse::test::randomStimuli(1, 6)) {
    simulation.apply(stimulus);
  }
  if (!contacts.empty()) {
    const auto contact = contacts[0]["id"].get<std::string>();
    simulation.apply({rehearse::test::Stimulus::Kind::edit, contact, R"({"engagementScore":7,"tags":["lead"]})"});
  }
  simulation.apply({rehearse::test::Stimulus::Kind::advance, "3d", ""});
  return simulation.journalText();
}

void checkWriting(const std::string& text) {
  const auto workspace = rehearse::json::readWorkspace(text);
  if (!checkReading(workspace, text)) {
    return;
  }
  const std::string written = rehearse::json::writeWorkspace(*workspace);
  const auto again = rehearse::json::readWorkspace(written);
  require(static_cast<bool>(again), "what is written can be read: " + written);
  require(again.diagnostics().size() == workspace.diagnostics().size(), "what is written gets the same warnings");
  requireSame(rehearse::json::writeWorkspace(*again), written, "what is written is written the same again");
  requireSame(journalOf(written), journalOf(text), "what is written runs the same");
}

/// Runs scenarios, if there are few enough steps to be quick.
void checkScenarios(const std::string& text) {
  constexpr std::size_t mostSteps = 8;
  const auto file = rehearse::json::readScenarioFile(text);
  if (!checkReading(file, text)) {
    return;
  }
  std::size_t steps = 0;
  for (const auto& scenario : file->scenarios) {
    steps += scenario.steps.size();
  }
  if (steps <= mostSteps) {
    const std::string result = rehearse::api::test(text, std::nullopt, true);
    require(Json::accept(result), "results are JSON");
    requireSame(rehearse::api::test(text, std::nullopt, true), result, "the same file gives the same results");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  checkWriting(text);
  checkScenarios(text);
  checkReading(rehearse::json::readEvent(text), text);
  checkReading(rehearse::json::readContact(text), text);
  checkReading(rehearse::json::readContactEdit(text), text);
  require(Json::accept(rehearse::api::check(text)), "the diagnostics are JSON");
  require(rehearse::api::simulationCount() == 0, "no simulation is left");
  return 0;
}
