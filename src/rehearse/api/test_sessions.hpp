#pragma once

#include <cstdint>
#include <map>
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

/// Scenario files that were read and whose scenarios are run one at a time, by handle.
class TestSessions {
 public:
  /// Keeps a file; gives its handle, 1 and up, never used again.
  std::uint32_t open(RunnableScenarios file);
  /// The file, or null. Valid until it is disposed of.
  TestSession* find(std::uint32_t handle);
  /// A handle that names none is passed over.
  void dispose(std::uint32_t handle);

 private:
  std::map<std::uint32_t, TestSession> sessions_;
  std::uint32_t last_ = 0;
};

/// All that `testOpen` has opened.
TestSessions& testSessions();

}  // namespace rehearse::api
