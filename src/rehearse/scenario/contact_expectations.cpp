#include <algorithm>
#include <optional>
#include <span>

#include "rehearse/json/writer.hpp"
#include "rehearse/model/sorting.hpp"
#include "rehearse/scenario/check.hpp"
#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
namespace {

using Texts = std::vector<std::string>;

/// What is checked, and the contact's number.
struct ContactCheck {
  Check& check;
  std::uint32_t contact;

  const Contacts& contacts() const { return check.world().contacts; }
  const Symbols& symbols() const { return check.world().symbols; }
};

// ---------------------------------------------------------- what led there

/// The contact's events of the last stimulus and what held its workflows back: shown where nothing happened.
Seqs whyNothing(const ContactCheck& looked) {
  const auto entries = entriesWhere(looked.check.journal(), looked.check.since, [&](const Entry& entry) {
    const bool tellsWhy = entry.kind == EntryKind::event || entry.kind == EntryKind::triggerEvaluated ||
                          entry.kind == EntryKind::enrollmentRefused;
    return tellsWhy && entry.place.contact == looked.contact;
  });
  return latestOf(entries);
}

/// The contact's entries that `wanted` picks, with their causes; or why nothing happened.
template <class Predicate>
Seqs ledTo(const ContactCheck& looked, Predicate wanted) {
  const auto& journal = looked.check.journal();
  const auto entries = entriesWhere(journal, wholeJournal(journal), [&](const Entry& entry) {
    return entry.place.contact == looked.contact && wanted(entry);
  });
  return entries.empty() ? whyNothing(looked) : withCauses(journal, entries);
}

/// The entries in which the thing of the contact that `field` names became another.
Seqs changesOf(const ContactCheck& looked, std::string_view field) {
  return ledTo(looked, [&](const Entry& entry) {
    if (entry.kind != EntryKind::contactChanged && entry.kind != EntryKind::edited) {
      return false;
    }
    const auto changes = looked.check.journal().changes(entry);
    return std::any_of(changes.begin(), changes.end(),
                       [&](const Change& change) { return looked.check.world().symbols.text(change.field) == field; });
  });
}

Seqs scoreChanges(const ContactCheck& looked) {
  return ledTo(looked, [](const Entry& entry) { return entry.kind == EntryKind::scoreChanged; });
}

Seqs waitsOf(const ContactCheck& looked) {
  return ledTo(looked, [](const Entry& entry) {
    return entry.kind == EntryKind::waitStarted || entry.kind == EntryKind::waitEnded ||
           entry.kind == EntryKind::exited;
  });
}

// ------------------------------------------------------------------- score

bool takesNoValue(Operator comparison) { return operandOf(comparison, ValueKind::number) == Operand::none; }

std::optional<std::int32_t> scoreOf(const ContactCheck& looked) {
  const auto score = looked.contacts().score(looked.contact);
  return score == emptyScore ? std::nullopt : std::optional(score);
}

std::string jsonOfScore(const std::optional<std::int32_t>& score) { return score ? std::to_string(*score) : "null"; }

std::string jsonOfComparisons(const std::vector<ScoreComparison>& comparisons) {
  json::Writer writer;
  writer.beginObject();
  for (const auto& wanted : comparisons) {
    writer.key(rowOf(wanted.comparison).name);
    if (takesNoValue(wanted.comparison)) {
      writer.value(true);
    } else {
      writer.value(wanted.value);
    }
  }
  writer.endObject();
  return writer.take();
}

std::string sentenceOf(const std::vector<ScoreComparison>& comparisons) {
  std::string sentence = "a score that";
  std::string_view separator = " ";
  for (const auto& wanted : comparisons) {
    sentence.append(separator).append(rowOf(wanted.comparison).label);
    if (!takesNoValue(wanted.comparison)) {
      sentence.append(" ").append(jsonOf(Scalar(wanted.value)));
    }
    separator = " and ";
  }
  return sentence;
}

void checkExactScore(ContactCheck& looked, const std::optional<std::int32_t>& wanted) {
  const auto score = scoreOf(looked);
  if (score != wanted) {
    const auto what = wanted ? "score " + std::to_string(*wanted) : std::string("an empty score");
    looked.check.failPlainly("engagementScore", what, jsonOfScore(wanted), jsonOfScore(score),
                             [&] { return scoreChanges(looked); });
  }
}

void checkScore(ContactCheck& looked, const ScoreExpectation& wanted) {
  if (const auto* number = std::get_if<std::int32_t>(&wanted)) {
    return checkExactScore(looked, *number);
  }
  const auto* comparisons = std::get_if<std::vector<ScoreComparison>>(&wanted);
  if (comparisons == nullptr) {
    return checkExactScore(looked, std::nullopt);
  }
  const auto actual = scoreValue(looked.contacts().score(looked.contact));
  const bool allHold = std::all_of(comparisons->begin(), comparisons->end(), [&](const ScoreComparison& one) {
    return compares(looked.symbols(), one.comparison, actual, Value::number(one.value));
  });
  if (!allHold) {
    looked.check.failPlainly("engagementScore", sentenceOf(*comparisons), jsonOfComparisons(*comparisons),
                             jsonOfScore(scoreOf(looked)), [&] { return scoreChanges(looked); });
  }
}

// ------------------------------------------------------- tags, notes, waits

Texts textsOf(const ContactCheck& looked, std::span<const Symbol> all) {
  Texts texts;
  for (const auto symbol : all) {
    texts.emplace_back(looked.symbols().text(symbol));
  }
  return texts;
}

Texts tagsOf(const ContactCheck& looked) { return textsOf(looked, looked.contacts().tags(looked.contact)); }

Texts sorted(Texts texts) {
  sortItems(texts);
  return texts;
}

void checkTags(ContactCheck& looked, const Texts& wanted) {
  auto distinct = sorted(wanted);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const auto actual = tagsOf(looked);
  if (sorted(actual) != distinct) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly("tags", "exactly the tags " + expected, expected, jsonOf(actual),
                             [&] { return changesOf(looked, "tags"); });
  }
}

