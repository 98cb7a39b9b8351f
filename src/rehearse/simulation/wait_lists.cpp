#include "rehearse/simulation/wait_lists.hpp"

namespace rehearse {

void WaitLists::add(std::uint32_t contact, EventKey key, std::uint32_t slot, std::uint32_t number) {
  if (slot >= nodes_.size()) {
    nodes_.resize(slot + 1);
  }
  List& list = lists_.make(contact, key);
  std::uint32_t older = list.youngest;
  while (older != noIndex && nodes_[older].number > number) {
    older = nodes_[older].older;
  }
  const std::uint32_t younger = older == noIndex ? list.oldest : nodes_[older].younger;
  nodes_[slot] = {contact, key, number, older, younger};
  (older == noIndex ? list.oldest : nodes_[older].younger) = slot;
  (younger == noIndex ? list.youngest : nodes_[younger].older) = slot;
}

void WaitLists::remove(std::uint32_t slot) {
  if (slot >= nodes_.size() || nodes_[slot].contact == noIndex) {
    return;
  }
  const Node node = nodes_[slot];
  List& list = lists_.make(node.contact, node.key);
  (node.older == noIndex ? list.oldest : nodes_[node.older].younger) = node.younger;
  (node.younger == noIndex ? list.youngest : nodes_[node.younger].older) = node.older;
  nodes_[slot] = {};
}

void WaitLists::collect(std::uint32_t contact, EventKey key, std::vector<std::uint32_t>& out) const {
  const List* list = lists_.find(contact, key);
  for (std::uint32_t slot = list == nullptr ? noIndex : list->oldest; slot != noIndex; slot = nodes_[slot].younger) {
    out.push_back(slot);
  }
}

}  // namespace rehearse
