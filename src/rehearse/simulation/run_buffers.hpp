#pragma once

#include <cstdint>
#include <vector>

#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/templates.hpp"

namespace rehearse {

/// Buffers that a run needs again and again: kept, so that a run in its steady state allocates nothing.
struct RunBuffers {
  TriggersFound found;
  TriggersFound foundBefore;           ///< for another score
  std::vector<std::uint32_t> slots;    ///< enrollments
  std::vector<std::uint64_t> serials;  ///< the numbers of their waits
  std::vector<Range> goals;            ///< those before a step
  std::vector<Symbol> tags;
  std::vector<MessageContent> message;
  std::vector<Value> fields;  ///< of a contact that a step makes
  TemplateRenderer renderer;
};

}  // namespace rehearse
