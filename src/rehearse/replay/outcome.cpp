#include "rehearse/replay/outcome.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "rehearse/model/sorting.hpp"
#include "rehearse/simulation/event_intake.hpp"

namespace rehearse {
namespace {

std::string numbered(const Partition& partition) {
  return "part " + std::to_string(partition.index) + " of " + std::to_string(partition.of);
}

/// What speaks against these being all parts of one replay, as far as it shows before they are added; `parts` by index.
std::optional<Diagnostic> faultOf(const std::vector<ReplayOutcome>& parts) {
  if (parts.empty()) {
    return stimulusError("value.missing", "There are no parts to merge.", "");
  }
  const ReplayOutcome& first = parts.front();
  for (std::size_t index = 0; index < parts.size(); ++index) {
    const ReplayOutcome& part = parts[index];
    if (part.workspace != first.workspace) {
      return stimulusError("value.range", "The parts are of different workspaces, or were run with different options.",
                           "");
    }
    if (part.partition.of != first.partition.of) {
      return stimulusError("value.range",
                           "The log was not divided alike: there are " + numbered(first.partition) + " and " +
                               numbered(part.partition) + ".",
                           "");
    }
    if (part.partition.index < index) {
      return stimulusError("id.duplicate", "There is " + numbered(part.partition) + " twice.", "");
    }
    if (part.partition.index > index) {
      break;
    }
  }
  const auto missing = std::find_if(parts.begin(), parts.end(), [&](const ReplayOutcome& part) {
    return part.partition.index != static_cast<std::size_t>(&part - parts.data());
  });
  if (missing != parts.end() || parts.size() < first.partition.of) {
    const auto index = static_cast<std::uint32_t>(missing - parts.begin());
    return stimulusError("value.missing", "There is no " + numbered({index, first.partition.of}) + ".", "",
                         "Merge all parts at once.");
  }
  return std::nullopt;
}

/// Whether a part could be added.
bool addPart(ReplayOutcome& whole, const ReplayOutcome& part) {
  if (whole.versions.size() != part.versions.size() || whole.comparison.has_value() != part.comparison.has_value()) {
    return false;
  }
  for (std::size_t version = 0; version < whole.versions.size(); ++version) {
    if (!add(whole.versions[version], part.versions[version])) {
      return false;
    }
  }
  return !whole.comparison || add(*whole.comparison, *part.comparison);
}

}  // namespace

Result<ReplayOutcome> merge(std::vector<ReplayOutcome> parts) {
  sortItems(parts, [](const ReplayOutcome& left, const ReplayOutcome& right) {
    return left.partition.index < right.partition.index;
  });
  if (auto fault = faultOf(parts)) {
    return Diagnostics{std::move(*fault)};
  }
  ReplayOutcome whole = std::move(parts.front());
  whole.partition = {};
  for (std::size_t index = 1; index < parts.size(); ++index) {
    if (!addPart(whole, parts[index])) {
      return Diagnostics{stimulusError("value.range",
                                       "The parts do not fit together: " + numbered(parts[index].partition) +
                                           " spans another time, or tells of other workflows.",
                                       "", "Give every part the same start and end.")};
    }
  }
  return whole;
}

}  // namespace rehearse
