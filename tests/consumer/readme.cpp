// The README's example, as a program: tests/package/documents.test.js compares the two.
#include <cstdio>
#include <cstdlib>
#include <rehearse/rehearse.hpp>

namespace {

constexpr std::string_view workspaceText = R"({
  "rehearse": 1,
  "workflows": [ {
    "id": "welcome", "status": "published", "triggers": [ { "type": "email.opened" } ],
    "steps": [ { "type": "addTag", "tags": ["reader"] } ]
  } ],
  "contacts": [ { "id": "ana" } ]
})";

int tell(const auto& diagnostics) {
  std::fprintf(stderr, "%s\n", diagnostics.front().message.c_str());
  return EXIT_FAILURE;
}

int example(std::string_view text) {
  // clang-format off
  const auto workspace = rehearse::json::readWorkspace(text);
  if (!workspace) return tell(workspace.diagnostics());        // what is wrong, where, and how to mend it
  const auto program = rehearse::compile(*workspace);          // outlives its simulations
  rehearse::Simulation simulation(program);                    // a value: a copy is a fork
  const auto report = simulation.fire(
      {.type = "email.opened", .contact = "ana", .attributes = {{"email", std::string("spring-offer")}}});
  // clang-format on
  const auto contact = rehearse::contactState(simulation.world(), 0);
  return report && contact.tags.size() == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main() { return example(workspaceText); }
