#include "rehearse/simulation/change_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>

#include "rehearse/model/sorting.hpp"
#include "rehearse/simulation/decimal_places.hpp"
#include "rehearse/simulation/text_likeness.hpp"

namespace rehearse {
namespace {

/// The number just beside another, in the last of `places` digits after the point; `direction` is 1 or −1.
double beside(double number, int places, int direction) {
  double step = direction;
  for (int place = 0; place < places; ++place) {
    step /= 10;
  }
  const double moved = roundedTo(number + step, places);
  const bool moves = direction > 0 ? moved > number : moved < number;
  return std::isfinite(moved) && moves ? moved
                                       : std::nextafter(number, direction * std::numeric_limits<double>::infinity());
}

/// `text` with every `part` in it taken out.
std::string without(std::string_view text, std::string_view part) {
  std::string result;
  for (const char byte : text) {
    result += byte;
    // Also what only becomes a `part` since another was taken out.
    if (result.ends_with(part)) {
      result.resize(result.size() - part.size());
    }
  }
  return result;
}

/// Whether an operator looks for a part of a text.
bool looksInside(Operator comparison) {
  switch (oppositeOf(comparison).value_or(comparison)) {
    case Operator::contains:
    case Operator::startsWith:
    case Operator::endsWith:
      return true;
    default:
      return false;
  }
}

/// How many candidates are made in one go, at most.
constexpr std::size_t goLimit = 20'000;

/// What it takes to note a text that is compared with.
constexpr std::uint64_t noteEffort = 100;

void addOnce(std::vector<Symbol>& list, std::set<Symbol>& known, Symbol symbol) {
  if (known.insert(symbol).second) {
    list.push_back(symbol);
  }
}

}  // namespace

ChangeCandidates::ChangeCandidates(const Program& program, Symbols& symbols, const EvaluatedTree& tree,
                                   std::size_t field, SearchEffort& effort)
    : symbols_(symbols), tree_(tree), effort_(effort), isScore_(tree.isScore(field)) {
  const FieldReference& reference = tree.fields()[field].reference;
  if (reference.source == FieldSource::contactField) {
    kind_ = rowOf(reference.contactField).kind;
    mayBeEmpty_ = reference.contactField != ContactField::createdAt;
    isActivity_ = reference.contactField == ContactField::lastActivityAt;
  } else if (reference.source == FieldSource::eventAttribute) {
    const int slot = attributeSlot(tree.event().type, reference.attribute);
    changeable_ = slot >= 0;
    if (changeable_) {
      const AttributeRow& row = rowOf(tree.event().type).attributes[static_cast<std::size_t>(slot)];
      kind_ = row.kind;
      mayBeEmpty_ = !row.required;
    }
  }
  std::set<Symbol> partSet;
  for (const ConditionNode* node : tree.comparisonsOf(field)) {
    if (!goesOn(noteEffort)) {
      break;
    }
    switch (node->operand.type()) {
      case Value::Type::number:
        numbers_.push_back(node->operand.asNumber());
        break;
      case Value::Type::text:
        addOnce(texts_, textSet_, node->operand.asText());
        if (looksInside(node->comparison)) {
          addOnce(parts_, partSet, node->operand.asText());
        }
        break;
      case Value::Type::yesNo:
        comparesYesNo_ = true;
        break;
      default:
        break;
    }
    for (std::uint32_t index = 0; index < node->texts.count && goesOn(noteEffort); ++index) {
      addOnce(texts_, textSet_, program.symbolLists[node->texts.first + index]);
    }
    if (node->duration > 0) {
      durations_.push_back(node->duration);
    }
  }
  sortItems(numbers_);
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
}

std::vector<FieldContent> ChangeCandidates::from(const FieldContent& content) {
  found_.clear();
  if (!changeable_) {
    return {};
  }
  if (kind_ == ValueKind::tags) {
    addTags(content);
    return std::move(found_);
  }
  if (takes(ValueKind::number)) {
    addNumbers(content);
  }
  if (takes(ValueKind::time)) {
    addTimes(content);
  }
  if (takes(ValueKind::yesNo)) {
    addYesNo(content);
  }
  if (takes(ValueKind::text)) {
    addTexts(content);
  }
  if (mayBeEmpty_) {
    addValue(Value());
  }
  return std::move(found_);
}

std::vector<FieldContent> ChangeCandidates::further(const FieldContent& content) {
  found_.clear();
  if (kind_ == ValueKind::tags) {
    addTags(content);
  } else if (content.value.type() == Value::Type::text) {
    addTexts(content);
  }
  return std::move(found_);
}

bool ChangeCandidates::goesOn(std::uint64_t effort) {
  effort_.spend(effort);
  return effort_.mayMake() && found_.size() < goLimit;
}

void ChangeCandidates::addValue(const Value& value) {
  found_.push_back({value, {}});
  effort_.noteMade(tree_.bytesOf(found_.back()));
}

void ChangeCandidates::addText(const std::string& text) {
  if (!text.empty()) {
    addValue(Value::text(symbols_.intern(text)));
  }
}

void ChangeCandidates::addNumbers(const FieldContent& content) {
  const bool isNumber = content.value.type() == Value::Type::number;
  if (kind_ == ValueKind::scalar && numbers_.empty() && !isNumber) {
    return;
  }
  int decimals = isNumber && !isScore_ ? decimalPlaces(content.value.asNumber()) : 0;
  for (const double number : numbers_) {
    decimals = isScore_ ? 0 : std::max(decimals, decimalPlaces(number));
  }
  const auto add = [&](double number) {
    const bool inRange = !isScore_ || (std::abs(number) <= 1e9 && number == std::floor(number));
    if (std::isfinite(number) && inRange) {
      addValue(Value::number(number == 0 ? 0 : number));
    }
  };
  for (std::size_t index = 0; index < numbers_.size() && goesOn(1); ++index) {
    const double number = numbers_[index];
    add(number);
    // A score is compared with any number, and is a whole one itself.
    add(isScore_ ? std::floor(number) : number);
    add(isScore_ ? std::ceil(number) : number);
    add(isScore_ ? std::ceil(number) - 1 : beside(number, decimals, -1));
    add(isScore_ ? std::floor(number) + 1 : beside(number, decimals, 1));
    if (index + 1 < numbers_.size()) {
      add(number + (numbers_[index + 1] - number) / 2);
    }
  }
  if (!isNumber || numbers_.empty()) {
    add(0);
  }
  if (isScore_) {
    // As far as a score can go, for bounds beyond.
    add(1e9);
    add(-1e9);
  }
}

void ChangeCandidates::addTimes(const FieldContent& content) {
  const Instant now = tree_.now();
  for (const Duration duration : durations_) {
    if (!goesOn(1)) {
      break;
    }
    addTime(now - duration);
    addTime(now - duration - 1);
    addTime(now - duration + 1);
  }
  if (!durations_.empty() || (kind_ == ValueKind::time && content.value.isEmpty())) {
    addTime(now);
    addTime(now + 1);
  }
}

void ChangeCandidates::addTime(Instant instant) {
  if (instant < earliestInstant || instant > latestInstant || (isActivity_ && instant > tree_.now())) {
    return;
  }
  if (kind_ == ValueKind::time) {
    addValue(Value::time(instant));
  } else {
    addText(formatInstant(instant));
  }
}

void ChangeCandidates::addYesNo(const FieldContent& content) {
  if (kind_ == ValueKind::yesNo || comparesYesNo_ || content.value.type() == Value::Type::yesNo) {
    addValue(Value::yesNo(true));
    addValue(Value::yesNo(false));
  }
}

void ChangeCandidates::addTexts(const FieldContent& content) {
  const bool isText = content.value.type() == Value::Type::text;
  std::string actual(isText ? symbols_.text(content.value.asText()) : std::string_view());
  if (actual.size() > longestChangedText) {
    actual.clear();
  }
  const std::string inner(trimmed(actual));
  const std::string foldedActual = folded(actual);
  const std::string foldedInner = folded(inner);
  addText(inner);
  for (const Symbol text : texts_) {
    const std::string_view whole = symbols_.text(text);
    if (!goesOn(actual.size())) {
      break;
    }
    if (!whole.empty()) {
      addValue(Value::text(text));
    }
    if (whole.size() <= longestChangedText) {
      const std::string wanted(symbols_.text(text));
      addRespelled(actual, foldedActual, wanted);
      addRespelled(inner, foldedInner, wanted);
    }
  }
  for (const Symbol part : parts_) {
    if (!goesOn(actual.size())) {
      break;
    }
    addWithAndWithout(actual, std::string(symbols_.text(part).substr(0, longestChangedText + 1)));
  }
  const bool anyWillDo = kind_ == ValueKind::text || isText || !texts_.empty() ||
                         (content.value.isEmpty() && numbers_.empty() && !comparesYesNo_ && durations_.empty());
  if (anyWillDo) {
    addText(std::string(anyText));
  }
}

/// What `text` becomes where it holds what is wanted but for capital and small letters.
void ChangeCandidates::addRespelled(const std::string& text, const std::string& foldedText, const std::string& wanted) {
  // The fold leaves every letter where it is, so that places in it are places in the text.
  const std::string foldedWanted = folded(wanted);
  for (const std::size_t at : {foldedText.find(foldedWanted), foldedText.rfind(foldedWanted)}) {
    if (at != std::string::npos) {
      addText(text.substr(0, at) + wanted + text.substr(at + wanted.size()));
    }
  }
}

void ChangeCandidates::addWithAndWithout(const std::string& text, const std::string& part) {
  if (text.empty() || part.empty() || part.size() > longestChangedText) {
    return;
  }
  addText(part + text);
  addText(text + part);
  addText(without(text, part));
  if (text.starts_with(part)) {
    addText(text.substr(part.size()));
  }
  if (text.ends_with(part)) {
    addText(text.substr(0, text.size() - part.size()));
  }
}

void ChangeCandidates::addTags(const FieldContent& content) {
  const std::vector<Symbol>& tags = content.tags;
  const auto add = [&](std::vector<Symbol> changed) {
    effort_.noteMade(changed.size() * sizeof(Symbol));
    found_.push_back({{}, std::move(changed)});
  };
  const auto shortFolded = [&](Symbol tag) {
    return folded(trimmed(symbols_.text(tag).substr(0, longestChangedText)));
  };
  std::vector<std::string> foldedTags;
  for (std::size_t index = 0; index < tags.size() && goesOn(noteEffort); ++index) {
    foldedTags.push_back(shortFolded(tags[index]));
    effort_.spend(foldedTags.back().size());
  }
  for (const Symbol wanted : texts_) {
    if (!goesOn(4 * tags.size())) {
      break;
    }
    std::vector<Symbol> changed = tags;
    const auto found = std::find(changed.begin(), changed.end(), wanted);
    if (found != changed.end()) {
      changed.erase(found);
      add(changed);
      continue;
    }
    changed.push_back(wanted);
    add(changed);
    const std::string foldedWanted = shortFolded(wanted);
    for (std::size_t index = 0; index < foldedTags.size(); ++index) {
      if (foldedTags[index] == foldedWanted && goesOn(0)) {
        changed = tags;
        changed[index] = wanted;
        add(changed);
      }
    }
  }
  std::vector<Symbol> none;
  std::copy_if(tags.begin(), tags.end(), std::back_inserter(none), [&](Symbol tag) { return !textSet_.contains(tag); });
  add(none);
  if (goesOn(noteEffort * tags.size())) {
    std::vector<Symbol> all = tags;
    std::set<Symbol> known(tags.begin(), tags.end());
    for (const Symbol wanted : texts_) {
      addOnce(all, known, wanted);
    }
    add(all);
  }
  add({});
  if (tags.empty()) {
    add({symbols_.intern(anyText)});
  }
}

}  // namespace rehearse
