#include "rehearse/simulation/wait_lists.hpp"

namespace rehearse {

std::uint32_t WaitLists::makeNode() {
  if (firstFree_ == noIndex) {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t node = firstFree_;
  firstFree_ = nodes_[node].next;
  return node;
}

void WaitLists::add(std::uint32_t contact, EventKey key, std::uint32_t slot, std::uint64_t number) {
  if (slot >= nodeOf_.size()) {
    nodeOf_.resize(slot + 1, noIndex);
  }
  const std::uint32_t node = makeNode();
  List& list = lists_.make(contact, key);
  std::uint32_t older = list.youngest;
  while (older != noIndex && nodes_[older].number > number) {
    older = nodes_[older].older;
  }
  const std::uint32_t younger = older == noIndex ? list.oldest : nodes_[older].younger;
  nodes_[node] = {contact, key, slot, number, older, younger, nodeOf_[slot]};
  nodeOf_[slot] = node;
  (older == noIndex ? list.oldest : nodes_[older].younger) = node;
  (younger == noIndex ? list.youngest : nodes_[younger].older) = node;
}

void WaitLists::unlink(const Node& node) {
  List& list = lists_.make(node.contact, node.key);
  (node.older == noIndex ? list.oldest : nodes_[node.older].younger) = node.younger;
  (node.younger == noIndex ? list.youngest : nodes_[node.younger].older) = node.older;
  if (list.oldest == noIndex) {
    lists_.erase(node.contact, node.key);
  }
}

void WaitLists::remove(std::uint32_t slot) {
  std::uint32_t node = slot < nodeOf_.size() ? nodeOf_[slot] : noIndex;
  while (node != noIndex) {
    unlink(nodes_[node]);
    const std::uint32_t next = nodes_[node].next;
    nodes_[node].next = firstFree_;
    firstFree_ = node;
    node = next;
  }
  if (slot < nodeOf_.size()) {
    nodeOf_[slot] = noIndex;
  }
}

void WaitLists::collect(std::uint32_t contact, EventKey key, std::vector<std::uint32_t>& out) const {
  const List* list = lists_.find(contact, key);
  for (std::uint32_t node = list == nullptr ? noIndex : list->oldest; node != noIndex; node = nodes_[node].younger) {
    out.push_back(nodes_[node].slot);
  }
}

}  // namespace rehearse
