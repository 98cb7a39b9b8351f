// The vocabulary's tables drive the reader: whatever row is added must be readable and writable without further code.

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/json/reader.hpp"
#include "rehearse/json/workspace_writer.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"
#include "unit/catch.hpp"

namespace rehearse {
namespace {

/// The parts one after another.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) {
    text += part;
  }
  return text;
}

std::string quotedText(std::string_view text) { return '"' + std::string(text) + '"'; }

/// A value that the row accepts.
std::string sampleOf(const PropertyRow& row) {
  switch (row.kind) {
    case PropertyKind::version:
      return "1";
    case PropertyKind::text:
    case PropertyKind::identifier:
      return "\"x\"";
    case PropertyKind::workflowReference:
      return "\"w\"";
    case PropertyKind::stepReference:
      return "\"s\"";
    case PropertyKind::contactReference:
      return "\"ana\"";
    case PropertyKind::wholeNumber:
    case PropertyKind::points:
    case PropertyKind::score:
      return std::to_string(row.minimum);
    case PropertyKind::yesNo:
    case PropertyKind::flag:
      return "true";
    case PropertyKind::choice:
      return quotedText(row.choices.front());
    case PropertyKind::instant:
      return "\"2026-03-02T09:00:00Z\"";
    case PropertyKind::duration:
    case PropertyKind::signedDuration:
      return "\"1d\"";
    case PropertyKind::timeOfDay:
      return "\"09:00\"";
    case PropertyKind::utcOffset:
      return "\"+02:00\"";
    case PropertyKind::scalar:
      return "1.5";
    case PropertyKind::scalarMap:
    case PropertyKind::clearableMap:
      return R"({"k":true})";
    case PropertyKind::texts:
    case PropertyKind::tags:
      return R"(["x"])";
    case PropertyKind::workflowReferences:
      return R"(["w"])";
    case PropertyKind::eventType:
    case PropertyKind::awaitedEventType:
      return "\"link.clicked\"";
    case PropertyKind::conditions:
      return R"([{"field":"contact.name","operator":"isEmpty"}])";
    case PropertyKind::contactFieldPath:
    case PropertyKind::dateFieldPath:
      return "\"fields.x\"";
    case PropertyKind::event:
      return R"({"type":"email.opened","contact":"ana"})";
    case PropertyKind::steps:
      return R"([{"type":"end"}])";
    case PropertyKind::workspace:
      return "\"w.json\"";
    case PropertyKind::object:
    case PropertyKind::list: {
      std::string object = "{";
      for (const auto& inner : rowOf(row.shape).properties) {
        if (inner.required) {
          object += (object.size() > 1 ? "," : "") + quotedText(inner.name) + ":" + sampleOf(inner);
        }
      }
      return row.kind == PropertyKind::object ? object + "}" : "[" + object + "}]";
    }
  }
  return "";
}

/// Whether the rules let this parameter stand there; it may need others beside it or exclude them.
std::string parametersAround(const StepTypeRow& type, const PropertyRow& row) {
  std::string members = "," + quotedText(row.name) + ":" + sampleOf(row);
  const auto add = [&](std::string_view name) {
    const auto index = parameterIndex(type.id, name);
    if (index && members.find("," + quotedText(name) + ":") == std::string::npos) {
      members += "," + quotedText(name) + ":" + sampleOf(type.parameters[*index]);
    }
  };
  for (const auto& other : type.parameters) {
    if (other.required) {
      add(other.name);
    }
  }
  for (bool isComplete = false; !isComplete;) {
    const auto before = members.size();
    for (const auto& rule : type.rules) {
      bool isMet = false;
      for (const auto name : rule.kind == RuleKind::needsOneOf ? rule.names.subspan(1) : rule.names) {
        isMet = isMet || members.find("," + quotedText(name) + ":") != std::string::npos;
      }
      const bool isNeeded =
          rule.kind != RuleKind::needsOneOf || members.find("," + quotedText(rule.names[0]) + ":") != std::string::npos;
      if (!isMet && isNeeded) {
        add(rule.names.back());
      }
    }
    isComplete = members.size() == before;
  }
  return members;
}

/// Whether the property is for triggers of that event type only.
bool isFor(const PropertyRow& row, std::string_view eventType) {
  return std::find(row.onlyFor.begin(), row.onlyFor.end(), eventType) != row.onlyFor.end();
}

/// What a trigger of that event type may have beside all others.
std::string triggerParameters(const EventTypeRow& type, std::string_view name) {
  std::string members;
  for (const auto& row : rowOf(Shape::trigger).properties) {
    if (isFor(row, type.name) || isFor(row, name)) {
      members += "," + quotedText(row.name) + ":" + sampleOf(row);
    }
  }
  return members;
}

}  // namespace

TEST_CASE("every parameter of every step type is read into the model and written back", "[json]") {
  for (const auto& type : stepTypes()) {
    const std::string name = std::string(type.name) + (type.id == StepType::custom ? "x" : "");
    for (const auto& row : type.parameters) {
      INFO(name << "." << row.name);
      const auto text = R"({"rehearse":1,"workflows":[{"id":"w","triggers":[],"steps":[{"id":"s","type":")" + name +
                        "\"" + parametersAround(type, row) + "}]}]}";
      INFO(text);
      const auto workspace = json::readWorkspace(text);
      for (const auto& diagnostic : workspace.diagnostics()) {
        UNSCOPED_INFO(diagnostic.code + " " + diagnostic.path + " " + diagnostic.message);
      }
      REQUIRE(workspace);
      const auto& step = workspace->workflows[0].steps[0];
      const auto index = parameterIndex(type.id, row.name);
      CHECK_FALSE(std::holds_alternative<std::monostate>(step.parameters[*index]));
      const auto written = json::writeWorkspace(*workspace);
      CHECK(written.find(quotedText(row.name) + ": ") != std::string::npos);
      const auto again = json::readWorkspace(written);
      REQUIRE(again);
      CHECK(json::writeWorkspace(*again) == written);
    }
  }
}

