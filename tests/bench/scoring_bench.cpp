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

#include "engine_scoring.hpp"
#include "hand_written_scoring.hpp"
#include "rehearse/rehearse.hpp"
#include "score_workload.hpp"

namespace {

using namespace rehearse;
using namespace rehearse::bench;

const ScoreWorkload& workloadOf(std::int64_t contacts) {
  static const ScoreWorkload small(10'000, 100'000);
  if (contacts == 10'000) {
    return small;
  }
  static const ScoreWorkload large(1'000'000, 10'000'000);
  return large;
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
