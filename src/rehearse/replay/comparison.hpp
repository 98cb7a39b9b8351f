#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rehearse/simulation/statistics.hpp"

namespace rehearse {

class ReplayVersion;
struct Program;

/// How many contacts are shown as examples of those that cross a threshold in one version only.
inline constexpr std::size_t keptExamples = 10;

/// Which contacts crossed a threshold: some change took the score from below it to it or above.
struct ThresholdResult {
  double threshold = 0;
  std::uint64_t both = 0;
  std::uint64_t onlyA = 0;
  std::uint64_t onlyB = 0;
  std::vector<std::string> examplesA{};  ///< ids of contacts that crossed it in a only: the first in order of ids
  std::vector<std::string> examplesB{};

  friend bool operator==(const ThresholdResult&, const ThresholdResult&) = default;
};

/// How contacts ended in one version, against the other. An empty score counts as 0.
struct ComparisonResults {
  std::uint64_t same = 0;
  std::uint64_t higher = 0;  ///< in b
  std::uint64_t lower = 0;   ///< in b
  std::uint64_t onlyA = 0;
  std::uint64_t onlyB = 0;
  std::vector<ScoreCount> differences;  ///< b − a of contacts that both have, by rising difference
  std::vector<ThresholdResult> thresholds;

  friend bool operator==(const ComparisonResults&, const ComparisonResults&) = default;
};

/// The contacts of a version that another one has not, in order of arrival.
std::vector<std::uint32_t> contactsOnlyIn(const ReplayVersion& version, const ReplayVersion& other);

/// Compares two versions that the same log was replayed through. `onlyInB`: as `contactsOnlyIn` says; `thresholds`:
/// those that their recorders watched.
ComparisonResults compare(const ReplayVersion& a, const ReplayVersion& b, const std::vector<std::uint32_t>& onlyInB,
                          const std::vector<double>& thresholds);

/// Adds the comparison of other contacts. Whether it could be: the thresholds are the same.
bool add(ComparisonResults& results, const ComparisonResults& other);

/// Scores as thresholds: rising, each once, the lowest `maximumThresholds`.
std::vector<double> inOrder(std::vector<double> thresholds);

/// The numbers that triggers of `score.changed` compare the score with, in either program: rising, the lowest
/// `maximumThresholds`.
std::vector<double> thresholdsOf(const Program& a, const Program& b);

}  // namespace rehearse
