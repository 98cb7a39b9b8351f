#pragma once

// The words of the field, as tables. The reader, the checker, the program, the catalog, the schemas and the
// documentation all take their names, kinds and limits from here and from nowhere else.

#include "rehearse/vocabulary/choices.hpp"       // what properties of a few names may say
#include "rehearse/vocabulary/event_types.hpp"   // what happens: types and their attributes
#include "rehearse/vocabulary/fields.hpp"        // what conditions may look at
#include "rehearse/vocabulary/merge_fields.hpp"  // what texts are filled in with
#include "rehearse/vocabulary/operators.hpp"     // how conditions compare
#include "rehearse/vocabulary/properties.hpp"    // the objects of documents and their properties
#include "rehearse/vocabulary/step_types.hpp"    // what workflows do
#include "rehearse/vocabulary/value_kind.hpp"    // the kinds of values
