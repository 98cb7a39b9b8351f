#pragma once

#include <string>
#include <vector>

#include "support/api_simulation.hpp"

namespace rehearse::test {

/// One scenario of tests/conformance: its workspace with the scenario's contacts laid over it, and its stimuli.
struct ConformanceCase {
  std::string name;           ///< the file's and the scenario's
  std::string workspaceText;  ///< without white space
  bool runDrafts = false;
  std::vector<Stimulus> stimuli;
};

/// A file of tests/conformance.
struct ConformanceFile {
  std::string name;  ///< without the folder
  std::string text;
};

/// All scenarios, in order of their files' names.
std::vector<ConformanceCase> conformanceCases();

/// All files whose names end so, in order of their names.
std::vector<ConformanceFile> conformanceFiles(const std::string& ending);

}  // namespace rehearse::test
