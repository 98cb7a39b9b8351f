// What somebody does with the installed library: reads a workspace, fires events, looks at the score.
#include <cstdio>
#include <cstdlib>
#include <rehearse/rehearse.hpp>

namespace {

constexpr std::string_view workspaceText = R"({
  "rehearse": 1,
  "workflows": [ {
    "id": "reward-clicks", "status": "published",
    "triggers": [ { "type": "link.clicked",
                    "conditions": { "field": "event.link", "operator": "equalTo", "value": "pricing" } } ],
    "steps": [ { "type": "modifyEngagementScore", "operation": "add", "points": 10 } ]
  } ],
  "contacts": [ { "id": "ana" } ]
})";

void expect(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "not so: %s\n", what);
    std::exit(EXIT_FAILURE);
  }
}

}  // namespace

int main() {
  const auto workspace = rehearse::json::readWorkspace(workspaceText);
  expect(bool(workspace), "the workspace has no errors");
  const auto program = rehearse::compile(*workspace);
  rehearse::Simulation simulation(program);

  const auto score = [&] { return rehearse::contactState(simulation.world(), 0).engagementScore; };
  expect(!score(), "the score is empty at first");
  for (const auto* link : {"pricing", "faq", "pricing"}) {
    const auto report =
        simulation.fire({.type = "link.clicked", .contact = "ana", .attributes = {{"link", std::string(link)}}});
    expect(bool(report), "the event can be fired");
  }
  expect(score() == 20, "two clicks on the right link, ten points each");
  std::printf("score %d\n", *score());

  const auto broken = rehearse::json::readWorkspace(R"({"rehearse": 1, "workflow": []})");
  expect(!broken && !broken.diagnostics().empty(), "a broken document has diagnostics");
  for (const auto& diagnostic : broken.diagnostics()) {
    std::printf("%u:%u %s %s\n", diagnostic.line, diagnostic.column, diagnostic.code.c_str(),
                diagnostic.message.c_str());
  }
  return EXIT_SUCCESS;
}
