// Every malformed text of the table gets exactly the diagnostics that the table names, at their places; and a good text
// is read as well as ever afterwards.

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/reader.hpp"
#include "rehearse/json/tree_parser.hpp"
#include "unit/catch.hpp"

namespace {

using rehearse::Diagnostics;
using rehearse::json::LocatedTree;
using rehearse::json::TreeValue;

struct GoodText {
  std::string_view kind;
  std::string_view text;
};

constexpr std::array<GoodText, 5> goodTexts{{
    {"workspace",
     R"({ "rehearse": 1, "workflows": [ { "id": "w", "triggers": [ { "type": "link.clicked" } ], "steps": [] } ] })"},
    {"event", R"({ "type": "link.clicked", "contact": "ana", "link": "pricing" })"},
    {"scenario",
     R"({ "rehearse": 1, "workspace": "w.json", "scenarios": [ { "name": "s", "steps": [ { "advance": "1d" } ] } ] })"},
    {"contact", R"({ "id": "ana", "engagementScore": null })"},
    {"edit", R"({ "engagementScore": 20, "fields": { "industry": null } })"},
}};

std::string fileText(const std::string& name) {
  std::ifstream file(std::string(REHEARSE_TESTS_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What a reader says about a text of that kind, and whether it gave a value.
struct Reading {
  bool isRead = false;
  Diagnostics diagnostics;
};

Reading read(std::string_view kind, std::string_view text) {
  using rehearse::json::readContact;
  using rehearse::json::readContactEdit;
  using rehearse::json::readEvent;
  using rehearse::json::readScenarioFile;
  using rehearse::json::readWorkspace;
  const auto outcome = [](const auto& result) { return Reading{static_cast<bool>(result), result.diagnostics()}; };
  if (kind == "workspace") return outcome(readWorkspace(text));
  if (kind == "event") return outcome(readEvent(text));
  if (kind == "scenario") return outcome(readScenarioFile(text));
  if (kind == "contact") return outcome(readContact(text));
  if (kind == "edit") return outcome(readContactEdit(text));
  return {};
}

std::string summary(const std::string& code, const std::string& path, std::size_t line, std::size_t column) {
  return code + " at " + (path.empty() ? "the root" : path) + ", " + std::to_string(line) + ":" +
         std::to_string(column);
}

std::vector<std::string> expectedOf(TreeValue row) {
  std::vector<std::string> result;
  const TreeValue expected = *row.member("expected");
  for (const TreeValue item : expected) {
    result.push_back(summary(std::string(*item.memberText("code")), std::string(*item.memberText("path")),
                             static_cast<std::size_t>(item.member("line")->number()),
                             static_cast<std::size_t>(item.member("column")->number())));
  }
  return result;
}

std::vector<std::string> summaries(const Diagnostics& diagnostics) {
  std::vector<std::string> result;
  for (const auto& diagnostic : diagnostics) {
    result.push_back(summary(diagnostic.code, diagnostic.path, diagnostic.line, diagnostic.column));
  }
  return result;
}

}  // namespace

TEST_CASE("malformed texts are reported at their places, and good ones read after them", "[json]") {
  const std::string text = fileText("conformance/malformed.json");
  LocatedTree table(text);
  rehearse::json::Findings findings(table);
  REQUIRE(rehearse::json::parseTree(table, findings));
  const TreeValue rows = table.root();
  REQUIRE(rows.size() >= 70);
  for (const TreeValue row : rows) {
    const std::string_view kind = *row.memberText("kind");
    INFO(*row.memberText("name"));
    const auto reading = read(kind, *row.memberText("text"));
    CHECK_FALSE(reading.isRead);
    CHECK(summaries(reading.diagnostics) == expectedOf(row));
    for (const auto& diagnostic : reading.diagnostics) {
      CHECK_FALSE(diagnostic.message.empty());
    }
    for (const auto& good : goodTexts) {
      if (good.kind == kind) {
        const auto after = read(kind, good.text);
        CHECK(after.isRead);
        CHECK(after.diagnostics.empty());
      }
    }
  }
}
