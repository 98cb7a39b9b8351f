#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rehearse/model/diagnostic.hpp"
#include "rehearse/replay/column_names.hpp"
#include "rehearse/replay/columns.hpp"
#include "rehearse/replay/dictionary.hpp"
#include "rehearse/replay/pages.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// What is wrong with a row.
enum class RowFault : std::uint8_t {
  none,
  timeUnreadable,
  timeOutOfRange,
  timeBeforeOther,
  contactMissing,
  contactNoText,
  contactLength,
  contactKnown,  ///< and so it cannot arrive
  typeMissing,
  typeNoText,
  typeUnknown,
  typeNotFireable,
  idNoText,
  idLength,
  attributeUnknown,
  attributeKind,
  attributeMissing,
  fieldKind,
  fieldsUnknown,
  numberDigits,   ///< of an attribute or a field: more than a number keeps
  replayEndless,  ///< what falls due before it never comes to an end
};

/// Why a row cannot be used. Words are made of it only where they are wanted.
struct RowRefusal {
  RowFault fault = RowFault::none;
  std::uint32_t column = 0;  ///< that it is about; of a missing attribute its place on the event's type

  explicit operator bool() const { return fault != RowFault::none; }
};

/// The code of a diagnostic about it.
std::string_view codeOf(RowFault fault);

/// Makes events of rows, for one world. What a number of the dictionary means there is worked out once; a row that can
/// be used costs a look-up for each of its values and no memory.
class RowIntake {
 public:
  /// `texts`: all values are texts, and read as what their attribute is.
  RowIntake(Dictionary& dictionary, bool texts) : dictionary_(dictionary), texts_(texts) {}

  void setColumns(const EventColumns& columns, World& world);
  /// Whether events keep their ids, and the texts that nothing in the program looks at: only a journal shows these.
  void keepAll(bool keep) { keepsAll_ = keep; }
  /// Forgets what the numbers of the dictionary mean.
  void forget();

  /// Makes the event of a row, apart from its contact; its fields go to `world.eventFields`. The row's numbers must be
  /// in the dictionary.
  RowRefusal take(World& world, const EventRows& rows, std::uint32_t row, Event& event);
  /// Of `contact.created`, whose contact comes with it.
  static bool isArrival(const Event& event) { return event.type == EventType::contactCreated; }
  /// The symbol of a text in that world. That of a contact's id is not kept by number: it is wanted once.
  Symbol symbolOf(World& world, std::uint32_t number);
  Symbol symbolOfId(World& world, std::uint32_t number) const {
    return world.symbols.internBorrowed(dictionary_.text(number), dictionary_.place(number));
  }
  /// The contact whose id that text is, or `noIndex`.
  std::uint32_t contactOf(World& world, std::uint32_t number);
  /// The same for any cell, of other parts' rows, too, and as it was when it was asked for first: `noIndex` may be said
  /// of a contact that came since.
  std::uint32_t knownContact(const World& world, std::uint32_t number) {
    const std::uint32_t known = contacts_.get(number);
    return known != notAsked ? known : lookUpContact(world, number);
  }
  void noteContact(std::uint32_t number, std::uint32_t contact) { contacts_[number] = contact; }

  /// How many types of events it tells apart, those that are none in all ways among them.
  std::size_t typeCount() const { return types_.size(); }
  /// What is wrong with a row in words.
  Diagnostic describe(const EventRows& rows, std::uint32_t row, const RowRefusal& refusal) const;

 private:
  /// What a type's text means, and where its events have what the columns hold.
  struct Type {
    RowFault fault = RowFault::none;
    EventType type = EventType::custom;
    Symbol customName = Symbol::none;
    std::vector<std::int8_t> slots;  ///< by attribute column; below 0: it has no such attribute
    std::uint32_t required = 0;      ///< a bit for each of its attributes that must be there
  };
  struct FieldCell {
    std::uint32_t column = 0;
    Symbol key = Symbol::none;
    ValueKind kind = ValueKind::scalar;
    bool isLookedAt = false;  ///< by something in the program
    std::string name;
  };

  static constexpr std::uint32_t notAsked = noIndex - 1;

  std::uint32_t lookUpContact(const World& world, std::uint32_t number);
  void forgetTypes();
  const Type& typeOf(World& world, std::uint32_t number);
  Type makeType(World& world, std::uint32_t number) const;
  RowFault takeAttributes(World& world, const EventRows& rows, std::uint32_t row, const Type& type, Event& event,
                          std::uint32_t& column);
  RowFault takeFields(World& world, const EventRows& rows, std::uint32_t row, Event& event, std::uint32_t& column);
  RowFault takeId(World& world, std::uint32_t number, Event& event);
  /// Reads a text as a value of that kind; `wrongKind` where it is none. Of a text that nothing looks at it is only
  /// told that it is one: a log may have any number of them.
  RowFault read(World& world, std::uint32_t number, ValueKind kind, bool isLookedAt, RowFault wrongKind, Value& value);
  Diagnostic describeDigits(const EventRows& rows, std::uint32_t row, std::uint32_t column) const;

  Dictionary& dictionary_;
  bool texts_;
  bool keepsAll_ = false;
  Symbol passedOver_ = Symbol::none;      ///< stands for texts that nothing looks at
  std::vector<bool> attributesLookedAt_;  ///< by attribute column: whether something in the program does
  EventColumns columns_;
  std::vector<FieldCell> fields_;
  std::vector<Type> types_;
  std::map<RowFault, std::uint32_t> faultyTypes_;  ///< in `types_`: one for each fault
  Pages<std::uint32_t> typeOf_{noIndex};           ///< by number of the dictionary; `noIndex`: not asked yet
  Pages<Symbol> symbols_{Symbol::none};            ///< by number; not of contacts' ids, which are asked for once
  Pages<std::uint32_t> contacts_{notAsked};        ///< by number; `noIndex`: there was none
};

}  // namespace rehearse
