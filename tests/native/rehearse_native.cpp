// A command line around the native engine: runs scenario files, keeps their journals as golden files, checks
// workspaces. All reading and writing of files is here; the engine knows none.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files.hpp"
#include "rehearse/api/api.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int allWell = 0;
constexpr int somethingFailed = 1;
constexpr int wrongUsage = 2;

constexpr std::string_view usage =
    "usage: rehearse_native test [--journals DIRECTORY | --verify | --update] PATH...\n"
    "       rehearse_native check FILE...\n"
    "\n"
    "test runs scenario files; a directory stands for every NAME.scenario.json below it.\n"
    "  --journals DIRECTORY  also writes each file's results with journals to DIRECTORY/NAME.journal.json\n"
    "  --verify              also compares them, byte for byte, with the NAME.journal.json beside each file\n"
    "  --update              writes them to the NAME.journal.json beside each file\n"
    "check reports what is wrong in workspace documents.\n"
    "Exit status: 0 all well, 1 something failed, 2 wrong usage or an unreadable file.\n";

constexpr std::string_view scenarioSuffix = ".scenario.json";
constexpr std::string_view journalSuffix = ".journal.json";

struct Options {
  std::optional<fs::path> journals;
  bool verify = false;
  bool update = false;
  std::vector<fs::path> paths;
};

// ------------------------------------------------------------------ files

int complain(const std::string& message) {
  std::cerr << "rehearse_native: " << message << "\n";
  return wrongUsage;
}

std::string journalName(const fs::path& scenarioFile) {
  auto name = scenarioFile.filename().string();
  const auto suffix = name.ends_with(scenarioSuffix) ? scenarioSuffix : std::string_view(".json");
  if (name.ends_with(suffix)) {
    name.resize(name.size() - suffix.size());
  }
  return name.append(journalSuffix);
}

/// The files that the paths stand for: a directory for all scenario files below it, in order of their names.
std::vector<fs::path> scenarioFiles(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const auto& path : paths) {
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    std::vector<fs::path> below;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.path().filename().string().ends_with(scenarioSuffix)) {
        below.push_back(entry.path());
      }
    }
    std::sort(below.begin(), below.end());
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

/// The file of the workspace that a scenario file names by its path, or nothing where it holds the workspace itself.
std::optional<fs::path> namedWorkspace(const fs::path& scenarioFile, const std::string& scenarioText) {
  const auto document = json::parse(scenarioText, nullptr, false);
  if (!document.is_object() || !document.contains("workspace") || !document["workspace"].is_string()) {
    return std::nullopt;
  }
  return scenarioFile.parent_path() / document["workspace"].get<std::string>();
}

// ------------------------------------------------------------------- print

void printDiagnostics(const fs::path& file, const json& diagnostics) {
  for (const auto& diagnostic : diagnostics) {
    std::cout << file.string() << ":" << diagnostic["line"] << ":" << diagnostic["column"] << ": "
              << diagnostic["severity"].get<std::string>() << ": " << diagnostic["message"].get<std::string>() << " ["
              << diagnostic["code"].get<std::string>() << "]\n";
    const auto hint = diagnostic["hint"].get<std::string>();
    if (!hint.empty()) {
      std::cout << "    " << hint << "\n";
    }
  }
}

void printFailure(const fs::path& file, const json& failure) {
  std::cout << "      " << file.string() << ":" << failure["line"] << ":" << failure["column"] << ": "
            << failure["message"].get<std::string>() << "\n";
  for (const auto& entry : failure["entries"]) {
    std::cout << "        #" << entry["seq"] << " " << entry["kind"].get<std::string>();
    for (const auto* key : {"workflow", "trigger", "step", "reason", "previous", "score"}) {
      if (entry.contains(key) && !entry[key].is_null()) {
        std::cout << " " << key << " " << entry[key].dump();
      }
    }
    std::cout << "\n";
  }
}

void printResult(const fs::path& file, const json& result) {
  std::cout << (result["ok"].get<bool>() ? "pass " : "FAIL ") << file.string() << "\n";
  printDiagnostics(file, result["diagnostics"]);
  for (const auto& scenario : result["scenarios"]) {
    std::cout << (scenario["ok"].get<bool>() ? "  pass " : "  FAIL ") << scenario["name"].get<std::string>() << " ("
              << scenario["expectations"] << ")\n";
    for (const auto& failure : scenario["failures"]) {
      printFailure(file, failure);
    }
  }
}

// -------------------------------------------------------------------- test