TEST_CASE("every event type can be a trigger, and be fired if it comes from outside", "[json]") {
  for (const auto& type : eventTypes()) {
    const std::string name = std::string(type.name) + (type.id == EventType::custom ? "x" : "");
    INFO(name);
    std::string conditions;
    std::string attributes;
    for (const auto& attribute : type.attributes) {
      conditions += (conditions.empty() ? "" : ",") + std::string(R"({"field":"event.)") + std::string(attribute.name) +
                    R"(","operator":"isNotEmpty"})";
      attributes += "," + quotedText(attribute.name) + ":" +
                    (attribute.kind == ValueKind::number  ? "1"
                     : attribute.kind == ValueKind::yesNo ? "true"
                                                          : "\"x\"");
    }
    const auto text = joined({R"({"rehearse":1,"workflows":[{"id":"w","steps":[],"triggers":[{"type":")", name, "\"",
                              triggerParameters(type, name), R"(,"conditions":[)", conditions, "]}]}]}"});
    const auto workspace = json::readWorkspace(text);
    INFO(text);
    REQUIRE(workspace);
    const auto written = json::writeWorkspace(*workspace);
    for (const auto& row : rowOf(Shape::trigger).properties) {
      if (isFor(row, name)) {
        CHECK(written.find(quotedText(row.name) + ": ") != std::string::npos);
      }
    }
    const auto event = json::readEvent(joined({R"({"contact":"ana","type":")", name, "\"", attributes, "}"}));
    CHECK(static_cast<bool>(event) == (type.origin == EventOrigin::outside));
    if (event) {
      CHECK(event->attributes.size() == type.attributes.size());
    } else {
      REQUIRE(event.diagnostics().size() == 1);
      CHECK(event.diagnostics()[0].code == "event.notFireable");
    }
  }
}

TEST_CASE("what is for triggers of some event types is refused on all others", "[json]") {
  for (const auto& type : eventTypes()) {
    const std::string name = std::string(type.name) + (type.id == EventType::custom ? "x" : "");
    for (const auto& row : rowOf(Shape::trigger).properties) {
      if (row.onlyFor.empty() || isFor(row, type.name)) {
        continue;
      }
      const auto result = json::readWorkspace(
          joined({R"({"rehearse":1,"workflows":[{"id":"w","steps":[],"triggers":[{"type":")", name, "\"",
                  triggerParameters(type, name), ",", quotedText(row.name), ":", sampleOf(row), "}]}]}"}));
      INFO(name << " " << row.name);
      REQUIRE(result.diagnostics().size() == 1);
      CHECK(result.diagnostics()[0].code == "key.dependency");
      CHECK(result.diagnostics()[0].path == "/workflows/0/triggers/0/" + std::string(row.name));
    }
  }
}

TEST_CASE("what the clock makes stands on triggers only", "[json]") {
  const auto pattern = R"({"type":"wait","untilEvent":{"type":")";
  for (const auto& type : eventTypes()) {
    const std::string name = std::string(type.name) + (type.id == EventType::custom ? "x" : "");
    INFO(name);
    const auto waits = json::readWorkspace(
        joined({R"({"rehearse":1,"workflows":[{"id":"w","triggers":[],"steps":[)", pattern, name, R"("}}]}]})"}));
    const auto rule = json::readWorkspace(
        joined({R"({"rehearse":1,"workflows":[],"scoringRules":[{"id":"r","points":1,"event":")", name, R"("}]})"}));
    const bool isOfClock = type.origin == EventOrigin::clock;
    CHECK(static_cast<bool>(waits) == !isOfClock);
    CHECK(static_cast<bool>(rule) == !isOfClock);
    if (isOfClock) {
      CHECK(waits.diagnostics()[0].code == "event.triggerOnly");
      CHECK(rule.diagnostics()[0].code == "event.triggerOnly");
    }
  }
}

TEST_CASE("every operator is accepted on exactly the kinds of field that its row names", "[json]") {
  const std::vector<std::pair<ValueKind, std::string>> fields{{ValueKind::number, "contact.engagementScore"},
                                                              {ValueKind::text, "contact.name"},
                                                              {ValueKind::tags, "contact.tags"},
                                                              {ValueKind::time, "contact.createdAt"},
                                                              {ValueKind::yesNo, "event.disqualified"},
                                                              {ValueKind::scalar, "contact.fields.x"}};
  for (const auto& row : operators()) {
    for (const auto& [kind, field] : fields) {
      INFO(row.name << " on " << field);
      const auto valueOf = [](Operand operand) -> std::string {
        switch (operand) {
          case Operand::none:
            return "";
          case Operand::number:
            return "1";
          case Operand::yesNo:
            return "true";
          case Operand::duration:
            return "\"1d\"";
          case Operand::texts:
            return "[\"x\"]";
          case Operand::text:
          case Operand::scalar:
            return "\"x\"";
        }
        return "";
      };
      const auto value = valueOf(operandOf(row.id, kind));
      const auto result = json::readWorkspace(
          R"({"rehearse":1,"workflows":[{"id":"w","steps":[],"triggers":[{"type":"survey.submitted","conditions":[{"field":")" +
          field + R"(","operator":")" + std::string(row.name) + "\"" + (value.empty() ? "" : ",\"value\":" + value) +
          "}]}]}]}");
      CHECK(static_cast<bool>(result) == appliesTo(row.id, kind));
      if (!result) {
        CHECK(result.diagnostics()[0].code == "operator.notApplicable");
      }
    }
  }
}

}  // namespace rehearse
