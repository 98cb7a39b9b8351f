#include "rehearse/api/answers.hpp"

#include <algorithm>

#include "rehearse/json/json.hpp"

namespace rehearse::api {

void writeDiagnosticsMember(json::Writer& writer, const Diagnostics& diagnostics) {
  writer.key("diagnostics");
  json::writeDiagnostics(writer, diagnostics);
}

std::string checkResult(const Diagnostics& diagnostics) {
  json::Writer writer;
  writer.beginObject().member("ok", !hasErrors(diagnostics));
  writeDiagnosticsMember(writer, diagnostics);
  return writer.endObject().take();
}

std::string summary(const Diagnostics& diagnostics) {
  const auto isError = [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; };
  const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), isError);
  if (first == diagnostics.end()) {
    return "It cannot be used.";
  }
  const auto more = std::count_if(first + 1, diagnostics.end(), isError);
  return first->message + (more > 0 ? " (and " + std::to_string(more) + " more)" : "");
}

json::Writer beginFailure(std::string_view error, std::string_view message, const Diagnostics& diagnostics) {
  json::Writer writer;
  writer.beginObject().member("ok", false).member("error", error).member("message", message);
  writeDiagnosticsMember(writer, diagnostics);
  return writer;
}

std::string failure(std::string_view error, std::string_view message, const Diagnostics& diagnostics) {
  return beginFailure(error, message, diagnostics).endObject().take();
}

std::string failure(std::string_view error, const Diagnostics& diagnostics) {
  return failure(error, summary(diagnostics), diagnostics);
}

std::string noSimulation() {
  return failure(usageError, "There is no such simulation: it was disposed of, or never was.");
}

}  // namespace rehearse::api
