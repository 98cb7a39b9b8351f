#include "rehearse/api/entry_names.hpp"

#include <algorithm>
#include <vector>

#include "rehearse/api/simulation_table.hpp"
#include "rehearse/json/condition_trace.hpp"
#include "rehearse/json/writer.hpp"
#include "rehearse/simulation/near_miss.hpp"

namespace rehearse::api {
namespace {

/// Writes the names of one simulation's numbers.
class NameWriter {
 public:
  NameWriter(json::Writer& writer, const Simulation& simulation)
      : writer_(writer), world_(simulation.world()), program_(*world_.program), journal_(simulation.recorder()) {}

  std::size_t sizeOf(NameTable table) const {
    switch (table) {
      case NameTable::workflows:
        return program_.workflows.size();
      case NameTable::triggers:
        return program_.triggers.size();
      case NameTable::steps:
        return program_.instructions.size();
      case NameTable::rules:
        return program_.rules.size();
      case NameTable::contacts:
        return world_.contacts.size();
      case NameTable::texts:
        return world_.symbols.end();
    }
    return 0;
  }

  void write(NameTable table, std::uint32_t index) {
    switch (table) {
      case NameTable::workflows:
        return writeText(program_.workflows[index].id);
      case NameTable::triggers:
        return writeTrigger(program_.triggers[index]);
      case NameTable::steps:
        return writeStep(program_.instructions[index]);
      case NameTable::rules:
        return writeText(program_.rules[index].id);
      case NameTable::contacts:
        return writeText(world_.contacts.id(index));
      case NameTable::texts:
        return writeText(static_cast<Symbol>(index));
    }
  }

 private:
  void writeText(Symbol text) { writer_.value(world_.symbols.text(text)); }

  void writeTrigger(const TriggerProgram& trigger) {
    writer_.beginObject().key("id");
    writeText(trigger.id);
    writer_.key("workflow");
    writeText(program_.workflows[trigger.workflow].id);
    writer_.key("conditions");
    const std::vector<Value> nothing(program_.tree(trigger.conditions).size());
    json::ConditionTraceWriter(writer_, program_, world_.symbols, journal_, nothing, 0).write(trigger.conditions);
    writer_.endObject();
  }

  void writeStep(const Instruction& step) {
    writer_.beginObject().key("id");
    writeText(step.id);
    writer_.key("type");
    writeText(step.typeName);
    writer_.endObject();
  }

  json::Writer& writer_;
  const World& world_;
  const Program& program_;
  const Journal& journal_;
};

template <class Detail>
void writeNames(json::Writer& writer, std::string_view key, std::size_t count) {
  writer.key(key).beginArray();
  for (std::size_t number = 0; number < count; ++number) {
    writer.value(nameOf(static_cast<Detail>(number)));
  }
  writer.endArray();
}

/// One past the last of an enumeration.
template <class Detail>
constexpr std::size_t countTo(Detail last) {
  return static_cast<std::size_t>(last) + 1;
}

void writeEventTypes(json::Writer& writer) {
  writer.key("events").beginArray();
  for (const EventTypeRow& row : eventTypes()) {
    writer.beginObject().member("name", row.name).member("origin", nameOf(row.origin)).key("attributes").beginArray();
    for (const AttributeRow& attribute : row.attributes) {
      writer.value(attribute.name);
    }
    writer.endArray().endObject();
  }
  writer.endArray();
}

}  // namespace

std::string namesOf(std::uint32_t simulation, std::uint32_t table, std::uint32_t first, std::uint32_t count) {
  json::Writer writer;
  writer.beginArray();
  if (const Simulation* const found = simulations().find(simulation)) {
    NameWriter names(writer, *found);
    const auto of = static_cast<NameTable>(table);
    const std::size_t end = std::min(names.sizeOf(of), std::size_t{first} + count);
    for (std::size_t index = first; index < end; ++index) {
      names.write(of, static_cast<std::uint32_t>(index));
    }
  }
  return writer.endArray().take();
}

std::string entryNames() {
  json::Writer writer;
  writer.beginObject();
  writeNames<RefusalReason>(writer, "refusals", refusalReasonCount);
  writeNames<StepOutcome>(writer, "outcomes", countTo(StepOutcome::unmet));
  writeNames<ScoreSource>(writer, "sources", countTo(ScoreSource::expiry));
  writeNames<ExitReason>(writer, "exits", exitReasonCount);
  writeNames<NearMiss>(writer, "notes", countTo(NearMiss::typeDiffers));
  writeEventTypes(writer);
  return writer.endObject().take();
}

}  // namespace rehearse::api
