#pragma once

#include <cstdint>
#include <string_view>

#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// What one contact adds to a checksum of scores.
std::uint64_t checksumOf(std::string_view contactId, std::int32_t score);

/// The checksum of all contacts' scores, whatever the order in which they came.
std::uint64_t checksumOf(const World& world);

}  // namespace rehearse
