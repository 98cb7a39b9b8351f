#pragma once

#include <cstdint>
#include <string_view>

#include "rehearse/program/draw_hash.hpp"

namespace rehearse {

/// One of several parts of a log, each of which has all rows of its contacts.
struct Partition {
  std::uint32_t index = 0;  ///< 0 to `of` − 1
  std::uint32_t of = 1;

  friend bool operator==(const Partition&, const Partition&) = default;
};

/// A log is not divided into more parts than this.
inline constexpr std::uint32_t maximumPartitions = 65'536;

/// The part, 0 to `of` − 1, that a contact belongs to: so that whoever deals out a log, on whatever machine, gives all
/// rows of one contact to one part.
constexpr std::uint32_t partitionOf(std::string_view contactId, std::uint32_t of) {
  return static_cast<std::uint32_t>(fmix64(fnv1a64(contactId)) % of);
}

}  // namespace rehearse
