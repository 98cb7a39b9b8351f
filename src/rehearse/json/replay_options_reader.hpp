#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/json/reader.hpp"
#include "rehearse/replay/replay.hpp"

namespace rehearse::json {

/// Options of a replay, or of a comparison, as a call gives them.
struct ReplayRequest {
  ReplayOptions options;
  std::vector<std::pair<std::string, std::uint32_t>> excerpts;  ///< how many of which workflow
};

/// No more rows of one workflow are shown than this.
inline constexpr std::uint32_t maximumExcerpts = 1'000;

/// Reads the options of a replay. Errors: those of JSON, `key.unknown`, `value.type`, `value.format`, `value.range`.
Result<ReplayRequest> readReplayRequest(std::string_view text);

/// Reads an array of texts. `bytes`: how many it may have. Errors: those of JSON, `value.type`.
Result<std::vector<std::string>> readTexts(std::string_view text, std::size_t bytes = maximumBytes);

}  // namespace rehearse::json
