#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "rehearse/model/workspace.hpp"
#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Something that an edit caused, for which an event follows.
struct CausedEvent {
  EventType type = EventType::contactChanged;
  Symbol name = Symbol::none;          ///< the field or the tag
  std::int32_t previous = emptyScore;  ///< of `score.changed`
  std::int32_t score = emptyScore;     ///< of `score.changed`
};

/// Sets what a document or an edit gives of a contact, tells the recorder every real change, and notes what it caused,
/// in the order name, email, score, tags that go, tags that come, fields.
template <class Recorder>
class ContactEditor {
 public:
  ContactEditor(World& world, Recorder& recorder) : world_(world), recorder_(recorder) {}

  /// What is absent in `data` stays as it is.
  void apply(std::uint32_t contact, const ContactData& data) {
    if (data.name) {
      setField(contact, ContactField::name, Symbol::none, "name", textValue(*data.name));
    }
    if (data.email) {
      setField(contact, ContactField::email, Symbol::none, "email", textValue(*data.email));
    }
    if (data.engagementScore) {
      setScore(contact, *data.engagementScore);
    }
    if (data.tags) {
      setTags(contact, *data.tags);
    }
    if (data.fields) {
      for (const auto& [key, scalar] : *data.fields) {
        setField(contact, {}, world_.symbols.intern(key), "fields." + key, toValue(world_, scalar));
      }
    }
  }

  const std::vector<CausedEvent>& caused() const { return caused_; }

 private:
  Value textValue(const std::string& text) { return toValue(world_, Scalar(text)); }

  void setField(std::uint32_t contact, ContactField field, Symbol key, const std::string& path, const Value& value) {
    const Value previous = readContactField(world_, contact, field, key);
    if (previous == value) {
      return;
    }
    writeContactField(world_, contact, field, key, value);
    const Symbol name = world_.symbols.intern(path);
    recorder_.noteChange(name, previous, value);
    caused_.push_back({EventType::contactChanged, name});
  }

  void setScore(std::uint32_t contact, const std::optional<std::int32_t>& wanted) {
    const std::int32_t previous = world_.contacts.score(contact);
    const auto limit = static_cast<std::int32_t>(maximumScore);
    const std::int32_t score = wanted ? std::clamp(*wanted, -limit, limit) : emptyScore;
    if (previous == score) {
      return;
    }
    world_.contacts.setScore(contact, score);
    recorder_.noteChange(world_.symbols.intern("engagementScore"), scoreValue(previous), scoreValue(score));
    caused_.push_back({EventType::scoreChanged, Symbol::none, previous, score});
  }

  void setTags(std::uint32_t contact, const std::vector<std::string>& texts) {
    Contacts& contacts = world_.contacts;
    std::vector<Symbol> wanted;
    wanted.reserve(texts.size());
    for (const std::string& text : texts) {
      wanted.push_back(world_.symbols.intern(text));
    }
    const auto current = contacts.tags(contact);
    const std::vector<Symbol> before(current.begin(), current.end());
    const std::size_t causedBefore = caused_.size();
    for (const Symbol tag : before) {
      if (std::find(wanted.begin(), wanted.end(), tag) == wanted.end()) {
        contacts.removeTag(contact, tag);
        caused_.push_back({EventType::tagRemoved, tag});
      }
    }
    for (const Symbol tag : wanted) {
      if (contacts.addTag(contact, tag)) {
        caused_.push_back({EventType::tagAdded, tag});
      }
    }
    if (caused_.size() > causedBefore) {
      const Value previous = recorder_.keepTags(before);
      recorder_.noteChange(world_.symbols.intern("tags"), previous, recorder_.keepTags(contacts.tags(contact)));
    }
  }

  World& world_;
  Recorder& recorder_;
  std::vector<CausedEvent> caused_;
};

}  // namespace rehearse
