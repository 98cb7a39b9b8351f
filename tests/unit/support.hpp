#pragma once

#include <string>
#include <string_view>

#include "rehearse/rehearse.hpp"
#include "unit/catch.hpp"

namespace rehearse::test {

/// The program of a workspace that must be right.
inline Program programOf(std::string_view workspaceText) {
  const auto workspace = json::readWorkspace(workspaceText);
  for (const auto& diagnostic : workspace.diagnostics()) {
    UNSCOPED_INFO(diagnostic.path << ": " << diagnostic.message);
  }
  REQUIRE(static_cast<bool>(workspace));
  return compile(*workspace);
}

/// A workspace of one published workflow with id `w`, and contacts `ana` (score empty) and `ben` (score 10).
inline std::string workspaceWith(std::string_view triggers, std::string_view steps, std::string_view settings = "") {
  std::string text = R"({"rehearse":1,"workflows":[{"id":"w","status":"published",)";
  text.append(settings).append(R"("triggers":)").append(triggers).append(R"(,"steps":)").append(steps);
  return text + R"(}],"contacts":[{"id":"ana"},{"id":"ben","engagementScore":10}]})";
}

/// The whole journal as JSON text.
inline std::string journalText(const Simulation& simulation) {
  json::Writer writer;
  json::writeEntries(writer, simulation, 1, simulation.recorder().size());
  return writer.take();
}

inline EventData event(std::string type, std::string contact, ScalarMap attributes = {}) {
  EventData data;
  data.type = std::move(type);
  data.contact = std::move(contact);
  data.attributes = std::move(attributes);
  return data;
}

inline EventData click(std::string contact, std::string link) {
  return event("link.clicked", std::move(contact), {{"link", std::move(link)}});
}

/// How many entries of a kind there are.
inline std::size_t countEntries(const Simulation& simulation, EntryKind kind) {
  std::size_t count = 0;
  for (std::uint32_t seq = 1; seq <= simulation.recorder().size(); ++seq) {
    count += simulation.recorder().entry(seq).kind == kind ? 1 : 0;
  }
  return count;
}

/// The seq of the last entry of a kind, or 0.
inline std::uint32_t lastEntry(const Simulation& simulation, EntryKind kind) {
  for (std::uint32_t seq = simulation.recorder().size(); seq > 0; --seq) {
    if (simulation.recorder().entry(seq).kind == kind) {
      return seq;
    }
  }
  return 0;
}

}  // namespace rehearse::test
