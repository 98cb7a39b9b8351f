#include "rehearse/json/coverage_writer.hpp"

#include "rehearse/json/coverage_outline.hpp"

namespace rehearse::json {
namespace {

void writeSum(Writer& writer, const CoverageSum& sum) {
  writer.member("covered", sum.covered).member("total", sum.total).member("percent", sum.percent());
}

void writePart(Writer& writer, const CoveredPart& part) {
  writeSum(writer, sumOf(part.items));
  writer.key("items").beginArray();
  for (const CoverageItem& item : part.items) {
    if (item.counts()) {
      writer.beginObject().member("kind", nameOf(item.kind)).member("place", item.place);
      writer.member("outcome", item.outcome).member("hits", item.hits).endObject();
    }
  }
  writer.endArray().key("outline").raw(part.outline);
}

void writeWorkflow(Writer& writer, const CoveredWorkflow& workflow) {
  writer.beginObject().member("workflow", workflow.id).memberOrNull("name", std::string_view(workflow.name));
  writer.member("status", workflow.published ? "published" : "draft");
  writer.member("allowReentry", workflow.allowReentry).member("stopOnReply", workflow.stopOnReply);
  writePart(writer, workflow.part);
  writer.endObject();
}

void writeWorkspace(Writer& writer, const CoveredWorkspace& workspace) {
  writer.beginObject().memberOrNull("name", std::string_view(workspace.name));
  writeSum(writer, sumOf(workspace));
  writer.key("workflows").beginArray();
  for (const CoveredWorkflow& workflow : workspace.workflows) {
    writeWorkflow(writer, workflow);
  }
  writer.endArray().key("scoringRules").beginObject();
  writePart(writer, workspace.rules);
  writer.endObject().endObject();
}

}  // namespace

void writeCoverage(Writer& writer, const CoverageReport& report) {
  writer.beginObject();
  writeSum(writer, report.sum());
  writer.key("workspaces").beginArray();
  for (const CoveredWorkspace& workspace : report.workspaces()) {
    writeWorkspace(writer, workspace);
  }
  writer.endArray().endObject();
}

void writeCoverage(Writer& writer, const Coverage& coverage) {
  CoverageReport report;
  report.add(coveredWorkspace(coverage));
  writeCoverage(writer, report);
}

}  // namespace rehearse::json
