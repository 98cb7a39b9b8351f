#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/workspace.hpp"
#include "rehearse/vocabulary/event_types.hpp"

namespace rehearse::json {

/// A set of ids that references may name. The texts belong to the document or the workspace.
class Names {
 public:
  Names() = default;
  explicit Names(std::vector<std::string_view> names);

  bool contains(std::string_view name) const;
  /// In the order of their bytes.
  std::span<const std::string_view> all() const { return names_; }
  /// Those around the place where `name` would stand, as many as are worth comparing with it.
  std::span<const std::string_view> near(std::string_view name) const;

 private:
  std::vector<std::string_view> names_;
};

/// What the references of a document may name, by kind.
struct WorkspaceNames {
  Names workflows;
  Names contacts;
  std::vector<std::pair<std::string_view, Names>> resources;  ///< only kinds that are listed
  bool numbersContacts = false;  ///< whether steps make contacts that get the id `contact-N`

  /// The listed ids of a kind of resource, or null where the kind is not listed.
  const Names* resourcesOf(std::string_view kind) const;
};

/// The texts under `key` of the items of a list; nothing for any other value.
std::vector<std::string_view> textsOf(std::optional<TreeValue> list, std::string_view key);

/// The names in a workspace document, as far as it is well-formed.
WorkspaceNames namesOf(TreeValue workspace);

/// Adds the contacts that steps of the workspace may make: a scenario may name them before there are any.
void addMadeContacts(WorkspaceNames& names, TreeValue workspace);
void addMadeContacts(WorkspaceNames& names, const Workspace& workspace);

/// Whether a text is an id that a contact made without one may get: `contact-N`.
bool isNumberedContact(std::string_view id);

/// The ids of the steps of every workflow of a workspace document; no more than `maximumStepsInAll`.
std::vector<std::string> stepIdsOf(TreeValue workspace);

/// The same of a workspace that was read before.
std::vector<std::string> stepIdsOf(const Workspace& workspace);

/// The names in a workspace that was read before.
WorkspaceNames namesOf(const Workspace& workspace);

}  // namespace rehearse::json
