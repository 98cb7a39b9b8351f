#include "rehearse/program/compiler.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"

// Scoring rules.

namespace rehearse {

void Compiler::compileRule(const ScoringRule& rule) {
  const auto event = eventKey(rule.event);
  const auto conditions = compileConditions(rule.conditions);
  program_.rules.push_back({intern(rule.id), event, conditions, rule.points, rule.limit.value_or(0),
                            rule.expiresAfter.value_or(0), intern(rule.event)});
}

void Compiler::orderRules() {
  const auto& rules = program_.rules;
  auto& order = program_.ruleOrder;
  for (std::uint32_t index = 0; index < rules.size(); ++index) {
    order.push_back(index);
  }
  sortItems(order, [&](std::uint32_t left, std::uint32_t right) { return rules[left].event < rules[right].event; });
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    const EventKey event = rules[order[place]].event;
    if (event >= program_.rulesOfEvent.size()) {
      program_.rulesOfEvent.resize(event + 1);
    }
    Range& range = program_.rulesOfEvent[event];
    range.first = range.count == 0 ? place : range.first;
    ++range.count;
  }
}

}  // namespace rehearse
