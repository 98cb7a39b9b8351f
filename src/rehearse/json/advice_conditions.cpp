#include <algorithm>
#include <cmath>
#include <utility>

#include "rehearse/json/advisor.hpp"
#include "rehearse/json/utf8.hpp"

// Conditions that can be run and are probably not meant so.

namespace rehearse::json {
namespace {

/// Of conditions that must all hold, no more are compared with one another.
constexpr std::size_t mostCompared = 200;

std::vector<TreeValue> childrenOf(TreeValue conditions) {
  if (conditions.isObject()) {
    return {conditions};
  }
  std::vector<TreeValue> children;
  for (const TreeValue item : conditions) {
    children.push_back(item);
  }
  return children;
}

/// A condition in a sentence: "`greaterThan` 50".
std::string described(const LocatedCondition& condition) {
  std::string text = quoted(rowOf(condition.id).name);
  if (condition.value) {
    constexpr std::size_t longest = 40;
    const auto raw = condition.value->raw();
    text += ' ' + (raw.size() <= longest ? std::string(raw) : std::string("that value"));
  }
  return text;
}

/// The operator of a condition that is no group.
std::optional<Operator> operatorOf(TreeValue condition) {
  const auto name = condition.memberText("operator");
  return name ? operatorNamed(*name) : std::nullopt;
}

/// The one condition that conditions are; nothing where they are several, or none.
std::optional<TreeValue> loneOf(TreeValue conditions) {
  if (!conditions.isList()) {
    return conditions;
  }
  return conditions.size() == 1 ? std::optional(*conditions.begin()) : std::nullopt;
}

/// What a `not` denies if that asks whether a field is empty, or is not.
std::optional<TreeValue> deniedEmptiness(TreeValue denied) {
  const auto lone = loneOf(denied);
  const auto id = lone ? operatorOf(*lone) : std::nullopt;
  return id == Operator::isEmpty || id == Operator::isNotEmpty ? lone : std::nullopt;
}

/// Adds the fields that are not empty where a condition holds.
void addNotEmpty(TreeValue condition, ConditionFields& fields) {
  if (const auto id = operatorOf(condition)) {
    if (!holdsOnEmpty(*id)) {
      fields.add(*condition.memberText("field"));
    }
  } else if (const auto all = condition.member("all")) {
    for (const TreeValue item : *all) {
      addNotEmpty(item, fields);
    }
  } else if (const auto any = condition.member("any")) {
    ConditionFields common;
    for (const TreeValue item : *any) {
      ConditionFields ofItem;
      addNotEmpty(item, ofItem);
      if (item.ordinal() == 0) {
        common = std::move(ofItem);
      } else {
        common.intersect(ofItem);
      }
      if (common.isEmpty()) {
        return;
      }
    }
    fields.add(common);
  } else if (const auto denied = condition.member("not")) {
    if (const auto emptiness = deniedEmptiness(*denied); emptiness && operatorOf(*emptiness) == Operator::isEmpty) {
      fields.add(*emptiness->memberText("field"));
    }
  }
}

/// Whether a value may be missing there: a contact's may, an event's unless its type asks for it.
bool mayBeEmpty(const LocatedCondition& condition, std::optional<EventType> event) {
  switch (condition.path.source) {
    case FieldSource::contactField:
      return condition.path.field != ContactField::createdAt;
    case FieldSource::eventAttribute: {
      const auto index = event ? attributeIndex(*event, condition.path.key) : std::nullopt;
      return !index || !rowOf(*event).attributes[*index].required;
    }
    default:
      return true;
  }
}

/// Whether a score, a whole number within a range, can never be so.
bool isBeyondScores(const LocatedCondition& condition) {
  const auto most = static_cast<double>(maximumScore);
  const double number = condition.value && condition.value->isNumber() ? condition.value->number() : 0;
  switch (condition.id) {
    case Operator::equalTo:
      return std::abs(number) > most || number != std::floor(number);
    case Operator::greaterThan:
      return number >= most;
    case Operator::greaterThanOrEqualTo:
      return number > most;
    case Operator::lessThan:
      return number <= -most;
    case Operator::lessThanOrEqualTo:
      return number < -most;
    default:
      return false;
  }
}

}  // namespace

bool Advisor::Scope::has(ConditionFields Scope::*fields, std::string_view field) const {
  return (this->*fields).has(field) || (outer != nullptr && outer->has(fields, field));
}

void Advisor::adviseConditions(TreeValue conditions, Place place) {
  Scope scope;
  if (place.notEmpty != nullptr) {
    scope.notEmpty = *place.notEmpty;
  }
  adviseAll(childrenOf(conditions), place, std::move(scope));
}

void Advisor::adviseAll(const std::vector<TreeValue>& conditions, Place place, Scope scope) {
  for (const TreeValue condition : conditions) {
    addNotEmpty(condition, scope.notEmpty);
  }
  std::vector<LocatedCondition> located;
  for (const TreeValue condition : conditions) {
    collect(condition, place, scope, located);
  }
  if (located.size() > mostCompared) {
    located.erase(located.begin() + mostCompared, located.end());
  }
  for (std::size_t index = 0; index < located.size(); ++index) {
    const auto& condition = located[index];
    adviseCondition(condition, place, scope);
    const auto end = located.begin() + static_cast<std::ptrdiff_t>(index);
    const auto earlier = std::find_if(located.begin(), end,
                                      [&](const LocatedCondition& candidate) { return exclude(candidate, condition); });
    if (earlier != end) {
      findings_.warning("condition.never", condition.place,
                        quoted(condition.field) + " can never be " + described(*earlier) + " and " +
                            described(condition) + " at once, so these conditions never hold together.",
                        "Put them into an `any` if one of them is enough.");
    }
  }
}

bool Advisor::exclude(const LocatedCondition& one, const LocatedCondition& other) {
  if (one.field != other.field) {
    return false;
  }
  const std::uint64_t cost = costOfExclusion(one, other);
  if (cost > maximumComparing - comparing_) {
    return false;
  }
  comparing_ += cost;
  return excludeEachOther(one, other);
}

void Advisor::collect(TreeValue condition, Place place, const Scope& scope, std::vector<LocatedCondition>& conditions) {
  if (const auto all = condition.member("all")) {
    for (const TreeValue item : *all) {
      collect(item, place, scope, conditions);
    }
  } else if (const auto any = condition.member("any")) {
    adviseAny(*any, place, scope);
  } else if (const auto denied = condition.member("not")) {
    if (const auto emptiness = deniedEmptiness(*denied)) {
      conditions.push_back(locatedCondition(*emptiness, place.event));
      auto& id = conditions.back().id;
      id = id == Operator::isEmpty ? Operator::isNotEmpty : Operator::isEmpty;
    } else {
      adviseAll(childrenOf(*denied), place, {.outer = &scope, .isDenied = true});
    }
  } else {
    conditions.push_back(locatedCondition(condition, place.event));
  }
}

void Advisor::adviseAny(TreeValue list, Place place, const Scope& around) {
  Scope scope{.outer = &around, .isDenied = around.isDenied};
  for (const TreeValue item : list) {
    const auto id = operatorOf(item);
    if (id == Operator::isEmpty) {
      scope.emptyToo.add(*item.memberText("field"));
    } else if (id && isOrdering(*id)) {
      scope.beyondToo.add(*item.memberText("field"));
    }
  }
  for (const TreeValue item : list) {
    adviseAll({item}, place, {.outer = &scope, .isDenied = scope.isDenied});
  }
}

void Advisor::adviseCondition(const LocatedCondition& condition, Place place, const Scope& scope) {
  if (condition.value && condition.value->isText()) {
    adviseLiteral(*condition.value);
  }
  if (condition.path.source == FieldSource::eventAttribute && !place.event && !keepsAttribute(condition.path.key)) {
    findings_.warning("event.attributeAbsent", *condition.place.member("field"),
                      "No event that starts this workflow, or that it waits for, has an attribute " +
                          quoted(condition.path.key) + ": it is always empty here.");
  }
  const bool isScore = isOfScore(condition, place.event);
  if (neverHolds(condition) || (isScore && isBeyondScores(condition))) {
    findings_.warning("condition.never", condition.place,
                      quoted(condition.field) + " can never be " + described(condition) + ".",
                      isScore ? "Scores are whole numbers from -1,000,000,000 to 1,000,000,000."
                              : "An empty text counts as empty: use `isEmpty`.");
    return;
  }
  if (scope.isDenied) {
    return;
  }
  if (isScore && condition.id == Operator::equalTo && !scope.has(&Scope::beyondToo, condition.field)) {
    adviseJump(condition, place);
  }
  // "Is not yes" is how one says "no, or not given".
  if (condition.id == Operator::notEqualTo && !condition.value->isYesNo() && mayBeEmpty(condition, place.event) &&
      !scope.has(&Scope::emptyToo, condition.field) && !scope.has(&Scope::notEmpty, condition.field)) {
    findings_.warning(
        "condition.matchesEmpty", condition.place,
        quoted(condition.field) + " " + described(condition) + " also holds where it is empty.",
        "If that is not meant, add `isNotEmpty` beside it; if it is, put it into an `any` with `isEmpty`.");
  }
}

void Advisor::adviseJump(const LocatedCondition& condition, Place place) {
  const bool isAsked = place.moment != Moment::none && (!place.event || place.event == EventType::scoreChanged);
  if (!isAsked || !mayJumpOver(condition.value->number())) {
    return;
  }
  std::string hint = "Use `greaterThanOrEqualTo`";
  if (place.moment == Moment::trigger) {
    hint += ", and \"fires\": \"crossing\" on the trigger";
  } else if (place.moment == Moment::rule) {
    hint += ", and a `limit`, without which the rule gives its points at every change above it";
  }
  findings_.warning("condition.jumpedOver", condition.place,
                    "The score changes by up to " + std::to_string(largestChange_) +
                        " at once here: it may jump over " + std::string(condition.value->raw().substr(0, 30)) +
                        " and never be equal to it.",
                    hint + ".");
}

void addEmptyTaken(std::optional<TreeValue> conditions, ConditionFields& fields) {
  const auto lone = conditions ? loneOf(*conditions) : std::nullopt;
  if (!lone) {
    return;
  }
  const auto any = lone->member("any");
  for (const TreeValue condition : any ? childrenOf(*any) : std::vector{*lone}) {
    if (operatorOf(condition) == Operator::isEmpty) {
      fields.add(*condition.memberText("field"));
    }
  }
}

}  // namespace rehearse::json
