#pragma once

#include <chrono>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string_view>

namespace rehearse::bench {

/// What a run took: by the clock, and of the processor.
class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  double processorSeconds() const {
    return static_cast<double>(std::clock() - processorStart_) / static_cast<double>(CLOCKS_PER_SEC);
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::clock_t processorStart_ = std::clock();
};

/// The checksum of final scores: a sum over contacts, whatever their order.
class ScoreChecksum {
 public:
  void add(std::string_view id, bool isEmpty, std::int32_t score) {
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    for (const char letter : id) {
      hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211ULL;
    }
    hash += isEmpty ? 0x9E3779B97F4A7C15ULL : static_cast<std::uint64_t>(std::int64_t{score});
    hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDULL;
    hash = (hash ^ (hash >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
    sum_ += hash ^ (hash >> 33U);
  }
  std::uint64_t sum() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

/// The conversation with the harness: at each line that it writes a run is made anew and measured, until there is none
/// left. `begin` makes what the run starts from, and is not measured; `run` is; `checksum` is of what came out.
template <class Begin, class Run, class Checksum>
void measureRuns(Begin begin, Run run, Checksum checksum) {
  while (true) {
    int letter = std::getchar();
    while (letter != '\n' && letter != EOF) {
      letter = std::getchar();
    }
    if (letter == EOF) {
      return;
    }
    begin();
    const Stopwatch stopwatch;
    run();
    const double processorSeconds = stopwatch.processorSeconds();
    const double seconds = stopwatch.seconds();
    std::printf("{\"seconds\":%.9f,\"processorSeconds\":%.9f,\"checksum\":\"%016" PRIx64 "\"}\n", seconds,
                processorSeconds, checksum());
    std::fflush(stdout);
  }
}

}  // namespace rehearse::bench
