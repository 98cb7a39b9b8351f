#include "rehearse/json/coverage_reader.hpp"

#include <algorithm>
#include <utility>

#include "rehearse/json/indentation.hpp"
#include "rehearse/json/read_tree.hpp"
#include "rehearse/json/written_members.hpp"

namespace rehearse::json {
namespace {

/// An outline says more than the workspace that it is of: some of its lists are two levels deeper, all have places.
constexpr TextLimits coverageLimits{.bytes = 16 * maximumBytes, .depth = 3 * maximumDepth, .values = 8 * maximumValues};

class CoverageReader {
 public:
  explicit CoverageReader(Findings& findings) : members_(findings, "This is not coverage as the engine writes it.") {}

  std::vector<CoveredWorkspace> read(TreeValue root) {
    std::vector<CoveredWorkspace> workspaces;
    members_.each(root, "workspaces", [&](TreeValue workspace) { workspaces.push_back(readWorkspace(workspace)); });
    return workspaces;
  }

 private:
  CoveredWorkspace readWorkspace(TreeValue object) {
    CoveredWorkspace workspace;
    workspace.name = members_.textOrNull(object, "name");
    members_.each(object, "workflows",
                  [&](TreeValue workflow) { workspace.workflows.push_back(readWorkflow(workflow)); });
    if (const auto rules = members_.member(object, "scoringRules")) {
      workspace.rules = readPart(*rules, {});
    }
    return workspace;
  }

  CoveredWorkflow readWorkflow(TreeValue object) {
    CoveredWorkflow workflow;
    workflow.id = members_.text(object, "workflow");
    workflow.name = members_.textOrNull(object, "name");
    const std::string status = members_.text(object, "status");
    workflow.published = status == "published";
    if (!workflow.published && status != "draft") {
      members_.fail(object, "`status` must be `published` or `draft`.");
    }
    workflow.allowReentry = members_.yesNo(object, "allowReentry");
    workflow.stopOnReply = members_.yesNo(object, "stopOnReply");
    workflow.part = readPart(object, refusalItems(workflow.id));
    return workflow;
  }

  /// `last`: items that are there, whether they were written or not.
  CoveredPart readPart(TreeValue object, std::vector<CoverageItem> last) {
    CoveredPart part;
    members_.each(object, "items", [&](TreeValue value) {
      CoverageItem item = readItem(value);
      if (item.kind != CoverageKind::refusal && item.kind != CoverageKind::exit) {
        return part.items.push_back(std::move(item));
      }
      const auto known = std::find_if(last.begin(), last.end(), [&](const CoverageItem& each) {
        return each.kind == item.kind && each.place == item.place && each.outcome == item.outcome;
      });
      known != last.end() ? void(*known = std::move(item)) : members_.fail(value, "There is no such outcome.");
    });
    std::move(last.begin(), last.end(), std::back_inserter(part.items));
    if (const auto outline = members_.member(object, "outline")) {
      part.outline = compacted(outline->raw());
    }
    return part;
  }

  CoverageItem readItem(TreeValue object) {
    const std::string name = members_.text(object, "kind");
    std::size_t kind = 0;
    while (kind < coverageKindCount && nameOf(static_cast<CoverageKind>(kind)) != name) {
      ++kind;
    }
    if (kind == coverageKindCount) {
      members_.fail(object, "There is no such kind.");
    }
    return {static_cast<CoverageKind>(kind), true, members_.text(object, "place"), members_.text(object, "outcome"),
            members_.count(object, "hits")};
  }

  WrittenMembers members_;
};

}  // namespace

Result<std::vector<CoveredWorkspace>> readCoverage(std::string_view text) {
  return readTree(text, coverageLimits,
                  [](Findings& findings, TreeValue root) { return CoverageReader(findings).read(root); });
}

}  // namespace rehearse::json
