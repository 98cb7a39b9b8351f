#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/keyed_table.hpp"

namespace rehearse {

/// Which enrollments of a contact wait for an event of one type, or for conditions: so that an event looks at those
/// only that it can let go on.
class WaitLists {
 public:
  /// The key that waits for conditions stand under; the others stand under their event's.
  static constexpr EventKey conditionsKey = noEventKey - 1;

  /// Puts an enrollment's slot into a list, by age: `number` is the enrollment's.
  void add(std::uint32_t contact, EventKey key, std::uint32_t slot, std::uint32_t number);
  /// Takes it out again; a slot that stands in no list is passed over.
  void remove(std::uint32_t slot);
  /// Appends the slots of one list, oldest enrollment first.
  void collect(std::uint32_t contact, EventKey key, std::vector<std::uint32_t>& out) const;

 private:
  struct List {
    std::uint32_t oldest = noIndex;
    std::uint32_t youngest = noIndex;
  };
  struct Node {
    std::uint32_t contact = noIndex;  ///< `noIndex`: it stands in no list
    EventKey key = noEventKey;
    std::uint32_t number = 0;
    std::uint32_t older = noIndex;
    std::uint32_t younger = noIndex;
  };

  KeyedTable<List> lists_;   ///< by contact and key
  std::vector<Node> nodes_;  ///< by slot
};

}  // namespace rehearse
