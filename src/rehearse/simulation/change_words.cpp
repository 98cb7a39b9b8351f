#include "rehearse/simulation/change_words.hpp"

#include <array>
#include <cmath>

#include "rehearse/model/number.hpp"
#include "rehearse/simulation/change_candidates.hpp"

namespace rehearse {
namespace {

std::string numberText(double number) {
  std::string text;
  appendNumber(text, number);
  return text;
}

/// A text of at most 80 bytes, cut at a character's edge.
std::string shortened(std::string_view text) {
  constexpr std::size_t limit = 80;
  if (text.size() <= limit) {
    return std::string(text);
  }
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return std::string(text.substr(0, end)) + "…";
}

/// "2026-03-02 09:00 UTC", with seconds where there are any.
std::string momentText(Instant instant) {
  const std::string text = formatInstant(instant);
  std::string shown = text.substr(0, 10) + ' ' + text.substr(11, 5);
  if (text.substr(16, 7) != ":00.000") {
    shown += text.substr(16, 3);
  }
  return shown + " UTC";
}

/// "3 days 2 hours". A millisecond beyond whole seconds, as what is just beside a boundary has, is "more than".
std::string lengthText(double milliseconds) {
  struct Unit {
    std::string_view name;
    Duration length;
  };
  constexpr std::array<Unit, 6> units{
      {{"week", week}, {"day", day}, {"hour", hour}, {"minute", minute}, {"second", second}, {"millisecond", 1}}};
  auto rest = static_cast<Duration>(milliseconds);
  if (rest == 1) {
    return "a moment";
  }
  const bool isBeyond = rest % second == 1;
  rest -= isBeyond ? 1 : 0;
  // Weeks only where nothing is left over: people count in days.
  const bool inWeeks = rest % week == 0;
  std::vector<std::string> parts;
  for (const Unit& unit : units) {
    const Duration count = unit.length == week && !inWeeks ? 0 : rest / unit.length;
    rest -= count * unit.length;
    if (count > 0) {
      parts.push_back(std::to_string(count) + ' ' + std::string(unit.name) + (count == 1 ? "" : "s"));
    }
  }
  return (isBeyond ? "more than " : "") + joined(parts);
}

std::string bareText(const Symbols& symbols, const Value& value) {
  switch (value.type()) {
    case Value::Type::number:
      return numberText(value.asNumber());
    case Value::Type::text:
      return shortened(symbols.text(value.asText()));
    case Value::Type::yesNo:
      return value.asYesNo() ? "yes" : "no";
    case Value::Type::time:
      return momentText(value.asTime());
    case Value::Type::empty:
    case Value::Type::tags:
      break;
  }
  return "empty";
}

std::string shownValue(const Symbols& symbols, const Value& value) {
  return value.type() == Value::Type::text ? quotedText(symbols.text(value.asText())) : bareText(symbols, value);
}

bool isAnyText(const Symbols& symbols, Symbol text) { return symbols.text(text) == anyText; }

ChangeWords numberWords(const EvaluatedTree& tree, const FoundChange& change) {
  const double difference = *change.difference.change;
  const std::string size = numberText(std::abs(difference));
  const std::string more = difference > 0 ? "more" : "less";
  std::string words = size + ' ' + more;
  if (tree.isScore(change.field)) {
    const std::string points = size == "1" ? "point" : "points";
    words = difference > 0 ? size + " more " + points : size + ' ' + points + " less";
    const FieldReference& field = tree.fields()[change.field].reference;
    const bool isBefore = field.source == FieldSource::eventAttribute &&
                          attributeSlot(EventType::scoreChanged, field.attribute) == int{previousScoreSlot};
    words += isBefore ? " before" : "";
  }
  return {words, words + " would have started it"};
}

ChangeWords momentWords(const FoundChange& change) {
  const double difference = *change.difference.change;
  const std::string words = lengthText(std::abs(difference)) + (difference < 0 ? " earlier" : " later");
  return {words, words + ", it would have started"};
}

ChangeWords spellingWords(const Symbols& symbols, const FoundChange& change) {
  const ContentDifference& difference = change.difference;
  std::string words = difference.inCase ? "other case" : "outer space";
  std::string reason = difference.inCase ? "only capital and small letters differ" : "only outer space differs";
  if (difference.inCase && difference.inSpaces) {
    words = "other case and outer space";
    reason = "only capital and small letters and outer space differ";
  }
  if (!difference.added.empty()) {
    return {words, "with the tag " + quotedText(symbols.text(difference.added.front())) + " instead of " +
                       quotedText(symbols.text(difference.removed.front())) + ", it would have started: " + reason};
  }
  return {words, "written " + shownValue(symbols, change.wanted.value) + ", it would have started: " + reason};
}

/// "the tag hot", "the tags hot and new".
std::string tagList(const Symbols& symbols, const std::vector<Symbol>& tags, bool quoted) {
  std::vector<std::string> texts;
  texts.reserve(tags.size());
  for (const Symbol tag : tags) {
    texts.push_back(quoted ? quotedText(symbols.text(tag)) : shortened(symbols.text(tag)));
  }
  return (tags.size() == 1 ? "the tag " : "the tags ") + joined(texts);
}

ChangeWords tagWords(const Symbols& symbols, const ContentDifference& difference) {
  std::vector<std::string> words;
  std::vector<std::string> doing;
  if (difference.added.size() == 1 && isAnyText(symbols, difference.added.front())) {
    return {"add any tag", "adding any tag would have started it"};
  }
  if (!difference.added.empty()) {
    words.push_back("add " + tagList(symbols, difference.added, false));
    doing.push_back("adding " + tagList(symbols, difference.added, true));
  }
  if (!difference.removed.empty()) {
    words.push_back("remove " + tagList(symbols, difference.removed, false));
    doing.push_back("removing " + tagList(symbols, difference.removed, true));
  }
  return {joined(words), joined(doing) + " would have started it"};
}

ChangeWords settingWords(const Symbols& symbols, const FieldContent& actual, const Value& wanted) {
  if (wanted.isEmpty()) {
    return {"make it empty", "making it empty would have started it"};
  }
  const bool isText = wanted.type() == Value::Type::text;
  if (isText && isAnyText(symbols, wanted.asText())) {
    const std::string any = actual.value.isEmpty() ? "any text" : "any other text";
    return {"set it to " + any, "setting it to " + any + " would have started it"};
  }
  // "10" and 10 look alike: where the type differs, say which one is meant.
  const bool sameType = actual.value.type() == wanted.type() || actual.value.isEmpty();
  std::string kind;
  if (!sameType && isText) {
    kind = "the text ";
  } else if (!sameType && wanted.type() == Value::Type::number) {
    kind = "the number ";
  }
  return {"set it to " + kind + bareText(symbols, wanted),
          "setting it to " + kind + shownValue(symbols, wanted) + " would have started it"};
}

std::string lowerFirst(std::string_view label) {
  std::string text(label);
  if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z') {
    text.front() = static_cast<char>(text.front() + ('a' - 'A'));
  }
  return text;
}

std::string attributePhrase(EventType type, std::uint8_t attribute) {
  const int slot = attributeSlot(type, attribute);
  const AttributeRow* row =
      slot < 0 ? anyAttributeNamed(attributeName(attribute)) : &rowOf(type).attributes[static_cast<std::size_t>(slot)];
  if (row == nullptr) {
    return "the event's " + std::string(attributeName(attribute));
  }
  return row->phrase.empty() ? "the " + lowerFirst(row->label) : std::string(row->phrase);
}

}  // namespace

