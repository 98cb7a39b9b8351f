#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rehearse {

/// What kind of thing may be covered; `nameOf` gives the name that it has in reports.
enum class CoverageKind : std::uint8_t {
  trigger,    ///< `matched`, `notMatched`
  condition,  ///< a comparison: `held`, `notHeld`
  step,       ///< `reached`
  branch,     ///< a way that a step may take: `taken`
  wait,       ///< what ended it: `time`, `event`, `conditions`, `timeout`
  refusal,    ///< of an enrollment: its reason
  exit,       ///< of an enrollment, for a setting of the workflow: `stopOnReply`
  rule,       ///< a scoring rule: `matched`, `notMatched`, `expired`
};
inline constexpr std::size_t coverageKindCount = 8;
std::string_view nameOf(CoverageKind kind);

/// One thing that may happen at a place.
struct CoverageItem {
  CoverageKind kind = CoverageKind::step;
  /// Whether it can happen at all, as far as the workspace tells.
  bool possible = true;
  /// The id of a trigger, step, workflow or rule, with the names and numbers that lead to what is in it.
  std::string place;
  std::string outcome;
  std::uint64_t hits = 0;

  /// Whether it is one of those that reports are about. What happened can happen.
  bool counts() const { return possible || hits > 0; }
  bool isCovered() const { return hits > 0; }
};

/// So many of so many items.
struct CoverageSum {
  std::uint64_t covered = 0;
  std::uint64_t total = 0;

  void add(const CoverageSum& other) {
    covered += other.covered;
    total += other.total;
  }
  /// 0 to 100, rounded down to hundredths, so that 100 says all. Of nothing it is 100.
  double percent() const;
};

/// Sums up those items that count.
CoverageSum sumOf(std::span<const CoverageItem> items);

}  // namespace rehearse
