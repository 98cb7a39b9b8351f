#pragma once

#include <string>

#include "rehearse/json/writer.hpp"
#include "rehearse/model/diagnostic.hpp"

namespace rehearse::json {

/// The vocabulary as JSON: `eventTypes`, `operators`, `contactFields`, `stepTypes`, `shapes`, `limits`.
std::string writeCatalog();

/// Writes a list of diagnostics as a JSON array.
void writeDiagnostics(Writer& writer, const Diagnostics& diagnostics);

}  // namespace rehearse::json
