#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rehearse/vocabulary/value_kind.hpp"

namespace rehearse {

/// What of a contact a condition, a merge field or a step may name.
enum class ContactField : std::uint8_t { engagementScore, name, email, tags, createdAt, lastActivityAt };

/// One fixed field of a contact. `contact.fields.KEY` stands beside these and is a scalar.
struct ContactFieldRow {
  ContactField id;
  std::string_view name;  ///< as written after "contact."
  std::string_view label;
  ValueKind kind;
  bool settable;            ///< whether a step may set it
  std::string_view phrase;  ///< in sentences, such as "the engagement score"
};

/// Every fixed contact field, in the order of the enumeration.
std::span<const ContactFieldRow> contactFields();

/// The row of one contact field.
const ContactFieldRow& rowOf(ContactField id);

/// The contact field with that name (without "contact."), or nothing.
std::optional<ContactField> contactFieldNamed(std::string_view name);

/// Where the value of a field path such as "event.link" or "contact.fields.industry" comes from.
enum class FieldSource : std::uint8_t { eventAttribute, eventField, contactField, contactCustomField };

/// A field path taken apart.
struct FieldPath {
  FieldSource source = FieldSource::contactField;
  ContactField field = ContactField::engagementScore;  ///< for `contactField`
  std::string_view key;                                ///< attribute name, or KEY; part of the path given
};

/// What stands before KEY in the path of a custom field that a step sets.
inline constexpr std::string_view customFieldPrefix = "fields.";

/// Takes apart what a step may set: the name of a settable contact field, or `fields.KEY`; nothing for all else.
std::optional<FieldPath> parseSettablePath(std::string_view path);

/// Takes apart where a contact's date stands: the name of a contact field that is a time, or `fields.KEY`; nothing for
/// all else.
std::optional<FieldPath> parseDatePath(std::string_view path);

/// Takes a path apart; nothing if it is not of the form `event.NAME`, `event.fields.KEY`, `contact.NAME` with a known
/// NAME, or `contact.fields.KEY`. Whether an event type has the attribute is not looked at.
std::optional<FieldPath> parseFieldPath(std::string_view path);

}  // namespace rehearse
