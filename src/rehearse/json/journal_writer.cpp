#include "rehearse/json/journal_writer.hpp"

#include <string>
#include <utility>

#include "rehearse/json/condition_trace.hpp"
#include "rehearse/simulation/recorded_trigger.hpp"

namespace rehearse::json {
namespace {

/// Writes one entry; what all kinds have first, then what its kind has.
class EntryWriter {
 public:
  EntryWriter(Writer& writer, const World& world, const Journal& journal)
      : writer_(writer), world_(world), journal_(journal), program_(*world.program), symbols_(world.symbols) {}

  void write(std::uint32_t seq) {
    const Entry& entry = journal_.entry(seq);
    writer_.beginObject();
    writer_.member("seq", seq);
    writer_.member("at", formatInstant(entry.at));
    numberOrNull("cause", entry.place.cause);
    writer_.member("kind", nameOf(entry.kind));
    writePlace(entry.place);
    writeDetails(entry, seq);
    writer_.endObject();
  }

 private:
  void numberOrNull(std::string_view key, std::uint32_t number) {
    writer_.key(key);
    number == 0 ? writer_.null() : writer_.value(number);
  }

  template <class Table>
  void idOrNull(std::string_view key, const Table& table, std::uint32_t index) {
    writer_.key(key);
    index == noIndex ? writer_.null() : writer_.value(symbols_.text(table[index].id));
  }

  void contactOrNull(std::string_view key, std::uint32_t contact) {
    writer_.key(key);
    contact == noIndex ? writer_.null() : writer_.value(symbols_.text(world_.contacts.id(contact)));
  }

  void writePlace(const EntryPlace& place) {
    contactOrNull("contact", place.contact);
    idOrNull("workflow", program_.workflows, place.workflow);
    idOrNull("trigger", program_.triggers, place.trigger);
    idOrNull("step", program_.instructions, place.step);
    numberOrNull("enrollment", place.enrollment);
  }

  void writeDetails(const Entry& entry, std::uint32_t seq) {
    switch (entry.kind) {
      case EntryKind::event:
        return writeEvent(journal_.event(entry));
      case EntryKind::triggerEvaluated:
        return writeTrigger(entry, seq);
      case EntryKind::enrolled:
        return;
      case EntryKind::enrollmentRefused:
        writer_.member("reason", nameOf(static_cast<RefusalReason>(entry.detail)));
        return;
      case EntryKind::stepRun:
        writer_.member("type", symbols_.text(instruction(entry).typeName));
        writer_.member("outcome", nameOf(static_cast<StepOutcome>(entry.detail)));
        return;
      case EntryKind::branchTaken:
        return writeBranch(entry);
      case EntryKind::scoreChanged:
        return writeScore(entry);
      case EntryKind::waitStarted:
        return writeWaitStarted(entry);
      case EntryKind::waitEnded:
        return writeWaitEnded(entry);
      case EntryKind::message:
        return writeMessage(entry);
      case EntryKind::contactChanged:
        writeChanges(entry);
        return writeRendered(entry);
      case EntryKind::exited:
        writer_.member("reason", nameOf(static_cast<ExitReason>(entry.detail)));
        return;
      case EntryKind::workflowLocked:
        writer_.key("chain").beginArray();
        for (const std::uint32_t link : journal_.chain(entry)) {
          writer_.value(link);
        }
        writer_.endArray();
        return;
      case EntryKind::halted:
        writer_.member("reason", nameOf(static_cast<HaltReason>(entry.detail)));
        writer_.member("dropped", Journal::dropped(entry));
        writer_.instantOrNull("to", journal_.moment(entry));
        return;
      case EntryKind::clockMoved:
        writer_.member("from", formatInstant(entry.at));
        writer_.member("to", formatInstant(journal_.moment(entry)));
        return;
      case EntryKind::edited:
        writer_.member("action", nameOf(static_cast<EditAction>(entry.detail)));
        return writeChanges(entry);
    }
  }

