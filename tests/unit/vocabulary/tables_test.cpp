#include <set>
#include <string>

#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("names are unique within each table and lead back to their row") {
  std::set<std::string_view> names;
  for (const auto& row : eventTypes()) {
    CHECK(names.insert(row.name).second);
    if (row.id != EventType::custom) {
      CHECK(eventTypeNamed(row.name) == row.id);
    }
  }
  for (const auto& row : stepTypes()) {
    if (row.id != StepType::custom) {
      CHECK(stepTypeNamed(row.name) == row.id);
    }
    std::set<std::string_view> parameters;
    for (const auto& parameter : row.parameters) {
      CHECK(parameters.insert(parameter.name).second);
      CHECK(parameterIndex(row.id, parameter.name) == parameters.size() - 1);
    }
  }
  for (const auto& row : operators()) {
    CHECK(operatorNamed(row.name) == row.id);
  }
  for (const auto& row : contactFields()) {
    CHECK(contactFieldNamed(row.name) == row.id);
  }
}

TEST_CASE("rules name properties that there are") {
  const auto check = [](const auto& properties, const auto& rules) {
    for (const RuleRow& rule : rules) {
      for (const auto name : rule.names) {
        bool found = false;
        for (const PropertyRow& property : properties) {
          found = found || property.name == name;
        }
        INFO(name);
        CHECK(found);
      }
    }
  };
  for (const auto& row : stepTypes()) {
    check(row.parameters, row.rules);
  }
  for (const auto& row : shapes()) {
    check(row.properties, row.rules);
  }
}

TEST_CASE("properties for some event types only name event types, beside a property that holds one") {
  for (const auto& row : shapes()) {
    bool namesEvent = false;
    for (const auto& property : row.properties) {
      namesEvent = namesEvent || property.kind == PropertyKind::eventType;
    }
    for (const auto& property : row.properties) {
      INFO(property.name);
      CHECK((property.onlyFor.empty() || namesEvent));
      for (const auto name : property.onlyFor) {
        CHECK(eventTypeNamed(name).has_value());
      }
    }
  }
}

TEST_CASE("every row says what it is") {
  for (const auto& row : eventTypes()) {
    CHECK_FALSE(row.label.empty());
    CHECK_FALSE(row.documentation.empty());
  }
  for (const auto& row : stepTypes()) {
    CHECK_FALSE(row.label.empty());
    CHECK_FALSE(row.documentation.empty());
    for (const auto& parameter : row.parameters) {
      CHECK_FALSE(parameter.label.empty());
      CHECK_FALSE(parameter.documentation.empty());
    }
  }
}

TEST_CASE("custom names") {
  CHECK(eventTypeNamed("custom.webinar") == EventType::custom);
  CHECK(customNameOf("custom.webinar") == "webinar");
  CHECK(eventTypeNamed("custom.") == std::nullopt);
  CHECK(eventTypeNamed("custom") == std::nullopt);
  CHECK(eventTypeNamed("custom." + std::string(129, 'x')) == std::nullopt);
  std::string umlauts;
  for (int count = 0; count < 128; ++count) {
    umlauts += "ü";
  }
  CHECK(eventTypeNamed("custom." + umlauts) == EventType::custom);
  CHECK(eventTypeNamed("custom." + umlauts + "x") == std::nullopt);
  CHECK(stepTypeNamed("custom.print") == StepType::custom);
}

TEST_CASE("field paths") {
  CHECK(parseFieldPath("event.link")->source == FieldSource::eventAttribute);
  CHECK(parseFieldPath("event.fields.company size")->key == "company size");
  CHECK(parseFieldPath("contact.fields.a.b")->key == "a.b");
  CHECK(parseFieldPath("contact.engagementScore")->field == ContactField::engagementScore);
  for (const auto* path : {"", "event", "event.", "event.fields", "event.fields.", "event.a.b", "contact.", "contact.x",
                           "contact.fields.", "link"}) {
    INFO(path);
    CHECK_FALSE(parseFieldPath(path).has_value());
  }
}

TEST_CASE("which operators apply to which kinds") {
  CHECK(appliesTo(Operator::greaterThan, ValueKind::number));
  CHECK_FALSE(appliesTo(Operator::greaterThan, ValueKind::text));
  CHECK(appliesTo(Operator::contains, ValueKind::tags));
  CHECK_FALSE(appliesTo(Operator::equalTo, ValueKind::tags));
  CHECK_FALSE(appliesTo(Operator::startsWith, ValueKind::yesNo));
  CHECK(appliesTo(Operator::olderThan, ValueKind::time));
  for (const auto& row : operators()) {
    if (row.kinds != kindBit(ValueKind::tags)) {
      INFO(row.name);
      CHECK(appliesTo(row.id, ValueKind::scalar));
    }
  }
}

TEST_CASE("what a step may set") {
  CHECK(parseSettablePath("name")->field == ContactField::name);
  CHECK(parseSettablePath("email")->source == FieldSource::contactField);
  CHECK(parseSettablePath("fields.a.b")->source == FieldSource::contactCustomField);
  CHECK(parseSettablePath("fields.a.b")->key == "a.b");
  for (const auto* path : {"", "tags", "engagementScore", "createdAt", "fields", "fields.", "contact.name"}) {
    INFO(path);
    CHECK_FALSE(parseSettablePath(path).has_value());
  }
}

TEST_CASE("choices lead from their name to their value and back") {
  for (const auto name : workflowStatusNames) {
    CHECK(nameOf(*workflowStatusNamed(name)) == name);
  }
  for (const auto name : firingNames) {
    CHECK(nameOf(*firingNamed(name)) == name);
  }
  for (const auto name : draftModeNames) {
    CHECK(nameOf(*draftModeNamed(name)) == name);
  }
  for (const auto name : removalScopeNames) {
    CHECK(nameOf(*removalScopeNamed(name)) == name);
  }
  CHECK(nameOf(RemovalScope::others) == "others");
  CHECK(nameOf(WorkflowStatus::published) == "published");
  CHECK(nameOf(Firing::crossing) == "crossing");
  CHECK(nameOf(DraftMode::run) == "run");
  CHECK_FALSE(firingNamed("sometimes"));
}

TEST_CASE("kinds of rules and properties have the names of the catalog") {
  CHECK(nameOf(RuleKind::exactlyOne) == "exactlyOne");
  CHECK(nameOf(RuleKind::othersNeedFirst) == "othersNeedFirst");
  CHECK(nameOf(PropertyKind::yesNo) == "yesNo");
  CHECK(nameOf(PropertyKind::flag) == "flag");
  CHECK(nameOf(PropertyKind::choice) == "choice");
  CHECK(nameOf(PropertyKind::workspace) == "workspace");
}
