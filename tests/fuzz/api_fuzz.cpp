// Sequences of calls. The bytes of an input say what to call:
// - two bytes choose the workspace (see input.hpp);
// - then each call takes a byte that chooses it, and as many for its arguments as it needs. Ids and values come from
//   the document, or are bad ones.
//
// Every call that is accepted is made on a second simulation too: in the end both must be in the same state, although
// one of them was forked, disposed of and got all the calls that were refused.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/input.hpp"
#include "fuzz/require.hpp"
#include "rehearse/api/api.hpp"
#include "rehearse/rehearse.hpp"
#include "support/api_simulation.hpp"
#include "support/conformance_cases.hpp"
#include "support/random_workspace.hpp"

namespace {

using rehearse::test::ApiSimulation;
using rehearse::test::Bytes;
using rehearse::test::chosenCase;
using rehearse::test::ConformanceCase;
using rehearse::test::Json;
using rehearse::test::require;
using rehearse::test::requireSame;
using rehearse::test::Stimulus;

/// Comparing whole states costs as much as they are long.
constexpr std::uint32_t mostEntries = 4000;
constexpr int mostCalls = 60;

/// What a document speaks of.
struct Names {
  std::vector<std::string> contacts{"nobody"};
  std::vector<std::string> workflows{"no workflow"};
  std::vector<std::string> eventTypes{"email.read", "custom."};
  std::vector<std::string> texts{"", "\xFF", "{{contact.name}}"};
  std::vector<Json> scalars{nullptr, true, false, 0, -1, 1.5, 1e300, 1'000'000'000, "", Json::array()};
};

void collect(const Json& value, Names& names) {
  if (value.is_structured()) {
    for (const auto& [key, member] : value.items()) {
      if (value.is_object() && names.texts.size() < 250) {
        names.texts.push_back(key);
      }
      collect(member, names);
    }
  } else if (names.scalars.size() < 250) {
    names.scalars.push_back(value);
    if (value.is_string()) {
      names.texts.push_back(value);
      if (rehearse::eventTypeNamed(value.get<std::string>())) {
        names.eventTypes.push_back(value);
      }
    }
  }
}

/// The ids in a list of a document that may be anything: only those that are texts.
void addIds(const Json& document, const char* list, std::vector<std::string>& ids) {
  for (const Json& item : document.value(list, Json::array())) {
    if (item.is_object() && item.contains("id") && item["id"].is_string()) {
      ids.push_back(item["id"]);
    }
  }
}

Names namesOf(const std::string& workspaceText) {
  Names names;
  for (const auto& row : rehearse::eventTypes()) {
    names.eventTypes.emplace_back(row.name);
  }
  const Json document = Json::parse(workspaceText, nullptr, false);
  if (document.is_object()) {
    collect(document, names);
    addIds(document, "contacts", names.contacts);
    addIds(document, "workflows", names.workflows);
  }
  return names;
}

rehearse::Instant instantOf(const Json& text) { return *rehearse::parseInstant(text.get<std::string>()); }

/// One input's calls.
class Session {
 public:
  Session(const ConformanceCase& chosen, Bytes bytes)
      : case_(chosen),
        bytes_(bytes),
        names_(namesOf(chosen.workspaceText)),
        simulation_(ApiSimulation::start(chosen.workspaceText, chosen.runDrafts)),
        twin_(ApiSimulation::start(chosen.workspaceText, chosen.runDrafts)) {}

  void run() {
    if (!simulation_.started()) {
      return;
    }
    for (int calls = 0; calls < mostCalls && !bytes_.empty() && isSmall(); ++calls) {
      call();
    }
    compareWithTwin();
  }

 private:
  bool isSmall() const { return simulation_.clock()["entries"].get<std::uint32_t>() < mostEntries; }

  void call() {
    using enum Stimulus::Kind;
    switch (bytes_.next() % 16) {
      case 1:
      case 2:
      case 3:
        stimulate({fire, event(), ""});
        return;
      case 4:
        stimulate({advance, duration(), ""});
        return;
      case 5:
        stimulate({advanceTo, instant(), ""});
        return;
      case 6:
        stimulate({edit, bytes_.oneOf(names_.contacts), contact(false).dump()});
        return;
      case 7:
        stimulate({addContact, contact(true).dump(), ""});
        return;
      case 8:
        stimulate({unlock, bytes_.oneOf(names_.contacts), bytes_.oneOf(names_.workflows)});
        return;
      case 9:
        return forkTwin();
      case 10:
        return reset();
      case 11:
        return disposeAndGoOn();
      case 12:
        return readEverything();
      case 13:
        stimulate({fire, bytes_.line(), ""});
        return;
      case 14:
        return refuse();
      case 15:
        return explain();
      default:
        // So that an input of zeros runs the whole scenario as it is.
        return recorded();
    }
  }

  void refuse() {
    const Json contacts = simulation_.contacts();
    if (!contacts.empty()) {
      const auto bad = rehearse::test::badStimuli(contacts[bytes_.next() % contacts.size()]["id"].get<std::string>());
      const Stimulus& stimulus = bytes_.oneOf(bad);
      require(!stimulate(stimulus), "it is refused: " + describe(stimulus));
    }
  }

  void recorded() {
    if (nextRecorded_ < case_.stimuli.size()) {
      stimulate(case_.stimuli[nextRecorded_++]);
    }
  }

  std::string event() {
    const std::string& name = bytes_.oneOf(names_.eventTypes);
    Json event{{"type", name}, {"contact", bytes_.oneOf(names_.contacts)}};
    const auto type = rehearse::eventTypeNamed(name);
    const auto attributes = type ? rowOf(*type).attributes : std::span<const rehearse::AttributeRow>{};
    for (const auto& row : attributes) {
      if (row.required || bytes_.next() % 2 == 0) {
        event[std::string(row.name)] =
            row.kind == rehearse::ValueKind::text ? Json(text()) : bytes_.oneOf(names_.scalars);
      }
    }
    if (type && rowOf(*type).hasFields) {
      event["fields"] = fields();
    }
    return dumped(event);
  }

