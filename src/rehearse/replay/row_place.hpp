#pragma once

#include <cstdint>

#include "rehearse/model/time.hpp"
#include "rehearse/replay/columns.hpp"

namespace rehearse {

/// A row on its way into a version.
struct RowPlace {
  const EventRows* rows = nullptr;
  std::uint32_t index = 0;    ///< in `rows`
  std::uint32_t contact = 0;  ///< the number of its contact's id in the dictionary
  std::uint64_t number = 0;   ///< in the log
  Instant at = 0;
};

}  // namespace rehearse
