#include "rehearse/api/numbered_events.hpp"

#include "rehearse/api/simulation_table.hpp"

namespace rehearse::api {
namespace {

static_assert(noNumber == noIndex && noNumber == static_cast<std::uint32_t>(Symbol::none));
static_assert(NumberedEvent{}.values.size() == maximumAttributes);

/// The kinds of values, as they are numbered for the host.
enum class Kind : std::uint32_t { none, text, number, yesNo };

Kind kindOf(ValueKind kind) {
  switch (kind) {
    case ValueKind::number:
      return Kind::number;
    case ValueKind::yesNo:
      return Kind::yesNo;
    default:
      return Kind::text;
  }
}

Value valueOf(Kind kind, double number) {
  switch (kind) {
    case Kind::text:
      return Value::text(static_cast<Symbol>(static_cast<std::uint32_t>(number)));
    case Kind::number:
      return Value::number(number == 0 ? 0 : number);
    case Kind::yesNo:
      return Value::yesNo(number != 0);
    case Kind::none:
      break;
  }
  return {};
}

}  // namespace

std::uint32_t eventTypeNumber(std::string_view type) {
  const auto found = eventTypeNamed(type);
  return found ? static_cast<std::uint32_t>(*found) : noNumber;
}

std::uint32_t attributePlace(std::uint32_t type, std::string_view attribute) {
  if (type >= eventTypeCount) {
    return noNumber;
  }
  const auto place = attributeIndex(static_cast<EventType>(type), attribute);
  if (!place) {
    return noNumber;
  }
  const ValueKind kind = rowOf(static_cast<EventType>(type)).attributes[*place].kind;
  return static_cast<std::uint32_t>(*place) * 4 + static_cast<std::uint32_t>(kindOf(kind));
}

std::uint32_t contactNumber(std::uint32_t simulation, std::string_view id) {
  const Simulation* const found = simulations().find(simulation);
  return found == nullptr ? noNumber : findContact(found->world(), id);
}

std::uint32_t textNumber(std::uint32_t simulation, std::string_view text) {
  const Simulation* const found = simulations().find(simulation);
  return found == nullptr ? noNumber : static_cast<std::uint32_t>(found->world().symbols.find(text));
}

double fireNumbered(std::uint32_t simulation, const NumberedEvent& event) {
  Simulation* const found = simulations().find(simulation);
  if (found == nullptr) {
    return -1;
  }
  Event taken;
  taken.type = static_cast<EventType>(event.type);
  taken.customName = static_cast<Symbol>(event.customName);
  taken.contact = event.contact;
  std::uint32_t kinds = event.kinds;
  for (std::size_t place = 0; kinds != 0; ++place, kinds >>= 2U) {
    taken.attributes[place] = valueOf(static_cast<Kind>(kinds & 3U), event.values[place]);
  }
  const Report report = found->fireTaken(taken);
  return report.last * 2.0 + (isHalted(*found, report) ? 1 : 0);
}

}  // namespace rehearse::api
