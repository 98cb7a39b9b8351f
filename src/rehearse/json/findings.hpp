#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/diagnostic.hpp"

namespace rehearse::json {

/// Collects what is wrong with a document. Paths, lines and columns are worked out at the end, for what is reported.
class Findings {
 public:
  explicit Findings(const LocatedTree& tree) : tree_(&tree) {}

  /// An error whose place is a value: what it is, or what it lacks.
  void error(std::string_view code, TreeValue value, std::string message, std::string hint = {});
  /// An error whose place is the key of a member.
  void keyError(std::string_view code, TreeValue member, std::string message, std::string hint = {});
  /// A warning whose place is a value.
  void warning(std::string_view code, TreeValue value, std::string message, std::string hint = {});
  /// An error of the text itself, at an offset in it.
  void textError(std::string_view code, std::size_t offset, std::string message, std::string hint = {});

  bool hasErrors() const { return hasErrors_; }
  /// Whether there is so much already that no more will be shown: suggestions need not be looked for.
  bool isFull() const { return findings_.size() >= maximumFindings; }

  /// Counts one more error that will not be shown, without its text. Only where it is full and has errors.
  void leaveOut() { ++left_; }

  /// All that was found in the order of the text; at most `maximumDiagnostics`, errors before warnings if it must be
  /// cut.
  Diagnostics take();

 private:
  struct Finding {
    std::size_t offset;
    NodeIndex node;
    Diagnostic diagnostic;
  };
  /// More than are shown, because the order of finding is not quite the order of the text.
  static constexpr std::size_t maximumFindings = 10 * maximumDiagnostics;

  void add(std::size_t offset, NodeIndex node, Diagnostic diagnostic);

  const LocatedTree* tree_;
  std::vector<Finding> findings_;
  std::size_t left_ = 0;  ///< found when it was full
  bool hasErrors_ = false;
};

}  // namespace rehearse::json
