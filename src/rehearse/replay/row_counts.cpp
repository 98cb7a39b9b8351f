#include "rehearse/replay/row_counts.hpp"

#include <algorithm>
#include <utility>

namespace rehearse {

void RowCounts::countRefused(std::string_view code) {
  const auto found = refusedBy.find(code);
  ++(found != refusedBy.end() ? found->second : refusedBy[std::string(code)]);
}

bool RowCounts::keeps(std::uint64_t row, std::string_view code) const {
  if (refusals.size() < keptRefusals || row < refusals[keptRefusals - 1].row) {
    return true;
  }
  const auto first =
      std::find_if(refusals.begin(), refusals.end(), [&](const RefusedRow& refused) { return refused.code == code; });
  return first == refusals.end() || row < first->row;
}

void RowCounts::keep(RefusedRow refused) {
  const auto place =
      std::upper_bound(refusals.begin(), refusals.end(), refused,
                       [](const RefusedRow& left, const RefusedRow& right) { return left.row < right.row; });
  refusals.insert(place, std::move(refused));
  // One that came in may have pushed another out of the first, or have come before the first of its code.
  for (std::size_t index = keptRefusals; index < refusals.size();) {
    const auto last = refusals.begin() + static_cast<std::ptrdiff_t>(index);
    const bool isFirst =
        std::none_of(refusals.begin(), last, [&](const RefusedRow& earlier) { return earlier.code == last->code; });
    index += isFirst ? 1 : 0;
    if (!isFirst) {
      refusals.erase(last);
    }
  }
}

void RowCounts::add(const RowCounts& other) {
  read += other.read;
  used += other.used;
  for (const auto& [code, count] : other.refusedBy) {
    refusedBy[code] += count;
  }
  for (const RefusedRow& refused : other.refusals) {
    if (keeps(refused.row, refused.code)) {
      keep(refused);
    }
  }
}

}  // namespace rehearse
