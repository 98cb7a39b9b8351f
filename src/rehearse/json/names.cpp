#include "rehearse/json/names.hpp"

#include <algorithm>

#include "rehearse/json/place_ids.hpp"
#include "rehearse/model/number.hpp"
#include "rehearse/model/sorting.hpp"
#include "rehearse/vocabulary/properties.hpp"

namespace rehearse::json {
namespace {

template <class Items>
Names idsOf(const Items& items) {
  std::vector<std::string_view> ids;
  ids.reserve(items.size());
  for (const auto& item : items) {
    ids.push_back(item.id);
  }
  return Names(std::move(ids));
}

void addStepIds(const std::vector<Step>& steps, std::vector<std::string>& ids);

template <class AnyBranch>
void addStepIdsOf(const std::vector<AnyBranch>& branches, std::vector<std::string>& ids) {
  for (const auto& branch : branches) {
    addStepIds(branch.steps, ids);
  }
}

void addStepIds(const std::vector<Step>& steps, std::vector<std::string>& ids) {
  for (const auto& step : steps) {
    ids.push_back(step.id);
    for (const auto& parameter : step.parameters) {
      if (const auto* nested = std::get_if<std::vector<Step>>(&parameter)) {
        addStepIds(*nested, ids);
      } else if (const auto* branches = std::get_if<std::vector<Branch>>(&parameter)) {
        addStepIdsOf(*branches, ids);
      } else if (const auto* weighed = std::get_if<std::vector<SplitBranch>>(&parameter)) {
        addStepIdsOf(*weighed, ids);
      }
    }
  }
}

/// Adds the contact that a step makes.
void addMade(WorkspaceNames& names, std::vector<std::string_view>& ids, std::string_view id) {
  if (id.empty()) {
    names.numbersContacts = true;
  } else {
    ids.push_back(id);
  }
}

void addMade(WorkspaceNames& names, std::vector<std::string_view>& ids, const std::vector<Step>& steps) {
  for (const auto& step : steps) {
    for (const auto& parameter : step.parameters) {
      if (const auto* contact = std::get_if<std::vector<ContactData>>(&parameter)) {
        addMade(names, ids, contact->front().id);
      } else if (const auto* nested = std::get_if<std::vector<Step>>(&parameter)) {
        addMade(names, ids, *nested);
      } else if (const auto* branches = std::get_if<std::vector<Branch>>(&parameter)) {
        for (const auto& branch : *branches) {
          addMade(names, ids, branch.steps);
        }
      }
    }
  }
}

void addMade(WorkspaceNames& names, std::vector<std::string_view>& ids, TreeValue step) {
  const auto type = stepTypeNamed(step.memberText("type").value_or(std::string_view()));
  if (!type) {
    return;
  }
  for (const auto& row : rowOf(*type).parameters) {
    const auto contact = row.shape == Shape::newContact ? step.member(row.name) : std::nullopt;
    if (contact) {
      addMade(names, ids, contact->memberText("id").value_or(std::string_view()));
    }
  }
}

std::vector<std::string_view> copyOf(const Names& names) { return {names.all().begin(), names.all().end()}; }

}  // namespace

Names::Names(std::vector<std::string_view> names) : names_(std::move(names)) {
  sortItems(names_);
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

bool Names::contains(std::string_view name) const { return std::binary_search(names_.begin(), names_.end(), name); }

std::span<const std::string_view> Names::near(std::string_view name) const {
  constexpr std::size_t reach = 500;
  const auto found = std::lower_bound(names_.begin(), names_.end(), name);
  const auto place = static_cast<std::size_t>(found - names_.begin());
  const std::size_t first = place - std::min(reach, place);
  const std::size_t last = std::min(names_.size(), place + reach);
  return std::span(names_).subspan(first, last - first);
}

const Names* WorkspaceNames::resourcesOf(std::string_view kind) const {
  for (const auto& [name, names] : resources) {
    if (name == kind) {
      return &names;
    }
  }
  return nullptr;
}

std::vector<std::string_view> textsOf(std::optional<TreeValue> list, std::string_view key) {
  std::vector<std::string_view> texts;
  if (list && list->isList()) {
    for (const TreeValue item : *list) {
      if (const auto text = item.memberText(key)) {
        texts.push_back(*text);
      }
    }
  }
  return texts;
}

WorkspaceNames namesOf(TreeValue workspace) {
  WorkspaceNames names;
  names.workflows = Names(textsOf(workspace.member("workflows"), "id"));
  names.contacts = Names(textsOf(workspace.member("contacts"), "id"));
  if (const auto resources = workspace.member("resources")) {
    for (const auto& row : rowOf(Shape::resources).properties) {
      if (const auto list = resources->member(row.name); list && list->isList()) {
        names.resources.emplace_back(row.name, Names(textsOf(list, "id")));
      }
    }
  }
  return names;
}

void addMadeContacts(WorkspaceNames& names, TreeValue workspace) {
  const auto workflows = workspace.member("workflows");
  if (!workflows || !workflows->isList()) {
    return;
  }
  auto ids = copyOf(names.contacts);
  for (const TreeValue workflow : *workflows) {
    for (const auto& step : stepsOf(workflow)) {
      addMade(names, ids, step.value);
    }
  }
  names.contacts = Names(std::move(ids));
}

void addMadeContacts(WorkspaceNames& names, const Workspace& workspace) {
  auto ids = copyOf(names.contacts);
  for (const auto& workflow : workspace.workflows) {
    addMade(names, ids, workflow.steps);
  }
  names.contacts = Names(std::move(ids));
}

bool isNumberedContact(std::string_view id) {
  constexpr std::string_view prefix = "contact-";
  const auto number = id.substr(std::min(prefix.size(), id.size()));
  return id.starts_with(prefix) && !number.empty() && number.front() != '0' &&
         std::all_of(number.begin(), number.end(), isDigit);
}

std::vector<std::string> stepIdsOf(TreeValue workspace) {
  std::vector<std::string> ids;
  const auto workflows = workspace.member("workflows");
  if (workflows && workflows->isList()) {
    for (const TreeValue workflow : *workflows) {
      for (auto& step : stepsOf(workflow)) {
        if (ids.size() == maximumStepsInAll) {
          return ids;
        }
        ids.push_back(std::move(step.id));
      }
    }
  }
  return ids;
}

std::vector<std::string> stepIdsOf(const Workspace& workspace) {
  std::vector<std::string> ids;
  for (const auto& workflow : workspace.workflows) {
    addStepIds(workflow.steps, ids);
  }
  return ids;
}

WorkspaceNames namesOf(const Workspace& workspace) {
  WorkspaceNames names;
  names.workflows = idsOf(workspace.workflows);
  if (workspace.contacts) {
    names.contacts = idsOf(*workspace.contacts);
  }
  if (workspace.resources) {
    for (const auto& list : workspace.resources->lists) {
      names.resources.emplace_back(list.kind, idsOf(list.items));
    }
  }
  return names;
}

}  // namespace rehearse::json
