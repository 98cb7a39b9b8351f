#include "rehearse/json/replay_writer.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "rehearse/json/hexadecimal.hpp"
#include "rehearse/json/replay_part.hpp"
#include "rehearse/json/statistics_writer.hpp"

namespace rehearse::json {
namespace {

/// Whom it is written for: readers of a report, or those who merge it with those of other parts.
enum class Form : std::uint8_t { report, part };

/// `score:contacts`, one after the other: of a million contacts there may be as many.
std::string listOf(const std::vector<ScoreCount>& counts) {
  std::string text;
  for (const ScoreCount& count : counts) {
    text += (text.empty() ? "" : " ") + std::to_string(count.score) + ':' + std::to_string(count.contacts);
  }
  return text;
}

/// Writes a report, member by member. That of a part has all scores instead of what there is to tell of them, and what
/// decides how it is merged.
class ReportWriter {
 public:
  ReportWriter(Writer& writer, const ReplayResults& results, Form form)
      : writer_(writer), results_(results), isPart_(form == Form::part) {}

  void write() {
    writer_.beginObject();
    writer_.instantOrNull("start", results_.start);
    writer_.instantOrNull("end", results_.end);
    writer_.key("rows");
    writeRows(results_.rows);
    writeRefusals(results_.rows);
    writeContacts();
    writer_.key("scores");
    isPart_ ? writeAllScores() : writeScores(writer_, scoreStatistics(results_.scores));
    writePoints();
    writer_.key("workflows").beginArray();
    for (const WorkflowResult& workflow : results_.workflows) {
      writeWorkflow(workflow);
    }
    writer_.endArray();
    writeMessages();
    writeLocks();
    writer_.member("halted", results_.halted);
    writeExcerpts();
    writer_.member("checksum", hexadecimal(results_.checksum));
    if (isPart_) {
      writeWishes();
    }
    writer_.endObject();
  }

 private:
  void writeRows(const RowCounts& rows) {
    writer_.beginObject().member("read", rows.read).member("used", rows.used).member("refused", rows.refused());
    writer_.key("refusedBy").beginObject();
    for (const auto& [code, count] : rows.refusedBy) {
      writer_.member(code, count);
    }
    writer_.endObject().endObject();
  }

  void writeRefusals(const RowCounts& rows) {
    writer_.key("refusals").beginArray();
    for (const RefusedRow& refused : rows.refusals) {
      writer_.beginObject().member("row", refused.row).member("code", refused.code);
      writer_.member("message", refused.message).endObject();
    }
    writer_.endArray();
  }

  void writeContacts() {
    writer_.key("contacts").beginObject();
    writer_.member("total", results_.contacts).member("made", results_.contactsMade);
    writer_.key("rows");
    writeRows(results_.contactRows);
    writeRefusals(results_.contactRows);
    writer_.endObject();
  }

  void writeAllScores() {
    writer_.beginObject().member("empty", results_.scores.empty).member("all", listOf(results_.scores.counts));
    writer_.endObject();
  }

  void writePoints() {
    writer_.key("points").beginObject();
    rehearse::json::writePoints(writer_, results_.points);
    writer_.key("sources").beginArray();
    for (const SourceResult& source : results_.sources) {
      writer_.beginObject().member("source", nameOf(source.source));
      writer_.memberOrNull("workflow", source.workflow);
      writer_.memberOrNull("step", source.step);
      writer_.memberOrNull("rule", source.rule);
      rehearse::json::writePoints(writer_, source.points);
      if (isPart_) {
        writer_.member("order", source.order);
      }
      writer_.endObject();
    }
    writer_.endArray().endObject();
  }

  void writeWorkflow(const WorkflowResult& workflow) {
    beginWorkflow(writer_, workflow.workflow, {workflow.enrolled, workflow.exitedBy, workflow.refusedBy},
                  workflow.waiting);
    writer_.key("steps").beginArray();
    for (const StepResult& step : workflow.steps) {
      beginStep(writer_, step.step, step.type, step.reached, step.passed, step.waiting);
      writeBranches(step);
      writer_.endObject();
    }
    writer_.endArray();
    writer_.key("triggers").beginArray();
    for (const TriggerResult& trigger : workflow.triggers) {
      writeTrigger(writer_, trigger.trigger, trigger.type, trigger.evaluated, trigger.matched);
    }
    writer_.endArray();
    writer_.member("locked", workflow.locked);
    writer_.endObject();
  }

  void writeBranches(const StepResult& step) {
    writer_.key("branches").beginArray();
    for (const BranchResult& branch : step.branches) {
      writer_.beginObject().key("branch");
      branch.branch ? writer_.value(*branch.branch) : writer_.null();
      writer_.member("taken", branch.taken).endObject();
    }
    writer_.endArray();
  }

  void writeMessages() {
    writer_.key("messages").beginObject().member("total", results_.messageCount());
    writer_.key("byDay").beginArray();
    constexpr std::size_t lengthOfDate = 10;
    for (const MessageDay& each : results_.messages) {
      writer_.beginObject().member("day", formatInstant(each.day).substr(0, lengthOfDate));
      for (std::size_t kind = 0; kind < messageKindCount; ++kind) {
        writer_.member(nameOfMessageKind(kind), each.sent[kind]);
      }
      writer_.endObject();
    }
    writer_.endArray().endObject();
  }

