#include "rehearse/vocabulary/merge_fields.hpp"

#include "rehearse/vocabulary/event_types.hpp"

namespace rehearse {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<MergeField> findMergeField(std::string_view text, std::size_t offset) {
  const auto start = text.find(mergeFieldOpening, offset);
  const auto close = start == std::string_view::npos ? start : text.find(mergeFieldClosing, start);
  if (close == std::string_view::npos) {
    return std::nullopt;
  }
  const auto nameStart = start + mergeFieldOpening.size();
  return MergeField{start, close + mergeFieldClosing.size(), trimmed(text.substr(nameStart, close - nameStart))};
}

std::optional<FieldPath> mergeFieldNamed(std::string_view name) {
  const auto path = parseFieldPath(name);
  const bool isKnown = path && (path->source != FieldSource::eventAttribute || anyAttributeNamed(path->key) != nullptr);
  return isKnown ? path : std::nullopt;
}

}  // namespace rehearse
