#pragma once

#include <cstdint>
#include <set>
#include <utility>

namespace rehearse {

/// Which contacts are locked out of which workflows. Few ever are, so there is nothing to look up for most.
class Locks {
 public:
  bool empty() const { return pairs_.empty(); }
  bool has(std::uint32_t contact, std::uint32_t workflow) const {
    return !pairs_.empty() && pairs_.count({contact, workflow}) != 0;
  }
  void add(std::uint32_t contact, std::uint32_t workflow) { pairs_.insert({contact, workflow}); }
  /// Whether it was there.
  bool remove(std::uint32_t contact, std::uint32_t workflow) { return pairs_.erase({contact, workflow}) != 0; }

  /// Calls `visit` with each workflow that a contact is locked out of, in document order.
  template <class Visit>
  void forEach(std::uint32_t contact, Visit visit) const {
    for (auto pair = pairs_.lower_bound({contact, 0}); pair != pairs_.end() && pair->first == contact; ++pair) {
      visit(pair->second);
    }
  }

 private:
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs_;  ///< contact and workflow
};

}  // namespace rehearse
