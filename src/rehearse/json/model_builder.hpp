#pragma once

#include <string>
#include <vector>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/event.hpp"
#include "rehearse/model/workspace.hpp"

// Trees to models. Every function takes a value that the checker found no error in.

namespace rehearse::json {

Workspace buildWorkspace(TreeValue document);
/// Of a contact or of an edit, whose `contact` becomes the id.
ContactData buildContact(TreeValue value);
EventData buildEvent(TreeValue value);

Scalar buildScalar(TreeValue value);
ScalarMap buildScalarMap(TreeValue object);
std::vector<std::string> buildTexts(TreeValue list);
/// The extensions of an object, their values without white space.
Extensions buildExtensions(TreeValue object);
/// A condition, or a list of conditions that must all hold.
Conditions buildConditions(TreeValue value);

}  // namespace rehearse::json
