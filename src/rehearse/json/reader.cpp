#include "rehearse/json/reader.hpp"

#include "rehearse/json/advice.hpp"
#include "rehearse/json/checker.hpp"
#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/json/members.hpp"
#include "rehearse/json/model_builder.hpp"
#include "rehearse/json/scenario_builder.hpp"
#include "rehearse/json/tree_parser.hpp"

namespace rehearse::json {
namespace {

/// Text to tree, tree checked, tree to model; the diagnostics of whichever of these fails.
template <class Check, class Build>
auto read(std::string_view text, Check check, Build build)
    -> Result<decltype(build(std::declval<const LocatedTree&>()))> {
  LocatedTree tree(withoutByteOrderMark(text));
  Findings findings(tree);
  if (!parseTree(tree, findings)) {
    return findings.take();
  }
  Checker checker(findings);
  check(checker, tree.root());
  if (findings.hasErrors()) {
    return findings.take();
  }
  return {build(static_cast<const LocatedTree&>(tree)), findings.take()};
}

}  // namespace

Result<Workspace> readWorkspace(std::string_view text) {
  return read(
      text, [](Checker& checker, TreeValue root) { checker.checkWorkspace(root); },
      [](const LocatedTree& tree) { return buildWorkspace(tree.root()); });
}

Diagnostics checkWorkspace(std::string_view text) {
  LocatedTree tree(withoutByteOrderMark(text));
  Findings findings(tree);
  if (parseTree(tree, findings)) {
    Checker(findings).checkWorkspace(tree.root());
    if (!findings.hasErrors()) {
      adviseWorkspace(tree.root(), findings);
    }
  }
  return findings.take();
}

Result<ScenarioFile> readScenarioFile(std::string_view text, const Workspace* workspace, bool advised) {
  return read(
      text,
      [&](Checker& checker, TreeValue root) {
        checker.checkScenarioFile(root, workspace);
        const auto embedded = root.member("workspace");
        if (advised && !checker.findings().hasErrors() && embedded && embedded->isObject()) {
          adviseWorkspace(*embedded, checker.findings());
        }
      },
      [](const LocatedTree& tree) { return buildScenarioFile(tree.root(), tree.source()); });
}

Result<Expectation> readExpectation(std::string_view text, const WorkspaceNames& names, const Names& steps) {
  return read(
      text, [&](Checker& checker, TreeValue root) { checker.checkExpectation(root, names, steps); },
      [](const LocatedTree& tree) { return buildExpectation(tree.root(), tree.source()); });
}

Result<std::vector<ContactData>> readContacts(std::string_view text) {
  return read(
      text, [](Checker& checker, TreeValue root) { checker.checkContacts(root); },
      [](const LocatedTree& tree) { return buildList(tree.root(), buildContact); });
}

Result<EventData> readEvent(std::string_view text) {
  return read(
      text, [](Checker& checker, TreeValue root) { checker.checkEvent(root); },
      [](const LocatedTree& tree) { return buildEvent(tree.root()); });
}

Result<ContactData> readContact(std::string_view text) {
  return read(
      text, [](Checker& checker, TreeValue root) { checker.checkContact(root); },
      [](const LocatedTree& tree) { return buildContact(tree.root()); });
}

Result<ContactData> readContactEdit(std::string_view text) {
  return read(
      text, [](Checker& checker, TreeValue root) { checker.checkContactEdit(root); },
      [](const LocatedTree& tree) { return buildContact(tree.root()); });
}

}  // namespace rehearse::json
