#include "rehearse/replay/lock_list.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"
#include "rehearse/replay/results.hpp"

namespace rehearse {
namespace {

void sortAndCut(const World& world, std::vector<Lock>& locks) {
  sortItems(locks, [&](const Lock& left, const Lock& right) {
    if (left.at != right.at) {
      return left.at < right.at;
    }
    if (left.contact != right.contact) {
      return world.symbols.text(world.contacts.id(left.contact)) < world.symbols.text(world.contacts.id(right.contact));
    }
    return left.workflow < right.workflow;
  });
  if (locks.size() > keptLocks) {
    locks.resize(keptLocks);
  }
}

}  // namespace

void LockList::note(const World& world, std::uint32_t contact, std::uint32_t workflow) {
  ++counts_[workflow];
  // What comes later than the last of the first is not among them; of one moment many may come, in any order.
  if (kept_.size() >= keptLocks && world.now > kept_[keptLocks - 1].at) {
    return;
  }
  kept_.push_back({world.now, contact, workflow});
  if (kept_.size() >= 10 * keptLocks) {
    sortAndCut(world, kept_);
  }
}

std::vector<Lock> LockList::first(const World& world) const {
  std::vector<Lock> locks = kept_;
  sortAndCut(world, locks);
  return locks;
}

}  // namespace rehearse
