// Writes what the fuzz targets start from, made from tests/conformance, and a dictionary of the vocabulary's words:
// rehearse_fuzz_seeds FOLDER makes FOLDER/documents/…, FOLDER/api/…, FOLDER/replay/… and FOLDER/dictionary.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include "rehearse/rehearse.hpp"
#include "support/conformance_cases.hpp"
#include "support/random_workspace.hpp"

namespace {

namespace fs = std::filesystem;
using namespace rehearse;
using rehearse::test::Json;

bool allWritten = true;

void write(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  allWritten = allWritten && !file.fail();
}

class Numbered {
 public:
  explicit Numbered(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }
  void add(const std::string& text) { write(folder_ / std::to_string(++count_), text); }

 private:
  fs::path folder_;
  int count_ = 0;
};

void writeDocuments(const fs::path& folder) {
  Numbered seeds(folder);
  std::set<std::string> workspaces;
  for (const auto& each : test::conformanceCases()) {
    workspaces.insert(each.workspaceText);
    if (!each.stimuli.empty()) {
      const auto& stimulus = each.stimuli.back();
      workspaces.insert(stimulus.kind == test::Stimulus::Kind::edit ? stimulus.further : stimulus.text);
    }
  }
  for (const auto& text : workspaces) {
    seeds.add(text);
  }
  for (const auto& file : test::conformanceFiles(".scenario.json")) {
    seeds.add(Json::parse(file.text).dump());
  }
  for (const auto& file : test::conformanceFiles("malformed.json")) {
    const auto table = Json::parse(file.text);
    for (const Json& row : table.is_array() ? table : table.value("cases", Json::array())) {
      if (row.contains("text") && row["text"].is_string()) {
        seeds.add(row["text"].get<std::string>());
      }
    }
  }
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    seeds.add(test::randomWorkspace(seed));
  }
}

/// A scenario with a bad stimulus, and a fork or another simulation in its place, after each of its own.
std::string disturbed(const std::string& choice, std::size_t stimuli) {
  std::string calls = choice;
  for (std::size_t number = 0; number < stimuli; ++number) {
    calls.append({0, 14, 0, static_cast<char>(number), static_cast<char>(number % 2 == 0 ? 9 : 11)});
  }
  return calls;
}

/// Each scenario as it is; some with calls between, and some as a document of their own.
void writeCalls(const fs::path& folder) {
  Numbered seeds(folder);
  const auto cases = test::conformanceCases();
  for (std::size_t index = 0; index < cases.size(); ++index) {
    const std::string choice{static_cast<char>(index / 256), static_cast<char>(index % 256)};
    const std::size_t stimuli = std::min<std::size_t>(cases[index].stimuli.size(), 40);
    seeds.add(choice + std::string(stimuli, '\0'));
    if (index % 3 == 1) {
      seeds.add(disturbed(choice, stimuli));
    } else if (index % 6 == 0) {
      seeds.add(std::string("\xFF\xFF", 2) + cases[index].workspaceText + "\n\x01\x03\x01\x04\x01");
    }
  }
  for (char made = 0; made < 40; ++made) {
    seeds.add(std::string("\xF1", 1) + made + std::string(20, '\0'));
  }
}

/// Scenarios and made-up workspaces as logs, with all options, alone and compared with another one.
void writeLogs(const fs::path& folder) {
  Numbered seeds(folder);
  std::string rows;
  for (char call = 0; call < 6; ++call) {
    rows += std::string("\0\5", 2);  // five rows
    for (char row = 0; row < 5; ++row) {
      rows += call;    // one of the ways to change it
      rows += '\x20';  // seconds later
    }
  }
  const auto options = [](std::size_t bits) { return static_cast<char>(bits % 64); };
  const std::size_t count = test::conformanceCases().size();
  for (std::size_t index = 0; index < count; index += 3) {
    const std::string choice{static_cast<char>(index / 256), static_cast<char>(index % 256)};
    seeds.add(choice + options(index) + rows);
  }
  for (char made = 0; made < 40; ++made) {
    const std::string choice = std::string("\xF1", 1) + made;
    seeds.add(choice + options(static_cast<std::size_t>(made)) + rows);
    const std::string other = std::string("\xF2", 1) + made;
    seeds.add(choice + static_cast<char>(options(static_cast<std::size_t>(made)) | 64) + other + rows);
  }
}

/// The words of the vocabulary's tables, as strings of a document.
std::set<std::string> words() {
  std::set<std::string> all{"all", "any", "not", "field", "operator", "value", "type", "rehearse", "contact."};
  const auto addRows = [&](const auto& rows) {
    for (const auto& row : rows) {
      all.emplace(row.name);
    }
  };
  addRows(eventTypes());
  addRows(operators());
  addRows(stepTypes());
  addRows(contactFields());
  for (const auto& row : eventTypes()) {
    addRows(row.attributes);
  }
  const auto addProperties = [&](std::span<const PropertyRow> properties) {
    addRows(properties);
    for (const PropertyRow& row : properties) {
      all.insert(row.choices.begin(), row.choices.end());
    }
  };
  for (const auto& row : stepTypes()) {
    addProperties(row.parameters);
  }
  for (const auto& row : shapes()) {
    addProperties(row.properties);
  }
  return all;
}

void writeDictionary(const fs::path& path) {
  std::string text;
  for (const auto& word : words()) {
    text += R"("\")" + word + R"(\"")" + "\n";
  }
  for (const auto* word : {"{}", "[]", "null", "true", "1e999", "-0", "9007199254740993", "{{", "}}", "1d12h", "2w"}) {
    text += "\"" + std::string(word) + "\"\n";
  }
  write(path, text + R"("\"2026-03-02T09:00:00Z\"")" + "\n" + R"("\\ud800")" + "\n");
}

}  // namespace

int main(int count, char** values) {
  if (count != 2) {
    std::cerr << "usage: rehearse_fuzz_seeds FOLDER\n";
    return 2;
  }
  const fs::path folder(values[1]);
  writeDocuments(folder / "documents");
  writeCalls(folder / "api");
  writeLogs(folder / "replay");
  writeDictionary(folder / "dictionary");
  return allWritten ? 0 : 1;
}
