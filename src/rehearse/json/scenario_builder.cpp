#include "rehearse/json/scenario_builder.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "rehearse/json/members.hpp"
#include "rehearse/json/model_builder.hpp"
#include "rehearse/json/text_position.hpp"
#include "rehearse/vocabulary/choices.hpp"
#include "rehearse/vocabulary/operators.hpp"

namespace rehearse::json {
namespace {

Place placeAt(TextPositions& positions, TreeValue value, std::size_t offset) {
  const auto position = positions.at(offset);
  return {value.pointer(), position.line, position.column};
}

std::string memberString(TreeValue object, std::string_view name) {
  return std::string(object.memberText(name).value_or(std::string_view()));
}

ContactInWorkflow buildContactInWorkflow(TreeValue value) {
  return {memberString(value, "contact"), memberString(value, "workflow")};
}

ScoreExpectation buildScoreExpectation(TreeValue value) {
  if (value.isNull()) {
    return std::monostate();
  }
  if (value.isNumber()) {
    return static_cast<std::int32_t>(value.number());
  }
  std::vector<ScoreComparison> comparisons;
  for (const TreeValue member : value) {
    if (const auto id = operatorNamed(member.key())) {
      comparisons.push_back({*id, member.isNumber() ? member.number() : 0});
    }
  }
  return comparisons;
}

MessageMatch buildMessageMatch(TreeValue value) {
  MessageMatch match;
  for (const TreeValue member : value) {
    if (isExtension(member.key())) {
      continue;
    }
    if (member.isObject()) {
      match.fields = buildScalarMap(member);
    } else {
      match.texts.emplace_back(member.key(), buildScalar(member));
    }
  }
  return match;
}

Expectation buildExpectation(TreeValue value, TextPositions& positions) {
  const auto text = [](TreeValue member) { return std::string(member.text()); };
  const auto count = [](TreeValue member) { return static_cast<std::int64_t>(member.number()); };
  Expectation expectation;
  expectation.contact = optionalMember(value, "contact", text);
  expectation.engagementScore = optionalMember(value, "engagementScore", buildScoreExpectation);
  expectation.tags = optionalMember(value, "tags", buildTexts);
  expectation.hasTags = optionalMember(value, "hasTags", buildTexts);
  expectation.lacksTags = optionalMember(value, "lacksTags", buildTexts);
  expectation.fields = optionalMember(value, "fields", buildScalarMap);
  expectation.notes = optionalMember(value, "notes", buildTexts);
  expectation.waitingIn = optionalMember(value, "waitingIn", buildTexts);
  expectation.workflow = optionalMember(value, "workflow", text);
  expectation.enrolled = optionalMember(value, "enrolled", count);
  expectation.active = optionalMember(value, "active", count);
  expectation.finished = optionalMember(value, "finished", count);
  expectation.refused = optionalMember(value, "refused", count);
  expectation.fired = optionalMember(value, "fired", buildTexts);
  expectation.notFired = optionalMember(value, "notFired", buildTexts);
  expectation.locked =
      optionalMember(value, "locked", [](TreeValue list) { return buildList(list, buildContactInWorkflow); });
  expectation.messages =
      optionalMember(value, "messages", [](TreeValue list) { return buildList(list, buildMessageMatch); });
  for (const TreeValue member : value) {
    if (!isExtension(member.key())) {
      expectation.places.emplace_back(member.key(), placeAt(positions, member, member.keyStart()));
    }
  }
  return expectation;
}

Stimulus buildStimulus(TreeValue value) {
  const auto key = value.key();
  if (key == "advance") {
    return Advance{parseDuration(value.text()).value_or(0)};
  }
  if (key == "advanceTo") {
    return AdvanceTo{parseInstant(value.text()).value_or(0)};
  }
  if (key == "edit") {
    return Edit{buildContact(value)};
  }
  if (key == "addContact") {
    return AddContact{buildContact(value)};
  }
  if (key == "unlock") {
    return Unlock{buildContactInWorkflow(value)};
  }
  return buildEvent(value);
}

ScenarioStep buildScenarioStep(TreeValue value, TextPositions& positions) {
  ScenarioStep step;
  step.place = placeAt(positions, value, value.start());
  for (const TreeValue member : value) {
    if (isExtension(member.key())) {
      continue;
    }
    if (member.key() == "expect") {
      step.action = buildExpectation(member, positions);
    } else {
      step.action = buildStimulus(member);
    }
  }
  return step;
}

Scenario buildScenario(TreeValue value, TextPositions& positions) {
  Scenario scenario;
  scenario.place = placeAt(positions, value, value.start());
  scenario.name = memberString(value, "name");
  scenario.contacts = buildList(value.member("contacts"), buildContact);
  scenario.runDrafts = draftModeNamed(memberString(value, "drafts")) == DraftMode::run;
  scenario.steps =
      buildList(*value.member("steps"), [&](TreeValue step) { return buildScenarioStep(step, positions); });
  return scenario;
}

}  // namespace

Expectation buildExpectation(TreeValue document, std::string_view source) {
  TextPositions positions(source);
  return buildExpectation(document, positions);
}

ScenarioFile buildScenarioFile(TreeValue document, std::string_view source) {
  TextPositions positions(source);
  ScenarioFile file;
  const TreeValue workspace = *document.member("workspace");
  if (workspace.isText()) {
    file.workspace = std::string(workspace.text());
  } else {
    file.workspace = buildWorkspace(workspace);
  }
  file.scenarios =
      buildList(*document.member("scenarios"), [&](TreeValue item) { return buildScenario(item, positions); });
  return file;
}

}  // namespace rehearse::json
