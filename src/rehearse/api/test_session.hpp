#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "rehearse/coverage/coverage.hpp"
#include "rehearse/model/scenario.hpp"
#include "rehearse/model/workspace.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse::api {

/// Scenarios, and the workspace that they run on.
struct RunnableScenarios {
  std::vector<Scenario> scenarios;
  Workspace workspace;
};

/// A workspace, compiled: what its scenarios start from, and what they exercised of it.
struct CompiledWorkspace {
  explicit CompiledWorkspace(const Workspace& workspace)
      : program(std::make_unique<Program>(compile(workspace))), coverage(*program) {}

  /// A simulation that nothing has happened to. It is made once: with many contacts that takes longer than a copy.
  const Simulation& start(bool runDrafts) {
    auto& simulation = started[runDrafts ? 1 : 0];
    return simulation ? *simulation : simulation.emplace(*program, SimulationOptions{.runDrafts = runDrafts});
  }

  std::unique_ptr<Program> program;
  Coverage coverage;
  std::array<std::optional<Simulation>, 2> started;
};

/// A scenario file, and its workspace once it was asked for.
struct TestSession {
  RunnableScenarios file;
  std::optional<CompiledWorkspace> compiled{};

  CompiledWorkspace& workspace() { return compiled ? *compiled : compiled.emplace(file.workspace); }
};

}  // namespace rehearse::api
