#pragma once

// The one header to include.
//
//   auto workspace = rehearse::json::readWorkspace(text);        // Result: a workspace, or diagnostics
//   const auto program = rehearse::compile(*workspace);          // immutable; outlives its simulations
//   rehearse::Simulation simulation(program);                    // a value: a copy is a fork
//   const auto report = simulation.fire({.type = "link.clicked", .contact = "ana", .attributes = {{"link",
//   "pricing"}}});

#include "rehearse/api/api.hpp"            // strings in, strings out
#include "rehearse/coverage/coverage.hpp"  // what tests exercised of it
#include "rehearse/coverage/coverage_report.hpp"
#include "rehearse/json/json.hpp"               // text to model, model and journal to text
#include "rehearse/model/model.hpp"             // what documents say
#include "rehearse/program/program.hpp"         // a workspace made ready to run
#include "rehearse/replay/replay.hpp"           // a log of past events
#include "rehearse/scenario/scenario.hpp"       // tests
#include "rehearse/simulation/explanation.hpp"  // why a workflow did or did not start
#include "rehearse/simulation/simulation.hpp"   // a workspace being run
#include "rehearse/simulation/statistics.hpp"   // how it has gone so far
#include "rehearse/vocabulary/vocabulary.hpp"   // the words of the field, as tables
