#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "rehearse/program/once_bits.hpp"
#include "rehearse/program/value.hpp"
#include "rehearse/simulation/once_memory.hpp"

namespace rehearse {

/// Goes through workflows that let nobody in twice and that a contact is to enter: gives those that it was not in, and
/// says how many others stand before, without going through these.
class OnceCursor {
 public:
  /// `once`: the workflows, by rising block. From the one with the number `from` on.
  OnceCursor(const OnceMemory& memory, std::uint32_t contact, std::span<const OnceBits> once, std::uint32_t from)
      : memory_(&memory), contact_(contact), from_(from), once_(once) {
    findFresh();
  }

  /// The number of the next one that the contact was not in, or `noIndex`.
  std::uint32_t next() const {
    return fresh_ == 0
               ? noIndex
               : once_[freshAt_].block * OnceBits::blockSize + static_cast<std::uint32_t>(std::countr_zero(fresh_));
  }
  /// Goes on behind `next`, which the contact has entered by now: it is in the memory.
  void noteEntered() {
    ++entered_;
    visited_ = next() + 1;
    fresh_ &= fresh_ - 1;
    if (fresh_ == 0) {
      ++freshAt_;
      findFresh();
    }
  }

  /// Calls `visit` with the bits of those before that number that the contact was in and that were not visited. Numbers
  /// never go back.
  template <class Visit>
  void visitRefusedBefore(std::uint32_t number, Visit visit) {
    for (; visitAt_ < once_.size(); ++visitAt_) {
      const std::uint32_t block = once_[visitAt_].block;
      const std::uint64_t refused = bitsAt(visitAt_) & memoryAt(visitAt_) & OnceBits::bitsBefore(block, number) &
                                    ~OnceBits::bitsBefore(block, visited_);
      if (refused != 0) {
        visit(OnceBits{block, refused});
      }
      if (number < (block + 1) * OnceBits::blockSize) {
        break;
      }
    }
    visited_ = number;
  }

  /// How many stand before that number that the contact was in. Numbers never go back.
  std::uint32_t refusedBefore(std::uint32_t number) {
    for (; knownAt_ < once_.size() && (once_[knownAt_].block + 1) * OnceBits::blockSize <= number; ++knownAt_) {
      known_ += count(bitsAt(knownAt_) & memoryAt(knownAt_));
    }
    std::uint32_t partly = 0;
    if (knownAt_ < once_.size()) {
      partly = count(bitsAt(knownAt_) & memoryAt(knownAt_) & OnceBits::bitsBefore(once_[knownAt_].block, number));
    }
    return known_ + partly - entered_;
  }

 private:
  static std::uint32_t count(std::uint64_t bits) { return static_cast<std::uint32_t>(std::popcount(bits)); }
  std::uint64_t bitsAt(std::size_t place) const {
    return once_[place].bits & ~OnceBits::bitsBefore(once_[place].block, from_);
  }
  std::uint64_t memoryAt(std::size_t place) const { return memory_->block(contact_, once_[place].block); }
  void findFresh() {
    for (; freshAt_ < once_.size(); ++freshAt_) {
      fresh_ = bitsAt(freshAt_) & ~memoryAt(freshAt_);
      if (fresh_ != 0) {
        return;
      }
    }
  }

  const OnceMemory* memory_;
  std::uint32_t contact_;
  std::uint32_t from_;
  std::span<const OnceBits> once_;
  std::size_t visitAt_ = 0;    ///< the first block that was not visited as a whole
  std::uint32_t visited_ = 0;  ///< up to this number all were visited
  std::size_t freshAt_ = 0;    ///< the block that `fresh_` is of
  std::uint64_t fresh_ = 0;
  std::size_t knownAt_ = 0;    ///< the first block that `known_` does not count
  std::uint32_t known_ = 0;    ///< how many the contact is in by now
  std::uint32_t entered_ = 0;  ///< how many of these it has entered by this cursor
};

}  // namespace rehearse
