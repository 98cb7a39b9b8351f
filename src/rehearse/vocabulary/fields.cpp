#include "rehearse/vocabulary/fields.hpp"

#include <array>

#include "rehearse/vocabulary/lookup.hpp"

namespace rehearse {
namespace {

constexpr std::array<ContactFieldRow, 6> table{{
    {ContactField::engagementScore, "engagementScore", "Engagement score", ValueKind::number, false,
     "the engagement score"},
    {ContactField::name, "name", "Name", ValueKind::text, true, "the name"},
    {ContactField::email, "email", "Email", ValueKind::text, true, "the email address"},
    {ContactField::tags, "tags", "Tags", ValueKind::tags, false, "the contact's tags"},
    {ContactField::createdAt, "createdAt", "Created at", ValueKind::time, false, "the time of creation"},
    {ContactField::lastActivityAt, "lastActivityAt", "Last activity at", ValueKind::time, false, "the last activity"},
}};
static_assert(inEnumerationOrder(table));

bool takePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix) || text.size() == prefix.size()) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

/// The name of a contact field that `accepts` takes, or `fields.KEY`.
template <class Accepts>
std::optional<FieldPath> parseContactPath(std::string_view path, Accepts accepts) {
  FieldPath result;
  if (takePrefix(path, customFieldPrefix)) {
    result.source = FieldSource::contactCustomField;
  } else {
    const auto field = contactFieldNamed(path);
    if (!field || !accepts(rowOf(*field))) {
      return std::nullopt;
    }
    result.source = FieldSource::contactField;
    result.field = *field;
  }
  result.key = path;
  return result;
}

}  // namespace

std::span<const ContactFieldRow> contactFields() { return table; }

const ContactFieldRow& rowOf(ContactField id) { return table[static_cast<std::size_t>(id)]; }

std::optional<ContactField> contactFieldNamed(std::string_view name) { return idNamed<ContactField>(table, name); }

std::optional<FieldPath> parseSettablePath(std::string_view path) {
  return parseContactPath(path, [](const ContactFieldRow& row) { return row.settable; });
}

std::optional<FieldPath> parseDatePath(std::string_view path) {
  return parseContactPath(path, [](const ContactFieldRow& row) { return row.kind == ValueKind::time; });
}

std::optional<FieldPath> parseFieldPath(std::string_view path) {
  FieldPath result;
  if (takePrefix(path, "event.fields.")) {
    result.source = FieldSource::eventField;
  } else if (takePrefix(path, "contact.fields.")) {
    result.source = FieldSource::contactCustomField;
  } else if (takePrefix(path, "event.")) {
    if (path.find('.') != std::string_view::npos || path == "fields") {
      return std::nullopt;
    }
    result.source = FieldSource::eventAttribute;
  } else if (takePrefix(path, "contact.")) {
    const auto field = contactFieldNamed(path);
    if (!field) {
      return std::nullopt;
    }
    result.source = FieldSource::contactField;
    result.field = *field;
  } else {
    return std::nullopt;
  }
  result.key = path;
  return result;
}

}  // namespace rehearse
