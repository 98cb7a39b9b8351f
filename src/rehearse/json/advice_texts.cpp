#include "rehearse/json/advisor.hpp"
#include "rehearse/json/utf8.hpp"

// Texts with merge fields.

namespace rehearse::json {
namespace {

/// What merge fields may name, as far as there is a list of it.
std::vector<std::string> mergeFieldNames() {
  std::vector<std::string> names;
  for (const auto& row : contactFields()) {
    names.push_back("contact." + std::string(row.name));
  }
  for (const auto& row : eventTypes()) {
    for (const auto& attribute : row.attributes) {
      names.push_back("event." + std::string(attribute.name));
    }
  }
  return names;
}

}  // namespace

void Advisor::adviseText(TreeValue text) {
  const auto content = text.text();
  std::size_t position = 0;
  while (const auto found = findings_.isFull() ? std::nullopt : findMergeField(content, position)) {
    adviseMergeField(text, found->name);
    position = found->end;
  }
  if (!findings_.isFull() && content.find(mergeFieldOpening, position) != std::string_view::npos) {
    findings_.warning("mergeField.unclosed", text,
                      "A merge field begins with {{ and does not end: it stays in the text as it is.",
                      "Write {{contact.name}}, with two braces on each side.");
  }
}

void Advisor::adviseMergeField(TreeValue text, std::string_view name) {
  if (const auto path = mergeFieldNamed(name)) {
    if (path->source == FieldSource::eventAttribute && !keepsAttribute(path->key)) {
      findings_.warning("event.attributeAbsent", text,
                        "No event that starts this workflow, or that it waits for, has an attribute " +
                            quoted(path->key) + ": the merge field is always empty here.");
    }
    return;
  }
  const auto names = mergeFieldNames();
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  auto suggestion = suggestions_.closest(name, candidates);
  for (const std::string_view prefix : {"contact.", "event."}) {
    if (suggestion.empty()) {
      suggestion = suggestions_.closest(std::string(prefix).append(name), candidates);
    }
  }
  findings_.warning("mergeField.unknown", text,
                    "There is no merge field " + quoted(name) + ": nothing will stand in its place.",
                    suggestion.empty() ? "Fields of your own are `contact.fields.KEY` and `event.fields.KEY`."
                                       : didYouMean(suggestion));
}

void Advisor::adviseLiteral(TreeValue text) {
  if (findMergeField(text.text(), 0)) {
    findings_.warning("mergeField.notFilledIn", text,
                      "Merge fields are not filled in here: it is taken letter for letter.",
                      "They are in the texts of messages, notes and fields.");
  }
}

}  // namespace rehearse::json
