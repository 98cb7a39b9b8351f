#include "rehearse/json/condition_trace.hpp"

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/near_miss.hpp"
#include "rehearse/simulation/recorded_trigger.hpp"

namespace rehearse::json {

void writeExpected(Writer& writer, const Program& program, const Symbols& symbols, const ConditionNode& node) {
  if (node.duration > 0) {
    writer.value(formatDuration(node.duration));
  } else if (node.texts.count > 0) {
    writer.beginArray();
    for (std::uint32_t index = 0; index < node.texts.count; ++index) {
      writer.value(symbols.text(program.symbolLists[node.texts.first + index]));
    }
    writer.endArray();
  } else {
    writeValue(writer, symbols, node.operand, [](const Value&) { return std::span<const Symbol>(); });
  }
}

void ConditionTraceWriter::write(ConditionsIndex root) { writeTree(program_.tree(root)); }

bool ConditionTraceWriter::writeTree(std::span<const ConditionNode> tree) {
  return tree.front().kind == Condition::Kind::comparison ? writeComparison(tree.front()) : writeGroup(tree);
}

bool ConditionTraceWriter::writeGroup(std::span<const ConditionNode> tree) {
  const Condition::Kind kind = tree.front().kind;
  writer_.beginObject();
  bool met = kind != Condition::Kind::any;
  if (kind == Condition::Kind::negation) {
    writer_.key("not");
    met = !writeTree(tree.subspan(1, tree[1].size));
  } else {
    writer_.key(kind == Condition::Kind::any ? "any" : "all").beginArray();
    for (std::size_t index = 1; index < tree.size(); index += tree[index].size) {
      const bool child = writeTree(tree.subspan(index, tree[index].size));
      met = kind == Condition::Kind::any ? met || child : met && child;
    }
    writer_.endArray();
  }
  writer_.member("met", met);
  writer_.endObject();
  return met;
}

bool ConditionTraceWriter::writeComparison(const ConditionNode& node) {
  const Value actual = actuals_.front();
  actuals_ = actuals_.subspan(1);
  const bool isTags = actual.type() == Value::Type::tags;
  const bool met = holdsRecorded(journal_, program_, symbols_, node, actual, now_);
  const NearMiss miss = isTags ? nearMissOfTags(program_, symbols_, node, journal_.tags(actual))
                               : nearMiss(program_, symbols_, node, actual, now_);
  writer_.beginObject();
  writer_.member("field", fieldPath(symbols_, node.field));
  writer_.member("operator", rowOf(node.comparison).name);
  writer_.key("expected");
  writeExpected(writer_, program_, symbols_, node);
  writer_.key("actual");
  writeValue(writer_, symbols_, actual, [&](const Value& tags) { return journal_.tags(tags); });
  writer_.member("met", met);
  writer_.memberOrNull("note", nameOf(miss));
  writer_.endObject();
  return met;
}

}  // namespace rehearse::json
