#include "rehearse/program/trigger_index.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "rehearse/program/program.hpp"

namespace rehearse {
namespace {

/// Calls `visit` for each comparison that must hold by itself: those below the root and below groups of `all`.
template <class Visit>
void forEachNecessary(std::span<const ConditionNode> tree, Visit visit) {
  std::size_t index = 1;
  while (index < tree.size()) {
    if (tree[index].kind == Condition::Kind::comparison) {
      visit(tree[index]);
    }
    // The members of an `all` follow it: going on with the next node goes into it.
    index += tree[index].kind == Condition::Kind::all ? 1 : tree[index].size;
  }
}

bool isTextTest(const ConditionNode& node) {
  const bool equal = node.comparison == Operator::equalTo && node.operand.type() == Value::Type::text;
  return equal || node.comparison == Operator::anyOf;
}

bool isNumberTest(const ConditionNode& node) {
  if (node.operand.type() != Value::Type::number) {
    return false;
  }
  switch (node.comparison) {
    case Operator::equalTo:
    case Operator::greaterThan:
    case Operator::greaterThanOrEqualTo:
    case Operator::lessThan:
    case Operator::lessThanOrEqualTo:
      return true;
    default:
      return false;
  }
}

/// The test of that part of the event in `tests`, made if it is not there.
template <class Test>
Test& testOf(std::vector<Test>& tests, const EventPart& part) {
  const auto found = std::find_if(tests.begin(), tests.end(), [&](const Test& test) { return test.part == part; });
  if (found != tests.end()) {
    return *found;
  }
  tests.emplace_back();
  tests.back().part = part;
  return tests.back();
}

/// What of an event of that type a comparison looks at; nothing where that is not the event, or the type has no such
/// attribute.
std::optional<EventPart> testedPart(const ConditionNode& node, EventType type) {
  if (node.field.source == FieldSource::eventField) {
    return EventPart{noIndex, node.field.key};
  }
  const int slot = node.field.source == FieldSource::eventAttribute ? attributeSlot(type, node.field.attribute) : -1;
  return slot < 0 ? std::nullopt : std::optional(EventPart{static_cast<std::uint32_t>(slot), Symbol::none});
}

Value valueOf(const EventPart& part, std::span<const Value, maximumAttributes> attributes,
              std::span<const FieldValue> fields) {
  if (part.slot != noIndex) {
    return attributes[part.slot];
  }
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FieldValue& field) { return field.key == part.key; });
  return found == fields.end() ? Value() : found->value;
}

/// `all`: the triggers of one event type, in document order.
void noteGroupEnds(Program& program, const std::vector<std::uint32_t>& all) {
  auto end = static_cast<std::uint32_t>(all.size());
  std::uint32_t left = 0;  // the conditions of the triggers up to the present one
  for (const std::uint32_t trigger : all) {
    left += program.conditions[program.triggers[trigger].conditions].size;
  }
  std::uint32_t conditions = left;
  for (std::size_t index = all.size(); index-- > 0;) {
    TriggerProgram& trigger = program.triggers[all[index]];
    const bool isLastOfWorkflow =
        index + 1 == all.size() || program.triggers[all[index + 1]].workflow != trigger.workflow;
    if (isLastOfWorkflow) {
      end = static_cast<std::uint32_t>(index + 1);
      conditions = left;
    }
    trigger.position = static_cast<std::uint32_t>(index);
    trigger.groupEnd = end;
    trigger.groupConditions = conditions;
    left -= program.conditions[trigger.conditions].size;
  }
}

}  // namespace

TriggerIndex::EventTriggers& TriggerIndex::triggersOf(EventKey event) {
  if (event >= events_.size()) {
    events_.resize(event + 1);
  }
  return events_[event];
}

