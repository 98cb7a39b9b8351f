#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rehearse/json/writer.hpp"
#include "rehearse/simulation/simulation.hpp"
#include "rehearse/simulation/statistics.hpp"

namespace rehearse::json {

/// Writes how the run has gone so far: scores, points by source, and each workflow's counts.
void writeStatistics(Writer& writer, const Simulation& simulation);

/// Writes the changes of a contact's score, oldest first, as an array.
void writeLedger(Writer& writer, const Simulation& simulation, std::uint32_t contact);

/// Writes what there is to tell of scores, as an object.
void writeScores(Writer& writer, const ScoreStatistics& scores);

/// Writes how many scores lie where, as an array.
void writeBuckets(Writer& writer, const std::vector<ScoreBucket>& buckets);

/// Writes points, as members.
void writePoints(Writer& writer, const Points& points);

/// Writes a workflow's counts, up to its steps: the object is left open.
void beginWorkflow(Writer& writer, std::string_view workflow, const WorkflowCounts& counts, std::uint64_t waiting);

/// Writes a step's counts: the object is left open.
void beginStep(Writer& writer, std::string_view step, std::string_view type, std::uint64_t reached,
               std::uint64_t passed, std::uint64_t waiting);

/// Writes a trigger's counts, as an object.
void writeTrigger(Writer& writer, std::string_view trigger, std::string_view type, std::uint64_t evaluated,
                  std::uint64_t matched);

/// Writes how often each reason was given, as a member; those that were not are left out.
template <class Reason, class Count, std::size_t count>
void writeReasons(Writer& writer, std::string_view key, const std::array<Count, count>& counts) {
  writer.key(key).beginObject();
  for (std::size_t index = 0; index < count; ++index) {
    if (counts[index] > 0) {
      writer.member(nameOf(static_cast<Reason>(index)), counts[index]);
    }
  }
  writer.endObject();
}

}  // namespace rehearse::json
