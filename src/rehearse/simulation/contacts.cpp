#include "rehearse/simulation/contacts.hpp"

#include <algorithm>

namespace rehearse {

std::uint32_t Contacts::find(Symbol id) const {
  const auto symbol = static_cast<std::size_t>(id);
  return symbol < byId_.size() ? byId_[symbol] : noIndex;
}

std::uint32_t Contacts::findByEmail(Symbol email) {
  const auto symbol = static_cast<std::size_t>(email);
  if (symbol >= byEmailFrom_.size() || byEmailFrom_[symbol] == noIndex) {
    return noIndex;
  }
  const auto from = emails_.begin() + static_cast<std::ptrdiff_t>(byEmailFrom_[symbol]);
  const auto found = std::find(from, emails_.end(), email);
  byEmailFrom_[symbol] = found == emails_.end() ? noIndex : static_cast<std::uint32_t>(found - emails_.begin());
  return byEmailFrom_[symbol];
}

void Contacts::setEmail(std::uint32_t contact, const Value& email) {
  const Symbol text = textOrNone(email);
  set(emails_, contact, text, Symbol::none);
  if (text == Symbol::none) {
    return;
  }
  const auto symbol = static_cast<std::size_t>(text);
  reach(byEmailFrom_, symbol, noIndex);
  byEmailFrom_[symbol] = std::min(byEmailFrom_[symbol], contact);
}

std::uint32_t Contacts::add(Symbol id, Instant createdAt) {
  const std::uint32_t contact = size();
  cores_.append({.id = id});
  if (contact == 0) {
    createdAtOfOthers_ = createdAt;
  }
  setCreatedAt(contact, createdAt);
  reach(byId_, static_cast<std::size_t>(id), noIndex);
  byId_[static_cast<std::size_t>(id)] = contact;
  return contact;
}

std::span<const Symbol> Contacts::tags(std::uint32_t contact) const {
  const auto* const found = details(contact);
  return found != nullptr ? std::span<const Symbol>(found->tags) : std::span<const Symbol>();
}

std::span<const FieldValue> Contacts::fields(std::uint32_t contact) const {
  const auto* const found = details(contact);
  return found != nullptr ? std::span<const FieldValue>(found->fields) : std::span<const FieldValue>();
}

std::span<const Symbol> Contacts::notes(std::uint32_t contact) const {
  const auto* const found = details(contact);
  return found != nullptr ? std::span<const Symbol>(found->notes) : std::span<const Symbol>();
}

Value Contacts::field(std::uint32_t contact, Symbol key) const {
  for (const FieldValue& field : fields(contact)) {
    if (field.key == key) {
      return field.value;
    }
  }
  return {};
}

Contacts::Details& Contacts::makeDetails(std::uint32_t contact) {
  reach(detailsOf_, contact, noIndex);
  if (detailsOf_[contact] == noIndex) {
    detailsOf_[contact] = static_cast<std::uint32_t>(details_.size());
    details_.emplace_back();
  }
  return details_[detailsOf_[contact]];
}

void Contacts::setField(std::uint32_t contact, Symbol key, const Value& value) {
  auto& fields = makeDetails(contact).fields;
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FieldValue& field) { return field.key == key; });
  if (value.isEmpty()) {
    if (found != fields.end()) {
      fields.erase(found);
    }
  } else if (found != fields.end()) {
    found->value = value;
  } else {
    fields.push_back({key, value});
  }
}

bool Contacts::addTag(std::uint32_t contact, Symbol tag) {
  auto& tags = makeDetails(contact).tags;
  if (std::find(tags.begin(), tags.end(), tag) != tags.end()) {
    return false;
  }
  tags.push_back(tag);
  return true;
}

bool Contacts::removeTag(std::uint32_t contact, Symbol tag) {
  auto& tags = makeDetails(contact).tags;
  const auto found = std::find(tags.begin(), tags.end(), tag);
  if (found == tags.end()) {
    return false;
  }
  tags.erase(found);
  return true;
}

void Contacts::addNote(std::uint32_t contact, Symbol note) { makeDetails(contact).notes.push_back(note); }

}  // namespace rehearse
