#include "rehearse/json/statistics_writer.hpp"

#include "rehearse/simulation/statistics.hpp"

namespace rehearse::json {
namespace {

template <class T>
void writeOptional(Writer& writer, std::string_view key, const std::optional<T>& content) {
  writer.key(key);
  content ? writer.value(*content) : writer.null();
}

}  // namespace

void writeScores(Writer& writer, const ScoreStatistics& scores) {
  writer.beginObject();
  writer.member("empty", scores.empty);
  writeOptional(writer, "minimum", scores.minimum);
  writeOptional(writer, "maximum", scores.maximum);
  writeOptional(writer, "mean", scores.mean);
  writeOptional(writer, "median", scores.median);
  writer.key("distribution");
  writeBuckets(writer, scores.distribution);
  writer.endObject();
}

void writeBuckets(Writer& writer, const std::vector<ScoreBucket>& buckets) {
  writer.beginArray();
  for (const ScoreBucket& bucket : buckets) {
    writer.beginObject().member("from", bucket.from).member("to", bucket.to).member("count", bucket.count).endObject();
  }
  writer.endArray();
}

namespace {

class StatisticsWriter {
 public:
  StatisticsWriter(Writer& writer, const Simulation& simulation)
      : writer_(writer),
        simulation_(simulation),
        program_(simulation.program()),
        symbols_(simulation.world().symbols) {}

  void write() {
    const World& world = simulation_.world();
    const Statistics statistics = statisticsOf(world, simulation_.recorder().counts());
    writer_.beginObject();
    writer_.member("contacts", world.contacts.size());
    writer_.member("entries", simulation_.recorder().size());
    writer_.member("messages", world.messages);
    writer_.key("scores");
    writeScores(writer_, statistics.scores);
    writer_.key("points").beginObject();
    writePoints(statistics.points);
    writer_.key("sources").beginArray();
    for (const PointSource& source : statistics.sources) {
      writeSource(source);
    }
    writer_.endArray().endObject();
    writer_.key("workflows").beginArray();
    for (std::uint32_t index = 0; index < statistics.workflows.size(); ++index) {
      writeWorkflow(index, statistics.workflows[index]);
    }
    writer_.endArray();
    writer_.endObject();
  }

  void writeLedger(std::uint32_t contact) {
    const Journal& journal = simulation_.recorder();
    writer_.beginArray();
    for (const std::uint32_t seq : journal.scoreChanges(contact)) {
      const Entry& entry = journal.entry(seq);
      const auto [before, after] = journal.scores(entry);
      const auto counted = [](std::int32_t score) { return score == emptyScore ? 0 : score; };
      writer_.beginObject();
      writer_.member("seq", seq);
      writer_.member("at", formatInstant(entry.at));
      writeScore("before", before);
      writer_.member("delta", counted(after) - counted(before));
      writeScore("after", after);
      writer_.member("source", nameOf(static_cast<ScoreSource>(entry.detail)));
      writeId("workflow", program_.workflows, entry.place.workflow);
      writeId("step", program_.instructions, entry.place.step);
      writeId("rule", program_.rules, Journal::rule(entry));
      writer_.member("cause", entry.place.cause);
      writer_.endObject();
    }
    writer_.endArray();
  }

 private:
  template <class Table>
  void writeId(std::string_view key, const Table& table, std::uint32_t index) {
    writer_.key(key);
    index == noIndex ? writer_.null() : writer_.value(symbols_.text(table[index].id));
  }

  void writeScore(std::string_view key, std::int32_t score) {
    writer_.key(key);
    score == emptyScore ? writer_.null() : writer_.value(score);
  }

  void writePoints(const Points& points) { writer_.member("given", points.given).member("taken", points.taken); }

  void writeSource(const PointSource& source) {
    writer_.beginObject();
    writer_.member("source", nameOf(source.source));
    writeId("workflow", program_.workflows, source.workflow);
    writeId("step", program_.instructions, source.step);
    writeId("rule", program_.rules, source.rule);
    writePoints(source.points);
    writer_.endObject();
  }

  void writeWorkflow(std::uint32_t index, const WorkflowStatistics& statistics) {
    const WorkflowCounts& counts = simulation_.world().workflowCounts[index];
    writer_.beginObject();
    writer_.member("workflow", symbols_.text(program_.workflows[index].id));
    writer_.member("enrolled", counts.enrolled);
    writer_.member("active", counts.active());
    writer_.member("waiting", statistics.waiting);
    writer_.member("finished", counts.finished());
    writer_.member("refused", counts.refused());
    writeReasons<ExitReason>(writer_, "exitedBy", counts.exitedBy);
    writeReasons<RefusalReason>(writer_, "refusedBy", counts.refusedBy);
    writer_.key("steps").beginArray();
    for (const StepStatistics& step : statistics.steps) {
      const Instruction& instruction = program_.instructions[step.step];
      writer_.beginObject();
      writer_.member("step", symbols_.text(instruction.id));
      writer_.member("type", symbols_.text(instruction.typeName));
      writer_.member("reached", step.reached);
      writer_.member("passed", step.passed);
      writer_.member("waiting", step.waiting);
      writer_.endObject();
    }
    writer_.endArray();
    writer_.key("triggers").beginArray();
    for (const TriggerStatistics& trigger : statistics.triggers) {
      const TriggerProgram& row = program_.triggers[trigger.trigger];
      writer_.beginObject();
      writer_.member("trigger", symbols_.text(row.id));
      writer_.member("type", symbols_.text(row.typeName));
      writer_.member("evaluated", trigger.evaluated);
      writer_.member("matched", trigger.matched);
      writer_.endObject();
    }
    writer_.endArray();
    writer_.endObject();
  }

  Writer& writer_;
  const Simulation& simulation_;
  const Program& program_;
  const Symbols& symbols_;
};

}  // namespace

void writeStatistics(Writer& writer, const Simulation& simulation) { StatisticsWriter(writer, simulation).write(); }

void writeLedger(Writer& writer, const Simulation& simulation, std::uint32_t contact) {
  StatisticsWriter(writer, simulation).writeLedger(contact);
}

}  // namespace rehearse::json
