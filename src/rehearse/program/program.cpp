#include "rehearse/program/program.hpp"

#include <algorithm>
#include <array>

namespace rehearse {
namespace {

constexpr std::size_t maximumNames = 64;

/// Every attribute name of the vocabulary once, and where each event type has it.
struct AttributeNames {
  std::array<std::string_view, maximumNames> names{};
  std::size_t count = 0;
  std::array<std::array<std::int8_t, maximumNames>, eventTypeCount> slots{};

  AttributeNames() {
    for (auto& row : slots) {
      row.fill(-1);
    }
    for (const auto& type : eventTypes()) {
      for (std::size_t slot = 0; slot < type.attributes.size(); ++slot) {
        slots[static_cast<std::size_t>(type.id)][number(type.attributes[slot].name)] = static_cast<std::int8_t>(slot);
      }
    }
  }

  std::size_t number(std::string_view name) {
    const auto* const found = std::find(names.begin(), names.begin() + count, name);
    if (found == names.begin() + count) {
      names[count++] = name;
      return count - 1;
    }
    return static_cast<std::size_t>(found - names.begin());
  }
};

const AttributeNames& attributeNames() {
  static const AttributeNames names;
  return names;
}

}  // namespace

std::uint8_t attributeNumber(std::string_view name) {
  const auto& all = attributeNames();
  const auto* const found = std::find(all.names.begin(), all.names.begin() + all.count, name);
  return static_cast<std::uint8_t>(found - all.names.begin());
}

int attributeSlot(EventType type, std::uint8_t attribute) {
  return attributeNames().slots[static_cast<std::size_t>(type)][attribute];
}

std::string_view attributeName(std::uint8_t attribute) { return attributeNames().names[attribute]; }

std::string_view nameOf(WaitForm form) {
  constexpr std::array<std::string_view, 5> names{"for", "until", "untilEvent", "untilConditions", "goal"};
  return names[static_cast<std::size_t>(form)];
}

std::uint64_t watchOf(ContactField field, Symbol key) {
  constexpr std::uint64_t custom = std::uint64_t{1} << 32U;
  return key == Symbol::none ? static_cast<std::uint64_t>(field) : custom + static_cast<std::uint64_t>(key);
}

const SplitBranchProgram& Program::branchFor(const SplitOperand& operand, std::uint32_t draw) const {
  const auto all = branchesOf(operand);
  return *std::upper_bound(all.begin(), all.end(), draw,
                           [](std::uint32_t value, const SplitBranchProgram& branch) { return value < branch.end; });
}

Range Program::dateTriggersOn(ContactField field, Symbol key) const {
  const auto isBefore = [](const DateTriggerProgram& left, const DateTriggerProgram& right) {
    return watchOf(left.field, left.key) < watchOf(right.field, right.key);
  };
  DateTriggerProgram wanted;
  wanted.field = field;
  wanted.key = key;
  const auto [first, last] = std::equal_range(dateTriggers.begin(), dateTriggers.end(), wanted, isBefore);
  return {static_cast<std::uint32_t>(first - dateTriggers.begin()), static_cast<std::uint32_t>(last - first)};
}

std::uint32_t Program::findWorkflow(Symbol id) const {
  for (std::uint32_t index = 0; index < workflows.size(); ++index) {
    if (workflows[index].id == id) {
      return index;
    }
  }
  return noIndex;
}

}  // namespace rehearse