  const Instruction& instruction(const Entry& entry) const { return program_.instructions[entry.place.step]; }
  const SplitOperand& split(const Entry& entry) const { return program_.splitOperands[instruction(entry).operand]; }
  const WaitOperand& wait(const Entry& entry) const { return program_.waitAt(entry.place.step); }

  void writeValue(const Value& value) {
    json::writeValue(writer_, symbols_, value, [&](const Value& tags) { return journal_.tags(tags); });
  }

  void writeEvent(const Event& event) {
    const EventTypeRow& row = rowOf(event.type);
    writer_.member("origin", nameOf(row.origin));
    writer_.key("event").beginObject();
    writer_.member("type", std::string(row.name) + std::string(symbols_.text(event.customName)));
    writer_.member("contact", symbols_.text(world_.contacts.id(event.contact)));
    if (event.id != Symbol::none) {
      writer_.member("id", symbols_.text(event.id));
    }
    for (std::size_t slot = 0; slot < row.attributes.size(); ++slot) {
      if (!event.attributes[slot].isEmpty() || row.origin == EventOrigin::simulation) {
        writer_.key(row.attributes[slot].name);
        writeValue(event.attributes[slot]);
      }
    }
    if (event.hasFields) {
      writer_.key("fields").beginObject();
      for (const FieldValue& field : journal_.eventFields(event)) {
        writer_.key(symbols_.text(field.key));
        field.value.isEmpty() ? void(writer_.value("")) : writeValue(field.value);
      }
      writer_.endObject();
    }
    writer_.endObject();
  }

  ConditionTraceWriter trace(const Entry& entry) { return trace(entry, journal_.actuals(entry)); }
  ConditionTraceWriter trace(const Entry& entry, std::span<const Value> actuals) {
    return {writer_, program_, symbols_, journal_, actuals, entry.at};
  }

  void writeTrigger(const Entry& entry, std::uint32_t seq) {
    const RecordedTrigger recorded = readTrigger(journal_, program_, symbols_, seq);
    writer_.member("matched", recorded.matched);
    writer_.key("conditions");
    trace(entry, recorded.actuals).write(program_.triggers[entry.place.trigger].conditions);
    writer_.key("heldBefore");
    recorded.heldBefore == HeldBefore::notAsked ? writer_.null()
                                                : writer_.value(recorded.heldBefore == HeldBefore::yes);
  }

  void writeBranch(const Entry& entry) {
    const BranchTaken taken = Journal::branch(entry);
    writer_.key("branch");
    writeBranchName(entry, taken);
    writer_.key("tried").beginArray();
    ConditionTraceWriter conditions = trace(entry);
    for (std::uint32_t index = 0; index < taken.tried; ++index) {
      const auto [name, root] = triedBranch(entry, index);
      writer_.beginObject().member("name", name).key("conditions");
      conditions.write(root);
      writer_.endObject();
    }
    writer_.endArray();
    writer_.key("draw");
    if (taken.choice == BranchChoice::drawn) {
      writer_.beginObject().member("value", taken.draw).member("of", program_.totalOf(split(entry))).endObject();
    } else {
      writer_.null();
    }
    contactOrNull("found", taken.found);
  }

  void writeBranchName(const Entry& entry, const BranchTaken& taken) {
    switch (taken.choice) {
      case BranchChoice::branch:
        writer_.value(triedBranch(entry, taken.tried - 1).first);
        break;
      case BranchChoice::otherwise:
        writer_.value("otherwise");
        break;
      case BranchChoice::none:
        writer_.null();
        break;
      case BranchChoice::found:
        writer_.value("found");
        break;
      case BranchChoice::notFound:
        writer_.value("notFound");
        break;
      case BranchChoice::drawn:
        writer_.value(symbols_.text(program_.branchFor(split(entry), taken.draw).name));
        break;
    }
  }

