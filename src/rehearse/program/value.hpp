#pragma once

#include <cstdint>

#include "rehearse/model/time.hpp"
#include "rehearse/program/symbols.hpp"

namespace rehearse {

/// A range of a pool: where it starts and how many items it holds.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// What a field holds while a simulation runs: 16 bytes, no text of its own.
class Value {
 public:
  enum class Type : std::uint8_t { empty, number, text, yesNo, time, tags };

  constexpr Value() : number_(0) {}
  static constexpr Value number(double number) {
    Value value;
    value.type_ = Type::number;
    value.number_ = number;
    return value;
  }
  static constexpr Value text(Symbol text) {
    Value value;
    value.type_ = Type::text;
    value.text_ = text;
    return value;
  }
  static constexpr Value yesNo(bool flag) {
    Value value;
    value.type_ = Type::yesNo;
    value.flag_ = flag;
    return value;
  }
  /// `noInstant` gives an empty value.
  static constexpr Value time(Instant instant) {
    Value value;
    if (instant != noInstant) {
      value.type_ = Type::time;
      value.time_ = instant;
    }
    return value;
  }
  /// A list of tags: a range of a pool of symbols.
  static constexpr Value tags(Range range) {
    Value value;
    value.type_ = Type::tags;
    value.tags_ = range;
    return value;
  }

  constexpr Type type() const { return type_; }
  constexpr bool isEmpty() const { return type_ == Type::empty; }
  /// Each only where `type()` says so.
  constexpr double asNumber() const { return number_; }
  constexpr Symbol asText() const { return text_; }
  constexpr bool asYesNo() const { return flag_; }
  constexpr Instant asTime() const { return time_; }
  constexpr Range asTags() const { return tags_; }

  /// The same type and the same content; tags are not compared.
  friend constexpr bool operator==(const Value& left, const Value& right) {
    if (left.type_ != right.type_) {
      return false;
    }
    switch (left.type_) {
      case Type::number:
        return left.number_ == right.number_;
      case Type::text:
        return left.text_ == right.text_;
      case Type::yesNo:
        return left.flag_ == right.flag_;
      case Type::time:
        return left.time_ == right.time_;
      case Type::empty:
      case Type::tags:
        break;
    }
    return left.type_ == Type::empty;
  }

 private:
  Type type_ = Type::empty;
  union {
    double number_;
    Symbol text_;
    bool flag_;
    Instant time_;
    Range tags_;
  };
};
static_assert(sizeof(Value) == 16);

/// A custom field of a contact or an event.
struct FieldValue {
  Symbol key = Symbol::none;
  Value value;
};

/// "No such item", for indexes of every kind.
inline constexpr std::uint32_t noIndex = UINT32_MAX;

}  // namespace rehearse
