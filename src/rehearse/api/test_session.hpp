#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "rehearse/coverage/coverage.hpp"
#include "rehearse/model/scenario.hpp"
#include "rehearse/model/workspace.hpp"

namespace rehearse::api {

/// Scenarios, and the workspace that they run on.
struct RunnableScenarios {
  std::vector<Scenario> scenarios;
  Workspace workspace;
};

/// What scenarios on a workspace exercised of it, with the program that this refers to.
struct ScenarioCoverage {
  explicit ScenarioCoverage(const Workspace& workspace)
      : program(std::make_unique<Program>(compile(workspace))), coverage(*program) {}

  std::unique_ptr<Program> program;
  Coverage coverage;
};

/// A scenario file, and what those of its scenarios exercised whose coverage was asked for.
struct TestSession {
  RunnableScenarios file;
  std::optional<ScenarioCoverage> covered{};

  ScenarioCoverage& coverage() { return covered ? *covered : covered.emplace(file.workspace); }
};

}  // namespace rehearse::api
