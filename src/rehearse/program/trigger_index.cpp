#include "rehearse/program/trigger_index.hpp"

#include <algorithm>
#include <optional>

#include "rehearse/program/program.hpp"

namespace rehearse {
namespace {

/// How good a test is to find a trigger by: the lower, the fewer triggers hold it for one event.
enum class TestRank : std::uint8_t { text, number, score, weak, none };

/// The test that a trigger is found by.
struct ChosenTest {
  TestRank rank = TestRank::none;
  TestedPart part;
  const ConditionNode* node = nullptr;
};

/// What a trigger's type of event is; of custom ones all are one.
EventType typeOf(EventKey event) { return event < eventTypeCount ? static_cast<EventType>(event) : EventType::custom; }

/// What a comparison looks at, of an event of that type or of its contact; nothing where that cannot be looked up, or
/// the type has no such attribute.
std::optional<TestedPart> testedPart(const FieldReference& field, EventType type) {
  switch (field.source) {
    case FieldSource::eventField:
      return TestedPart{TestedPart::Kind::field, 0, field.key};
    case FieldSource::eventAttribute: {
      const int slot = attributeSlot(type, field.attribute);
      return slot < 0 ? std::nullopt
                      : std::optional(TestedPart{TestedPart::Kind::attribute, static_cast<std::uint32_t>(slot), {}});
    }
    case FieldSource::contactField:
      return field.contactField == ContactField::engagementScore
                 ? std::optional(TestedPart{TestedPart::Kind::score, 0, {}})
                 : std::nullopt;
    case FieldSource::contactCustomField:
      break;
  }
  return std::nullopt;
}

/// Whether there is a number, or nothing, wherever that part is looked up.
bool isAlwaysNumber(const TestedPart& part, EventType type) {
  switch (part.kind) {
    case TestedPart::Kind::attribute:
      return rowOf(type).attributes[part.slot].kind == ValueKind::number;
    case TestedPart::Kind::score:
      return true;
    case TestedPart::Kind::field:
      break;
  }
  return false;
}

TestRank rankOf(const ConditionNode& node, const TestedPart& part, EventType type) {
  const bool hasText = node.operand.type() == Value::Type::text;
  if ((node.comparison == Operator::equalTo && hasText) || node.comparison == Operator::anyOf) {
    return part.kind == TestedPart::Kind::score ? TestRank::none : TestRank::text;
  }
  const bool hasNumber = node.operand.type() == Value::Type::number;
  if (hasNumber && NumberBounds::takes(node.comparison)) {
    return part.kind == TestedPart::Kind::score ? TestRank::score : TestRank::number;
  }
  const bool asksForAny = node.comparison == Operator::isEmpty || node.comparison == Operator::isNotEmpty;
  const bool isWeak = asksForAny || (hasNumber && node.comparison == Operator::notEqualTo);
  return isWeak && isAlwaysNumber(part, type) ? TestRank::weak : TestRank::none;
}

/// The best among the comparisons that must hold by themselves: those below the root and below groups of `all`.
ChosenTest choose(std::span<const ConditionNode> tree, EventType type) {
  ChosenTest chosen;
  std::size_t index = 1;
  while (index < tree.size()) {
    const ConditionNode& node = tree[index];
    if (node.kind == Condition::Kind::comparison) {
      const auto part = testedPart(node.field, type);
      const TestRank rank = part ? rankOf(node, *part, type) : TestRank::none;
      if (rank < chosen.rank) {
        chosen = {rank, *part, &node};
      }
    }
    // The members of an `all` follow it: going on with the next node goes into it.
    index += node.kind == Condition::Kind::all ? 1 : node.size;
  }
  return chosen;
}

/// Whether a tree holds wherever its chosen test does; where none was chosen, whether it always holds.
bool isDecidedBy(std::span<const ConditionNode> tree, const ConditionNode* chosen) {
  return std::all_of(tree.begin(), tree.end(),
                     [&](const ConditionNode& node) { return node.kind == Condition::Kind::all || &node == chosen; });
}

/// Whether all that can become of a trigger that its test decides is told by one bit, whether the contact was in its
/// workflow: it is the only one of its event type there, and nobody stays in that workflow.
bool isToldByBit(const Program& program, const TriggerProgram& trigger) {
  const WorkflowProgram& workflow = program.workflows[trigger.workflow];
  if (!trigger.decided || workflow.allowReentry || !workflow.published || workflow.mayWait) {
    return false;
  }
  const auto own = std::span(program.triggers).subspan(workflow.triggers.first, workflow.triggers.count);
  return std::count_if(own.begin(), own.end(),
                       [&](const TriggerProgram& other) { return other.event == trigger.event; }) == 1;
}

/// What of that part stands in `parts`, made if it is not there.
template <class Parts>
auto& ofPart(Parts& parts, const TestedPart& part) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& other) { return other.first == part; });
  if (found != parts.end()) {
    return found->second;
  }
  parts.emplace_back();
  parts.back().first = part;
  return parts.back().second;
}

