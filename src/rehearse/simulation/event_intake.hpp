#pragma once

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/model/event.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Checks an event from outside and interns it; its fields go to `world.eventFields`. The errors are those of
/// `BasicSimulation::fire`; a resource that the workspace does not list is a warning. Nothing that a run can see
/// changes.
Result<Event> takeIn(World& world, const EventData& data);

// ---- the errors about an event from outside, for whoever else takes events in

Diagnostic unknownEventType(std::string_view type);
/// `name`: of the type, which does not come from outside, as it was given.
Diagnostic notFireable(EventType type, std::string_view name);
Diagnostic unknownAttribute(std::string_view name);
Diagnostic wrongKindOfAttribute(const AttributeRow& attribute);
Diagnostic missingAttribute(const AttributeRow& attribute);
Diagnostic noEventFields();
/// `kind`: what it must be; `scalar`: a text, a number or a yes or no.
Diagnostic wrongKindOfField(std::string_view key, ValueKind kind);
/// Of a number that would become `kept`.
Diagnostic tooManyDigits(std::string_view name, double kept);

/// An error about one value of a stimulus. `path` is a JSON Pointer into it.
Diagnostic stimulusError(std::string code, std::string message, std::string path, std::string hint = {});

/// A scalar as a run's value; the text "" is empty.
Value toValue(World& world, const Scalar& scalar);

}  // namespace rehearse
