#include "rehearse/json/statistics_writer.hpp"

#include "rehearse/simulation/statistics.hpp"

namespace rehearse::json {
void writeScores(Writer& writer, const ScoreStatistics& scores) {
  writer.beginObject();
  writer.member("empty", scores.empty);
  writer.memberOrNull("minimum", scores.minimum);
  writer.memberOrNull("maximum", scores.maximum);
  writer.memberOrNull("mean", scores.mean);
  writer.memberOrNull("median", scores.median);
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

void writePoints(Writer& writer, const Points& points) {
  writer.member("given", points.given).member("taken", points.taken);
}

void beginWorkflow(Writer& writer, std::string_view workflow, const WorkflowCounts& counts, std::uint64_t waiting) {
  writer.beginObject().member("workflow", workflow).member("enrolled", counts.enrolled);
  writer.member("active", counts.active()).member("waiting", waiting);
  writer.member("finished", counts.finished()).member("refused", counts.refused());
  writeReasons<ExitReason>(writer, "exitedBy", counts.exitedBy);
  writeReasons<RefusalReason>(writer, "refusedBy", counts.refusedBy);
}

void beginStep(Writer& writer, std::string_view step, std::string_view type, std::uint64_t reached,
               std::uint64_t passed, std::uint64_t waiting) {
  writer.beginObject().member("step", step).member("type", type).member("reached", reached);
  writer.member("passed", passed).member("waiting", waiting);
}

void writeTrigger(Writer& writer, std::string_view trigger, std::string_view type, std::uint64_t evaluated,
                  std::uint64_t matched) {
  writer.beginObject().member("trigger", trigger).member("type", type);
  writer.member("evaluated", evaluated).member("matched", matched).endObject();
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
    writePoints(writer_, statistics.points);
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

  void writeSource(const PointSource& source) {
    writer_.beginObject();
    writer_.member("source", nameOf(source.source));
    writeId("workflow", program_.workflows, source.workflow);
    writeId("step", program_.instructions, source.step);
    writeId("rule", program_.rules, source.rule);
    writePoints(writer_, source.points);
    writer_.endObject();
  }

  void writeWorkflow(std::uint32_t index, const WorkflowStatistics& statistics) {
    beginWorkflow(writer_, symbols_.text(program_.workflows[index].id), simulation_.world().workflowCounts[index],
                  statistics.waiting);
    writer_.key("steps").beginArray();
    for (const StepStatistics& step : statistics.steps) {
      const Instruction& instruction = program_.instructions[step.step];
      beginStep(writer_, symbols_.text(instruction.id), symbols_.text(instruction.typeName), step.reached, step.passed,
                step.waiting);
      writer_.endObject();
    }
    writer_.endArray();
    writer_.key("triggers").beginArray();
    for (const TriggerStatistics& trigger : statistics.triggers) {
      const TriggerProgram& row = program_.triggers[trigger.trigger];
      writeTrigger(writer_, symbols_.text(row.id), symbols_.text(row.typeName), trigger.evaluated, trigger.matched);
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
