#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/keyed_table.hpp"

namespace rehearse {

/// The list of all that wait before goals that events meet, whatever their types: so that a wait takes no more room the
/// more types there are.
inline constexpr EventKey eventGoalsKey = conditionsKey - 1;

/// Which enrollments of a contact an event of one type, or conditions (`conditionsKey`), may let go on: so that an
/// event looks at those only. An enrollment stands in the list of what it waits for, and where goals are before it, in
/// that of conditions or in `eventGoalsKey` or in both.
class WaitLists {
 public:
  /// Puts an enrollment's slot into a list that it does not stand in, by age: `number` is the enrollment's.
  void add(std::uint32_t contact, EventKey key, std::uint32_t slot, std::uint64_t number);
  /// Takes it out of all its lists; a slot that stands in none is passed over.
  void remove(std::uint32_t slot);
  /// Appends the slots of one list, oldest enrollment first.
  void collect(std::uint32_t contact, EventKey key, std::vector<std::uint32_t>& out) const;

 private:
  struct List {
    std::uint32_t oldest = noIndex;
    std::uint32_t youngest = noIndex;
  };
  /// One slot in one list.
  struct Node {
    std::uint32_t contact = 0;
    EventKey key = noEventKey;
    std::uint32_t slot = noIndex;
    std::uint64_t number = 0;
    std::uint32_t older = noIndex;
    std::uint32_t younger = noIndex;
    std::uint32_t next = noIndex;  ///< the slot's node in its next list, or the next free node
  };

  std::uint32_t makeNode();
  void unlink(const Node& node);

  KeyedTable<List> lists_;  ///< by contact and key
  std::vector<Node> nodes_;
  std::uint32_t firstFree_ = noIndex;
  std::vector<std::uint32_t> nodeOf_;  ///< by slot: its node in the first of its lists
};

}  // namespace rehearse
