#include "support/conformance_cases.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace rehearse::test {
namespace {

namespace fs = std::filesystem;
using json = Json;

const fs::path folder = fs::path(REHEARSE_TESTS_DIR) / "conformance";

std::string textOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> pathsEndingIn(const std::string& ending) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().string().ends_with(ending)) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Contacts that are new are added; those of an id that there is are laid over it, key by key. (A null in a merge takes
/// the key away: the only one that may be there is an empty score, which is what leaving it out means, too.)
void layOver(json& workspace, const json& contacts) {
  for (const json& contact : contacts) {
    json& all = workspace["contacts"];
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const json& each) { return each["id"] == contact["id"]; });
    if (same == all.end()) {
      all.push_back(contact);
    } else {
      same->merge_patch(contact);
    }
  }
}

Stimulus stimulusOf(const std::string& key, json content) {
  using enum Stimulus::Kind;
  if (key == "fire") return {fire, content.dump(), ""};
  if (key == "advance") return {advance, content.get<std::string>(), ""};
  if (key == "advanceTo") return {advanceTo, content.get<std::string>(), ""};
  if (key == "addContact") return {addContact, content.dump(), ""};
  const auto contact = content["contact"].get<std::string>();
  if (key == "unlock") return {unlock, contact, content["workflow"].get<std::string>()};
  content.erase("contact");
  return {edit, contact, content.dump()};
}

ConformanceCase caseOf(const std::string& file, json workspace, const json& scenario) {
  layOver(workspace, scenario.value("contacts", json::array()));
  ConformanceCase result{file + ": " + scenario["name"].get<std::string>(),
                         workspace.dump(),
                         scenario.value("drafts", "skip") == "run",
                         {}};
  for (const json& step : scenario["steps"]) {
    for (const auto& [key, content] : step.items()) {
      if (key != "expect" && !key.starts_with("x-")) {
        result.stimuli.push_back(stimulusOf(key, content));
      }
    }
  }
  return result;
}

}  // namespace

std::vector<ConformanceCase> conformanceCases() {
  std::vector<ConformanceCase> cases;
  for (const fs::path& path : pathsEndingIn(".scenario.json")) {
    const json file = json::parse(textOf(path));
    const json& given = file["workspace"];
    const json workspace =
        given.is_string() ? json::parse(textOf(path.parent_path() / given.get<std::string>())) : given;
    for (const json& scenario : file["scenarios"]) {
      cases.push_back(caseOf(path.filename().string(), workspace, scenario));
    }
  }
  return cases;
}

std::vector<ConformanceFile> conformanceFiles(const std::string& ending) {
  std::vector<ConformanceFile> files;
  for (const fs::path& path : pathsEndingIn(ending)) {
    files.push_back({path.filename().string(), textOf(path)});
  }
  return files;
}

}  // namespace rehearse::test
