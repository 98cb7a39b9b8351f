#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rehearse/model/event.hpp"
#include "rehearse/model/workspace.hpp"

namespace rehearse {

/// Where in the scenario's text something stands, so that a failure can say so.
struct Place {
  std::string path;  ///< JSON Pointer
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A contact and a workflow.
struct ContactInWorkflow {
  std::string contact;
  std::string workflow;
};

/// A number compared with the score.
struct ScoreComparison {
  Operator comparison = Operator::equalTo;
  double value = 0;  ///< not looked at by `isEmpty` and `isNotEmpty`
};

/// What a score must be: null (empty), a number, or comparisons that must all hold.
using ScoreExpectation = std::variant<std::monostate, std::int32_t, std::vector<ScoreComparison>>;

/// The keys of a message that must be as given.
struct MessageMatch {
  ScalarMap texts;  ///< `contact`, `workflow`, `step`, `channel` and content keys
  std::optional<ScalarMap> fields;
};

/// What must be so at a point of a scenario. What is absent is not looked at.
struct Expectation {
  std::optional<std::string> contact;
  std::optional<ScoreExpectation> engagementScore;
  std::optional<std::vector<std::string>> tags, hasTags, lacksTags;
  std::optional<ScalarMap> fields;
  std::optional<std::vector<std::string>> notes, waitingIn;
  std::optional<std::string> workflow;
  std::optional<std::int64_t> enrolled, active, finished, refused;
  std::optional<std::vector<std::string>> fired, notFired;
  std::optional<std::vector<ContactInWorkflow>> locked;
  std::optional<std::vector<MessageMatch>> messages;
  /// The place of each key given, in document order.
  std::vector<std::pair<std::string, Place>> places;
};

/// Stimuli other than events.
struct Advance {
  Duration duration = 0;
};
struct AdvanceTo {
  Instant instant = 0;
};
struct Edit {
  ContactData contact;
};
struct AddContact {
  ContactData contact;
};
struct Unlock {
  ContactInWorkflow target;
};
using Stimulus = std::variant<EventData, Advance, AdvanceTo, Edit, AddContact, Unlock>;

/// One step of a scenario, with where it stands in the text.
struct ScenarioStep {
  std::variant<Stimulus, Expectation> action;
  Place place;
};

/// One test.
struct Scenario {
  std::string name;
  std::vector<ContactData> contacts;
  bool runDrafts = false;
  std::vector<ScenarioStep> steps;
  Place place;
};

/// A file of tests on one workspace.
struct ScenarioFile {
  /// The workspace itself, or the path of its document.
  std::variant<Workspace, std::string> workspace;
  std::vector<Scenario> scenarios;
};

}  // namespace rehearse