void checkTagsAmong(ContactCheck& looked, std::string_view key, const Texts& wanted, bool present) {
  const auto actual = tagsOf(looked);
  const auto inOrder = sorted(actual);
  const bool allSo = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& tag) {
    return std::binary_search(inOrder.begin(), inOrder.end(), tag) == present;
  });
  if (!allSo) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly(key, (present ? "tags that hold " : "tags without ") + expected, expected, jsonOf(actual),
                             [&] { return changesOf(looked, "tags"); });
  }
}

void checkNotes(ContactCheck& looked, const Texts& wanted) {
  const auto actual = textsOf(looked, looked.contacts().notes(looked.contact));
  if (actual != wanted) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly("notes", "the notes " + expected, expected, jsonOf(actual),
                             [&] { return changesOf(looked, "notes"); });
  }
}

/// The workflows that the contact waits in, oldest enrollment first.
Texts waitsNow(const ContactCheck& looked) {
  const auto& world = looked.check.world();
  Texts workflows;
  for (auto slot = world.enrollments.oldest(looked.contact); slot != noIndex; slot = world.enrollments[slot].next) {
    workflows.emplace_back(looked.symbols().text(world.program->workflows[world.enrollments[slot].workflow].id));
  }
  return workflows;
}

void checkWaitingIn(ContactCheck& looked, const Texts& wanted) {
  const auto actual = waitsNow(looked);
  if (sorted(actual) != sorted(wanted)) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly("waitingIn", "waits in " + expected, expected, jsonOf(actual),
                             [&] { return waitsOf(looked); });
  }
}

// ------------------------------------------------------------------ fields

Scalar fieldOf(const ContactCheck& looked, const std::string& key) {
  const auto symbol = looked.symbols().find(key);
  return symbol == Symbol::none ? Scalar()
                                : scalarOf(looked.symbols(), looked.contacts().field(looked.contact, symbol));
}

/// "" and null both say that a field is empty.
bool isEmpty(const Scalar& scalar) {
  const auto* text = std::get_if<std::string>(&scalar);
  return text != nullptr ? text->empty() : std::holds_alternative<std::monostate>(scalar);
}

bool isAs(const Scalar& actual, const Scalar& wanted) {
  return actual == wanted || (isEmpty(actual) && isEmpty(wanted));
}

std::string jsonOfFields(const ScalarMap& fields) {
  json::Writer writer;
  writer.beginObject();
  for (const auto& [name, value] : fields) {
    writer.member(name, value);
  }
  writer.endObject();
  return writer.take();
}

void checkFields(ContactCheck& looked, const ScalarMap& wanted) {
  ScalarMap actual;
  std::string firstDifferent;
  for (const auto& [name, value] : wanted) {
    actual.emplace_back(name, fieldOf(looked, name));
    if (firstDifferent.empty() && !isAs(actual.back().second, value)) {
      firstDifferent = "fields." + name;
    }
  }
  if (!firstDifferent.empty()) {
    const auto expected = jsonOfFields(wanted);
    looked.check.failPlainly("fields", "the fields " + expected, expected, jsonOfFields(actual),
                             [&] { return changesOf(looked, firstDifferent); });
  }
}

/// Looks at a key if it is given.
template <class Wanted, class Function>
void lookAt(Check& check, const std::optional<Wanted>& wanted, Function function) {
  if (wanted) {
    ++check.lookedAt;
    function(*wanted);
  }
}

}  // namespace

void checkContact(Check& check) {
  const auto& wanted = check.expectation;
  if (!wanted.contact) {
    return;
  }
  const auto contact = findContact(check.world(), *wanted.contact);
  if (contact == noIndex) {
    return check.addMissing("contact", "contact", *wanted.contact);
  }
  ContactCheck looked{check, contact};
  lookAt(check, wanted.engagementScore, [&](const auto& score) { checkScore(looked, score); });
  lookAt(check, wanted.tags, [&](const auto& tags) { checkTags(looked, tags); });
  lookAt(check, wanted.hasTags, [&](const auto& tags) { checkTagsAmong(looked, "hasTags", tags, true); });
  lookAt(check, wanted.lacksTags, [&](const auto& tags) { checkTagsAmong(looked, "lacksTags", tags, false); });
  lookAt(check, wanted.fields, [&](const auto& fields) { checkFields(looked, fields); });
  lookAt(check, wanted.notes, [&](const auto& notes) { checkNotes(looked, notes); });
  lookAt(check, wanted.waitingIn, [&](const auto& workflows) { checkWaitingIn(looked, workflows); });
}

}  // namespace rehearse
