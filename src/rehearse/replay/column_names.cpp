#include "rehearse/replay/column_names.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/vocabulary/event_types.hpp"
#include "rehearse/vocabulary/fields.hpp"

namespace rehearse {
namespace {

std::string pathOf(std::size_t index) { return '/' + std::to_string(index); }

/// `fields.KEY`, with what its texts are read as.
std::optional<FieldColumn> fieldColumn(std::string_view name, bool texts) {
  if (!name.starts_with(customFieldPrefix) || name.size() == customFieldPrefix.size()) {
    return std::nullopt;
  }
  FieldColumn column;
  std::string_view key = name.substr(customFieldPrefix.size());
  constexpr std::array<std::pair<std::string_view, ValueKind>, 2> endings{
      {{":number", ValueKind::number}, {":yesNo", ValueKind::yesNo}}};
  for (const auto& [ending, kind] : endings) {
    if (texts && key.size() > ending.size() && key.ends_with(ending)) {
      key.remove_suffix(ending.size());
      column.kind = kind;
      break;
    }
  }
  column.key = key;
  return column;
}

bool isAttributeFromOutside(std::string_view name) {
  const auto types = eventTypes();
  return std::any_of(types.begin(), types.end(), [&](const EventTypeRow& row) {
    return row.origin == EventOrigin::outside && attributeIndex(row.id, name).has_value();
  });
}

/// Checks what goes for the names of every table.
Diagnostics checkNames(std::span<const std::string> names, std::span<const std::string_view> required) {
  if (names.size() > maximumColumns) {
    return {stimulusError("value.range", "There are more than " + std::to_string(maximumColumns) + " columns.", "")};
  }
  Diagnostics diagnostics;
  for (const std::string_view name : required) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      diagnostics.push_back(stimulusError("value.missing", "There is no column `" + std::string(name) + "`.", "",
                                          "Say which column of the log it is."));
    }
  }
  for (std::size_t index = 0; index < names.size(); ++index) {
    const auto before = names.first(index);
    if (std::find(before.begin(), before.end(), names[index]) != before.end()) {
      diagnostics.push_back(
          stimulusError("json.duplicateKey", "Two columns are named `" + names[index] + "`.", pathOf(index)));
    }
  }
  return diagnostics;
}

/// Adds a column of fields. Two of one key would be two values of one field; those of the same name were told already.
void addField(std::vector<FieldColumn>& fields, FieldColumn field, std::size_t index, Diagnostics& diagnostics) {
  if (std::any_of(fields.begin(), fields.end(),
                  [&](const FieldColumn& other) { return other.key == field.key && other.kind != field.kind; })) {
    diagnostics.push_back(
        stimulusError("json.duplicateKey", "Two columns hold the field `" + field.key + "`.", pathOf(index)));
  }
  fields.push_back(std::move(field));
}

Diagnostic unknownColumn(const std::string& name, std::size_t index, std::string hint) {
  return stimulusError("key.unknown", "There is nothing that the column `" + name + "` could hold.", pathOf(index),
                       std::move(hint));
}

std::string attributeHint() {
  std::string hint = "Columns are `at`, `contact`, `type`, `id`, `fields.KEY`, and attributes:";
  std::vector<std::string_view> told;
  for (const EventTypeRow& row : eventTypes()) {
    for (const AttributeRow& attribute : row.attributes) {
      if (row.origin == EventOrigin::outside && std::find(told.begin(), told.end(), attribute.name) == told.end()) {
        hint += (told.empty() ? " `" : ", `") + std::string(attribute.name) + '`';
        told.push_back(attribute.name);
      }
    }
  }
  return hint + '.';
}

}  // namespace

Result<EventColumns> readEventColumns(std::span<const std::string> names, bool texts) {
  constexpr std::array<std::string_view, 3> required{"at", "contact", "type"};
  Diagnostics diagnostics = checkNames(names, required);
  EventColumns columns;
  for (std::size_t index = 0; index < names.size(); ++index) {
    const std::string& name = names[index];
    if (name == "at") {
      continue;  // a column of its own kind, before all others
    }
    const std::uint32_t column = columns.count++;
    if (name == "contact") {
      columns.contact = column;
    } else if (name == "type") {
      columns.type = column;
    } else if (name == "id") {
      columns.id = column;
    } else if (name == "row") {
      columns.row = column;
    } else if (auto field = fieldColumn(name, texts)) {
      field->column = column;
      addField(columns.fields, std::move(*field), index, diagnostics);
    } else if (!texts || isAttributeFromOutside(name)) {
      columns.attributes.push_back({column, name});
    } else {
      diagnostics.push_back(unknownColumn(name, index, attributeHint()));
    }
  }
  if (!diagnostics.empty()) {
    return diagnostics;
  }
  return columns;
}

Result<ContactColumns> readContactColumns(std::span<const std::string> names, bool texts) {
  constexpr std::array<std::string_view, 1> required{"id"};
  Diagnostics diagnostics = checkNames(names, required);
  ContactColumns columns;
  for (std::size_t index = 0; index < names.size(); ++index) {
    const std::string& name = names[index];
    const std::uint32_t column = columns.count++;
    if (name == "id") {
      columns.id = column;
    } else if (name == "name") {
      columns.name = column;
    } else if (name == "email") {
      columns.email = column;
    } else if (name == "engagementScore") {
      columns.engagementScore = column;
    } else if (name == "tags") {
      columns.tags = column;
    } else if (name == "createdAt") {
      columns.createdAt = column;
    } else if (auto field = fieldColumn(name, texts)) {
      field->column = column;
      addField(columns.fields, std::move(*field), index, diagnostics);
    } else {
      diagnostics.push_back(unknownColumn(name, index,
                                          "Columns are `id`, `name`, `email`, `engagementScore`, `tags`, `createdAt` "
                                          "and `fields.KEY`."));
    }
  }
  if (!diagnostics.empty()) {
    return diagnostics;
  }
  return columns;
}

}  // namespace rehearse
