#pragma once

#include <string_view>
#include <vector>

#include "rehearse/json/names.hpp"
#include "rehearse/model/diagnostic.hpp"
#include "rehearse/model/event.hpp"
#include "rehearse/model/scenario.hpp"
#include "rehearse/model/workspace.hpp"

namespace rehearse::json {

/// Limits of every document.
inline constexpr std::size_t maximumBytes = 16U << 20U;  ///< beyond: `json.size`
inline constexpr std::size_t maximumDepth = 64;          ///< nested objects and arrays; beyond: `json.depth`
inline constexpr std::size_t maximumValues =
    4'000'000;  ///< values and keys, some 130 MB of memory; beyond: `json.size`

/// Reads a workspace document. All errors at once, up to `maximumDiagnostics`; trigger and step ids that the document
/// leaves out are filled in from their place.
Result<Workspace> readWorkspace(std::string_view text);

/// All there is to say of a workspace document: its errors, or what in it can be run and is probably not meant.
Diagnostics checkWorkspace(std::string_view text);

/// Reads a scenario file. A workspace inside it is read with it; a path is left as it is.
/// References to workflows and contacts are checked against `workspace` where the file gives a path and the workspace
/// is known. `advised`: with warnings of what in a workspace inside it is probably not meant.
Result<ScenarioFile> readScenarioFile(std::string_view text, const Workspace* workspace = nullptr,
                                      bool advised = false);

/// Reads an expectation, as scenarios have them. References are checked against `names` and `steps`.
Result<Expectation> readExpectation(std::string_view text, const WorkspaceNames& names, const Names& steps);

/// Reads a list of contacts, as scenarios have them.
Result<std::vector<ContactData>> readContacts(std::string_view text);

/// Reads an event fired from outside. Whether the contact exists, the simulation says.
Result<EventData> readEvent(std::string_view text);

/// Reads a contact that arrives.
Result<ContactData> readContact(std::string_view text);

/// Reads what an edit sets: the keys of `contactEdit` without `contact`.
Result<ContactData> readContactEdit(std::string_view text);

}  // namespace rehearse::json
