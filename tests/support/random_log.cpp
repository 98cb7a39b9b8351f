#include "support/random_log.hpp"

#include "rehearse/rehearse.hpp"
#include "support/random.hpp"
#include "support/random_workspace.hpp"

namespace rehearse::test {

std::vector<Json> randomLog(std::uint64_t seed, std::size_t rows, std::uint32_t contacts) {
  Random random(seed);
  std::vector<Json> log;
  Instant at = *parseInstant(logStart);
  for (const Stimulus& stimulus : randomStimuli(seed, 4 * rows)) {
    if (log.size() == rows) {
      break;
    }
    if (stimulus.kind == Stimulus::Kind::advance) {
      at += parseDuration(stimulus.text).value_or(0);
      continue;
    }
    if (stimulus.kind != Stimulus::Kind::fire) {
      continue;
    }
    if (random.chance(50)) {
      at += static_cast<Duration>(random.below(3'600'000));
    }
    Json row = Json::parse(stimulus.text);
    if (const std::uint32_t contact = random.below(contacts); contact >= 2) {
      row["contact"] = "contact " + std::to_string(contact);
    }
    row["at"] = formatInstant(at);
    log.push_back(std::move(row));
  }
  return log;
}

std::string withLogClock(const std::string& workspaceText) {
  Json workspace = Json::parse(workspaceText);
  workspace["clock"] = logStart;
  return workspace.dump();
}

}  // namespace rehearse::test