void TriggerIndex::place(const Program& program, std::uint32_t trigger) {
  const TriggerProgram& row = program.triggers[trigger];
  EventTriggers& triggers = triggersOf(row.event);
  triggers.all.push_back(trigger);

  const ConditionNode* text = nullptr;
  const ConditionNode* number = nullptr;
  const auto type = row.event < eventTypeCount ? static_cast<EventType>(row.event) : EventType::custom;
  forEachNecessary(program.tree(row.conditions), [&](const ConditionNode& node) {
    if (!testedPart(node, type)) {
      return;
    }
    if (text == nullptr && isTextTest(node)) {
      text = &node;
    }
    if (number == nullptr && isNumberTest(node)) {
      number = &node;
    }
  });

  if (text != nullptr) {
    auto& entries = testOf(triggers.texts, *testedPart(*text, type)).entries;
    if (text->comparison == Operator::equalTo) {
      entries.emplace_back(text->operand.asText(), trigger);
    } else {
      for (std::uint32_t index = 0; index < text->texts.count; ++index) {
        entries.emplace_back(program.symbolLists[text->texts.first + index], trigger);
      }
    }
  } else if (number != nullptr) {
    NumberTest& test = testOf(triggers.numbers, *testedPart(*number, type));
    const auto comparison = number->comparison;
    const bool inclusive = comparison != Operator::greaterThan && comparison != Operator::lessThan;
    auto& bounds = comparison == Operator::equalTo                                                       ? test.equal
                   : comparison == Operator::greaterThan || comparison == Operator::greaterThanOrEqualTo ? test.greater
                                                                                                         : test.less;
    bounds.push_back({number->operand.asNumber(), inclusive, trigger});
  } else {
    triggers.untested.push_back(trigger);
  }
}

void TriggerIndex::build(Program& program) {
  events_.clear();
  for (std::uint32_t trigger = 0; trigger < program.triggers.size(); ++trigger) {
    place(program, trigger);
  }
  for (EventTriggers& triggers : events_) {
    noteGroupEnds(program, triggers.all);
    for (TextTest& test : triggers.texts) {
      std::sort(test.entries.begin(), test.entries.end());
      test.entries.erase(std::unique(test.entries.begin(), test.entries.end()), test.entries.end());
    }
    for (NumberTest& test : triggers.numbers) {
      // At one value, the bound that lets more numbers through is the one that is nearer to the side that holds.
      const auto ordered = [](bool inclusiveFirst) {
        return [inclusiveFirst](const Bound& left, const Bound& right) {
          return left.value != right.value ? left.value < right.value
                                           : (left.inclusive != right.inclusive && left.inclusive == inclusiveFirst);
        };
      };
      std::stable_sort(test.equal.begin(), test.equal.end(), ordered(true));
      std::stable_sort(test.greater.begin(), test.greater.end(), ordered(true));
      std::stable_sort(test.less.begin(), test.less.end(), ordered(false));
    }
  }
}

std::span<const std::uint32_t> TriggerIndex::all(EventKey event) const {
  return event < events_.size() ? std::span<const std::uint32_t>(events_[event].all) : std::span<const std::uint32_t>();
}

void TriggerIndex::candidates(EventKey event, std::span<const Value, maximumAttributes> attributes,
                              std::span<const FieldValue> fields, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (event >= events_.size()) {
    return;
  }
  const EventTriggers& triggers = events_[event];
  out.insert(out.end(), triggers.untested.begin(), triggers.untested.end());
  for (const TextTest& test : triggers.texts) {
    const Value actual = valueOf(test.part, attributes, fields);
    if (actual.type() != Value::Type::text) {
      continue;
    }
    auto entry =
        std::lower_bound(test.entries.begin(), test.entries.end(), std::pair(actual.asText(), std::uint32_t{0}));
    for (; entry != test.entries.end() && entry->first == actual.asText(); ++entry) {
      out.push_back(entry->second);
    }
  }
  for (const NumberTest& test : triggers.numbers) {
    const Value actual = valueOf(test.part, attributes, fields);
    if (actual.type() != Value::Type::number) {
      continue;
    }
    const double number = actual.asNumber();
    auto equal = std::lower_bound(test.equal.begin(), test.equal.end(), number,
                                  [](const Bound& bound, double value) { return bound.value < value; });
    for (; equal != test.equal.end() && equal->value == number; ++equal) {
      out.push_back(equal->trigger);
    }
    for (const Bound& bound : test.greater) {
      if (!(number > bound.value || (bound.inclusive && number == bound.value))) {
        break;
      }
      out.push_back(bound.trigger);
    }
    for (auto bound = test.less.rbegin(); bound != test.less.rend(); ++bound) {
      if (!(number < bound->value || (bound->inclusive && number == bound->value))) {
        break;
      }
      out.push_back(bound->trigger);
    }
  }
  std::sort(out.begin(), out.end());
}

}  // namespace rehearse
