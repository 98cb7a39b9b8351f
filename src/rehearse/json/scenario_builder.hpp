#pragma once

#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/scenario.hpp"

namespace rehearse::json {

/// Makes the model of a scenario file that the checker found no error in.
ScenarioFile buildScenarioFile(TreeValue document, std::string_view source);

}  // namespace rehearse::json
