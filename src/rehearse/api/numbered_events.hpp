#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Events by numbers: for a host that fires many. What it has fired once in JSON, and what was accepted without a
/// diagnostic, it may fire again by the numbers of its type, its contact and its texts. Nothing is checked again: the
/// numbers must be those that these functions have given, for the same simulation since it was last reset.
namespace rehearse::api {

/// "None", where a number is asked for.
inline constexpr std::uint32_t noNumber = UINT32_MAX;

/// The number of an event type, or `noNumber`. All `custom.NAME` have the same: see `textNumber`.
std::uint32_t eventTypeNumber(std::string_view type);

/// Where an event of that type has an attribute and of what kind that is: `place × 4 + kind`, kind 1 for text, 2 for a
/// number, 3 for true or false; or `noNumber`.
std::uint32_t attributePlace(std::uint32_t type, std::string_view attribute);

/// The number of a contact, or `noNumber`.
std::uint32_t contactNumber(std::uint32_t simulation, std::string_view id);

/// The number of a text that is part of an event fired before, or `noNumber`. Of `custom.NAME` NAME is the text.
std::uint32_t textNumber(std::uint32_t simulation, std::string_view text);

/// An event by numbers. No event type has more attributes than six.
struct NumberedEvent {
  std::uint32_t type = 0;
  std::uint32_t customName = noNumber;
  std::uint32_t contact = 0;
  /// By place, two bits each: 0 for none, else the kind of its value.
  std::uint32_t kinds = 0;
  /// By place: the number of a text, a number, or 1 and 0 for true and false.
  std::array<double, 6> values{};
};

/// Fires an event: `last × 2`, and 1 more if it was halted, `last` being the seq of the journal's last entry then.
/// −1 where there is no such simulation.
double fireNumbered(std::uint32_t simulation, const NumberedEvent& event);

}  // namespace rehearse::api
