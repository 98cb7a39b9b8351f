#pragma once

#include <cstdint>
#include <memory>

#include "hand_written_scoring.hpp"
#include "score_workload.hpp"

namespace rehearse {
struct Program;
}

namespace rehearse::bench {

/// The workflows of a workload, compiled. `ofContact`: whether score workflows compare the contact's score, and not the
/// event's.
Program programOf(const ScoreWorkload& workload, bool ofContact);

/// Runs a workload's events, interned, through the engine's run loop with counts.
class EngineScoring {
 public:
  EngineScoring(const ScoreWorkload& workload, const Program& program);
  ~EngineScoring();
  EngineScoring(const EngineScoring&) = delete;
  EngineScoring& operator=(const EngineScoring&) = delete;

  /// All events, from where it stands.
  void run(const ScoreWorkload& workload);
  ScoringResult result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rehearse::bench
