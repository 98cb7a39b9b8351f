#pragma once

#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/scenario.hpp"

namespace rehearse::json {

/// Makes the model of a scenario file that the checker found no error in.
ScenarioFile buildScenarioFile(TreeValue document, std::string_view source);

/// Makes the model of an expectation that the checker found no error in, and that is a document of its own.
Expectation buildExpectation(TreeValue document, std::string_view source);

}  // namespace rehearse::json
