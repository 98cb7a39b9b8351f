#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/program/once_bits.hpp"
#include "rehearse/program/room.hpp"
#include "rehearse/simulation/keyed_table.hpp"

namespace rehearse {

/// Which contacts were in workflows that let nobody in twice: one bit for each contact and such a workflow, by the
/// number that the program gave it among them. A million contacts remember 40 workflows in 8 MB.
///
/// Few workflows are a column of bits by contact, as long as the last contact that was in any; where there are more
/// than a column's width, most contacts were in few of them, and only blocks of bits with one set are kept.
class OnceMemory {
 public:
  /// `workflows`: how many let nobody in twice.
  explicit OnceMemory(std::uint32_t workflows)
      : width_(workflows <= maximumWidth * OnceBits::blockSize
                   ? (workflows + OnceBits::blockSize - 1) / OnceBits::blockSize
                   : 0) {}

  bool has(std::uint32_t contact, std::uint32_t number) const {
    return (block(contact, OnceBits::blockOf(number)) & OnceBits::bitOf(number)) != 0;
  }
  void add(std::uint32_t contact, std::uint32_t number) {
    blockFor(contact, OnceBits::blockOf(number)) |= OnceBits::bitOf(number);
  }
  void add(std::uint32_t contact, OnceBits once) { blockFor(contact, once.block) |= once.bits; }

  /// Where there are 1 to 64 workflows: the bits of each contact up to one, until something is added elsewhere.
  std::uint64_t* column(std::uint32_t lastContact) {
    blockFor(lastContact, 0);
    return dense_.data();
  }

  /// The bits of the workflows from `block` × 64 on.
  std::uint64_t block(std::uint32_t contact, std::uint32_t block) const {
    if (width_ == 0) {
      const std::uint64_t* const found = sparse_.find(contact, block);
      return found == nullptr ? 0 : *found;
    }
    const std::size_t place = std::size_t{contact} * width_ + block;
    return place < dense_.size() ? dense_[place] : 0;
  }

 private:
  static constexpr std::uint32_t maximumWidth = 4;

  std::uint64_t& blockFor(std::uint32_t contact, std::uint32_t block) {
    if (width_ == 0) {
      return sparse_.make(contact, block);
    }
    const std::size_t place = std::size_t{contact} * width_ + block;
    reach(dense_, place, 0);
    return dense_[place];
  }

  std::uint32_t width_;                 ///< blocks of a contact in `dense_`; 0: they are in `sparse_`
  std::vector<std::uint64_t> dense_;    ///< by contact
  KeyedTable<std::uint64_t> sparse_{};  ///< by contact and block
};

}  // namespace rehearse
