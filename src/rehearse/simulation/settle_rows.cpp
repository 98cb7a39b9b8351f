#include "rehearse/simulation/settle_rows.hpp"

namespace rehearse {

void settleRows(World& world, RunCounts& counts) {
  const Program& program = *world.program;
  counts.takeRows([&](std::uint32_t row, std::uint64_t times) {
    const auto [event, once] = program.triggerIndex.onceOfRow(row);
    const EventKey key = event;
    for (const OnceBits& block : once) {
      forEachNumber(block, [&](std::uint32_t number) {
        const std::uint32_t workflow = program.onceWorkflows[number];
        counts.countMatches(program.triggerFor(workflow, key), times);
        world.workflowCounts[workflow].refusedBy[static_cast<std::size_t>(RefusalReason::reentryOff)] += times;
      });
    }
  });
}

}  // namespace rehearse
