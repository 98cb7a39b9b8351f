// The hand-written loop, natively: rehearse_bench_loop FOLDER, a run for each line of standard input.

#include <string>
#include <vector>

#include "columns.hpp"
#include "measure.hpp"
#include "score_loop.hpp"

namespace {

using namespace rehearse::bench;

WorkflowColumns workflowsOf(const Columns& columns) {
  return {.rows = columns.rows(),
          .type = columns.column<std::int32_t>("type"),
          .resource = columns.column<std::int32_t>("resource"),
          .operation = columns.column<std::int32_t>("operator"),
          .value = columns.column<std::int32_t>("value"),
          .points = columns.column<std::int32_t>("points")};
}

/// Events as numbers that count from 0, which the loop takes.
struct Events {
  std::vector<std::uint32_t> contacts;
  std::vector<std::uint8_t> types;
  std::vector<std::uint8_t> resources;
};

Events eventsOf(const Columns& columns) {
  constexpr const char* attributes[eventTypes] = {"email", "link", "form"};
  constexpr std::uint32_t firstContact = eventTypes + eventTypes * resources;
  Events events;
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    const std::uint32_t type = columns.column<std::uint32_t>("type")[row];
    const std::uint32_t resource = columns.column<std::uint32_t>(attributes[type])[row];
    events.contacts.push_back(columns.column<std::uint32_t>("contact")[row] - firstContact);
    events.types.push_back(static_cast<std::uint8_t>(type));
    events.resources.push_back(static_cast<std::uint8_t>(resource - eventTypes - type * resources));
  }
  return events;
}

void measure(const std::string& folder) {
  const Columns workflows(folder + "/workflows.columns");
  const Columns contacts(folder + "/contacts.columns");
  const Texts texts(folder + "/texts.bin");
  const Events events = eventsOf(Columns(folder + "/events.columns"));
  ScoreLoop loop(workflowsOf(workflows));
  measureRuns([&] { loop.begin(contacts.column<std::int32_t>("engagementScore"), contacts.rows()); },
              [&] {
                loop.run(events.contacts.data(), events.types.data(), events.resources.data(),
                         static_cast<std::uint32_t>(events.contacts.size()));
              },
              [&] {
                ScoreChecksum checksum;
                for (std::uint32_t contact = 0; contact < contacts.rows(); ++contact) {
                  const std::int32_t score = loop.scores()[contact];
                  checksum.add(texts.text(contacts.column<std::uint32_t>("id")[contact]), score == emptyScore, score);
                }
                return checksum.sum();
              });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    giveUp("usage: rehearse_bench_loop FOLDER");
  }
  measure(arguments[1]);
}
