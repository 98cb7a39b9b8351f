#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/vocabulary/value_kind.hpp"

namespace rehearse {

/// A table has no more columns than this.
inline constexpr std::size_t maximumColumns = 1'000;

/// A column that custom fields stand in.
struct FieldColumn {
  std::uint32_t column = 0;
  std::string key;
  ValueKind kind = ValueKind::scalar;  ///< what its texts are read as; `scalar`: each is what it is
};

/// A column that stands for an attribute of events. No event type need have it.
struct AttributeColumn {
  std::uint32_t column = 0;
  std::string name;
};

/// Which column of rows of events holds what; the time is not among them.
struct EventColumns {
  std::uint32_t count = 0;
  std::uint32_t contact = 0;
  std::uint32_t type = 0;
  std::optional<std::uint32_t> id;
  std::optional<std::uint32_t> row;  ///< numbers of rows, not of the dictionary
  std::vector<AttributeColumn> attributes;
  std::vector<FieldColumn> fields;
};

/// Which column of rows of contacts holds what.
struct ContactColumns {
  std::uint32_t count = 0;
  std::uint32_t id = 0;
  std::optional<std::uint32_t> name, email, engagementScore, tags, createdAt;
  std::vector<FieldColumn> fields;
};

/// Reads the names of columns. With `texts` all values are texts: then the end of `fields.KEY:number` and
/// `fields.KEY:yesNo` says what they are read as, and the name of an attribute that no event has is an error. Errors:
/// `value.missing`, `key.unknown`, `json.duplicateKey`, `value.range`.
Result<EventColumns> readEventColumns(std::span<const std::string> names, bool texts);
Result<ContactColumns> readContactColumns(std::span<const std::string> names, bool texts);

}  // namespace rehearse
