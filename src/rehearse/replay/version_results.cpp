#include "rehearse/replay/version_results.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "rehearse/model/sorting.hpp"
#include "rehearse/replay/checksum.hpp"
#include "rehearse/simulation/statistics.hpp"

namespace rehearse {
namespace {

/// Names what a version counted by numbers.
class ResultsMaker {
 public:
  explicit ResultsMaker(const ReplayVersion& version)
      : version_(version),
        world_(version.world()),
        program_(version.program()),
        statistics_(workflowStatisticsOf(version.world(), version.recorder().counts())) {}

  ReplayResults make() {
    results_.contacts = world_.contacts.size();
    results_.contactsMade = version_.made();
    makeScores();
    results_.points = version_.recorder().counts().points();
    makeSources();
    results_.workflows.reserve(program_.workflows.size());
    for (std::uint32_t workflow = 0; workflow < program_.workflows.size(); ++workflow) {
      results_.workflows.push_back(workflowResult(workflow));
    }
    results_.messages = version_.recorder().messages().days();
    for (const Lock& lock : version_.recorder().locks().first(world_)) {
      results_.locks.push_back(
          {textOf(world_.contacts.id(lock.contact)), textOf(program_.workflows[lock.workflow].id), lock.at});
    }
    results_.halted = version_.recorder().halted();
    results_.wishes = version_.wishes();
    results_.excerpts = version_.excerpts();
    sortItems(results_.excerpts,
              [](const ExcerptResult& left, const ExcerptResult& right) { return left.workflow < right.workflow; });
    return std::move(results_);
  }

 private:
  std::string textOf(Symbol symbol) const { return std::string(world_.symbols.text(symbol)); }

  template <class Table>
  std::string idOf(const Table& table, std::uint32_t index) const {
    return index == noIndex ? std::string() : textOf(table[index].id);
  }

  void makeScores() {
    results_.scores = countScores(world_.contacts);
    results_.checksum = checksumOf(world_);
  }

  void makeSources() {
    const auto sources = possibleSources(program_, version_.recorder().counts());
    for (std::uint32_t order = 0; order < sources.size(); ++order) {
      const PointSource& source = sources[order];
      if (source.points != Points{}) {
        results_.sources.push_back({order, source.source, idOf(program_.workflows, source.workflow),
                                    idOf(program_.instructions, source.step), idOf(program_.rules, source.rule),
                                    source.points});
      }
    }
  }

  WorkflowResult workflowResult(std::uint32_t index) const {
    const WorkflowStatistics& statistics = statistics_[index];
    const WorkflowCounts& counts = world_.workflowCounts[index];
    WorkflowResult result;
    result.workflow = textOf(program_.workflows[index].id);
    result.enrolled = counts.enrolled;
    result.waiting = statistics.waiting;
    result.locked = version_.recorder().locks().counts()[index];
    std::copy(counts.exitedBy.begin(), counts.exitedBy.end(), result.exitedBy.begin());
    std::copy(counts.refusedBy.begin(), counts.refusedBy.end(), result.refusedBy.begin());
    result.steps.reserve(statistics.steps.size());
    for (const StepStatistics& step : statistics.steps) {
      result.steps.push_back(stepResult(step));
    }
    result.triggers.reserve(statistics.triggers.size());
    for (const TriggerStatistics& trigger : statistics.triggers) {
      const TriggerProgram& row = program_.triggers[trigger.trigger];
      result.triggers.push_back({textOf(row.id), textOf(row.typeName), trigger.evaluated, trigger.matched});
    }
    return result;
  }

  StepResult stepResult(const StepStatistics& step) const {
    const Instruction& instruction = program_.instructions[step.step];
    StepResult result{
        textOf(instruction.id), textOf(instruction.typeName), step.reached, step.passed, step.waiting, {}};
    const BranchCounts& branches = version_.recorder().branches();
    for (std::uint32_t way = 0; way < branches.ways(step.step); ++way) {
      const auto name = nameOfWay(program_, step.step, way);
      result.branches.push_back(
          {name ? std::optional<std::string>(*name) : std::nullopt, branches.taken(step.step, way)});
    }
    return result;
  }

  const ReplayVersion& version_;
  const World& world_;
  const Program& program_;
  std::vector<WorkflowStatistics> statistics_;
  ReplayResults results_;
};

}  // namespace

ReplayResults resultsOf(const ReplayVersion& version) { return ResultsMaker(version).make(); }

}  // namespace rehearse
