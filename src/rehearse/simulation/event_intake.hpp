#pragma once

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/model/event.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Checks an event from outside and interns it; its fields go to `world.eventFields`. The errors are those of
/// `BasicSimulation::fire`; a resource that the workspace does not list is a warning. Nothing that a run can see
/// changes.
Result<Event> takeIn(World& world, const EventData& data);

/// An error about one value of a stimulus. `path` is a JSON Pointer into it.
Diagnostic stimulusError(std::string code, std::string message, std::string path, std::string hint = {});

/// A scalar as a run's value; the text "" is empty.
Value toValue(World& world, const Scalar& scalar);

}  // namespace rehearse
