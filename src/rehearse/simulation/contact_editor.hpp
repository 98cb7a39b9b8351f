#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rehearse/model/workspace.hpp"
#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Something that a change of a contact caused, for which an event follows.
struct CausedEvent {
  EventType type = EventType::contactChanged;
  Symbol name = Symbol::none;          ///< the field or the tag
  std::int32_t previous = emptyScore;  ///< of `score.changed`
  std::int32_t score = emptyScore;     ///< of `score.changed`
};

/// Sets what a document, an edit or a step gives of a contact, tells the recorder every real change, and notes what it
/// caused, in the order in which things are set.
template <class Recorder>
class ContactEditor {
 public:
  ContactEditor(World& world, Recorder& recorder) : world_(world), recorder_(recorder) {}

  /// What is absent in `data` stays as it is. The order is name, email, score, tags that go, tags that come, fields.
  void apply(std::uint32_t contact, const ContactData& data) {
    if (data.name) {
      setName(contact, toValue(world_, Scalar(*data.name)));
    }
    if (data.email) {
      setEmail(contact, toValue(world_, Scalar(*data.email)));
    }
    if (data.engagementScore) {
      setScore(contact, *data.engagementScore);
    }
    if (data.tags) {
      setTags(contact, *data.tags);
    }
    if (data.fields) {
      for (const auto& [key, scalar] : *data.fields) {
        const Symbol path = world_.symbols.intern(std::string(customFieldPrefix) + key);
        setField(contact, world_.symbols.intern(key), path, toValue(world_, scalar));
      }
    }
  }

  /// Each empties it where the value is empty.
  void setName(std::uint32_t contact, const Value& name) { set(contact, ContactField::name, Symbol::none, name); }
  void setEmail(std::uint32_t contact, const Value& email) { set(contact, ContactField::email, Symbol::none, email); }
  /// A custom field: its key, and its path for the record.
  void setField(std::uint32_t contact, Symbol key, Symbol path, const Value& value) {
    set(contact, {}, key, value, path);
  }

  /// Nothing empties the score.
  void setScore(std::uint32_t contact, const std::optional<std::int32_t>& wanted) {
    const std::int32_t previous = world_.contacts.score(contact);
    const auto limit = static_cast<std::int32_t>(maximumScore);
    const std::int32_t score = wanted ? std::clamp(*wanted, -limit, limit) : emptyScore;
    if (previous == score) {
      return;
    }
    world_.contacts.setScore(contact, score);
    if constexpr (Recorder::explains) {
      recorder_.noteChange(nameOf(ContactField::engagementScore), scoreValue(previous), scoreValue(score));
    }
    caused_.push_back({EventType::scoreChanged, Symbol::none, previous, score});
  }

  /// Gives the contact tags; those that it has stay.
  void addTags(std::uint32_t contact, std::span<const Symbol> tags) { changeTags(contact, {}, tags); }

  const std::vector<CausedEvent>& caused() const { return caused_; }

 private:
  Symbol nameOf(ContactField field) { return world_.symbols.intern(rowOf(field).name); }

  void set(std::uint32_t contact, ContactField field, Symbol key, const Value& value, Symbol path = Symbol::none) {
    const Value previous = readContactField(world_, contact, field, key);
    if (previous == value) {
      return;
    }
    writeContactField(world_, contact, field, key, value);
    const Symbol name = path != Symbol::none ? path : nameOf(field);
    recorder_.noteChange(name, previous, value);
    caused_.push_back({EventType::contactChanged, name});
  }

  /// The contact has these tags from now on.
  void setTags(std::uint32_t contact, const std::vector<std::string>& texts) {
    std::vector<Symbol> wanted;
    wanted.reserve(texts.size());
    for (const std::string& text : texts) {
      wanted.push_back(world_.symbols.intern(text));
    }
    std::vector<Symbol> gone;
    for (const Symbol tag : world_.contacts.tags(contact)) {
      if (std::find(wanted.begin(), wanted.end(), tag) == wanted.end()) {
        gone.push_back(tag);
      }
    }
    changeTags(contact, gone, wanted);
  }

  /// Removes tags, all of which are there, then adds those that are not.
  void changeTags(std::uint32_t contact, std::span<const Symbol> gone, std::span<const Symbol> wanted) {
    Contacts& contacts = world_.contacts;
    const auto current = contacts.tags(contact);
    const bool anyNew = std::any_of(wanted.begin(), wanted.end(), [&](Symbol tag) {
      return std::find(current.begin(), current.end(), tag) == current.end();
    });
    if (gone.empty() && !anyNew) {
      return;
    }
    const Value previous = recorder_.keepTags(current);
    for (const Symbol tag : gone) {
      contacts.removeTag(contact, tag);
      caused_.push_back({EventType::tagRemoved, tag});
    }
    for (const Symbol tag : wanted) {
      if (contacts.addTag(contact, tag)) {
        caused_.push_back({EventType::tagAdded, tag});
      }
    }
    if constexpr (Recorder::explains) {
      recorder_.noteChange(nameOf(ContactField::tags), previous, recorder_.keepTags(contacts.tags(contact)));
    }
  }

  World& world_;
  Recorder& recorder_;
  std::vector<CausedEvent> caused_;
};

}  // namespace rehearse
