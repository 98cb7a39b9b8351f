#include "rehearse/program/trigger_reads.hpp"

#include <algorithm>

#include "rehearse/program/program.hpp"

namespace rehearse {
namespace {

/// A number for a field of the contact, by which fields are told apart.
std::uint64_t numberOf(const FieldReference& field) {
  return field.source == FieldSource::contactCustomField ? std::uint64_t{static_cast<std::uint32_t>(field.key)} << 8U
                                                         : static_cast<std::uint64_t>(field.contactField);
}

}  // namespace

bool isOfContact(const FieldReference& field) {
  return field.source == FieldSource::contactField || field.source == FieldSource::contactCustomField;
}

bool comparesContact(const ConditionNode& node) {
  return node.kind == Condition::Kind::comparison && isOfContact(node.field);
}

void TriggerReads::build(const Program& program) {
  reads_.assign(eventTypeCount + program.customEventCount, {});
  for (const TriggerProgram& trigger : program.triggers) {
    Reads& reads = reads_[trigger.event];
    for (const ConditionNode& node : program.tree(trigger.conditions)) {
      if (reads.isTooLong || !comparesContact(node)) {
        continue;
      }
      const std::uint64_t number = numberOf(node.field);
      const auto place = std::lower_bound(reads.numbers.begin(), reads.numbers.end(), number);
      if (place != reads.numbers.end() && *place == number) {
        continue;
      }
      reads.fields.insert(reads.fields.begin() + (place - reads.numbers.begin()), node.field);
      reads.numbers.insert(place, number);
      if (reads.fields.size() > most) {
        reads = {};
        reads.isTooLong = true;
        reads.before.assign(1, 0);
      }
    }
  }
  for (const TriggerProgram& trigger : program.triggers) {
    std::vector<std::uint32_t>& before = reads_[trigger.event].before;
    if (!before.empty()) {
      const auto tree = program.tree(trigger.conditions);
      const auto count = std::count_if(tree.begin(), tree.end(), comparesContact);
      before.push_back(before.back() + static_cast<std::uint32_t>(count));
    }
  }
}

std::span<const FieldReference> TriggerReads::of(EventKey event) const {
  return event < reads_.size() ? std::span<const FieldReference>(reads_[event].fields)
                               : std::span<const FieldReference>();
}

std::size_t TriggerReads::placeOf(EventKey event, const FieldReference& field) const {
  const std::vector<std::uint64_t>& numbers = reads_[event].numbers;
  return static_cast<std::size_t>(std::lower_bound(numbers.begin(), numbers.end(), numberOf(field)) - numbers.begin());
}

}  // namespace rehearse
