#pragma once

#include <string>
#include <vector>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/event.hpp"
#include "rehearse/model/workspace.hpp"

// Trees to models. Every function takes a value that the checker found no error in.

namespace rehearse::json {

Workspace buildWorkspace(Value document);
/// Of a contact or of an edit, whose `contact` becomes the id.
ContactData buildContact(Value value);
EventData buildEvent(Value value);

Scalar buildScalar(Value value);
ScalarMap buildScalarMap(Value object);
std::vector<std::string> buildTexts(Value list);
/// The extensions of an object, their values without white space.
Extensions buildExtensions(Value object);
/// A condition, or a list of conditions that must all hold.
Conditions buildConditions(Value value);

}  // namespace rehearse::json
