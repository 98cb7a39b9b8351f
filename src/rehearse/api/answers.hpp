#pragma once

#include <string>
#include <string_view>

#include "rehearse/json/writer.hpp"
#include "rehearse/model/diagnostic.hpp"

// What the answers of all functions of the api have in common.

namespace rehearse::api {

inline constexpr std::string_view workspaceError = "workspace";
inline constexpr std::string_view eventError = "event";
inline constexpr std::string_view scenarioError = "scenario";
inline constexpr std::string_view usageError = "usage";

void writeDiagnosticsMember(json::Writer& writer, const Diagnostics& diagnostics);

/// `{"ok","diagnostics"}`: whether a document can be used, and what there is to say of it.
std::string checkResult(const Diagnostics& diagnostics);

/// The first error's message, and how many more there are.
std::string summary(const Diagnostics& diagnostics);

/// `{"ok":false,"error","message","diagnostics"`, to which more may be added.
json::Writer beginFailure(std::string_view error, std::string_view message, const Diagnostics& diagnostics);

std::string failure(std::string_view error, std::string_view message, const Diagnostics& diagnostics = {});
std::string failure(std::string_view error, const Diagnostics& diagnostics);

/// Where a handle names no simulation.
std::string noSimulation();

}  // namespace rehearse::api
