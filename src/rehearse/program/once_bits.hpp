#pragma once

#include <bit>
#include <cstdint>

namespace rehearse {

/// Workflows that let nobody in twice, as bits by their numbers among these (Program::onceWorkflows): the bits of one
/// block stand for 64 numbers.
struct OnceBits {
  static constexpr std::uint32_t blockSize = 64;

  std::uint32_t block = 0;
  std::uint64_t bits = 0;

  static constexpr std::uint32_t blockOf(std::uint32_t number) { return number / blockSize; }
  static constexpr std::uint64_t bitOf(std::uint32_t number) { return std::uint64_t{1} << (number % blockSize); }
  /// The bits of those numbers of a block that are less than `end`.
  static constexpr std::uint64_t bitsBefore(std::uint32_t block, std::uint32_t end) {
    if (end >= (block + 1) * blockSize) {
      return ~std::uint64_t{0};
    }
    return end > block * blockSize ? bitOf(end) - 1 : 0;
  }
};

/// Calls `visit` with each number of a block, rising.
template <class Visit>
void forEachNumber(OnceBits block, Visit visit) {
  for (; block.bits != 0; block.bits &= block.bits - 1) {
    visit(block.block * OnceBits::blockSize + static_cast<std::uint32_t>(std::countr_zero(block.bits)));
  }
}

}  // namespace rehearse
