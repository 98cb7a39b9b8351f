#pragma once

#include <cstdint>

#include "rehearse/json/writer.hpp"
#include "rehearse/replay/replay.hpp"

namespace rehearse::json {

/// Writes `count` contacts of a finished replay from the `first` on, as an array of `[id, before, after]`; of a
/// comparison
/// `[id, before, a, b]`: those of the first version in order of arrival, then those that only the second has.
void writeContactScores(Writer& writer, const Replay& replay, std::uint32_t first, std::uint32_t count);

}  // namespace rehearse::json
