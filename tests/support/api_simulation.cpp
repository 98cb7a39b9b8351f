#include "support/api_simulation.hpp"

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <utility>

#include "rehearse/api/api.hpp"

namespace rehearse::test {
namespace {

using json = Json;

json parsed(const std::string& answer) {
  auto value = json::parse(answer, nullptr, false);
  if (!value.is_object()) {
    std::fprintf(stderr, "The answer is no JSON: %s\n", answer.c_str());
    std::abort();
  }
  return value;
}

json editOf(const json& changes) {
  constexpr std::string_view customField = "fields.";
  json edit = json::object();
  for (const json& change : changes) {
    const auto field = change["field"].get<std::string>();
    if (field.starts_with(customField)) {
      edit["fields"][field.substr(customField.size())] = change["value"];
    } else if (change["value"].is_null() && field != "engagementScore") {
      edit[field] = field == "tags" ? json::array() : json("");
    } else {
      edit[field] = change["value"];
    }
  }
  return edit;
}

Stimulus stimulusOfEdit(const json& entry) {
  const auto contact = entry["contact"].get<std::string>();
  const auto action = entry["action"].get<std::string>();
  if (action == "unlock") {
    return {Stimulus::Kind::unlock, contact, entry["workflow"].get<std::string>()};
  }
  json changes = editOf(entry["changes"]);
  if (action == "edit") {
    return {Stimulus::Kind::edit, contact, changes.dump()};
  }
  changes["id"] = contact;
  return {Stimulus::Kind::addContact, changes.dump(), ""};
}

}  // namespace

std::string describe(const Stimulus& stimulus) {
  static constexpr const char* names[] = {"fire", "advance", "advanceTo", "edit", "addContact", "unlock"};
  return std::string(names[static_cast<std::size_t>(stimulus.kind)]) + " " + stimulus.text + " " + stimulus.further;
}

ApiSimulation ApiSimulation::start(std::string_view workspaceText, bool runDrafts) {
  const json answer = parsed(api::simulate(workspaceText, runDrafts));
  return ApiSimulation(answer["ok"].get<bool>() ? answer["simulation"].get<std::uint32_t>() : 0);
}

ApiSimulation::ApiSimulation(ApiSimulation&& other) noexcept : handle_(std::exchange(other.handle_, 0)) {}

ApiSimulation& ApiSimulation::operator=(ApiSimulation&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

ApiSimulation::~ApiSimulation() { api::dispose(handle_); }

ApiSimulation ApiSimulation::fork() const {
  return ApiSimulation(parsed(api::fork(handle_))["simulation"].get<std::uint32_t>());
}

void ApiSimulation::reset() { parsed(api::reset(handle_)); }

json ApiSimulation::apply(const Stimulus& stimulus) {
  switch (stimulus.kind) {
    case Stimulus::Kind::fire:
      return parsed(api::fire(handle_, stimulus.text));
    case Stimulus::Kind::advance:
      return parsed(api::advance(handle_, stimulus.text));
    case Stimulus::Kind::advanceTo:
      return parsed(api::advanceTo(handle_, stimulus.text));
    case Stimulus::Kind::edit:
      return parsed(api::edit(handle_, stimulus.text, stimulus.further));
    case Stimulus::Kind::addContact:
      return parsed(api::addContact(handle_, stimulus.text));
    case Stimulus::Kind::unlock:
      return parsed(api::unlock(handle_, stimulus.text, stimulus.further));
  }
  return {};
}

bool ApiSimulation::accepts(const Stimulus& stimulus) { return apply(stimulus)["ok"].get<bool>(); }

json ApiSimulation::clock() const { return parsed(api::clock(handle_)); }

std::string ApiSimulation::journalText() const {
  return api::entries(handle_, 1, std::numeric_limits<std::uint32_t>::max());
}

json ApiSimulation::journal() const { return parsed(journalText())["entries"]; }

json ApiSimulation::contacts() const { return parsed(api::contacts(handle_))["contacts"]; }

json ApiSimulation::stats() const { return parsed(api::stats(handle_))["stats"]; }

std::string ApiSimulation::state() const {
  return journalText() + "\n" + api::contacts(handle_) + "\n" + api::stats(handle_) + "\n" + api::clock(handle_);
}

std::vector<Stimulus> stimuliOf(const json& journal) {
  std::vector<Stimulus> stimuli;
  for (const json& entry : journal) {
    if (!entry["cause"].is_null()) {
      continue;
    }
    const auto kind = entry["kind"].get<std::string>();
    if (kind == "event") {
      stimuli.push_back({Stimulus::Kind::fire, entry["event"].dump(), ""});
    } else if (kind == "clockMoved") {
      stimuli.push_back({Stimulus::Kind::advanceTo, entry["to"].get<std::string>(), ""});
    } else if (kind == "edited") {
      stimuli.push_back(stimulusOfEdit(entry));
    }
  }
  return stimuli;
}

}  // namespace rehearse::test
