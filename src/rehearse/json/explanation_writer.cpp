#include "rehearse/json/explanation_writer.hpp"

#include "rehearse/json/condition_trace.hpp"

namespace rehearse::json {
namespace {

void writeContent(Writer& writer, const PlainContent& content) {
  if (!content.tags) {
    writer.value(content.scalar);
    return;
  }
  writer.beginArray();
  for (const std::string& tag : *content.tags) {
    writer.value(tag);
  }
  writer.endArray();
}

void writeChange(Writer& writer, const std::optional<ValueChange>& change) {
  writer.key("change");
  if (!change) {
    writer.null();
    return;
  }
  writer.beginObject();
  writer.member("field", change->field);
  writer.key("actual");
  writeContent(writer, change->actual);
  writer.key("wanted");
  writeContent(writer, change->wanted);
  writer.key("difference");
  change->difference ? writer.value(*change->difference) : writer.null();
  writer.member("words", change->words);
  writer.endObject();
}

void writeTrigger(Writer& writer, const Simulation& simulation, const TriggerExplanation& told) {
  const Program& program = simulation.program();
  const Symbols& symbols = simulation.world().symbols;
  const Journal& journal = simulation.recorder();
  const TriggerProgram& trigger = program.triggers[told.trigger];
  writer.beginObject();
  writer.member("trigger", symbols.text(trigger.id));
  writer.member("type", symbols.text(trigger.typeName));
  writer.member("matched", told.matched);
  writer.key("conditions");
  if (told.entry == 0) {
    writer.null();
  } else {
    const std::vector<Value> actuals = journal.triggerActuals(told.entry);
    ConditionTraceWriter(writer, program, symbols, journal, actuals, journal.entry(told.entry).at)
        .write(trigger.conditions);
  }
  writer.key("heldBefore");
  told.heldBefore ? writer.value(*told.heldBefore) : writer.null();
  writeChange(writer, told.change);
  writer.endObject();
}

}  // namespace

void writeExplanation(Writer& writer, const Simulation& simulation, const Explanation& explanation) {
  writer.beginObject();
  writer.member("seq", explanation.seq);
  writer.member("workflow", simulation.world().symbols.text(simulation.program().workflows[explanation.workflow].id));
  writer.member("started", explanation.started);
  writer.memberOrNull("gate", explanation.heldBack.empty() ? "" : nameOf(explanation.heldBack.front()));
  writer.key("heldBack").beginArray();
  for (const Gate gate : explanation.heldBack) {
    writer.value(nameOf(gate));
  }
  writer.endArray();
  writer.key("triggers").beginArray();
  for (const TriggerExplanation& told : explanation.triggers) {
    writeTrigger(writer, simulation, told);
  }
  writer.endArray();
  writeChange(writer, explanation.change);
  writer.member("sentence", explanation.sentence);
  writer.endObject();
}

}  // namespace rehearse::json
