#pragma once

// What documents say, as plain values: no behaviour, no indexes, no positions in a text.

#include "rehearse/model/condition.hpp"   // comparisons and groups
#include "rehearse/model/diagnostic.hpp"  // what is wrong, where; Result<T>
#include "rehearse/model/event.hpp"       // events from outside
#include "rehearse/model/scalar.hpp"      // field values, extensions
#include "rehearse/model/scenario.hpp"    // tests
#include "rehearse/model/time.hpp"        // moments and durations
#include "rehearse/model/workspace.hpp"   // workflows, triggers, steps, contacts