Value valueOf(const TestedPart& part, const TriggerQuery& query) {
  switch (part.kind) {
    case TestedPart::Kind::attribute:
      return query.attributes[part.slot];
    case TestedPart::Kind::field:
      for (const FieldValue& field : query.fields) {
        if (field.key == part.key) {
          return field.value;
        }
      }
      break;
    case TestedPart::Kind::score:
      return query.score;
  }
  return {};
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

/// The triggers of one event type by what they are found by.
struct TriggerIndex::Sorted {
  std::vector<std::uint32_t> untested;
  std::vector<std::pair<TestedPart, std::vector<std::pair<Symbol, std::uint32_t>>>> texts;
  std::vector<std::pair<TestedPart, std::vector<NumberTest>>> numbers;
};

TriggerIndex::Sorted TriggerIndex::sort(Program& program, std::span<const std::uint32_t> triggers) {
  Sorted sorted;
  for (const std::uint32_t trigger : triggers) {
    TriggerProgram& row = program.triggers[trigger];
    const auto tree = program.tree(row.conditions);
    const ChosenTest chosen = choose(tree, typeOf(row.event));
    row.decided = row.fires == Firing::always && isDecidedBy(tree, chosen.node);
    if (chosen.rank == TestRank::none) {
      sorted.untested.push_back(trigger);
    } else if (chosen.rank != TestRank::text) {
      ofPart(sorted.numbers, chosen.part)
          .push_back({chosen.node->comparison, chosen.node->operand.asNumber(), trigger,
                      isToldByBit(program, row) ? program.workflows[row.workflow].once : noIndex});
    } else {
      auto& entries = ofPart(sorted.texts, chosen.part);
      if (chosen.node->comparison == Operator::equalTo) {
        entries.emplace_back(chosen.node->operand.asText(), trigger);
        continue;
      }
      const Range texts = chosen.node->texts;
      for (std::uint32_t index = texts.first; index < texts.first + texts.count; ++index) {
        entries.emplace_back(program.symbolLists[index], trigger);
      }
    }
  }
  return sorted;
}

void TriggerIndex::placeNumbers(Program& program, EventKey event, const TestedPart& part,
                                std::span<const NumberTest> tests) {
  EventTriggers& triggers = events_[event];
  if (NumberTable::fits(tests, room_)) {
    room_ -= NumberTable::sizeFor(tests);
    const auto number = static_cast<std::uint32_t>(triggers.numbers.size());
    triggers.numbers.push_back({part, rowCount_, NumberTable(tests)});
    tables_.push_back({rowCount_, event, number});
    rowCount_ += triggers.numbers.back().table.rowCount();
    triggers.dependsOnScore |= part.kind == TestedPart::Kind::score;
    return;
  }
  std::vector<NumberTest> bounded;
  for (const NumberTest& test : tests) {
    if (NumberBounds::takes(test.comparison)) {
      bounded.push_back(test);
    } else {
      program.triggers[test.trigger].decided = false;
      triggers.untested.push_back(test.trigger);
    }
  }
  if (!bounded.empty()) {
    triggers.bounds.push_back({part, NumberBounds(bounded)});
    triggers.dependsOnScore |= part.kind == TestedPart::Kind::score;
  }
}

void TriggerIndex::build(Program& program) {
  *this = {};
  for (std::uint32_t trigger = 0; trigger < program.triggers.size(); ++trigger) {
    const EventKey event = program.triggers[trigger].event;
    if (event >= events_.size()) {
      events_.resize(event + 1);
    }
    events_[event].all.push_back(trigger);
  }
  for (EventKey event = 0; event < events_.size(); ++event) {
    EventTriggers& triggers = events_[event];
    noteGroupEnds(program, triggers.all);
    Sorted sorted = sort(program, triggers.all);
    triggers.untested = std::move(sorted.untested);
    for (auto& [part, entries] : sorted.texts) {
      triggers.texts.push_back({part, TextTable(std::move(entries))});
    }
    for (const auto& [part, tests] : sorted.numbers) {
      placeNumbers(program, event, part, tests);
    }
    std::sort(triggers.untested.begin(), triggers.untested.end());
  }
}

void TriggerIndex::find(const TriggerQuery& query, TriggersFound& found) const {
  if (query.event >= events_.size()) {
    found.clear(false);
    return;
  }
  const EventTriggers& triggers = events_[query.event];
  found.clear(triggers.dependsOnScore);
  found.add(triggers.untested);
  for (const TextPart& text : triggers.texts) {
    const Value actual = valueOf(text.part, query);
    if (actual.type() == Value::Type::text) {
      found.add(text.table.find(actual.asText()));
    }
  }
  for (const NumberPart& number : triggers.numbers) {
    const std::uint32_t row = number.table.rowOf(valueOf(number.part, query));
    found.add(number.table.triggers(row));
    found.addOnce(number.table.once(row), number.firstRow + row);
  }
  for (const BoundsPart& bounds : triggers.bounds) {
    const Value actual = valueOf(bounds.part, query);
    if (actual.type() == Value::Type::number) {
      found.addUnordered([&](std::vector<std::uint32_t>& out) { bounds.bounds.collect(actual.asNumber(), out); });
    }
  }
  found.finish();
}

TriggerIndex::FoundBy TriggerIndex::foundBy(const Program& program, std::uint32_t trigger) {
  const TriggerProgram& row = program.triggers[trigger];
  const auto tree = program.tree(row.conditions);
  const ChosenTest chosen = choose(tree, typeOf(row.event));
  FoundBy found;
  found.decides = row.fires == Firing::always && chosen.rank != TestRank::text && isDecidedBy(tree, chosen.node);
  if (chosen.rank == TestRank::number || chosen.rank == TestRank::score || chosen.rank == TestRank::weak) {
    found.isNumber = true;
    found.part = chosen.part;
    found.comparison = chosen.node->comparison;
    const Value& operand = chosen.node->operand;
    found.value = operand.type() == Value::Type::number ? operand.asNumber() : 0;
  }
  return found;
}

TriggerIndex::RowOnce TriggerIndex::onceOfRow(std::uint32_t row) const {
  const auto after =
      std::upper_bound(tables_.begin(), tables_.end(), row,
                       [](std::uint32_t wanted, const TablePlace& place) { return wanted < place.firstRow; });
  const TablePlace& place = *(after - 1);
  return {place.event, events_[place.event].numbers[place.number].table.once(row - place.firstRow)};
}

}  // namespace rehearse
