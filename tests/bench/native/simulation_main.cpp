// The engine natively, fired event by event with counts only: rehearse_bench_simulation FOLDER, a run for each line of
// standard input.

#include <optional>
#include <string>
#include <vector>

#include "columns.hpp"
#include "measure.hpp"
#include "rehearse/rehearse.hpp"

namespace {

using namespace rehearse;
using namespace rehearse::bench;

Workspace workspaceOf(const std::string& folder, const Columns& contacts, const Texts& texts) {
  auto workspace = json::readWorkspace(readFile(folder + "/workspace.json"));
  if (!workspace) {
    giveUp(workspace.diagnostics().front().message);
  }
  std::vector<ContactData>& all = workspace->contacts.emplace();
  for (std::uint32_t row = 0; row < contacts.rows(); ++row) {
    const std::int32_t score = contacts.column<std::int32_t>("engagementScore")[row];
    ContactData contact;
    contact.id = texts.text(contacts.column<std::uint32_t>("id")[row]);
    contact.engagementScore = score == INT32_MIN ? std::nullopt : std::optional(score);
    all.push_back(std::move(contact));
  }
  return std::move(*workspace);
}

/// Events with their texts, as `fire` takes them.
std::vector<EventData> eventsOf(const Columns& columns, const Texts& texts) {
  constexpr const char* attributes[] = {"email", "link", "form"};
  constexpr std::uint32_t none = UINT32_MAX;
  std::vector<EventData> events;
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    EventData event;
    event.type = texts.text(columns.column<std::uint32_t>("type")[row]);
    event.contact = texts.text(columns.column<std::uint32_t>("contact")[row]);
    for (const char* attribute : attributes) {
      const std::uint32_t text = columns.column<std::uint32_t>(attribute)[row];
      if (text != none) {
        event.attributes = {{attribute, std::string(texts.text(text))}};
      }
    }
    events.push_back(std::move(event));
  }
  return events;
}

void measure(const std::string& folder) {
  const Columns contacts(folder + "/contacts.columns");
  const Columns columns(folder + "/events.columns");
  const Texts texts(folder + "/texts.bin");
  const std::vector<EventData> events = eventsOf(columns, texts);
  const auto* const at = columns.column<double>("at");
  const Program program = compile(workspaceOf(folder, contacts, texts));
  std::optional<CountedSimulation> simulation;
  measureRuns([&] { simulation.emplace(program); },
              [&] {
                for (std::size_t row = 0; row < events.size(); ++row) {
                  const auto instant = static_cast<Instant>(at[row]);
                  if (instant > simulation->now() && !simulation->advanceTo(instant)) {
                    giveUp("the clock cannot be moved to row " + std::to_string(row));
                  }
                  if (!simulation->fire(events[row])) {
                    giveUp("row " + std::to_string(row) + " cannot be fired");
                  }
                }
              },
              [&] {
                ScoreChecksum checksum;
                const Contacts& all = simulation->world().contacts;
                for (std::uint32_t contact = 0; contact < all.size(); ++contact) {
                  const std::int32_t score = all.score(contact);
                  checksum.add(simulation->world().symbols.text(all.id(contact)), score == INT32_MIN, score);
                }
                return checksum.sum();
              });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    giveUp("usage: rehearse_bench_simulation FOLDER");
  }
  measure(arguments[1]);
}
