#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "rehearse/vocabulary/fields.hpp"

namespace rehearse {

/// What merge fields begin with: `{{contact.name}}`.
inline constexpr std::string_view mergeFieldOpening = "{{";
inline constexpr std::string_view mergeFieldClosing = "}}";

/// A merge field in a text.
struct MergeField {
  std::size_t start = 0;  ///< offset of its opening
  std::size_t end = 0;    ///< behind its closing
  std::string_view name;  ///< what stands in it, without the spaces around
};

/// The first merge field from `offset` on, or nothing.
std::optional<MergeField> findMergeField(std::string_view text, std::size_t offset);

/// What a merge field with that name stands for; nothing where there is no such field of a contact, and no such
/// attribute of any event.
std::optional<FieldPath> mergeFieldNamed(std::string_view name);

}  // namespace rehearse
