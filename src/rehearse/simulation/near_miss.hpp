#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Why a comparison that looks as if it should hold does not (or why its opposite does).
enum class NearMiss : std::uint8_t { none, caseDiffers, spacesDiffer, caseAndSpacesDiffer, typeDiffers };

/// "caseDiffers", "spacesDiffer", "caseAndSpacesDiffer", "typeDiffers", or "" for none.
std::string_view nameOf(NearMiss miss);

/// What keeps a comparison from holding for a value that is nearly what it wants. None where it holds (or its opposite
/// does not), and for an empty value. Case is that of ASCII, Latin, Greek and Cyrillic letters.
NearMiss nearMiss(const Program& program, const Symbols& symbols, const ConditionNode& node, const Value& actual,
                  Instant now);

/// The same for a contact's tags: whether one of them is nearly the tag that was wanted.
NearMiss nearMissOfTags(const Program& program, const Symbols& symbols, const ConditionNode& node,
                        std::span<const Symbol> tags);

}  // namespace rehearse
