#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "rehearse/model/scenario.hpp"
#include "rehearse/model/workspace.hpp"

namespace rehearse::api {

/// Scenarios, and the workspace that they run on.
struct RunnableScenarios {
  std::vector<Scenario> scenarios;
  Workspace workspace;
};

/// Scenario files that were read and whose scenarios are run one at a time, by handle.
class TestSessions {
 public:
  /// Keeps a file; gives its handle, 1 and up, never used again.
  std::uint32_t open(RunnableScenarios file);
  /// The file, or null. Valid until it is disposed of.
  const RunnableScenarios* find(std::uint32_t handle) const;
  /// A handle that names none is passed over.
  void dispose(std::uint32_t handle);

 private:
  std::map<std::uint32_t, RunnableScenarios> files_;
  std::uint32_t last_ = 0;
};

/// All that `testOpen` has opened.
TestSessions& testSessions();

}  // namespace rehearse::api