  /// The name and the conditions of one of the ways that a step tried.
  std::pair<std::string_view, ConditionsIndex> triedBranch(const Entry& entry, std::uint32_t index) const {
    if (instruction(entry).type == StepType::goal) {
      return {"met", wait(entry).conditions};
    }
    if (instruction(entry).type == StepType::findContact) {
      return {"found", program_.searchOperands[instruction(entry).operand].conditions};
    }
    const BranchOperand& operand = program_.branchOperands[instruction(entry).operand];
    const BranchProgram& branch = program_.branches[operand.branches.first + index];
    return {symbols_.text(branch.name), branch.conditions};
  }

  void writeScore(const Entry& entry) {
    const auto [previous, score] = journal_.scores(entry);
    const auto counted = [](std::int32_t value) { return value == emptyScore ? 0 : value; };
    writer_.key("previous");
    writeValue(scoreValue(previous));
    writer_.key("score");
    writeValue(scoreValue(score));
    writer_.member("delta", counted(score) - counted(previous));
    writer_.member("clamped", entry.flag);
    writer_.member("source", nameOf(static_cast<ScoreSource>(entry.detail)));
    idOrNull("rule", program_.rules, Journal::rule(entry));
  }

  void writeWaitStarted(const Entry& entry) {
    const WaitOperand& operand = wait(entry);
    writer_.member("form", nameOf(operand.form));
    writer_.instantOrNull("due", journal_.moment(entry));
    writer_.memberOrNull("event", symbols_.text(operand.eventName));
    writer_.key("conditions");
    const bool forConditions =
        operand.form == WaitForm::untilConditions || (operand.form == WaitForm::goal && operand.event == noEventKey);
    forConditions ? trace(entry).write(operand.conditions) : void(writer_.null());
  }

  void writeWaitEnded(const Entry& entry) {
    const auto by = static_cast<WaitEnd>(entry.detail);
    writer_.member("by", nameOf(by));
    writer_.key("conditions");
    // A wait for conditions that held on arrival shows them where it started.
    const bool shown =
        by == WaitEnd::event || by == WaitEnd::goal || (by == WaitEnd::conditions && !endedOnArrival(entry));
    const std::uint32_t met = by == WaitEnd::goal ? Journal::goal(entry) : entry.place.step;
    shown ? trace(entry).write(program_.waitAt(met).conditions) : void(writer_.null());
    idOrNull("goal", program_.instructions, Journal::goal(entry));
  }

  bool endedOnArrival(const Entry& entry) const {
    return journal_.entry(entry.place.cause).kind == EntryKind::waitStarted;
  }

  void writeMessage(const Entry& entry) {
    writer_.member("channel", symbols_.text(instruction(entry).typeName));
    writer_.key("content").beginObject();
    for (const MessageContent& part : journal_.message(entry)) {
      if (!part.isField) {
        writer_.key(symbols_.text(part.name));
        writeValue(part.value);
      }
    }
    writeMessageFields(entry);
    writer_.endObject();
    writeRendered(entry);
  }

  void writeMessageFields(const Entry& entry) {
    bool any = false;
    for (const MessageContent& part : journal_.message(entry)) {
      if (part.isField) {
        any ? void() : void(writer_.key("fields").beginObject());
        any = true;
        writer_.key(symbols_.text(part.name));
        writeValue(part.value);
      }
    }
    if (any) {
      writer_.endObject();
    }
  }

  void writeChanges(const Entry& entry) {
    writer_.key("changes").beginArray();
    for (const Change& change : journal_.changes(entry)) {
      writer_.beginObject();
      writer_.member("field", symbols_.text(change.field));
      writer_.key("previous");
      writeValue(change.previous);
      writer_.key("value");
      writeValue(change.value);
      writer_.endObject();
    }
    writer_.endArray();
  }

  void writeRendered(const Entry& entry) {
    writer_.key("unresolved").beginArray();
    for (const Symbol path : journal_.unresolved(entry)) {
      writer_.value(symbols_.text(path));
    }
    writer_.endArray();
    writer_.member("truncated", Journal::truncated(entry));
  }

