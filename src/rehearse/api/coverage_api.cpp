#include "rehearse/api/answers.hpp"
#include "rehearse/api/api.hpp"
#include "rehearse/api/handle_table.hpp"
#include "rehearse/json/coverage_reader.hpp"
#include "rehearse/json/coverage_writer.hpp"

// Coverage of several files as one.

namespace rehearse::api {
namespace {

HandleTable<CoverageReport>& reports() {
  static HandleTable<CoverageReport> all;
  return all;
}

/// Calls `use` with a report, if there is one.
template <class Use>
std::string withReport(std::uint32_t handle, Use use) {
  CoverageReport* report = reports().find(handle);
  return report != nullptr ? use(*report)
                           : failure(usageError, "There is no such coverage: it was disposed of, or never was.");
}

}  // namespace

std::uint32_t coverageOpen() { return reports().open({}); }

std::string coverageAdd(std::uint32_t handle, std::string_view coverageText) {
  return withReport(handle, [&](CoverageReport& report) {
    auto workspaces = json::readCoverage(coverageText);
    if (!workspaces) {
      return failure(usageError, workspaces.diagnostics());
    }
    for (CoveredWorkspace& workspace : *workspaces) {
      report.add(std::move(workspace));
    }
    return json::Writer().beginObject().member("ok", true).endObject().take();
  });
}

std::string coverageMerged(std::uint32_t handle) {
  return withReport(handle, [](const CoverageReport& report) {
    json::Writer writer;
    writer.beginObject().member("ok", true).key("coverage");
    json::writeCoverage(writer, report);
    return writer.endObject().take();
  });
}

void coverageDispose(std::uint32_t handle) { reports().dispose(handle); }

}  // namespace rehearse::api