std::string quotedText(std::string_view text) { return "“" + shortened(text) + "”"; }

std::string joined(std::span<const std::string> parts) {
  std::string result;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    result += index == 0 ? "" : index + 1 == parts.size() ? " and " : ", ";
    result += parts[index];
  }
  return result;
}

ChangeWords wordsFor(const Symbols& symbols, const EvaluatedTree& tree, const FoundChange& change) {
  switch (change.difference.kind) {
    case DifferenceKind::spelling:
      return spellingWords(symbols, change);
    case DifferenceKind::number:
      return numberWords(tree, change);
    case DifferenceKind::moment:
      return momentWords(change);
    case DifferenceKind::tags:
      return tagWords(symbols, change.difference);
    case DifferenceKind::text:
    case DifferenceKind::other:
      break;
  }
  return settingWords(symbols, tree.fields()[change.field].content, change.wanted.value);
}

std::string phraseOf(const Symbols& symbols, EventType type, const FieldReference& field) {
  switch (field.source) {
    case FieldSource::eventAttribute:
      return attributePhrase(type, field.attribute);
    case FieldSource::eventField:
      return "the event's field " + quotedText(symbols.text(field.key));
    case FieldSource::contactField:
      return std::string(rowOf(field.contactField).phrase);
    case FieldSource::contactCustomField:
      break;
  }
  return "the field " + quotedText(symbols.text(field.key));
}

std::string shownContent(const Symbols& symbols, const FieldContent& content) {
  if (content.tags.empty()) {
    return shownValue(symbols, content.value);
  }
  std::vector<std::string> texts;
  for (const Symbol tag : content.tags) {
    texts.push_back(quotedText(symbols.text(tag)));
  }
  return joined(texts);
}

}  // namespace rehearse
