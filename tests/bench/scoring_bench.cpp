// Past events through workflows that score contacts: the engine's run loop with counts against loops written by hand
// for this one workload. Their ratio within one run is what counts: the machines are noisy.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "hand_written_scoring.hpp"
#include "rehearse/rehearse.hpp"
#include "rehearse/simulation/date_timers.hpp"
#include "rehearse/simulation/run_loop_clock.hpp"
#include "rehearse/simulation/run_loop_contact_steps.hpp"
#include "rehearse/simulation/run_loop_enrollments.hpp"
#include "rehearse/simulation/run_loop_events.hpp"
#include "rehearse/simulation/run_loop_flow_steps.hpp"
#include "rehearse/simulation/run_loop_goals.hpp"
#include "rehearse/simulation/run_loop_message_steps.hpp"
#include "rehearse/simulation/run_loop_other_contact_steps.hpp"
#include "rehearse/simulation/run_loop_rules.hpp"
#include "rehearse/simulation/run_loop_triggers.hpp"
#include "rehearse/simulation/run_loop_waits.hpp"
#include "rehearse/simulation/run_loop_workflow_steps.hpp"
#include "score_workload.hpp"

namespace {

using namespace rehearse;
using namespace rehearse::bench;

constexpr EffortLimits limits{100'000'000, 8'000'000};

/// Runs a workload's events, interned, through the run loop.
class EngineScoring {
 public:
  EngineScoring(const ScoreWorkload& workload, const Program& program) : world_(program) {
    world_.now = program.clock;
    world_.workflowCounts.resize(program.workflows.size());
    recorder_.counts().prepare(program);
    for (std::uint32_t contact = 0; contact < workload.startScores.size(); ++contact) {
      addContact(world_, world_.symbols.intern(contactId(contact)), world_.now);
      world_.contacts.setScore(contact, workload.startScores[contact]);
    }
    for (std::uint32_t resource = 0; resource < resources; ++resource) {
      resources_.push_back(world_.symbols.intern(resourceId(resource)));
    }
  }

  void run(const ScoreWorkload& workload) {
    constexpr std::array types{EventType::emailOpened, EventType::linkClicked, EventType::formSubmitted};
    for (std::size_t index = 0; index < workload.contacts.size(); ++index) {
      world_.now += betweenEvents;
      Event event;
      event.type = types[workload.types[index]];
      event.contact = workload.contacts[index];
      event.attributes[0] = Value::text(resources_[workload.resourceIds[index]]);
      noteActivity(world_, event.contact);
      RunLoop<Counts>(world_, recorder_, buffers_, false, limits).handleAll(0, event);
    }
  }

  ScoringResult result() const {
    ScoringResult result;
    for (std::uint32_t contact = 0; contact < world_.contacts.size(); ++contact) {
      result.scores.push_back(world_.contacts.score(contact));
    }
    for (const WorkflowCounts& counts : world_.workflowCounts) {
      result.starts.push_back(counts.enrolled);
    }
    return result;
  }
  std::uint32_t entries() const { return recorder_.size(); }

 private:
  World world_;
  Counts recorder_;
  RunBuffers buffers_;
  std::vector<Symbol> resources_;
};

const ScoreWorkload& workloadOf(std::int64_t contacts) {
  static const ScoreWorkload small(10'000, 100'000);
  if (contacts == 10'000) {
    return small;
  }
  static const ScoreWorkload large(1'000'000, 10'000'000);
  return large;
}

Program programOf(const ScoreWorkload& workload, bool ofContact) {
  return compile(*json::readWorkspace(workspaceText(workload, ofContact ? "contact.engagementScore" : "event.score")));
}

void finish(benchmark::State& state, const ScoreWorkload& workload) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(workload.contacts.size()));
}

void handWrittenLists(benchmark::State& state) {
  const ScoreWorkload& workload = workloadOf(state.range(0));
  ListScoring scoring(workload);
  ScoringResult result;
  for (auto _ : state) {
    scoring.run(workload, result);
    benchmark::DoNotOptimize(result.scores.data());
  }
  finish(state, workload);
}

/// Arguments: contacts; whether score workflows compare the contact's score.
void handWrittenBits(benchmark::State& state) {
  const ScoreWorkload& workload = workloadOf(state.range(0));
  BitScoring scoring(workload, state.range(1) != 0);
  ScoringResult result;
  for (auto _ : state) {
    scoring.run(workload, result);
    benchmark::DoNotOptimize(result.scores.data());
  }
  finish(state, workload);
}

/// 0 where nobody tells.
std::size_t allocatedBytes() {
#ifdef __GLIBC__
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
#else
  return 0;
#endif
}

/// Whatever is fast and wrong is of no use.
void require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
  }
}

void engine(benchmark::State& state) {
  const ScoreWorkload& workload = workloadOf(state.range(0));
  const bool ofContact = state.range(1) != 0;
  const Program program = programOf(workload, ofContact);
  ScoringResult expected;
  BitScoring(workload, ofContact).run(workload, expected);
  double bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const std::size_t before = allocatedBytes();
    EngineScoring scoring(workload, program);
    state.ResumeTiming();
    scoring.run(workload);
    state.PauseTiming();
    bytes = static_cast<double>(allocatedBytes() - before);
    const ScoringResult result = scoring.result();
    require(checksumOf(result.scores) == checksumOf(expected.scores) && result.starts == expected.starts,
            "The engine and the loop written by hand do not agree.");
    state.ResumeTiming();
  }
  finish(state, workload);
  state.counters["bytesPerContact"] = bytes / static_cast<double>(workload.startScores.size());
}

BENCHMARK(handWrittenLists)->ArgName("contacts")->Arg(10'000)->Arg(1'000'000);
void withBothFields(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"contacts", "ofContact"})->Args({10'000, 0})->Args({10'000, 1})->Args({1'000'000, 0});
}
BENCHMARK(handWrittenBits)->Apply(withBothFields);
BENCHMARK(engine)->Apply(withBothFields);

}  // namespace
