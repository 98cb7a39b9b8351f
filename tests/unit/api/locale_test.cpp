// Numbers are read and written with a point, also in a program that runs in a locale with commas.

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <locale>
#include <string>
#include <vector>

#include "support/api_simulation.hpp"
#include "support/conformance_cases.hpp"
#include "support/replay_log.hpp"
#include "unit/catch.hpp"

namespace {

/// For streams: 1.234,5.
class Commas : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

/// What comes of amounts that a log has as texts.
std::string replayReport() {
  using rehearse::test::ApiReplay;
  using rehearse::test::Json;
  ApiReplay replay(R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[{"type":"order.placed",
      "conditions":[{"field":"event.amount","operator":"equalTo","value":1234567.890123456789012}]}],
      "steps":[]}]})",
                   {{"coerce", true}});
  const Json row{{"at", 0}, {"contact", "ana"}, {"type", "order.placed"}, {"amount", "1234567.890123456789012"}};
  REQUIRE(replay.rows({row})["used"] == 1);
  const std::string report = replay.report();
  CHECK(Json::parse(report)["workflows"][0]["enrolled"] == 1);
  return report;
}

/// The journals of every conformance file, and of one with numbers that have fractions.
std::string allJournals() {
  using rehearse::test::ApiSimulation;
  using rehearse::test::Stimulus;
  std::string text;
  for (const auto& each : rehearse::test::conformanceCases()) {
    ApiSimulation simulation = ApiSimulation::start(each.workspaceText, each.runDrafts);
    for (const auto& stimulus : each.stimuli) {
      simulation.apply(stimulus);
    }
    text += simulation.state();
  }
  ApiSimulation simulation = ApiSimulation::start(
      R"({"rehearse":1,"contacts":[{"id":"ana","fields":{"size":1234.5}}],"workflows":[{"id":"w","status":"published",
      "triggers":[{"type":"order.placed","conditions":[{"field":"event.amount","operator":"greaterThan","value":0.25}]}],
      "steps":[{"type":"addNote","text":"{{event.amount}} {{contact.fields.size}}"}]}]})");
  REQUIRE(simulation.accepts({Stimulus::Kind::fire, R"({"type":"order.placed","contact":"ana","amount":1e-1})", ""}));
  REQUIRE(
      simulation.accepts({Stimulus::Kind::fire, R"({"type":"order.placed","contact":"ana","amount":2500.75})", ""}));
  CHECK(simulation.contacts()[0]["notes"] == rehearse::test::Json::array({"2500.75 1234.5"}));
  return text + simulation.state() + replayReport();
}

#ifdef __GLIBC__
/// Makes a locale with commas in a folder of its own, which needs no rights and none of the system's locales.
bool enterLocaleWithCommas() {
  namespace fs = std::filesystem;
  std::string made = (fs::temp_directory_path() / "rehearse-locale-XXXXXX").string();
  REQUIRE(mkdtemp(made.data()) != nullptr);
  const fs::path folder(made);
  std::ofstream(folder / "source") << "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3\n"
                                      "END LC_NUMERIC\n";
  const std::string command = "localedef -c --no-archive -i " + (folder / "source").string() + " " +
                              (folder / "commas").string() + " >" + (folder / "log").string() + " 2>&1";
  // Its status tells of the categories that are left out, too.
  [[maybe_unused]] const int status = std::system(command.c_str());
  setenv("LOCPATH", folder.c_str(), 1);
  const bool entered = std::setlocale(LC_NUMERIC, "commas") != nullptr;
  unsetenv("LOCPATH");
  fs::remove_all(folder);
  return entered;
}
#endif

}  // namespace

TEST_CASE("numbers have points where the streams of the program have commas", "[locale]") {
  const std::string before = allJournals();
  const std::locale usual = std::locale::global(std::locale(std::locale::classic(), new Commas));
  const std::string inCommas = allJournals();
  std::locale::global(usual);
  CHECK(inCommas == before);
}

#ifdef __GLIBC__
TEST_CASE("numbers have points where the C library has commas", "[locale]") {
  const std::string before = allJournals();
  REQUIRE(enterLocaleWithCommas());
  char shown[8];
  std::snprintf(shown, sizeof shown, "%.1f", 1.5);
  const std::string inCommas = allJournals();
  std::setlocale(LC_NUMERIC, "C");
  CHECK(std::string(shown) == "1,5");
  CHECK(inCommas == before);
}
#endif
