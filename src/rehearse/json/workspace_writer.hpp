#pragma once

#include <string>

#include "rehearse/model/workspace.hpp"

namespace rehearse::json {

/// Writes a workspace as a document, two spaces a level, keys in the order of the vocabulary's tables, extensions last.
/// What the document left out is left out again. Reading the text gives the same workspace.
std::string writeWorkspace(const Workspace& workspace);

}  // namespace rehearse::json
