#include "rehearse/json/catalog.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "rehearse/json/reader.hpp"
#include "rehearse/model/time.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"

namespace rehearse::json {
namespace {

void writeNames(Writer& writer, std::string_view key, std::span<const std::string_view> names) {
  writer.key(key).beginArray();
  for (const auto name : names) {
    writer.value(name);
  }
  writer.endArray();
}

void writeProperties(Writer& writer, std::string_view key, std::span<const PropertyRow> properties) {
  writer.key(key).beginArray();
  for (const auto& row : properties) {
    writer.beginObject();
    writer.member("name", row.name).member("kind", nameOf(row.kind)).member("required", row.required);
    writer.member("label", row.label).member("documentation", row.documentation);
    writer.member("minimum", row.minimum).member("maximum", row.maximum);
    writeNames(writer, "choices", row.choices);
    writer.memberOrNull("shape", row.shape == Shape::none ? std::string_view() : rowOf(row.shape).name);
    writer.memberOrNull("resource", row.resource);
    writer.key("default").raw(row.defaultValue.empty() ? std::string_view("null") : row.defaultValue);
    writeNames(writer, "onlyFor", row.onlyFor);
    writer.endObject();
  }
  writer.endArray();
}

void writeRules(Writer& writer, std::span<const RuleRow> rules) {
  writer.key("rules").beginArray();
  for (const auto& rule : rules) {
    writer.beginObject().member("kind", nameOf(rule.kind));
    writeNames(writer, "names", rule.names);
    writer.endObject();
  }
  writer.endArray();
}

void writeEventTypes(Writer& writer) {
  writer.key("eventTypes").beginArray();
  for (const auto& row : eventTypes()) {
    writer.beginObject();
    writer.member("name", row.name).member("label", row.label).member("group", row.group);
    writer.member("origin", nameOf(row.origin));
    writer.key("attributes").beginArray();
    for (const auto& attribute : row.attributes) {
      writer.beginObject();
      writer.member("name", attribute.name).member("kind", nameOf(attribute.kind));
      writer.member("required", attribute.required).memberOrNull("resource", attribute.resource);
      writer.member("label", attribute.label).endObject();
    }
    writer.endArray().member("hasFields", row.hasFields).member("documentation", row.documentation).endObject();
  }
  writer.endArray();
}

void writeOperators(Writer& writer) {
  constexpr std::array kinds{ValueKind::number, ValueKind::text, ValueKind::yesNo,
                             ValueKind::tags,   ValueKind::time, ValueKind::scalar};
  writer.key("operators").beginArray();
  for (const auto& row : operators()) {
    writer.beginObject().member("name", row.name).member("label", row.label);
    writer.key("operands").beginObject();
    for (const auto kind : kinds) {
      if (appliesTo(row.id, kind)) {
        writer.member(nameOf(kind), nameOf(operandOf(row.id, kind)));
      }
    }
    writer.endObject().endObject();
  }
  writer.endArray();
}

void writeContactFields(Writer& writer) {
  writer.key("contactFields").beginArray();
  for (const auto& row : contactFields()) {
    writer.beginObject().member("field", "contact." + std::string(row.name)).member("label", row.label);
    writer.member("kind", nameOf(row.kind)).member("settable", row.settable).endObject();
  }
  writer.endArray();
}

void writeStepTypes(Writer& writer) {
  writer.key("stepTypes").beginArray();
  for (const auto& row : stepTypes()) {
    writer.beginObject();
    writer.member("name", row.name).member("label", row.label).member("group", row.group);
    writer.member("sendsMessage", row.sendsMessage);
    writeProperties(writer, "parameters", row.parameters);
    writeRules(writer, row.rules);
    writer.member("documentation", row.documentation).endObject();
  }
  writer.endArray();
}

void writeShapes(Writer& writer) {
  writer.key("shapes").beginObject();
  for (const auto& row : shapes()) {
    if (row.id == Shape::none) {
      continue;
    }
    writer.key(row.name).beginObject().member("documentation", row.documentation);
    writeProperties(writer, "properties", row.properties);
    writeRules(writer, row.rules);
    writer.endObject();
  }
  writer.endObject();
}

/// A bound on documents, beside those that single properties have.
struct LimitRow {
  std::string_view name;
  std::uint64_t value;
  std::string_view documentation;
};

// One row a line, however long: read it as a table.
// clang-format off
constexpr std::array limitRows{
    LimitRow{"documentBytes", maximumBytes, "The bytes of one text that is read."},
    LimitRow{"depth", maximumDepth, "Objects and lists within one another."},
    LimitRow{"idLength", maximumIdLength, "The characters of an id, a tag, or the NAME of `custom.NAME`."},
    LimitRow{"madeIdLength", maximumMadeIdLength, "The bytes of an id that a trigger or a step gets from its place."},
    LimitRow{"items", maximumItems, "Tags, fields, texts, triggers or branches in one place."},
    LimitRow{"objects", maximumObjects, "Workflows, contacts, resources of a kind, scenarios, or steps of a scenario."},
    LimitRow{"steps", maximumSteps, "The steps of one workflow, counted at every depth."},
    LimitRow{"stepsInAll", maximumStepsInAll, "The steps of all workflows, or of all scenarios, of one document."},
    LimitRow{"durationWeeks", maximumDuration / week, "The weeks of the longest duration."},
    LimitRow{"diagnostics", maximumDiagnostics, "The errors of one document that are told at once."},
};
// clang-format on

void writeLimits(Writer& writer) {
  writer.key("limits").beginArray();
  for (const auto& row : limitRows) {
    writer.beginObject().member("name", row.name).member("value", row.value);
    writer.member("documentation", row.documentation).endObject();
  }
  writer.endArray();
}

}  // namespace

std::string writeCatalog() {
  Writer writer;
  writer.beginObject();
  writeEventTypes(writer);
  writeOperators(writer);
  writeContactFields(writer);
  writeStepTypes(writer);
  writeShapes(writer);
  writeLimits(writer);
  writer.endObject();
  return writer.take();
}

void writeDiagnostics(Writer& writer, const Diagnostics& diagnostics) {
  writer.beginArray();
  for (const auto& diagnostic : diagnostics) {
    writer.beginObject();
    writer.member("code", diagnostic.code).member("severity", nameOf(diagnostic.severity));
    writer.member("message", diagnostic.message).member("path", diagnostic.path);
    writer.member("line", diagnostic.line).member("column", diagnostic.column);
    writer.member("hint", diagnostic.hint).endObject();
  }
  writer.endArray();
}

}  // namespace rehearse::json
