#pragma once

#include <span>

#include "rehearse/json/writer.hpp"
#include "rehearse/simulation/journal.hpp"

namespace rehearse::json {

/// Writes a run's value: text, number, boolean, ISO 8601, a list of tags, or null for empty. `tagsOf` gives the tags of
/// a value that is a list of them.
template <class TagsOf>
void writeValue(Writer& writer, const Symbols& symbols, const Value& value, TagsOf tagsOf) {
  switch (value.type()) {
    case Value::Type::empty:
      writer.null();
      break;
    case Value::Type::number:
      writer.value(value.asNumber());
      break;
    case Value::Type::text:
      writer.value(symbols.text(value.asText()));
      break;
    case Value::Type::yesNo:
      writer.value(value.asYesNo());
      break;
    case Value::Type::time:
      writer.value(formatInstant(value.asTime()));
      break;
    case Value::Type::tags:
      writer.beginArray();
      for (const Symbol tag : tagsOf(value)) {
        writer.value(symbols.text(tag));
      }
      writer.endArray();
      break;
  }
}

/// Writes what a comparison compares with, or null where it is nothing.
void writeExpected(Writer& writer, const Program& program, const Symbols& symbols, const ConditionNode& node);

/// Writes condition trees with what each comparison expected, what was there and whether it held. The journal keeps
/// only the actual values: whether a comparison holds follows from them, by the same function that the run used.
class ConditionTraceWriter {
 public:
  /// `actuals`: the comparisons' values in order; several trees may take theirs from it one after the other.
  ConditionTraceWriter(Writer& writer, const Program& program, const Symbols& symbols, const Journal& journal,
                       std::span<const Value> actuals, Instant now)
      : writer_(writer), program_(program), symbols_(symbols), journal_(journal), actuals_(actuals), now_(now) {}

  void write(ConditionsIndex root);

 private:
  bool writeTree(std::span<const ConditionNode> tree);
  bool writeComparison(const ConditionNode& node);
  bool writeGroup(std::span<const ConditionNode> tree);

  Writer& writer_;
  const Program& program_;
  const Symbols& symbols_;
  const Journal& journal_;
  std::span<const Value> actuals_;
  Instant now_;
};

}  // namespace rehearse::json
