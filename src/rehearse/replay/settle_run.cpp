#include "rehearse/replay/settle_run.hpp"

namespace rehearse {

void settleRun(World& world, RunCounts& counts, std::uint32_t workflow, std::uint64_t times) {
  const Program& program = *world.program;
  const WorkflowProgram& row = program.workflows[workflow];
  const auto count = times;
  world.workflowCounts[workflow].enrolled += count;
  world.workflowCounts[workflow].exitedBy[static_cast<std::size_t>(ExitReason::completed)] += count;
  std::uint32_t step = row.start;
  for (std::uint32_t index = 0; index < row.scoring.count; ++index) {
    counts.countScoring(step, program.scoringPoints[row.scoring.first + index], times);
    step = program.instructions[step].next;
  }
}

}  // namespace rehearse
