#pragma once

// Text to model, and model and journal to text. The only room that knows a JSON library.

#include "rehearse/json/catalog.hpp"           // the vocabulary's tables as JSON
#include "rehearse/json/coverage_outline.hpp"  // coverage without its program
#include "rehearse/json/coverage_reader.hpp"
#include "rehearse/json/coverage_writer.hpp"
#include "rehearse/json/explanation_writer.hpp"
#include "rehearse/json/journal_writer.hpp"  // journal, contacts, stats as JSON
#include "rehearse/json/reader.hpp"          // workspace, scenario, event, contact: text to model with diagnostics
#include "rehearse/json/statistics_writer.hpp"
#include "rehearse/json/workspace_writer.hpp"  // workspace to text, extensions kept
#include "rehearse/json/writer.hpp"            // compact JSON from left to right
