#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/reader.hpp"
#include "rehearse/replay/replay.hpp"

namespace rehearse::json {

/// No more rows are shown than this, of all workflows.
inline constexpr std::uint32_t maximumExcerpts = 1'000;

/// Reads the options of a replay, or of a comparison; `workflows`: the ids that excerpts may name. Errors: those of
/// JSON, `key.unknown`, `reference.unknown`, `value.type`, `value.format`, `value.range`.
Result<ReplayOptions> readReplayOptions(std::string_view text, std::span<const std::string_view> workflows);

/// Reads an array of texts. `bytes`: how many it may have. Errors: those of JSON, `value.type`.
Result<std::vector<std::string>> readTexts(std::string_view text, std::size_t bytes = maximumBytes);

}  // namespace rehearse::json
