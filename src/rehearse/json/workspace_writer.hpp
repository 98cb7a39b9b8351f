#pragma once

#include <string>

#include "rehearse/model/workspace.hpp"

namespace rehearse::json {

/// Writes a workspace as a document, two spaces a level, keys in the order of the vocabulary's tables, extensions last.
/// What the document left out is left out again. A text that would be too large to be read is written without white
/// space. Reading the text gives the same workspace.
std::string writeWorkspace(const Workspace& workspace);

}  // namespace rehearse::json
