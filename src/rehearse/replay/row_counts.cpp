#include "rehearse/replay/row_counts.hpp"

#include <algorithm>
#include <utility>

namespace rehearse {

void RowCounts::countRefused(std::string_view code) {
  const auto found = refusedBy.find(code);
  ++(found != refusedBy.end() ? found->second : refusedBy[std::string(code)]);
}

void RowCounts::keep(RefusedRow refused) {
  const auto place =
      std::upper_bound(refusals.begin(), refusals.end(), refused,
                       [](const RefusedRow& left, const RefusedRow& right) { return left.row < right.row; });
  refusals.insert(place, std::move(refused));
  if (refusals.size() > keptRefusals) {
    refusals.pop_back();
  }
}

void RowCounts::add(const RowCounts& other) {
  read += other.read;
  used += other.used;
  for (const auto& [code, count] : other.refusedBy) {
    refusedBy[code] += count;
  }
  for (const RefusedRow& refused : other.refusals) {
    if (keeps(refused.row)) {
      keep(refused);
    }
  }
}

}  // namespace rehearse
