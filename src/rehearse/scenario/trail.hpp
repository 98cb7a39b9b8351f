#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {

/// Seqs of entries, in order.
using Seqs = std::vector<std::uint32_t>;

/// A failure shows no more entries than this: the latest.
inline constexpr std::size_t maximumTrail = 20;

/// The whole journal so far.
inline Report wholeJournal(const Journal& journal) { return {1, journal.size()}; }

/// The seqs within `range` for whose entries `wanted` is true.
template <class Predicate>
Seqs entriesWhere(const Journal& journal, const Report& range, Predicate wanted) {
  Seqs found;
  for (std::uint32_t seq = range.first; seq <= range.last; ++seq) {
    if (wanted(journal.entry(seq))) {
      found.push_back(seq);
    }
  }
  return found;
}

/// The last `maximumTrail` of them.
Seqs latestOf(Seqs seqs);

/// The latest of them, each with the chain of causes back to its stimulus; as many whole chains as there is room for,
/// but always the end of the last one.
Seqs withCauses(const Journal& journal, const Seqs& seqs);

}  // namespace rehearse