/// Where two texts first differ, with a little of both.
std::string firstDifference(const std::string& golden, const std::string& actual) {
  const auto same = std::mismatch(golden.begin(),
                                  golden.begin() + static_cast<std::ptrdiff_t>(std::min(golden.size(), actual.size())),
                                  actual.begin());
  const auto at = static_cast<std::size_t>(same.first - golden.begin());
  const auto start = at < 60 ? 0 : at - 60;
  return "byte " + std::to_string(at) + "\n        golden …" + golden.substr(start, 120) + "\n        now    …" +
         actual.substr(start, 120);
}

/// Compares or writes the golden file beside the scenario file. Prints what is wrong; whether nothing is.
bool settleGolden(const fs::path& file, const std::string& text, const Options& options) {
  const auto golden = file.parent_path() / journalName(file);
  if (options.update) {
    return native::writeFile(golden, text) || (complain("cannot write " + golden.string()), false);
  }
  const auto before = native::readFile(golden);
  if (!before) {
    std::cout << "  FAIL there is no " << golden.string() << "\n";
    return false;
  }
  if (*before != text) {
    std::cout << "  FAIL differs from " << golden.string() << " at " << firstDifference(*before, text) << "\n";
    return false;
  }
  return true;
}

struct Totals {
  std::size_t files = 0;
  std::size_t scenarios = 0;
  std::size_t expectations = 0;
  std::size_t failed = 0;
};

int testFile(const fs::path& file, const Options& options, Totals& totals) {
  const auto scenarioText = native::readFile(file);
  if (!scenarioText) {
    return complain("cannot read " + file.string());
  }
  std::optional<std::string> workspace;
  if (const auto named = namedWorkspace(file, *scenarioText)) {
    workspace = native::readFile(*named);
    if (!workspace) {
      return complain("cannot read the workspace that " + file.string() + " names");
    }
  }
  const auto text = rehearse::api::test(*scenarioText, workspace, true) + "\n";
  const auto result = json::parse(text, nullptr, false);
  if (!result.is_object()) {
    return complain("the engine's answer for " + file.string() + " is no JSON");
  }
  printResult(file, result);
  bool well = result["ok"].get<bool>();
  if (options.journals && !native::writeFile(*options.journals / journalName(file), text)) {
    return complain("cannot write to " + options.journals->string());
  }
  if ((options.verify || options.update) && !settleGolden(file, text, options)) {
    well = false;
  }
  ++totals.files;
  totals.failed += well ? 0 : 1;
  totals.scenarios += result["scenarios"].size();
  for (const auto& scenario : result["scenarios"]) {
    totals.expectations += scenario["expectations"].get<std::size_t>();
  }
  return well ? allWell : somethingFailed;
}

int test(const Options& options) {
  const auto files = scenarioFiles(options.paths);
  if (files.empty()) {
    return complain("there are no scenario files");
  }
  if (options.journals) {
    std::error_code ignored;
    fs::create_directories(*options.journals, ignored);
  }
  Totals totals;
  int status = allWell;
  for (const auto& file : files) {
    status = std::max(status, testFile(file, options, totals));
  }
  std::cout << totals.files << " files, " << totals.scenarios << " scenarios, " << totals.expectations
            << " expectations, " << totals.failed << " files failed\n";
  return totals.scenarios == 0 ? std::max(status, somethingFailed) : status;
}

// ------------------------------------------------------------------- check

int checkFile(const fs::path& file) {
  const auto text = native::readFile(file);
  if (!text) {
    return complain("cannot read " + file.string());
  }
  const auto result = json::parse(rehearse::api::check(*text));
  printDiagnostics(file, result["diagnostics"]);
  const bool well = result["ok"].get<bool>();
  std::cout << (well ? "pass " : "FAIL ") << file.string() << "\n";
  return well ? allWell : somethingFailed;
}

// ----------------------------------------------------------------- options

/// The options of `test`, or nothing if they make no sense.
std::optional<Options> readOptions(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t index = 1; index < arguments.size(); ++index) {
    const auto& argument = arguments[index];
    if (argument == "--journals" && index + 1 < arguments.size()) {
      options.journals = arguments[++index];
    } else if (argument == "--verify") {
      options.verify = true;
    } else if (argument == "--update") {
      options.update = true;
    } else if (argument.starts_with("--")) {
      return std::nullopt;
    } else {
      options.paths.emplace_back(argument);
    }
  }
  const bool contradicts = options.verify && options.update;
  return options.paths.empty() || contradicts ? std::nullopt : std::optional(options);
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  const auto options = readOptions(arguments);
  if (options && arguments[0] == "test") {
    return test(*options);
  }
  if (options && arguments[0] == "check") {
    int status = allWell;
    for (const auto& path : options->paths) {
      status = std::max(status, checkFile(path));
    }
    return status;
  }
  std::cerr << usage;
  return wrongUsage;
}
