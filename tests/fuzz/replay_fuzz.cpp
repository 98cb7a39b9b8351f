// Replays. The bytes of an input say what to do: two choose the workspace (see input.hpp), one the options (and whether
// two versions are compared, where two more choose the other); then each call takes a byte that chooses it, and as many
// for its arguments as it needs.
//
// Every row that is handed over is handed over to a second replay, too, which gets each by itself: both must come to
// the same report; so must the report's own part, written, read and merged.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/input.hpp"
#include "fuzz/require.hpp"
#include "rehearse/api/replay_api.hpp"
#include "rehearse/rehearse.hpp"
#include "support/replay_log.hpp"

namespace {

using rehearse::test::ApiReplay;
using rehearse::test::Bytes;
using rehearse::test::chosenCase;
using rehearse::test::ConformanceCase;
using rehearse::test::Json;
using rehearse::test::require;
using rehearse::test::requireSame;
using rehearse::test::Stimulus;

constexpr int mostCalls = 40;
constexpr double firstTime = 1'767'225'600'000;

/// Whether there may be twice as many contacts each time that a schedule comes: it is stopped, but late.
bool mayGrow(const std::string& workspace) {
  return workspace.find("schedule") != std::string::npos && workspace.find("createContact") != std::string::npos;
}

/// The options that a byte stands for; of a conformance case some workflow's rows are shown.
Json optionsOf(std::uint32_t bits, const std::string& workspaceText) {
  Json options{{"coerce", (bits & 1U) != 0},
               {"sort", (bits & 2U) != 0},
               {"strict", (bits & 4U) != 0 && (bits & 8U) != 0},
               {"runDrafts", (bits & 16U) != 0}};
  const Json workspace = Json::parse(workspaceText, nullptr, false);
  if ((bits & 32U) != 0) {
    const Json::json_pointer first("/workflows/0/id");
    const Json id = workspace.contains(first) ? workspace.at(first) : Json();
    options["excerpts"] = {{id.is_string() ? id.get<std::string>() : "w", 2}};
  }
  return options;
}

/// One input's calls.
class Session {
 public:
  Session(const ConformanceCase& chosen, ApiReplay& replay, ApiReplay& twin, Bytes bytes)
      : case_(chosen), replay_(replay), twin_(twin), bytes_(bytes) {}

  void run() {
    for (int calls = 0; calls < mostCalls && !bytes_.empty() && !isOver_; ++calls) {
      call();
    }
    finish();
  }

 private:
  void call() {
    switch (bytes_.next() % 8) {
      case 1:
        return contacts();
      case 2:
        return garbage();
      case 3:
        isSame(replay_.forget(), twin_.forget());
        return;
      case 4:
        return refuse();
      case 5:
        goOn(bytes_.next() * 3'600'000.0);
        isSame(Json::parse(rehearse::api::replayTime(replay_.handle(), at_)),
               Json::parse(rehearse::api::replayTime(twin_.handle(), at_)));
        return;
      default:
        return rows();
    }
  }

  static void isSame(const Json& one, const Json& other) {
    requireSame(one.dump(), other.dump(), "both replays answer the same");
  }

  /// Not for longer than two months: a schedule may come every minute.
  void goOn(double milliseconds) { at_ = std::min(at_ + milliseconds, firstTime + 60 * 86'400'000.0); }

  Json value() {
    switch (bytes_.next() % 8) {
      case 0:
        return bytes_.next();
      case 1:
        return "7.5";
      case 2:
        return bytes_.next() % 2 == 0;
      case 3:
        return nullptr;
      case 4:
        return Json::array();
      default:
        return std::string(1, static_cast<char>('a' + bytes_.next() % 26));
    }
  }

  Json row() {
    Json made = Json::object();
    if (nextRecorded_ < case_.stimuli.size()) {
      const Stimulus& stimulus = case_.stimuli[nextRecorded_++];
      const Json recorded = Json::parse(stimulus.text, nullptr, false);
      if (stimulus.kind == Stimulus::Kind::fire && recorded.is_object()) {
        made = recorded;
      }
    }
    const std::uint32_t changes = bytes_.next();
    if (made.empty() || changes > 200) {
      const auto types = rehearse::eventTypes();
      made["type"] = std::string(types[bytes_.next() % types.size()].name);
      made["contact"] = "c" + std::to_string(bytes_.next() % 5);
    }
    if (changes % 16 == 1) made["link"] = value();
    if (changes % 16 == 2) made["fields"] = {{"k", value()}};
    if (changes % 16 == 3) made["contact"] = value();
    if (changes % 16 == 4) made["type"] = value();
    if (changes % 16 == 5) made["score"] = value();
    if (changes % 16 == 6) at_ -= 1000;
    if (changes % 16 == 7) goOn(86'400'000.0 * (bytes_.next() % 32));
    goOn(1000.0 * bytes_.next());
    made["at"] = changes % 16 == 8 ? Json(nullptr) : Json(at_);
    return made;
  }

