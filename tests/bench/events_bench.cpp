// What one event costs, by how many workflows there are. Ratios between lines of one run are what counts: the machines
// are noisy.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "rehearse/rehearse.hpp"

namespace {

using namespace rehearse;

/// Workflows that each test a link of their own, but for the first four, which test `l0` and add and subtract the same.
/// From the eleventh on, every other one waits for a score that is never reached: score changes too have triggers to
/// pass over.
std::string workspaceText(std::int64_t workflows) {
  std::string text = R"({"rehearse":1,"contacts":[{"id":"ana"}],"workflows":[)";
  for (std::int64_t index = 0; index < workflows; ++index) {
    const std::string own = std::to_string(index);
    const std::string link = index < 4 ? "0" : own;
    text += index == 0 ? "" : ",";
    if (index % 2 == 0 || index < 10) {
      text += R"({"id":"w)" + own + R"(","status":"published","triggers":[{"type":"link.clicked","conditions":
        {"field":"event.link","operator":"equalTo","value":"l)" +
              link + R"("}}],
        "steps":[{"type":"modifyEngagementScore","operation":")" +
              (index % 2 == 0 ? "add" : "subtract") + R"(","points":3}]})";
    } else {
      text += R"({"id":"w)" + own + R"(","status":"published","triggers":[{"type":"score.changed","conditions":
        {"field":"event.score","operator":"greaterThan","value":)" +
              std::to_string(1000000 + index) + R"(}}],
        "steps":[{"type":"addTag","tags":["hot"]}]})";
    }
  }
  return text + "]}";
}

EventData click(std::string link) {
  EventData event;
  event.type = "link.clicked";
  event.contact = "ana";
  event.attributes = {{"link", std::move(link)}};
  return event;
}

/// Fires one event again and again, far enough apart that no workflow is locked.
template <class AnySimulation>
void fireEvents(benchmark::State& state, const std::string& link) {
  const auto workspace = json::readWorkspace(workspaceText(state.range(0)));
  const Program program = compile(*workspace);
  AnySimulation simulation(program);
  const EventData event = click(link);
  std::int64_t count = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(simulation.fire(event));
    benchmark::DoNotOptimize(simulation.advance(hour));
    // A journal grows with every event: start anew now and then, outside of what is measured.
    if (AnySimulation::explains && ++count % 200 == 0) {
      state.PauseTiming();
      simulation.reset();
      state.ResumeTiming();
    }
  }
  state.SetItemsProcessed(state.iterations());
}

void countedMatching(benchmark::State& state) { fireEvents<CountedSimulation>(state, "l0"); }
void countedNotMatching(benchmark::State& state) { fireEvents<CountedSimulation>(state, "nothing"); }
void journaledMatching(benchmark::State& state) { fireEvents<Simulation>(state, "l0"); }

BENCHMARK(countedMatching)->RangeMultiplier(10)->Range(10, 10'000);
BENCHMARK(countedNotMatching)->RangeMultiplier(10)->Range(10, 10'000);
BENCHMARK(journaledMatching)->RangeMultiplier(10)->Range(10, 10'000);

void compileWorkspace(benchmark::State& state) {
  const std::string text = workspaceText(state.range(0));
  for (auto _ : state) {
    const auto workspace = json::readWorkspace(text);
    benchmark::DoNotOptimize(compile(*workspace));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(compileWorkspace)->RangeMultiplier(10)->Range(10, 10'000);

}  // namespace

BENCHMARK_MAIN();
