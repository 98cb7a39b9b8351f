#include "rehearse/coverage/coverage_item.hpp"

#include <array>

namespace rehearse {

std::string_view nameOf(CoverageKind kind) {
  constexpr std::array<std::string_view, coverageKindCount> names{"trigger", "condition", "step", "branch",
                                                                  "wait",    "refusal",   "exit", "rule"};
  return names[static_cast<std::size_t>(kind)];
}

double CoverageSum::percent() const {
  constexpr std::uint64_t hundredths = 10'000;
  const std::uint64_t rounded = total == 0 ? hundredths : covered * hundredths / total;
  return static_cast<double>(rounded) / 100;
}

CoverageSum sumOf(std::span<const CoverageItem> items) {
  CoverageSum sum;
  for (const CoverageItem& item : items) {
    sum.covered += item.isCovered() ? 1 : 0;
    sum.total += item.counts() ? 1 : 0;
  }
  return sum;
}

}  // namespace rehearse
