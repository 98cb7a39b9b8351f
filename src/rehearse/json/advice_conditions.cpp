#include <algorithm>
#include <cmath>

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

/// A comparison in a sentence: "`greaterThan` 50".
std::string described(const Comparison& comparison) {
  std::string text = quoted(rowOf(comparison.id).name);
  if (comparison.value) {
    constexpr std::size_t longest = 40;
    const auto raw = comparison.value->raw();
    text += ' ' + (raw.size() <= longest ? std::string(raw) : std::string("that value"));
  }
  return text;
}

/// Whether a value may be missing there: a contact's may, an event's unless its type asks for it.
bool mayBeEmpty(const Comparison& comparison, std::optional<EventType> event) {
  switch (comparison.path.source) {
    case FieldSource::contactField:
      return comparison.path.field != ContactField::createdAt;
    case FieldSource::eventAttribute: {
      const auto index = event ? attributeIndex(*event, comparison.path.key) : std::nullopt;
      return !index || !rowOf(*event).attributes[*index].required;
    }
    default:
      return true;
  }
}

/// Whether a score, a whole number within a range, can never be so.
bool isBeyondScores(const Comparison& comparison) {
  const auto most = static_cast<double>(maximumScore);
  const double number = comparison.value && comparison.value->isNumber() ? comparison.value->number() : 0;
  switch (comparison.id) {
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

void Advisor::adviseConditions(TreeValue conditions, Place place) { adviseAll(childrenOf(conditions), place, false); }

void Advisor::adviseAll(const std::vector<TreeValue>& conditions, Place place, bool isDenied) {
  std::vector<Comparison> comparisons;
  for (const TreeValue condition : conditions) {
    collect(condition, place, isDenied, comparisons);
  }
  if (comparisons.size() > mostCompared) {
    comparisons.erase(comparisons.begin() + mostCompared, comparisons.end());
  }
  for (std::size_t index = 0; index < comparisons.size(); ++index) {
    const auto& comparison = comparisons[index];
    adviseComparison(comparison, comparisons, place, isDenied);
    const auto excludes = [&](const Comparison& earlier) {
      return earlier.field == comparison.field && excludeEachOther(earlier, comparison);
    };
    const auto end = comparisons.begin() + static_cast<std::ptrdiff_t>(index);
    const auto earlier = std::find_if(comparisons.begin(), end, excludes);
    if (earlier != end) {
      findings_.warning("condition.never", comparison.place,
                        quoted(comparison.field) + " can never be " + described(*earlier) + " and " +
                            described(comparison) + " at once, so these conditions never hold together.",
                        "Put them into an `any` if one of them is enough.");
    }
  }
}

void Advisor::collect(TreeValue condition, Place place, bool isDenied, std::vector<Comparison>& comparisons) {
  if (const auto all = condition.member("all")) {
    for (const TreeValue item : *all) {
      collect(item, place, isDenied, comparisons);
    }
  } else if (const auto any = condition.member("any")) {
    adviseAny(*any, place, isDenied);
  } else if (const auto denied = condition.member("not")) {
    adviseAll(childrenOf(*denied), place, true);
  } else {
    comparisons.push_back(comparisonOf(condition, place.event));
  }
}

void Advisor::adviseAny(TreeValue list, Place place, bool isDenied) {
  const auto asksForEmpty = [&](TreeValue condition) {
    return condition.memberText("operator") == rowOf(Operator::isEmpty).name;
  };
  bool knowsOfEmpty = false;
  for (const TreeValue item : list) {
    knowsOfEmpty = knowsOfEmpty || asksForEmpty(item);
  }
  for (const TreeValue item : list) {
    adviseAll({item}, place, isDenied || knowsOfEmpty);
  }
}

void Advisor::adviseComparison(const Comparison& comparison, const std::vector<Comparison>& others, Place place,
                               bool isDenied) {
  if (comparison.value && comparison.value->isText()) {
    adviseLiteral(*comparison.value);
  }
  if (comparison.path.source == FieldSource::eventAttribute && !place.event && !keepsAttribute(comparison.path.key)) {
    findings_.warning("event.attributeAbsent", *comparison.place.member("field"),
                      "No event that starts this workflow, or that it waits for, has an attribute " +
                          quoted(comparison.path.key) + ": it is always empty here.");
  }
  const bool isScore = isOfScore(comparison, place.event);
  if (neverHolds(comparison) || (isScore && isBeyondScores(comparison))) {
    findings_.warning("condition.never", comparison.place,
                      quoted(comparison.field) + " can never be " + described(comparison) + ".",
                      isScore ? "Scores are whole numbers from -1,000,000,000 to 1,000,000,000."
                              : "An empty text counts as empty: use `isEmpty`.");
    return;
  }
  const bool isMoment = place.isAwaited && (!place.event || place.event == EventType::scoreChanged);
  if (isScore && isMoment && comparison.id == Operator::equalTo && largestChange_ > 1) {
    findings_.warning("condition.jumpedOver", comparison.place,
                      "The score changes by up to " + std::to_string(static_cast<std::int64_t>(largestChange_)) +
                          " at once here: it may jump over " + std::string(comparison.value->raw().substr(0, 30)) +
                          " and never be equal to it.",
                      place.event ? "Use `greaterThanOrEqualTo`, and \"fires\": \"crossing\" on the trigger."
                                  : "Use `greaterThanOrEqualTo`.");
  }
  const auto asksForMore = [&](const Comparison& other) {
    return other.field == comparison.field && !holdsOnEmpty(other);
  };
  if (comparison.id == Operator::notEqualTo && !isDenied && mayBeEmpty(comparison, place.event) &&
      std::none_of(others.begin(), others.end(), asksForMore)) {
    findings_.warning(
        "condition.matchesEmpty", comparison.place,
        quoted(comparison.field) + " " + described(comparison) + " also holds where it is empty.",
        "If that is not meant, add `isNotEmpty` beside it; if it is, put it into an `any` with `isEmpty`.");
  }
}

}  // namespace rehearse::json
