// The engine natively, replaying columns with counts: rehearse_bench_replay FOLDER, a run for each line of standard
// input.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "columns.hpp"
#include "measure.hpp"
#include "rehearse/rehearse.hpp"
#include "rehearse/replay/replay.hpp"

namespace {

using namespace rehearse;
using namespace rehearse::bench;

/// Rows are handed over so many at a time.
constexpr std::uint32_t batch = 1U << 16U;

/// A workload's files, as a replay takes them.
class Log {
 public:
  explicit Log(const std::string& folder)
      : workspace_(json::readWorkspace(readFile(folder + "/workspace.json"))),
        texts_(folder + "/texts.bin"),
        contacts_(folder + "/contacts.columns"),
        events_(folder + "/events.columns") {
    if (!workspace_) {
      giveUp(workspace_.diagnostics().front().message);
    }
    const auto* const scores = contacts_.column<std::int32_t>("engagementScore");
    for (std::uint32_t row = 0; row < contacts_.rows(); ++row) {
      startScores_.push_back(scores[row] == INT32_MIN ? emptyCell : numberOf(scores[row]));
    }
  }

  /// Begins a replay, with its contacts read in; they are there before the first event.
  void begin(std::optional<Replay>& replay) const {
    replay.emplace(*workspace_, ReplayOptions{.start = static_cast<Instant>(events_.column<double>("at")[0])});
    for (std::uint32_t number = 0; number < texts_.count(); ++number) {
      replay->dictionary().add(texts_.text(number), TextKind::text);
    }
    for (const std::string& text : addedTexts_) {
      replay->dictionary().add(text, TextKind::number);
    }
    require(replay->setContactColumns(std::vector<std::string>{"id", "engagementScore"}).empty(), "contacts' columns");
    require(replay->setEventColumns(std::vector<std::string>{"at", "contact", "type", "email", "link", "form"}).empty(),
            "events' columns");
    TableRows rows;
    rows.count = contacts_.rows();
    rows.cells = {contacts_.column<std::uint32_t>("id"), startScores_.data()};
    require(replay->addContacts(rows).refused == 0, "contacts");
  }

  void run(Replay& replay) const {
    for (std::uint32_t first = 0; first < events_.rows(); first += batch) {
      EventRows rows;
      rows.count = std::min(batch, events_.rows() - first);
      rows.at = events_.column<double>("at") + first;
      for (const char* name : {"contact", "type", "email", "link", "form"}) {
        rows.cells.push_back(events_.column<std::uint32_t>(name) + first);
      }
      require(replay.run(rows).refused == 0, "events");
    }
    replay.finish();
  }

 private:
  static void require(bool isSo, const std::string& what) {
    if (!isSo) {
      giveUp("refused: " + what);
    }
  }

  /// The number in the dictionary of a score's text, which comes after the log's own.
  std::uint32_t numberOf(std::int32_t score) {
    const auto [found, isNew] =
        numbers_.try_emplace(score, texts_.count() + static_cast<std::uint32_t>(addedTexts_.size()));
    if (isNew) {
      addedTexts_.push_back(std::to_string(score));
    }
    return found->second;
  }

  Result<Workspace> workspace_;
  Texts texts_;
  Columns contacts_;
  Columns events_;
  std::vector<std::uint32_t> startScores_;
  std::map<std::int32_t, std::uint32_t> numbers_;
  std::vector<std::string> addedTexts_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    giveUp("usage: rehearse_bench_replay FOLDER");
  }
  const Log log(arguments[1]);
  std::optional<Replay> replay;
  std::uint64_t checksum = 0;
  measureRuns([&] { log.begin(replay); },
              [&] {
                log.run(*replay);
                checksum = replay->results().checksum;
              },
              [&] { return checksum; });
}
