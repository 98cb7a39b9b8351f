#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "rehearse/json/checker.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/json/wording.hpp"
#include "rehearse/model/number.hpp"
#include "rehearse/model/time.hpp"

namespace rehearse::json {
namespace {

constexpr std::string_view instantExample =
    "For example \"2026-03-02T09:00:00Z\", or with an offset \"2026-03-02T09:00:00+01:00\".";
constexpr std::string_view durationExample =
    "Whole numbers with units, largest first: \"2w\", \"3d\", \"1d12h\", \"45m\", \"30s\".";

bool isWhole(double number) { return number == std::floor(number); }

/// What must be added to a text to make it a moment, or "" if nothing simple helps.
std::string_view missingOfInstant(std::string_view text) {
  constexpr std::array<std::string_view, 2> endings{"Z", "T00:00:00Z"};
  for (const auto ending : endings) {
    if (parseInstant(std::string(text).append(ending))) {
      return ending;
    }
  }
  return {};
}

constexpr std::size_t dateLength = 10;  // of "2026-02-30T09:00:00Z"

/// Whether a time that cannot be read is written as times are: with a day in the middle of the month it can be.
bool isOnWrongDay(std::string_view text) {
  constexpr std::size_t dayLength = 2;
  constexpr std::size_t dayStart = dateLength - dayLength;
  if (text.size() < dateLength || !isDigit(text[dayStart]) || !isDigit(text[dayStart + 1])) {
    return false;
  }
  return parseInstant(std::string(text).replace(dayStart, dayLength, "15")).has_value();
}

/// The contact fields that `accepts` takes, and custom ones, as they are written.
template <class Accepts>
std::vector<std::string_view> contactPaths(Accepts accepts) {
  std::vector<std::string_view> paths;
  for (const auto& row : contactFields()) {
    if (accepts(row)) {
      paths.push_back(row.name);
    }
  }
  paths.emplace_back("fields.KEY");
  return paths;
}

std::string range(std::int64_t minimum, std::int64_t maximum) {
  if (maximum == std::numeric_limits<std::int64_t>::max()) {
    return "at least " + withCommas(minimum);
  }
  return "from " + withCommas(minimum) + " to " + withCommas(maximum);
}

}  // namespace

void Checker::typeError(TreeValue value, std::string_view expected, std::string hint) {
  if (findings_.isFull() && findings_.hasErrors()) {
    return findings_.leaveOut();
  }
  findings_.error("value.type", value,
                  nameInText(value) + " must be " + std::string(expected) + ", not " + describe(value) + ".",
                  std::move(hint));
}

bool Checker::checkText(TreeValue value, std::string_view expected) {
  if (!value.isText()) {
    const bool quotable = value.isNumber() || value.isYesNo();
    typeError(value, expected, quotable ? "In quotes: \"" + std::string(value.raw().substr(0, 40)) + "\"." : "");
  }
  return value.isText();
}

bool Checker::checkLength(TreeValue value, std::int64_t minimum, std::int64_t maximum) {
  const auto length = static_cast<std::int64_t>(codePointCount(value.text()));
  if (length >= minimum && length <= maximum) {
    return true;
  }
  findings_.error("value.range", value,
                  length == 0 ? nameInText(value) + " must not be empty."
                              : nameInText(value) + " has " + withCommas(length) + " characters; it may have " +
                                    range(minimum, maximum) + ".");
  return false;
}

bool Checker::checkCount(TreeValue value, std::int64_t minimum, std::int64_t maximum) {
  const auto count = static_cast<std::int64_t>(value.size());
  if (count < minimum) {
    findings_.error("value.range", value, nameInText(value) + " needs at least " + withCommas(minimum) + ".");
  } else if (count > maximum) {
    findings_.error(
        "value.range", value,
        nameInText(value) + " has " + withCommas(count) + " entries; " + withCommas(maximum) + " are the most.");
  }
  return count >= minimum && count <= maximum;
}

void Checker::checkProperty(TreeValue value, const PropertyRow& row) {
  switch (row.kind) {
    case PropertyKind::version:
      return checkVersion(value);
    case PropertyKind::text:
      if (checkText(value) && !row.resource.empty()) {
        checkResource(value, row.resource);
      }
      return;
    case PropertyKind::identifier:
      if (checkText(value)) {
        checkLength(value, row.minimum, row.maximum);
      }
      return;
    case PropertyKind::workflowReference:
      return checkWorkflowReference(value, row.choices);
    case PropertyKind::stepReference:
      return checkReference(value, stepNames_, nullptr, "step");
    case PropertyKind::contactReference:
      return checkContactReference(value);
    case PropertyKind::wholeNumber:
      return checkWholeNumber(value, row.minimum, row.maximum, "a whole number");
    case PropertyKind::points:
      return checkPoints(value, row.minimum, row.maximum);
    case PropertyKind::score:
      if (!value.isNull()) {
        checkWholeNumber(value, row.minimum, row.maximum, "a whole number, or null for an empty score");
      }
      return;
    case PropertyKind::yesNo:
      return checkYesNo(value);
    case PropertyKind::flag:
      return checkFlag(value);
    case PropertyKind::choice:
      return checkChoice(value, row.choices);
    case PropertyKind::instant:
      return checkInstant(value);
    case PropertyKind::duration:
      return checkDuration(value, row.minimum);
    case PropertyKind::signedDuration:
      return checkSignedDuration(value);
    case PropertyKind::timeOfDay:
      return checkTimeOfDay(value);
    case PropertyKind::utcOffset:
      return checkUtcOffset(value);
    case PropertyKind::scalar:
      return checkScalar(value, false);
    case PropertyKind::scalarMap:
      return checkScalarMap(value, false, row.maximum);
    case PropertyKind::clearableMap:
      return checkScalarMap(value, true, row.maximum);
    case PropertyKind::texts:
      return checkTexts(value, row, 0, std::numeric_limits<std::int64_t>::max());
    case PropertyKind::tags:
      return checkTexts(value, row, 1, maximumIdLength);
    case PropertyKind::workflowReferences:
      if (!value.isList()) {
        return typeError(value, "a list of workflow ids",
                         value.isText() ? "As a list: [ \"" + std::string(value.text()) + "\" ]." : "");
      }
      if (checkCount(value, row.minimum, row.maximum)) {
        for (const TreeValue item : value) {
          checkWorkflowReference(item);
        }
      }
      return;
    case PropertyKind::eventType:
      return checkEventType(value);
    case PropertyKind::awaitedEventType:
      return checkAwaitedEventType(value);
    case PropertyKind::conditions:
      return checkConditions(value);
    case PropertyKind::contactFieldPath:
      return checkContactFieldPath(value);
    case PropertyKind::dateFieldPath:
      return checkDateFieldPath(value);
    case PropertyKind::event:
      return checkEvent(value);
    case PropertyKind::object:
      return row.shape == Shape::scoreMatch ? checkScoreMatch(value, row) : checkShape(value, row.shape);
    case PropertyKind::list:
      return checkList(value, row);
    case PropertyKind::steps:
      return checkSteps(value);
    case PropertyKind::workspace:
      if (value.isText()) {
        checkLength(value, 1, std::numeric_limits<std::int64_t>::max());
        return;
      }
      return value.isObject() ? checkShape(value, Shape::workspace)
                              : typeError(value, "a workspace, or the path of its file");
  }
}

void Checker::checkVersion(TreeValue value) {
  constexpr double version = 1;
  if (!value.isNumber()) {
    return typeError(value, "the number 1", "Write \"rehearse\": 1.");
  }
  if (value.number() != version && std::isfinite(value.number())) {
    findings_.error("value.unknown", value,
                    "There is no version " + std::string(value.raw().substr(0, 30)) + " of this format.",
                    "Write \"rehearse\": 1.");
  }
}

void Checker::checkWholeNumber(TreeValue value, std::int64_t minimum, std::int64_t maximum, std::string_view expected) {
  if (!value.isNumber()) {
    std::string hint = "A whole number " + range(minimum, maximum) + ", without quotes.";
    return typeError(value, expected, std::move(hint));
  }
  const double number = value.number();
  if (!std::isfinite(number)) {
    return;  // reported when the text was read
  }
  if (!isWhole(number)) {
    return typeError(value, expected, "A whole number " + range(minimum, maximum) + ", without a fraction.");
  }
  if (number < static_cast<double>(minimum) || number > static_cast<double>(maximum)) {
    findings_.error("value.range", value,
                    nameInText(value) + " must be " + range(minimum, maximum) + ", not " +
                        std::string(value.raw().substr(0, 30)) + ".");
  } else {
    checkDigits(value);
  }
}

void Checker::checkNumber(TreeValue value, std::string_view hint) {
  value.isNumber() ? checkDigits(value) : typeError(value, "a number", std::string(hint));
}

void Checker::checkDigits(TreeValue number) {
  if (!std::isfinite(number.number()) || !losesDigits(number.raw(), number.number())) {
    return;
  }
  findings_.error("value.range", number, digitsMessage(nameInText(number), number.number()), std::string(digitsHint));
}

void Checker::checkPoints(TreeValue value, std::int64_t minimum, std::int64_t maximum) {
  checkWholeNumber(value, minimum, maximum, "a whole number that is not 0");
  if (value.isNumber() && value.number() == 0) {
    findings_.error("value.range", value, nameInText(value) + " must not be 0.",
                    "A whole number " + range(minimum, maximum) + ".");
  }
}

void Checker::checkYesNo(TreeValue value) {
  if (!value.isYesNo()) {
    const bool isQuoted = value.isText() && (value.text() == "true" || value.text() == "false");
    typeError(value, "true or false", isQuoted ? "Without quotes: " + std::string(value.text()) + "." : "");
  }
}

void Checker::checkFlag(TreeValue value) {
  if (!value.isYesNo()) {
    return typeError(value, "true");
  }
  if (!value.yesNo()) {
    findings_.error("value.unknown", value, nameInText(value) + " cannot be false.", "Leave it out instead.");
  }
}

void Checker::checkChoice(TreeValue value, std::span<const std::string_view> choices) {
  if (!value.isText()) {
    return typeError(value, "a text", oneOf(choices));
  }
  for (const auto choice : choices) {
    if (choice == value.text()) {
      return;
    }
  }
  findings_.error("value.unknown", value, nameInText(value) + " cannot be " + quoted(value.text()) + ".",
                  suggestions_.didYouMeanOneOf(value.text(), choices));
}

void Checker::checkInstant(TreeValue value) {
  if (!value.isText()) {
    return typeError(value, "a time as text", std::string(instantExample));
  }
  if (!parseInstant(value.text())) {
    if (isOnWrongDay(value.text())) {
      const auto date = value.text().substr(0, dateLength);
      return parseDate(date) ? findings_.error("value.format", value,
                                               quoted(value.text()) + " is outside the years 0001 to 9999 in UTC.")
                             : findings_.error("value.format", value, "There is no day " + quoted(date) + ".",
                                               "Look at the calendar: the month is shorter, or the day is 00.");
    }
    const auto missing = missingOfInstant(value.text());
    findings_.error(
        "value.format", value,
        nameInText(value) + " must be a time in ISO 8601 with an offset, not " + quoted(value.text()) + ".",
        missing.empty() ? std::string(instantExample) : didYouMean(std::string(value.text()).append(missing)));
  }
}

void Checker::checkDuration(TreeValue value, Duration minimum) {
  if (!value.isText()) {
    return typeError(value, "a duration as text", std::string(durationExample));
  }
  const auto duration = parseDuration(value.text());
  if (!duration) {
    findings_.error(
        "value.format", value,
        nameInText(value) + " must be a duration above zero and under 100 years, not " + quoted(value.text()) + ".",
        std::string(durationExample));
  } else if (*duration < minimum) {
    findings_.error(
        "value.range", value,
        nameInText(value) + " must be at least " + formatDuration(minimum) + ", not " + quoted(value.text()) + ".");
  }
}

void Checker::checkSignedDuration(TreeValue value) {
  constexpr std::string_view example = "Such as \"3d\" or \"12h\" for after, \"-3d\" for before.";
  if (!value.isText()) {
    return typeError(value, "a duration as text", std::string(example));
  }
  if (!parseSignedDuration(value.text())) {
    findings_.error(
        "value.format", value,
        nameInText(value) + " must be a duration, with `-` in front or without, not " + quoted(value.text()) + ".",
        std::string(example));
  }
}

void Checker::checkTimeOfDay(TreeValue value) {
  constexpr std::string_view example = "From \"00:00\" to \"23:59\".";
  if (!value.isText()) {
    return typeError(value, "a time of day as text", std::string(example));
  }
  if (!parseTimeOfDay(value.text())) {
    findings_.error("value.format", value,
                    nameInText(value) + " must be a time of day such as `09:00`, not " + quoted(value.text()) + ".",
                    std::string(example));
  }
}

void Checker::checkUtcOffset(TreeValue value) {
  constexpr std::string_view example = "For example \"+02:00\" or \"-05:30\"; up to 14 hours.";
  if (!value.isText()) {
    return typeError(value, "an offset as text", std::string(example));
  }
  if (!parseUtcOffset(value.text())) {
    findings_.error("value.format", value,
                    nameInText(value) + " must be an offset from UTC, not " + quoted(value.text()) + ".",
                    std::string(example));
  }
}

void Checker::checkScalar(TreeValue value, bool mayBeNull) {
  if (!value.isText() && !value.isNumber() && !value.isYesNo() && !(mayBeNull && value.isNull())) {
    typeError(value, mayBeNull ? "a text, a number, true, false or null" : "a text, a number, true or false");
  } else if (value.isNumber()) {
    checkDigits(value);
  }
}

void Checker::checkScalarMap(TreeValue value, bool mayBeNull, std::int64_t maximum) {
  if (!value.isObject()) {
    return typeError(value, "an object", "Keys with texts, numbers, true or false.");
  }
  if (!checkCount(value, 0, maximum)) {
    return;
  }
  for (const TreeValue member : value) {
    checkScalar(member, mayBeNull);
  }
}

void Checker::checkTexts(TreeValue value, const PropertyRow& row, std::int64_t minimumLength,
                         std::int64_t maximumLength) {
  if (!value.isList()) {
    return typeError(value, "a list of texts",
                     value.isText() ? "As a list: [ " + std::string(value.raw().substr(0, 60)) + " ]." : "");
  }
  if (!checkCount(value, row.minimum, row.maximum)) {
    return;
  }
  for (const TreeValue item : value) {
    if (checkText(item) && checkLength(item, minimumLength, maximumLength) && !row.resource.empty()) {
      checkResource(item, row.resource);
    }
  }
}

void Checker::checkContactFieldPath(TreeValue value) {
  if (!checkText(value) || parseSettablePath(value.text())) {
    return;
  }
  constexpr std::string_view contactPrefix = "contact.";
  auto text = value.text();
  std::string hint;
  if (text.starts_with(contactPrefix) && parseSettablePath(text.substr(contactPrefix.size()))) {
    hint = didYouMean(text.substr(contactPrefix.size()));
  } else {
    hint = suggestions_.didYouMeanOneOf(text, contactPaths([](const auto& row) { return row.settable; }));
  }
  findings_.error("value.unknown", value, "A step cannot set " + quoted(text) + ".", std::move(hint));
}

void Checker::checkDateFieldPath(TreeValue value) {
  if (!checkText(value) || parseDatePath(value.text())) {
    return;
  }
  constexpr std::string_view contactPrefix = "contact.";
  const auto text = value.text();
  const bool isPrefixed = text.starts_with(contactPrefix) && parseDatePath(text.substr(contactPrefix.size()));
  std::string hint = isPrefixed ? didYouMean(text.substr(contactPrefix.size()))
                                : suggestions_.didYouMeanOneOf(
                                      text, contactPaths([](const auto& row) { return row.kind == ValueKind::time; }));
  findings_.error("value.unknown", value, "A contact has no date in " + quoted(text) + ".", std::move(hint));
}

void Checker::checkReference(TreeValue value, const Names* names, const Names* moreNames, std::string_view what,
                             std::span<const std::string_view> words) {
  if (!checkText(value)) {
    return;
  }
  const auto id = value.text();
  const bool isWord = std::find(words.begin(), words.end(), id) != words.end();
  if (isWord || names == nullptr || names->contains(id) || (moreNames != nullptr && moreNames->contains(id))) {
    return;
  }
  std::string hint;
  if (!findings_.isFull()) {
    auto suggestion = suggestions_.closest(id, names->near(id));
    if (suggestion.empty() && moreNames != nullptr) {
      suggestion = suggestions_.closest(id, moreNames->near(id));
    }
    if (suggestion.empty()) {
      suggestion = suggestions_.closest(id, words);
    }
    std::vector<std::string_view> all(words.begin(), words.end());
    all.insert(all.end(), names->all().begin(), names->all().end());
    hint = suggestion.empty() ? oneOf(all) : didYouMean(suggestion);
  }
  findings_.error("reference.unknown", value, "There is no " + std::string(what) + " " + quoted(id) + ".",
                  std::move(hint));
}

void Checker::checkWorkflowReference(TreeValue value, std::span<const std::string_view> words) {
  checkReference(value, names_ == nullptr ? nullptr : &names_->workflows, nullptr, "workflow", words);
}

void Checker::checkContactReference(TreeValue value) {
  if (names_ != nullptr && names_->numbersContacts && value.isText() && isNumberedContact(value.text())) {
    return;
  }
  checkReference(value, names_ == nullptr ? nullptr : &names_->contacts, scenarioContacts_, "contact");
}

void Checker::checkResource(TreeValue text, std::string_view kind) {
  const Names* listed = names_ == nullptr ? nullptr : names_->resourcesOf(kind);
  const auto id = text.text();
  if (listed == nullptr || listed->contains(id) || id.find(mergeFieldOpening) != std::string_view::npos) {
    return;  // what holds merge fields is known only in a run
  }
  const auto suggestion = findings_.isFull() ? std::string_view() : suggestions_.closest(id, listed->near(id));
  findings_.warning("reference.unknown", text, quoted(id) + " is not listed under `resources`, " + quoted(kind) + ".",
                    suggestion.empty() ? "Add it there if it is meant." : didYouMean(suggestion));
}

}  // namespace rehearse::json
