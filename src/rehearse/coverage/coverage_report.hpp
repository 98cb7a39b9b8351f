#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rehearse/coverage/coverage_item.hpp"

namespace rehearse {

/// What is covered of a workflow, or of the scoring rules of a workspace.
struct CoveredPart {
  /// Those that count. Of a workflow also, as the last ones, all that `refusalItems` has, whether they count or not.
  std::vector<CoverageItem> items;
  std::string outline;  ///< what stands where: JSON text without white space
};

struct CoveredWorkflow {
  std::string id;
  std::string name;
  bool published = false;
  bool allowReentry = true;
  bool stopOnReply = false;
  CoveredPart part;
};

struct CoveredWorkspace {
  std::string name;
  std::vector<CoveredWorkflow> workflows;
  CoveredPart rules;
};

/// Whom a workflow with that id may keep out, and when it stops, none of it covered and none of it possible.
std::vector<CoverageItem> refusalItems(const std::string& workflow);

/// Coverage of one workspace, or of several beside each other. A value that refers to nothing.
class CoverageReport {
 public:
  /// Adds up what is of one workspace: of the same workflows with the same settings and outline. What of contacts,
  /// names and texts there is does not matter: the name that came first stays. Other workspaces stand in the order in
  /// which they come. Takes as many comparisons of workspaces as a search by halves among those that there are.
  void add(CoveredWorkspace workspace);

  std::span<const CoveredWorkspace> workspaces() const { return workspaces_; }
  CoverageSum sum() const;

 private:
  std::vector<CoveredWorkspace> workspaces_;
  std::vector<std::uint32_t> sorted_;  ///< their indices
};

/// Of a workspace, with all its workflows and scoring rules.
CoverageSum sumOf(const CoveredWorkspace& workspace);

}  // namespace rehearse
