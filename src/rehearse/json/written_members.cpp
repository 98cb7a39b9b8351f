#include "rehearse/json/written_members.hpp"

#include <cmath>
#include <utility>

#include "rehearse/json/hexadecimal.hpp"

namespace rehearse::json {

void WrittenMembers::fail(TreeValue at, std::string message) {
  if (!findings_.hasErrors()) {
    findings_.error("value.type", at, std::move(message), std::string(hint_));
  }
}

std::optional<TreeValue> WrittenMembers::member(TreeValue object, std::string_view name) {
  const auto found = object.isObject() ? object.member(name) : std::nullopt;
  if (!found) {
    fail(object, "There is no `" + std::string(name) + "`.");
  }
  return found;
}

std::uint64_t WrittenMembers::count(TreeValue object, std::string_view name, double most) {
  const auto found = member(object, name);
  return found ? countOf(*found, most) : 0;
}

std::uint64_t WrittenMembers::countOf(TreeValue value, double most) {
  const double number = value.isNumber() ? value.number() : -1;
  if (!(number >= 0 && number <= most) || std::trunc(number) != number) {
    fail(value, "This must be a whole number.");
    return 0;
  }
  return static_cast<std::uint64_t>(number);
}

bool WrittenMembers::yesNo(TreeValue object, std::string_view name) {
  const auto found = member(object, name);
  if (!found || !found->isYesNo()) {
    fail(found.value_or(object), "`" + std::string(name) + "` must be true or false.");
    return false;
  }
  return found->yesNo();
}

Instant WrittenMembers::moment(TreeValue object, std::string_view name) {
  const auto found = member(object, name);
  if (!found || found->isNull()) {
    return noInstant;
  }
  return timeOf(*found, found->isText() ? parseInstant(found->text()) : std::nullopt);
}

Instant WrittenMembers::timeOf(TreeValue value, std::optional<Instant> read) {
  if (!read) {
    fail(value, "This must be a time.");
  }
  return read.value_or(noInstant);
}

std::string WrittenMembers::text(TreeValue object, std::string_view name) {
  const auto found = member(object, name);
  if (!found || !found->isText()) {
    fail(found.value_or(object), "`" + std::string(name) + "` must be a text.");
    return {};
  }
  return std::string(found->text());
}

std::string WrittenMembers::textOrNull(TreeValue object, std::string_view name) {
  const auto found = member(object, name);
  return found && !found->isNull() ? text(object, name) : std::string();
}

std::uint64_t WrittenMembers::hash(TreeValue object, std::string_view name) {
  const auto number = fromHexadecimal(text(object, name));
  if (!number) {
    fail(object, "`" + std::string(name) + "` must have 16 hexadecimal digits.");
  }
  return number.value_or(0);
}

std::optional<TreeValue> WrittenMembers::list(TreeValue object, std::string_view name) {
  const auto found = member(object, name);
  if (found && !found->isList()) {
    fail(*found, "`" + std::string(name) + "` must be a list.");
    return std::nullopt;
  }
  return found;
}

}  // namespace rehearse::json
