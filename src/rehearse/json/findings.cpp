#include "rehearse/json/findings.hpp"

#include <algorithm>
#include <utility>

#include "rehearse/json/text_position.hpp"
#include "rehearse/model/sorting.hpp"

namespace rehearse::json {
namespace {

Diagnostic diagnosticOf(std::string_view code, Severity severity, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = severity;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

}  // namespace

void Findings::error(std::string_view code, TreeValue value, std::string message, std::string hint) {
  add(value.start(), value.index(), diagnosticOf(code, Severity::error, std::move(message), std::move(hint)));
}

void Findings::keyError(std::string_view code, TreeValue member, std::string message, std::string hint) {
  add(member.keyStart(), member.index(), diagnosticOf(code, Severity::error, std::move(message), std::move(hint)));
}

void Findings::warning(std::string_view code, TreeValue value, std::string message, std::string hint) {
  add(value.start(), value.index(), diagnosticOf(code, Severity::warning, std::move(message), std::move(hint)));
}

void Findings::textError(std::string_view code, std::size_t offset, std::string message, std::string hint) {
  add(offset, 0, diagnosticOf(code, Severity::error, std::move(message), std::move(hint)));
}

void Findings::add(std::size_t offset, NodeIndex node, Diagnostic diagnostic) {
  const bool isError = diagnostic.severity == Severity::error;
  const bool isFirstError = isError && !hasErrors_;
  hasErrors_ = hasErrors_ || isError;
  if (isFull()) {
    ++left_;
    if (!isFirstError) {
      return;
    }
    findings_.pop_back();  // warnings alone must not crowd out the error that fails the document
  }
  findings_.push_back({offset, node, std::move(diagnostic)});
}

Diagnostics Findings::take() {
  const auto byOffset = [](const Finding& left, const Finding& right) { return left.offset < right.offset; };
  sortItems(findings_, byOffset);
  if (findings_.size() > maximumDiagnostics) {
    std::stable_partition(findings_.begin(), findings_.end(),
                          [](const Finding& finding) { return finding.diagnostic.severity == Severity::error; });
    left_ += findings_.size() - maximumDiagnostics;
    findings_.erase(findings_.begin() + static_cast<std::ptrdiff_t>(maximumDiagnostics), findings_.end());
    sortItems(findings_, byOffset);
  }
  TextPositions positions(tree_->source());
  Diagnostics diagnostics;
  diagnostics.reserve(findings_.size());
  for (auto& finding : findings_) {
    const auto position = positions.at(finding.offset);
    finding.diagnostic.line = position.line;
    finding.diagnostic.column = position.column;
    finding.diagnostic.path = finding.node == 0 ? std::string() : tree_->pointer(finding.node);
    diagnostics.push_back(std::move(finding.diagnostic));
  }
  if (left_ > 0) {
    auto& hint = diagnostics.back().hint;
    hint += (hint.empty() ? "There is more after this that is not shown: "
                          : " There is more after this that is not shown: ");
    hint += std::to_string(left_) + " more.";
  }
  findings_.clear();
  return diagnostics;
}

}  // namespace rehearse::json
