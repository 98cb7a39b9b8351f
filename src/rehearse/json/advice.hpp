#pragma once

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"

namespace rehearse::json {

/// Warns of what a workspace can do and is probably not meant to: conditions that can never hold, loops, merge fields
/// that name nothing. Only of a document that the checker found no error in.
void adviseWorkspace(TreeValue workspace, Findings& findings);

}  // namespace rehearse::json
