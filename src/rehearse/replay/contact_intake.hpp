#pragma once

#include <cstdint>
#include <string>

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/model/workspace.hpp"
#include "rehearse/replay/column_names.hpp"
#include "rehearse/replay/columns.hpp"
#include "rehearse/replay/dictionary.hpp"

namespace rehearse {

/// What stands between the tags of a contact in one cell.
inline constexpr char tagSeparator = '|';

/// Reads a row of contacts; its numbers must be in the dictionary. `texts`: all values are texts. Errors:
/// `value.missing`, `value.type`, `value.range`, `value.format`.
Result<ContactData> readContactRow(Dictionary& dictionary, const ContactColumns& columns, bool texts,
                                   const TableRows& rows, std::uint32_t row);

}  // namespace rehearse
