#include <algorithm>
#include <optional>

#include "rehearse/json/writer.hpp"
#include "rehearse/scenario/check.hpp"
#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
namespace {

using Texts = std::vector<std::string>;

/// What is checked, the contact's number, and how the contact is now.
struct ContactCheck {
  Check& check;
  std::uint32_t contact;
  ContactState state;
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
  if (looked.state.engagementScore != wanted) {
    const auto what = wanted ? "score " + std::to_string(*wanted) : std::string("an empty score");
    looked.check.failPlainly("engagementScore", what, jsonOfScore(wanted), jsonOfScore(looked.state.engagementScore),
                             scoreChanges(looked));
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
  const auto& score = looked.state.engagementScore;
  const auto& world = looked.check.world();
  const auto actual = scoreValue(world.contacts.score(looked.contact));
  const bool allHold = std::all_of(comparisons->begin(), comparisons->end(), [&](const ScoreComparison& one) {
    return compares(world.symbols, one.comparison, actual, Value::number(one.value));
  });
  if (!allHold) {
    looked.check.failPlainly("engagementScore", sentenceOf(*comparisons), jsonOfComparisons(*comparisons),
                             jsonOfScore(score), scoreChanges(looked));
  }
}

// ------------------------------------------------------- tags, notes, waits

Texts sorted(Texts texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

bool isAmong(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void checkTags(ContactCheck& looked, const Texts& wanted) {
  auto distinct = sorted(wanted);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (sorted(looked.state.tags) != distinct) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly("tags", "exactly the tags " + expected, expected, jsonOf(looked.state.tags),
                             changesOf(looked, "tags"));
  }
}

void checkTagsAmong(ContactCheck& looked, std::string_view key, const Texts& wanted, bool present) {
  const bool allSo = std::all_of(wanted.begin(), wanted.end(),
                                 [&](const std::string& tag) { return isAmong(looked.state.tags, tag) == present; });
  if (!allSo) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly(key, (present ? "tags that hold " : "tags without ") + expected, expected,
                             jsonOf(looked.state.tags), changesOf(looked, "tags"));
  }
}

void checkNotes(ContactCheck& looked, const Texts& wanted) {
  if (looked.state.notes != wanted) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly("notes", "the notes " + expected, expected, jsonOf(looked.state.notes),
                             changesOf(looked, "notes"));
  }
}

void checkWaitingIn(ContactCheck& looked, const Texts& wanted) {
  Texts waitingIn;
  for (const auto& wait : looked.state.waiting) {
    waitingIn.push_back(wait.workflow);
  }
  if (sorted(waitingIn) != sorted(wanted)) {
    const auto expected = jsonOf(wanted);
    looked.check.failPlainly("waitingIn", "waits in " + expected, expected, jsonOf(waitingIn), waitsOf(looked));
  }
}

// ------------------------------------------------------------------ fields

Scalar fieldOf(const ContactState& state, const std::string& key) {
  for (const auto& [name, value] : state.fields) {
    if (name == key) {
      return value;
    }
  }
  return {};
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
    actual.emplace_back(name, fieldOf(looked.state, name));
    if (firstDifferent.empty() && actual.back().second != value) {
      firstDifferent = "fields." + name;
    }
  }
  if (!firstDifferent.empty()) {
    const auto expected = jsonOfFields(wanted);
    looked.check.failPlainly("fields", "the fields " + expected, expected, jsonOfFields(actual),
                             changesOf(looked, firstDifferent));
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
    const auto id = jsonOf(Scalar(*wanted.contact));
    return check.fail("contact", "there is no contact " + id, id, "null", {});
  }
  ContactCheck looked{check, contact, contactState(check.world(), contact)};
  lookAt(check, wanted.engagementScore, [&](const auto& score) { checkScore(looked, score); });
  lookAt(check, wanted.tags, [&](const auto& tags) { checkTags(looked, tags); });
  lookAt(check, wanted.hasTags, [&](const auto& tags) { checkTagsAmong(looked, "hasTags", tags, true); });
  lookAt(check, wanted.lacksTags, [&](const auto& tags) { checkTagsAmong(looked, "lacksTags", tags, false); });
  lookAt(check, wanted.fields, [&](const auto& fields) { checkFields(looked, fields); });
  lookAt(check, wanted.notes, [&](const auto& notes) { checkNotes(looked, notes); });
  lookAt(check, wanted.waitingIn, [&](const auto& workflows) { checkWaitingIn(looked, workflows); });
}

}  // namespace rehearse
