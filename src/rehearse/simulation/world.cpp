#include "rehearse/simulation/world.hpp"

#include <numeric>

namespace rehearse {

std::uint32_t WorkflowCounts::finished() const { return std::accumulate(exitedBy.begin(), exitedBy.end(), 0U); }

std::uint32_t WorkflowCounts::refused() const { return std::accumulate(refusedBy.begin(), refusedBy.end(), 0U); }

}  // namespace rehearse
