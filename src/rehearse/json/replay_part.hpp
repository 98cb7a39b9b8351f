#pragma once

#include <string>
#include <string_view>

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/replay/outcome.hpp"

namespace rehearse::json {

/// Parts that are merged have no more bytes than this, each and all together.
inline constexpr std::size_t maximumPartBytes = 256U << 20U;

/// Writes a part of a replay with all that it takes to merge it with the others.
std::string writePart(const ReplayOutcome& part);

/// Reads what `writePart` wrote. Errors: those of JSON, `value.missing`, `value.type`, `value.range`.
Result<ReplayOutcome> readPart(std::string_view text);

}  // namespace rehearse::json
