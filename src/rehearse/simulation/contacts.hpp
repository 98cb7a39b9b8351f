#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rehearse/program/chunked_list.hpp"
#include "rehearse/program/room.hpp"
#include "rehearse/program/value.hpp"

namespace rehearse {

/// Stands for an empty score.
inline constexpr std::int32_t emptyScore = INT32_MIN;

/// A score as a value: a number, or empty.
inline Value scoreValue(std::int32_t score) { return score == emptyScore ? Value() : Value::number(score); }

/// All contacts, in columns, but for what nearly every event looks at or changes, which stands together. A contact is
/// its number: 0 and up, in order of arrival. What all of them have stands in chunks that stay where they are; a column
/// that only some have something in is as long as the last of them.
class Contacts {
 public:
  /// What nearly every event looks at or changes.
  struct Core {
    Instant lastActivityAt = noInstant;
    Symbol id = Symbol::none;
    std::int32_t score = emptyScore;
  };

  std::uint32_t size() const { return static_cast<std::uint32_t>(cores_.size()); }
  /// The contact with that id, or `noIndex`.
  std::uint32_t find(Symbol id) const;
  /// The first contact in order of arrival with that email, or `noIndex`. It is looked up, not looked for, unless
  /// emails were taken from contacts since.
  std::uint32_t findByEmail(Symbol email);
  /// A new contact; the id must be new.
  std::uint32_t add(Symbol id, Instant createdAt);

  Symbol id(std::uint32_t contact) const { return cores_[contact].id; }
  Value name(std::uint32_t contact) const { return textOrEmpty(at(names_, contact, Symbol::none)); }
  Value email(std::uint32_t contact) const { return textOrEmpty(at(emails_, contact, Symbol::none)); }
  std::int32_t score(std::uint32_t contact) const { return cores_[contact].score; }
  Instant createdAt(std::uint32_t contact) const { return at(createdAt_, contact, createdAtOfOthers_); }
  Instant lastActivityAt(std::uint32_t contact) const { return cores_[contact].lastActivityAt; }
  std::span<const Symbol> tags(std::uint32_t contact) const;
  std::span<const FieldValue> fields(std::uint32_t contact) const;
  std::span<const Symbol> notes(std::uint32_t contact) const;
  /// A custom field's value; empty if there is none.
  Value field(std::uint32_t contact, Symbol key) const;

  /// An empty value empties it.
  void setName(std::uint32_t contact, const Value& name) { set(names_, contact, textOrNone(name), Symbol::none); }
  void setEmail(std::uint32_t contact, const Value& email);
  void setScore(std::uint32_t contact, std::int32_t score) { cores_[contact].score = score; }
  void setCreatedAt(std::uint32_t contact, Instant at) { set(createdAt_, contact, at, createdAtOfOthers_); }
  /// What it is of contacts beyond the last one that had another; those before it keep theirs.
  void setCreatedAtOfOthers(Instant at) { createdAtOfOthers_ = at; }
  void setLastActivityAt(std::uint32_t contact, Instant at) { cores_[contact].lastActivityAt = at; }
  /// A contact's own, for those who look at all of it; it stays where it is until a contact is added.
  Core& core(std::uint32_t contact) { return cores_[contact]; }
  /// An empty value removes the field; a new one goes to the end.
  void setField(std::uint32_t contact, Symbol key, const Value& value);
  /// Whether it was not there before.
  bool addTag(std::uint32_t contact, Symbol tag);
  /// Whether it was there before.
  bool removeTag(std::uint32_t contact, Symbol tag);
  void addNote(std::uint32_t contact, Symbol note);

 private:
  /// What only some contacts have.
  struct Details {
    std::vector<Symbol> tags;
    std::vector<FieldValue> fields;
    std::vector<Symbol> notes;
  };

  static Value textOrEmpty(Symbol text) { return text == Symbol::none ? Value() : Value::text(text); }
  static Symbol textOrNone(const Value& value) {
    return value.type() == Value::Type::text ? value.asText() : Symbol::none;
  }
  /// What stands in a column, which may end before the contact.
  template <class Item>
  static Item at(const std::vector<Item>& column, std::uint32_t contact, Item nothing) {
    return contact < column.size() ? column[contact] : nothing;
  }
  template <class Item>
  static void set(std::vector<Item>& column, std::uint32_t contact, Item item, Item nothing) {
    if (contact < column.size() || item != nothing) {
      reach(column, contact, nothing);
      column[contact] = item;
    }
  }
  const Details* details(std::uint32_t contact) const {
    const std::uint32_t index = at(detailsOf_, contact, noIndex);
    return index == noIndex ? nullptr : &details_[index];
  }
  Details& makeDetails(std::uint32_t contact);

  ChunkedList<Core> cores_;
  std::vector<Symbol> names_;
  std::vector<Symbol> emails_;
  std::vector<Instant> createdAt_;  ///< most of those that are there from the start are of the same moment
  Instant createdAtOfOthers_ = 0;
  std::vector<std::uint32_t> detailsOf_;
  std::vector<Details> details_;
  ChunkedList<std::uint32_t> byId_;         ///< contact by the symbol of its id
  std::vector<std::uint32_t> byEmailFrom_;  ///< by the symbol of an email: no contact before this one has it
};

}  // namespace rehearse
