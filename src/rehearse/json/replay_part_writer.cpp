#include <array>

#include "rehearse/json/hexadecimal.hpp"
#include "rehearse/json/replay_part.hpp"
#include "rehearse/json/statistics_writer.hpp"
#include "rehearse/json/writer.hpp"

// Moments are milliseconds since 1970, or null; all counts stand as they are.

namespace rehearse::json {
namespace {

void writeMoment(Writer& writer, std::string_view key, Instant instant) {
  writer.key(key);
  instant == noInstant ? writer.null() : writer.value(instant);
}

/// `score:contacts`, one after the other: of a million contacts there may be as many.
std::string listOf(const std::vector<ScoreCount>& counts) {
  std::string text;
  for (const ScoreCount& count : counts) {
    text += (text.empty() ? "" : " ") + std::to_string(count.score) + ':' + std::to_string(count.contacts);
  }
  return text;
}

void writeTexts(Writer& writer, std::string_view key, const std::vector<std::string>& texts) {
  writer.key(key).beginArray();
  for (const std::string& text : texts) {
    writer.value(text);
  }
  writer.endArray();
}

/// Writes what came of one version.
class VersionWriter {
 public:
  VersionWriter(Writer& writer, const ReplayResults& results) : writer_(writer), results_(results) {}

  void write() {
    writer_.beginObject();
    writeMoment(writer_, "start", results_.start);
    writeMoment(writer_, "end", results_.end);
    writeRows("rows", results_.rows);
    writeRows("contactRows", results_.contactRows);
    writer_.member("contacts", results_.contacts).member("made", results_.contactsMade);
    writer_.member("emptyScores", results_.scores.empty).member("scores", listOf(results_.scores.counts));
    writer_.member("checksum", hexadecimal(results_.checksum));
    writePoints(results_.points);
    writeSources();
    writer_.key("workflows").beginArray();
    for (const WorkflowResult& workflow : results_.workflows) {
      writeWorkflow(workflow);
    }
    writer_.endArray();
    writeMessages();
    writeLocks();
    writer_.member("halted", results_.halted);
    writeExcerpts();
    writer_.endObject();
  }

 private:
  void writeRows(std::string_view key, const RowCounts& rows) {
    writer_.key(key).beginObject().member("read", rows.read).member("used", rows.used);
    writer_.key("refusedBy").beginObject();
    for (const auto& [code, count] : rows.refusedBy) {
      writer_.member(code, count);
    }
    writer_.endObject().key("refusals").beginArray();
    for (const RefusedRow& refused : rows.refusals) {
      writer_.beginObject().member("row", refused.row).member("code", refused.code);
      writer_.member("message", refused.message).endObject();
    }
    writer_.endArray().endObject();
  }

  void writePoints(const Points& points) { writer_.member("given", points.given).member("taken", points.taken); }

  void writeSources() {
    writer_.key("sources").beginArray();
    for (const SourceResult& source : results_.sources) {
      writer_.beginObject().member("order", source.order).member("source", nameOf(source.source));
      writer_.member("workflow", source.workflow).member("step", source.step).member("rule", source.rule);
      writePoints(source.points);
      writer_.endObject();
    }
    writer_.endArray();
  }

  void writeWorkflow(const WorkflowResult& workflow) {
    writer_.beginObject().member("workflow", workflow.workflow).member("enrolled", workflow.enrolled);
    writer_.member("waiting", workflow.waiting).member("locked", workflow.locked);
    writeReasons<ExitReason>(writer_, "exitedBy", workflow.exitedBy);
    writeReasons<RefusalReason>(writer_, "refusedBy", workflow.refusedBy);
    writer_.key("steps").beginArray();
    for (const StepResult& step : workflow.steps) {
      writer_.beginObject().member("step", step.step).member("type", step.type).member("reached", step.reached);
      writer_.member("passed", step.passed).member("waiting", step.waiting).key("branches").beginArray();
      for (const BranchResult& branch : step.branches) {
        writer_.beginObject().key("branch");
        branch.branch ? writer_.value(*branch.branch) : writer_.null();
        writer_.member("taken", branch.taken).endObject();
      }
      writer_.endArray().endObject();
    }
    writer_.endArray().key("triggers").beginArray();
    for (const TriggerResult& trigger : workflow.triggers) {
      writer_.beginObject().member("trigger", trigger.trigger).member("type", trigger.type);
      writer_.member("evaluated", trigger.evaluated).member("matched", trigger.matched).endObject();
    }
    writer_.endArray().endObject();
  }

  void writeMessages() {
    writer_.key("messages").beginArray();
    for (const MessageDay& each : results_.messages) {
      writer_.beginObject();
      writeMoment(writer_, "day", each.day);
      for (std::size_t kind = 0; kind < messageKindCount; ++kind) {
        writer_.member(nameOfMessageKind(kind), each.sent[kind]);
      }
      writer_.endObject();
    }
    writer_.endArray();
  }

  void writeLocks() {
    writer_.key("locks").beginArray();
    for (const LockResult& lock : results_.locks) {
      writer_.beginObject().member("contact", lock.contact).member("workflow", lock.workflow);
      writeMoment(writer_, "at", lock.at);
      writer_.endObject();
    }
    writer_.endArray();
  }

  void writeExcerpts() {
    writer_.key("wishes").beginArray();
    for (const ExcerptWish& wish : results_.wishes) {
      writer_.beginObject().member("workflow", wish.workflow).member("count", wish.count).endObject();
    }
    writer_.endArray().key("excerpts").beginArray();
    for (const ExcerptResult& excerpt : results_.excerpts) {
      writer_.beginObject().member("workflow", excerpt.workflow).member("row", excerpt.row);
      writeMoment(writer_, "at", excerpt.at);
      writer_.member("contact", excerpt.contact).key("entries").raw(excerpt.entries).endObject();
    }
    writer_.endArray();
  }

  Writer& writer_;
  const ReplayResults& results_;
};

void writeComparison(Writer& writer, const ComparisonResults& comparison) {
  writer.beginObject().member("same", comparison.same).member("higher", comparison.higher);
  writer.member("lower", comparison.lower).member("onlyA", comparison.onlyA).member("onlyB", comparison.onlyB);
  writer.member("differences", listOf(comparison.differences)).key("thresholds").beginArray();
  for (const ThresholdResult& threshold : comparison.thresholds) {
    writer.beginObject().member("threshold", threshold.threshold).member("both", threshold.both);
    writer.member("onlyA", threshold.onlyA).member("onlyB", threshold.onlyB);
    writeTexts(writer, "examplesA", threshold.examplesA);
    writeTexts(writer, "examplesB", threshold.examplesB);
    writer.endObject();
  }
  writer.endArray().endObject();
}

}  // namespace

std::string writePart(const ReplayOutcome& part) {
  Writer writer;
  writer.beginObject().member("rehearsePart", 1).member("workspace", hexadecimal(part.workspace));
  writer.member("index", part.partition.index).member("of", part.partition.of).key("versions").beginArray();
  for (const ReplayResults& version : part.versions) {
    VersionWriter(writer, version).write();
  }
  writer.endArray().key("comparison");
  part.comparison ? writeComparison(writer, *part.comparison) : void(writer.null());
  return writer.endObject().take();
}

}  // namespace rehearse::json