  const std::string& text() { return bytes_.oneOf(names_.texts); }

  Json fields() {
    Json made = Json::object();
    for (std::uint32_t count = bytes_.next() % 4; count > 0; --count) {
      const std::string& key = text();
      made[key] = bytes_.oneOf(names_.scalars);
    }
    return made;
  }

  /// With the bytes that are no UTF-8 as they are, which `dump` would not have.
  static std::string dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::ignore); }

  Json contact(bool arrives) {
    Json made = Json::object();
    const std::uint32_t keys = bytes_.next();
    if (arrives) made["id"] = keys % 2 == 0 ? bytes_.oneOf(names_.contacts) : text();
    if ((keys & 2U) != 0) made["name"] = text();
    if ((keys & 4U) != 0) made["email"] = text();
    if ((keys & 8U) != 0) made["engagementScore"] = bytes_.oneOf(names_.scalars);
    if ((keys & 16U) != 0) made["tags"] = Json::array({text(), text()});
    if ((keys & 32U) != 0) made["fields"] = fields();
    return Json::parse(dumped(made));
  }

  std::string duration() {
    constexpr std::array<std::string_view, 12> durations{"1s", "30m", "1h", "1d",   "3d", "7d",
                                                         "2w", "30d", "9w", "400d", "0d", "9999999w"};
    return std::string(bytes_.oneOf(durations));
  }

  std::string instant() {
    const Json clock = simulation_.clock();
    switch (bytes_.next() % 4) {
      case 0:
        return clock["nextDue"].is_null() ? "never" : clock["nextDue"].get<std::string>();
      case 1:
        return clock["now"];
      case 2:
        return "1999-12-31T23:59:59Z";
      default:
        return text();
    }
  }

  /// Whether it was accepted.
  bool stimulate(const Stimulus& stimulus) {
    const ApiSimulation before = simulation_.fork();
    const Json clockBefore = simulation_.clock();
    const Json answer = simulation_.apply(stimulus);
    const Json clock = simulation_.clock();
    const bool accepted = answer["ok"].get<bool>();
    if (accepted) {
      require(answer["first"] == clockBefore["entries"].get<std::uint32_t>() + 1, "new entries come after the old");
      require(answer["last"] == clock["entries"], "the report ends with the journal");
      require(twin_.accepts(stimulus), "a twin accepts what its twin accepts");
    } else {
      require(answer["error"] == "event" && !answer["diagnostics"].empty(), "a refusal says why");
      requireSame(simulation_.state(), before.state(), "a refused stimulus changes nothing: " + describe(stimulus));
    }
    const auto now = instantOf(clock["now"]);
    require(now >= instantOf(clockBefore["now"]), "the clock never goes back");
    require(clock["nextDue"].is_null() || instantOf(clock["nextDue"]) >= now, "what is due next is not past");
    return accepted;
  }

  void forkTwin() {
    compareWithTwin();
    twin_ = simulation_.fork();
  }

  void reset() {
    simulation_.reset();
    twin_ = ApiSimulation::start(case_.workspaceText, case_.runDrafts);
    nextRecorded_ = 0;
  }

  void disposeAndGoOn() {
    ApiSimulation fork = simulation_.fork();
    const std::uint32_t gone = simulation_.handle();
    rehearse::api::dispose(gone);
    rehearse::api::dispose(gone);
    for (const std::string& answer :
         {rehearse::api::fork(gone), rehearse::api::reset(gone), rehearse::api::fire(gone, "{}"),
          rehearse::api::advance(gone, "1d"), rehearse::api::entries(gone, 1, 2), rehearse::api::clock(gone)}) {
      require(Json::parse(answer)["error"] == "usage", "a simulation that is gone cannot be used");
    }
    simulation_ = std::move(fork);
  }

  void explain() {
    const std::uint32_t seq = bytes_.next();
    const std::string& workflow = bytes_.oneOf(names_.workflows);
    const Json entry = Json::parse(rehearse::api::entries(simulation_.handle(), seq, seq))["entries"];
    const Json answer = Json::parse(rehearse::api::explain(simulation_.handle(), seq, workflow));
    const bool isEvent = !entry.empty() && entry[0]["kind"] == "event";
    const bool isKnown = &workflow != &names_.workflows.front();
    require(answer["ok"] == (isEvent && isKnown), "events are explained, for workflows that there are");
  }

  void readEverything() {
    const std::uint32_t handle = simulation_.handle();
    const std::uint32_t first = bytes_.next() - 1;
    require(Json::accept(rehearse::api::entries(handle, first, bytes_.next())), "entries are JSON");
    require(Json::accept(rehearse::api::outbox(handle)), "the outbox is JSON");
    require(Json::accept(rehearse::api::contact(handle, text())), "a contact is JSON");
    require(Json::accept(rehearse::api::contacts(handle)), "contacts are JSON");
    require(Json::accept(rehearse::api::stats(handle)), "counts are JSON");
  }

  void compareWithTwin() { requireSame(simulation_.state(), twin_.state(), "twins are in the same state"); }

  const ConformanceCase& case_;
  Bytes bytes_;
  Names names_;
  ApiSimulation simulation_;
  ApiSimulation twin_;
  std::size_t nextRecorded_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes({reinterpret_cast<const char*>(data), size});
  const ConformanceCase workspace = chosenCase(bytes);
  Session(workspace, bytes).run();
  require(rehearse::api::simulationCount() == 0, "no simulation is left");
  return 0;
}
