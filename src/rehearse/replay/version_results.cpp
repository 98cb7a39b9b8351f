#include "rehearse/replay/version_results.hpp"

#include <algorithm>
#include <string>

#include "rehearse/model/sorting.hpp"
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
        statistics_(statisticsOf(version.world(), version.recorder().counts())) {}

  ReplayResults make() {
    results_.contacts = world_.contacts.size();
    results_.contactsMade = version_.made();
    makeScores();
    results_.points = statistics_.points;
    makeSources();
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
    for (std::uint32_t contact = 0; contact < world_.contacts.size(); ++contact) {
      results_.checksum += checksumOf(world_.symbols.text(world_.contacts.id(contact)), world_.contacts.score(contact));
    }
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
    const WorkflowStatistics& statistics = statistics_.workflows[index];
    const WorkflowCounts& counts = world_.workflowCounts[index];
    WorkflowResult result;
    result.workflow = textOf(program_.workflows[index].id);
    result.enrolled = counts.enrolled;
    result.waiting = statistics.waiting;
    result.locked = version_.recorder().locks().counts()[index];
    std::copy(counts.exitedBy.begin(), counts.exitedBy.end(), result.exitedBy.begin());
    std::copy(counts.refusedBy.begin(), counts.refusedBy.end(), result.refusedBy.begin());
    for (const StepStatistics& step : statistics.steps) {
      result.steps.push_back(stepResult(step));
    }
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
  Statistics statistics_;
  ReplayResults results_;
};

}  // namespace

std::uint64_t checksumOf(std::string_view contactId, std::int32_t score) {
  constexpr std::uint64_t ofEmpty = 0x9E3779B97F4A7C15ULL;
  return fmix64(fnv1a64(contactId) + (score == emptyScore ? ofEmpty : static_cast<std::uint64_t>(std::int64_t{score})));
}

ReplayResults resultsOf(const ReplayVersion& version) { return ResultsMaker(version).make(); }

}  // namespace rehearse