  Writer& writer_;
  const World& world_;
  const Journal& journal_;
  const Program& program_;
  const Symbols& symbols_;
};

void writeTexts(Writer& writer, std::string_view key, const std::vector<std::string>& texts) {
  writer.key(key).beginArray();
  for (const std::string& text : texts) {
    writer.value(text);
  }
  writer.endArray();
}

void writeWait(Writer& writer, const WaitState& wait) {
  writer.beginObject();
  writer.member("workflow", wait.workflow);
  writer.member("step", wait.step);
  writer.member("enrollment", wait.enrollment);
  writer.member("form", nameOf(wait.form));
  writer.instantOrNull("since", wait.since);
  writer.instantOrNull("due", wait.due);
  writer.memberOrNull("event", wait.event);
  writer.endObject();
}

}  // namespace

void writeEntry(Writer& writer, const Simulation& simulation, std::uint32_t seq) {
  EntryWriter(writer, simulation.world(), simulation.recorder()).write(seq);
}

void writeEntries(Writer& writer, const World& world, const Journal& journal, std::uint32_t first, std::uint32_t last) {
  EntryWriter entries(writer, world, journal);
  writer.beginArray();
  for (std::uint32_t seq = std::max(first, 1U); seq <= std::min(last, journal.size()); ++seq) {
    entries.write(seq);
  }
  writer.endArray();
}

void writeEntries(Writer& writer, const Simulation& simulation, std::uint32_t first, std::uint32_t last) {
  writeEntries(writer, simulation.world(), simulation.recorder(), first, last);
}

EntriesText entriesText(const World& world, const Journal& journal, std::size_t bytes) {
  EntriesText entries{"[", false};
  for (std::uint32_t seq = 1; seq <= journal.size() && !entries.truncated; ++seq) {
    Writer writer;
    EntryWriter(writer, world, journal).write(seq);
    const std::string entry = writer.take();
    constexpr std::size_t around = 2;  // a comma before it, a bracket after the last
    entries.truncated = entries.text.size() + entry.size() + around > bytes;
    if (!entries.truncated) {
      entries.text += (seq == 1 ? "" : ",") + entry;
    }
  }
  entries.text += ']';
  return entries;
}

void writeOutbox(Writer& writer, const Simulation& simulation) {
  EntryWriter entries(writer, simulation.world(), simulation.recorder());
  writer.beginArray();
  for (const std::uint32_t seq : simulation.recorder().outbox()) {
    entries.write(seq);
  }
  writer.endArray();
}

void writeContact(Writer& writer, const Simulation& simulation, std::uint32_t contact) {
  const ContactState state = contactState(simulation.world(), contact);
  writer.beginObject();
  writer.member("id", state.id);
  writer.memberOrNull("name", state.name);
  writer.memberOrNull("email", state.email);
  writer.key("engagementScore");
  state.engagementScore ? writer.value(*state.engagementScore) : writer.null();
  writeTexts(writer, "tags", state.tags);
  writer.key("fields").beginObject();
  for (const auto& [key, scalar] : state.fields) {
    writer.member(key, scalar);
  }
  writer.endObject();
  writeTexts(writer, "notes", state.notes);
  writer.instantOrNull("createdAt", state.createdAt);
  writer.instantOrNull("lastActivityAt", state.lastActivityAt);
  writer.key("lastScoreChange");
  const std::uint32_t lastChange = simulation.recorder().lastScoreChange(contact);
  lastChange == 0 ? void(writer.null()) : writeEntry(writer, simulation, lastChange);
  writer.key("waiting").beginArray();
  for (const WaitState& wait : state.waiting) {
    writeWait(writer, wait);
  }
  writer.endArray();
  writeTexts(writer, "locked", state.locked);
  writer.endObject();
}

}  // namespace rehearse::json
