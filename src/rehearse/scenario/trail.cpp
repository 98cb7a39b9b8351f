#include "rehearse/scenario/trail.hpp"

#include <algorithm>
#include <set>

namespace rehearse {
namespace {

/// From the entry back to the stimulus.
Seqs chainOf(const Journal& journal, std::uint32_t seq) {
  Seqs chain;
  for (; seq != 0; seq = journal.entry(seq).place.cause) {
    chain.push_back(seq);
  }
  return chain;
}

}  // namespace

Seqs latestOf(Seqs seqs) {
  if (seqs.size() > maximumTrail) {
    seqs.erase(seqs.begin(), seqs.end() - static_cast<std::ptrdiff_t>(maximumTrail));
  }
  return seqs;
}

Seqs withCauses(const Journal& journal, const Seqs& seqs) {
  std::set<std::uint32_t> trail;
  for (auto seq = seqs.rbegin(); seq != seqs.rend(); ++seq) {
    auto widened = trail;
    const auto chain = chainOf(journal, *seq);
    widened.insert(chain.begin(), chain.end());
    if (widened.size() > maximumTrail && !trail.empty()) {
      break;
    }
    trail = std::move(widened);
  }
  return latestOf(Seqs(trail.begin(), trail.end()));
}

}  // namespace rehearse