  void rows() {
    std::vector<Json> all;
    for (std::uint32_t count = bytes_.next() % 6; count > 0; --count) {
      all.push_back(row());
    }
    if (all.empty()) {
      return;  // row by row nothing is said of columns then
    }
    const Json answer = replay_.rows(all);
    for (std::size_t index = 0; index < all.size() && !isOver_; ++index) {
      const Json own = twin_.rows({all[index]}, all);
      isOver_ = own.value("error", "") == "event";
    }
    require((answer.value("error", "") == "event") == isOver_, "both replays end at the same row");
  }

  void contacts() {
    Json contact{{"id", "c" + std::to_string(bytes_.next() % 5)}};
    if (bytes_.next() % 2 == 0) contact["engagementScore"] = value();
    if (bytes_.next() % 2 == 0) contact["tags"] = "a|b";
    const Json answer = replay_.contacts({contact});
    isSame(answer, twin_.contacts({contact}));
    isOver_ = answer.value("error", "") == "event";
  }

  /// Any bytes in the room, any counts.
  void garbage() {
    const std::string room = bytes_.line();
    const std::uint32_t count = bytes_.next() % 8;
    const std::uint32_t length = bytes_.next();
    for (ApiReplay* replay : {&replay_, &twin_}) {
      replay->fill(room);
      replay->noteTexts(Json::parse(rehearse::api::replayTexts(replay->handle(), count, length)));
      replay->fill(room);
      const Json answer = Json::parse(rehearse::api::replayRows(replay->handle(), count));
      isOver_ = answer.value("error", "") == "event";
    }
  }

  void refuse() {
    for (ApiReplay* replay : {&replay_, &twin_}) {
      const Json answer =
          Json::parse(rehearse::api::replayRefuse(replay->handle(), at_ < 0, 0, "csv.quotes", "A row."));
      isOver_ = answer.value("error", "") == "event";
    }
  }

  void finish() {
    const Json one = replay_.finish();
    isSame(one, twin_.finish());
    if (!one["ok"].get<bool>()) {
      return;
    }
    const Json part = Json::parse(rehearse::api::replayPart(replay_.handle()));
    const Json whole = Json::parse(rehearse::api::replayMerge(Json::array({part["part"]}).dump()));
    require(whole["ok"].get<bool>(), "a part of one is the whole");
    requireSame(whole["report"].dump(), one["report"].dump(), "what is written is read");
    require(Json::accept(rehearse::api::replayScores(replay_.handle(), bytes_.next(), 5)), "scores are JSON");
  }

  const ConformanceCase& case_;
  ApiReplay& replay_;
  ApiReplay& twin_;
  Bytes bytes_;
  std::size_t nextRecorded_ = 0;
  double at_ = firstTime;
  bool isOver_ = false;
};

void runInput(Bytes bytes) {
  const ConformanceCase workspace = chosenCase(bytes);
  const std::uint32_t bits = bytes.next();
  const Json options = optionsOf(bits, workspace.workspaceText);
  if (mayGrow(workspace.workspaceText)) {
    return;
  }
  if ((bits & 64U) == 0) {
    ApiReplay replay(workspace.workspaceText, options);
    ApiReplay twin(workspace.workspaceText, options);
    if (replay.started()) {
      Session(workspace, replay, twin, bytes).run();
    }
    return;
  }
  const ConformanceCase other = chosenCase(bytes);
  if (mayGrow(other.workspaceText)) {
    return;
  }
  ApiReplay replay = ApiReplay::comparing(workspace.workspaceText, other.workspaceText, options);
  ApiReplay twin = ApiReplay::comparing(workspace.workspaceText, other.workspaceText, options);
  if (replay.started()) {
    Session(workspace, replay, twin, bytes).run();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  runInput(Bytes({reinterpret_cast<const char*>(data), size}));
  require(rehearse::api::replayCount() == 0, "no replay is left");
  return 0;
}