  void writeLocks() {
    writer_.key("locks").beginArray();
    for (const LockResult& lock : results_.locks) {
      writer_.beginObject().member("contact", lock.contact).member("workflow", lock.workflow);
      writer_.member("at", formatInstant(lock.at)).endObject();
    }
    writer_.endArray();
    writer_.member("locked", results_.lockCount());
  }

  void writeExcerpts() {
    writer_.key("excerpts").beginArray();
    for (const ExcerptResult& excerpt : results_.excerpts) {
      writer_.beginObject().member("workflow", results_.workflows[excerpt.workflow].workflow);
      writer_.member("row", excerpt.row).member("at", formatInstant(excerpt.at)).member("contact", excerpt.contact);
      writer_.key("entries").raw(excerpt.entries).member("truncated", excerpt.truncated).endObject();
    }
    writer_.endArray();
  }

  void writeWishes() {
    writer_.key("wishes").beginArray();
    for (const ExcerptWish& wish : results_.wishes) {
      writer_.beginObject().member("workflow", wish.workflow).member("count", wish.count).endObject();
    }
    writer_.endArray();
  }

  Writer& writer_;
  const ReplayResults& results_;
  bool isPart_;
};

/// Writes how two versions compare, their own reports first.
class ComparisonWriter {
 public:
  ComparisonWriter(Writer& writer, const ReplayOutcome& outcome)
      : writer_(writer), a_(outcome.versions[0]), b_(outcome.versions[1]), comparison_(*outcome.comparison) {}

  void writePart() {
    writer_.beginObject();
    writeContacts();
    writer_.member("differences", listOf(comparison_.differences));
    writeThresholds();
    writer_.endObject();
  }

  void write() {
    writer_.beginObject().key("a");
    ReportWriter(writer_, a_, Form::report).write();
    writer_.key("b");
    ReportWriter(writer_, b_, Form::report).write();
    writeContacts();
    writer_.key("differences");
    writeBuckets(writer_, scoreBuckets(comparison_.differences));
    writeWorkflows();
    writer_.key("messages").beginObject().member("a", a_.messageCount()).member("b", b_.messageCount()).endObject();
    writeThresholds();
    writer_.endObject();
  }

 private:
  void writeContacts() {
    writer_.key("contacts").beginObject().member("same", comparison_.same).member("higher", comparison_.higher);
    writer_.member("lower", comparison_.lower).member("onlyA", comparison_.onlyA);
    writer_.member("onlyB", comparison_.onlyB).endObject();
  }

  void writeWorkflows() {
    writer_.key("workflows").beginArray();
    for (const WorkflowResult& inA : a_.workflows) {
      const WorkflowResult* const inB = find(b_, inA.workflow);
      writeWorkflow(inA.workflow, inA.enrolled, inB == nullptr ? std::nullopt : std::optional(inB->enrolled));
    }
    for (const WorkflowResult& inB : b_.workflows) {
      if (find(a_, inB.workflow) == nullptr) {
        writeWorkflow(inB.workflow, std::nullopt, inB.enrolled);
      }
    }
    writer_.endArray();
  }

  static const WorkflowResult* find(const ReplayResults& results, const std::string& workflow) {
    const auto found = std::find_if(results.workflows.begin(), results.workflows.end(),
                                    [&](const WorkflowResult& each) { return each.workflow == workflow; });
    return found == results.workflows.end() ? nullptr : &*found;
  }

  void writeWorkflow(const std::string& id, std::optional<std::uint64_t> a, std::optional<std::uint64_t> b) {
    writer_.beginObject().member("workflow", id).key("a");
    a ? writer_.value(*a) : writer_.null();
    writer_.key("b");
    b ? writer_.value(*b) : writer_.null();
    writer_.member("difference", static_cast<std::int64_t>(b.value_or(0) - a.value_or(0))).endObject();
  }

  void writeThresholds() {
    writer_.key("thresholds").beginArray();
    for (const ThresholdResult& threshold : comparison_.thresholds) {
      writer_.beginObject().member("threshold", threshold.threshold).member("both", threshold.both);
      writer_.member("onlyA", threshold.onlyA).member("onlyB", threshold.onlyB);
      writeExamples("examplesA", threshold.examplesA);
      writeExamples("examplesB", threshold.examplesB);
      writer_.endObject();
    }
    writer_.endArray();
  }

  void writeExamples(std::string_view key, const std::vector<std::string>& ids) {
    writer_.key(key).beginArray();
    for (const std::string& id : ids) {
      writer_.value(id);
    }
    writer_.endArray();
  }

  Writer& writer_;
  const ReplayResults& a_;
  const ReplayResults& b_;
  const ComparisonResults& comparison_;
};

}  // namespace

void writeReplayReport(Writer& writer, const ReplayOutcome& outcome) {
  outcome.comparison ? ComparisonWriter(writer, outcome).write()
                     : ReportWriter(writer, outcome.versions[0], Form::report).write();
}

std::string writePart(const ReplayOutcome& part) {
  Writer writer;
  writer.beginObject().member("rehearsePart", 1).member("workspace", hexadecimal(part.workspace));
  writer.member("index", part.partition.index).member("of", part.partition.of).key("versions").beginArray();
  for (const ReplayResults& version : part.versions) {
    ReportWriter(writer, version, Form::part).write();
  }
  writer.endArray().key("comparison");
  part.comparison ? ComparisonWriter(writer, part).writePart() : void(writer.null());
  return writer.endObject().take();
}

}  // namespace rehearse::json
