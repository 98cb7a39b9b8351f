#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// A contact that was locked out of a workflow.
struct Lock {
  Instant at = 0;
  std::uint32_t contact = 0;
  std::uint32_t workflow = 0;
};

/// Counts locks by workflow, and keeps the first of them: in order of time, then of contacts' ids, then of workflows,
/// so that parts of a replay come to the same list as the whole.
class LockList {
 public:
  void prepare(const Program& program) { counts_.assign(program.workflows.size(), 0); }
  /// The clock never goes back between two calls.
  void note(const World& world, std::uint32_t contact, std::uint32_t workflow);

  /// By workflow.
  const std::vector<std::uint64_t>& counts() const { return counts_; }
  /// The first `keptLocks`, in order.
  std::vector<Lock> first(const World& world) const;

 private:
  std::vector<std::uint64_t> counts_;
  std::vector<Lock> kept_;
};

}  // namespace rehearse
