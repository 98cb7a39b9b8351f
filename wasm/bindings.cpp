#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "rehearse/api/api.hpp"
#include "rehearse/api/entry_names.hpp"
#include "rehearse/api/numbered_entries.hpp"
#include "rehearse/api/numbered_events.hpp"
#include "rehearse/api/replay_api.hpp"

namespace {

/// Embind knows `std::string` but not `std::string_view`.
template <class T>
using Wire = std::conditional_t<std::is_same_v<T, std::string_view>, const std::string&, T>;

/// The same function with parameters that embind can pass.
template <auto function>
struct Adapter;

template <class Returned, class... Parameters, Returned (*function)(Parameters...)>
struct Adapter<function> {
  static Returned call(Wire<Parameters>... parameters) { return function(parameters...); }
};

template <auto function>
void bind(const char* name) {
  emscripten::function(name, &Adapter<function>::call);
}

/// Embind knows no text that may be absent: whether it is given stands before it.
std::optional<std::string_view> optionalText(bool given, const std::string& text) {
  return given ? std::optional<std::string_view>(text) : std::nullopt;
}

std::string checkScenarios(const std::string& scenarios, bool workspaceGiven, const std::string& workspace) {
  return rehearse::api::checkScenarios(scenarios, optionalText(workspaceGiven, workspace));
}

std::string testOpen(const std::string& scenarios, bool workspaceGiven, const std::string& workspace) {
  return rehearse::api::testOpen(scenarios, optionalText(workspaceGiven, workspace));
}

}  // namespace

/// Numbers alone, and at every event: exported without embind, whose calls cost ten times as much.
extern "C" EMSCRIPTEN_KEEPALIVE double fireNumbered(std::uint32_t simulation, std::uint32_t type,
                                                    std::uint32_t customName, std::uint32_t contact,
                                                    std::uint32_t kinds, double value0, double value1, double value2,
                                                    double value3, double value4, double value5) {
  return rehearse::api::fireNumbered(
      simulation, {type, customName, contact, kinds, {value0, value1, value2, value3, value4, value5}});
}

/// Where the entries are laid out: read in the module's memory.
extern "C" EMSCRIPTEN_KEEPALIVE const std::uint32_t* numberedEntries(std::uint32_t simulation, std::uint32_t first,
                                                                     std::uint32_t last, bool onlyFired) {
  return rehearse::api::numberedEntries(simulation, first, last, onlyFired).data();
}

EMSCRIPTEN_BINDINGS(rehearse) {
  namespace api = rehearse::api;

  bind<api::version>("version");
  bind<api::catalog>("catalog");

  bind<api::check>("check");
  bind<api::format>("format");
  emscripten::function("checkScenarios", &checkScenarios);
  emscripten::function("testOpen", &testOpen);
  bind<api::testRun>("testRun");
  bind<api::testCoverage>("testCoverage");
  bind<api::testDispose>("testDispose");
  bind<api::layContacts>("layContacts");

  bind<api::simulate>("simulate");
  bind<api::fork>("fork");
  bind<api::reset>("reset");
  bind<api::dispose>("dispose");
  bind<api::simulationCount>("simulationCount");

  bind<api::eventTypeNumber>("eventTypeNumber");
  bind<api::attributePlace>("attributePlace");
  bind<api::contactNumber>("contactNumber");
  bind<api::textNumber>("textNumber");
  bind<api::fire>("fire");
  bind<api::advance>("advance");
  bind<api::advanceTo>("advanceTo");
  bind<api::edit>("edit");
  bind<api::addContact>("addContact");
  bind<api::unlock>("unlock");
  bind<api::expect>("expect");

  bind<api::entries>("entries");
  bind<api::namesOf>("namesOf");
  bind<api::entryNames>("entryNames");
  bind<api::outbox>("outbox");
  bind<api::contacts>("contacts");
  bind<api::contact>("contact");
  bind<api::stats>("stats");
  bind<api::coverage>("coverage");
  bind<api::coverageOpen>("coverageOpen");
  bind<api::coverageAdd>("coverageAdd");
  bind<api::coverageMerged>("coverageMerged");
  bind<api::coverageDispose>("coverageDispose");
  bind<api::ledger>("ledger");
  bind<api::explain>("explain");
  bind<api::clock>("clock");

  bind<api::replayOpen>("replayOpen");
  bind<api::compareOpen>("compareOpen");
  bind<api::replayColumns>("replayColumns");
  bind<api::replayRoom>("replayRoom");
  bind<api::replayTexts>("replayTexts");
  bind<api::replayForget>("replayForget");
  bind<api::replayContacts>("replayContacts");
  bind<api::replayRows>("replayRows");
  bind<api::replayRefuse>("replayRefuse");
  bind<api::replayTime>("replayTime");
  bind<api::replayFinish>("replayFinish");
  bind<api::replayPart>("replayPart");
  bind<api::replayMerge>("replayMerge");
  bind<api::replayScores>("replayScores");
  bind<api::replayDispose>("replayDispose");
  bind<api::replayCount>("replayCount");
  bind<api::instantOf>("instantOf");
}
