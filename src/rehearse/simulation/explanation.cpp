#include "rehearse/simulation/explanation.hpp"
#include "rehearse/simulation/recorded_trigger.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "rehearse/simulation/change_words.hpp"
#include "rehearse/simulation/event_intake.hpp"
#include "rehearse/simulation/turn.hpp"

namespace rehearse {
namespace {

PlainContent plain(const Symbols& symbols, const ReadField& field, const FieldContent& content) {
  if (!readsTags(field.reference)) {
    return {scalarOf(symbols, content.value)};
  }
  PlainContent result;
  result.tags.emplace();
  for (const Symbol tag : content.tags) {
    result.tags->emplace_back(symbols.text(tag));
  }
  return result;
}

Gate gateOf(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::draft:
      return Gate::draft;
    case RefusalReason::alreadyActive:
      return Gate::alreadyActive;
    case RefusalReason::reentryOff:
      return Gate::reentryOff;
    case RefusalReason::locked:
      break;
  }
  return Gate::locked;
}

/// A gate in a sentence, after "Did not start: ".
std::string_view sentenceOf(Gate gate) {
  constexpr std::array<std::string_view, 6> sentences{
      "none of its triggers is for this event", "it is a draft",
      "the contact was in it already",          "the contact had been in it before, and it takes nobody twice",
      "a loop has locked it for this contact",  "its conditions did not hold",
  };
  return sentences[static_cast<std::size_t>(gate)];
}

/// Why a trigger that was evaluated did not match.
struct Miss {
  std::uint32_t trigger = 0;
  std::size_t inTheWay = 0;  ///< how many fields are
  double share = 2;          ///< of the change that would do; above 1 where none does
  std::string sentence;      ///< after "Did not start: "
};

class Explainer {
 public:
  Explainer(const Simulation& simulation, std::uint32_t seq, std::uint32_t workflow)
      : simulation_(simulation),
        journal_(simulation.recorder()),
        program_(simulation.program()),
        symbols_(simulation.world().symbols),
        event_(journal_.event(journal_.entry(seq))),
        turn_(turnOf(journal_, seq, workflow)) {
    result_.seq = seq;
    result_.workflow = workflow;
  }

  Explanation run() {
    result_.started = turn_.enrolled != 0;
    explainTriggers();
    if (!result_.started) {
      findGates();
    }
    if (result_.heldBack == std::vector{Gate::conditions} && nearest_) {
      result_.change = changeOf(nearest_->trigger);
    }
    result_.sentence = sentence();
    return std::move(result_);
  }

 private:
  const WorkflowProgram& workflow() const { return program_.workflows[result_.workflow]; }

  std::string idOf(std::uint32_t trigger) const { return quotedText(symbols_.text(program_.triggers[trigger].id)); }

  std::optional<ValueChange> changeOf(std::uint32_t trigger) const {
    return result_.triggers[trigger - workflow().triggers.first].change;
  }

  // ---- triggers

  void explainTriggers() {
    for (std::uint32_t index = 0; index < workflow().triggers.count; ++index) {
      const std::uint32_t trigger = workflow().triggers.first + index;
      const auto evaluated = std::find_if(turn_.evaluated.begin(), turn_.evaluated.end(), [&](std::uint32_t seq) {
        return journal_.entry(seq).place.trigger == trigger;
      });
      TriggerExplanation told;
      told.trigger = trigger;
      if (evaluated != turn_.evaluated.end()) {
        explainTrigger(told, *evaluated);
      }
      result_.triggers.push_back(std::move(told));
    }
  }

  void explainTrigger(TriggerExplanation& told, std::uint32_t seq) {
    const RecordedTrigger recorded = readTrigger(journal_, program_, symbols_, seq);
    told.entry = seq;
    told.matched = recorded.matched;
    if (recorded.heldBefore != HeldBefore::notAsked) {
      told.heldBefore = recorded.heldBefore == HeldBefore::yes;
    }
    if (told.matched) {
      return;
    }
    const EvaluatedTree tree(program_, symbols_, journal_, seq);
    Miss miss;
    miss.trigger = told.trigger;
    miss.inTheWay = tree.inTheWay().size();
    SearchEffort effort;
    if (const auto found = smallestChange(program_, symbols_, tree, effort)) {
      const ChangeWords words = wordsFor(symbols_, tree, *found);
      const ReadField& field = tree.fields()[found->field];
      told.change = ValueChange{fieldPath(symbols_, field.reference), plain(symbols_, field, field.content),
                                plain(symbols_, field, found->wanted), found->difference.change, words.words};
      miss.share = found->difference.share;
      miss.sentence = reasonOf(tree, found->field) + "; " + words.clause;
    } else {
      miss.sentence = listOf(tree);
    }
    note(std::move(miss));
  }

  /// Keeps the trigger that is nearest to a match.
  void note(Miss miss) {
    const auto distance = [](const Miss& each) { return std::pair(each.share, each.inTheWay); };
    if (!nearest_ || distance(miss) < distance(*nearest_)) {
      nearest_ = std::move(miss);
    }
  }

  /// "the engagement score is 48".
  std::string reasonOf(const EvaluatedTree& tree, std::size_t field) const {
    const ReadField& read = tree.fields()[field];
    const std::string what = phraseOf(symbols_, event_.type, read.reference);
    if (tree.holds()) {
      return "its conditions held before the change as well, and it only starts when they begin to hold";
    }
    if (!readsTags(read.reference)) {
      return what + " is " + shownContent(symbols_, read.content);
    }
    return read.content.tags.empty()
               ? "the contact has no tags"
               : what + (read.content.tags.size() == 1 ? " are just " : " are ") + shownContent(symbols_, read.content);
  }

  /// What is in the way where no change of one value does it.
  std::string listOf(const EvaluatedTree& tree) const {
    constexpr std::size_t shown = 5;
    const auto fields = tree.inTheWay();
    std::vector<std::string> parts;
    for (std::size_t index = 0; index < std::min(fields.size(), shown); ++index) {
      const ReadField& read = tree.fields()[fields[index]];
      parts.push_back(
          phraseOf(symbols_, event_.type, read.reference) + " (" +
          (readsTags(read.reference) && read.content.tags.empty() ? "none" : shownContent(symbols_, read.content)) +
          ")");
    }
    if (fields.size() > shown) {
      parts.push_back(std::to_string(fields.size() - shown) + " more");
    }
    const std::string all = joined(parts);
    return fields.size() == 1 ? "no other value of " + all + " would have started it"
                              : "no change of one value would have started it; in the way are " + all;
  }

  // ---- gates

  void findGates() {
    if (!hasTriggerForEvent()) {
      result_.heldBack.push_back(Gate::type);
    }
    const Entry& entry = journal_.entry(result_.seq);
    for (const RefusalReason reason :
         closedGates(simulation_, event_.contact, result_.workflow, turn_.before, entry.at)) {
      result_.heldBack.push_back(gateOf(reason));
    }
    const bool anyMatched = std::any_of(result_.triggers.begin(), result_.triggers.end(),
                                        [](const TriggerExplanation& told) { return told.matched; });
    if (!turn_.evaluated.empty() && !anyMatched) {
      result_.heldBack.push_back(Gate::conditions);
    }
  }

  /// Whether one of its triggers is for this event. What the clock makes is made for one trigger alone.
  bool hasTriggerForEvent() const {
    const std::uint32_t only = journal_.entry(result_.seq).place.trigger;
    const EventKey key = program_.eventKey(event_.type, event_.customName);
    const Range triggers = workflow().triggers;
    for (std::uint32_t trigger = triggers.first; trigger < triggers.first + triggers.count; ++trigger) {
      if (only == noIndex ? key != noEventKey && program_.triggers[trigger].event == key : trigger == only) {
        return true;
      }
    }
    return false;
  }

  // ---- the sentence

  std::string sentence() const {
    if (result_.started) {
      return "Started: the trigger " + idOf(startedBy()) + " matched.";
    }
    if (result_.heldBack.empty()) {
      return "Did not start: the run was halted before its turn was over.";
    }
    if (result_.heldBack.front() == Gate::conditions && nearest_) {
      return "Did not start: " + nearest_->sentence + ".";
    }
    std::string text = "Did not start: " + first(result_.heldBack.front()) + ".";
    for (std::size_t index = 1; index < result_.heldBack.size(); ++index) {
      text += (index == 1 ? " Besides, " : ", and ") + std::string(sentenceOf(result_.heldBack[index]));
    }
    return result_.heldBack.size() > 1 ? text + "." : text;
  }

  std::string first(Gate gate) const {
    if (gate == Gate::type) {
      if (workflow().triggers.count == 0) {
        return "it has no triggers, so no event starts it";
      }
      return std::string(sentenceOf(gate)) + " (" + std::string(rowOf(event_.type).name) +
             std::string(symbols_.text(event_.customName)) + ")";
    }
    return std::string(sentenceOf(gate));
  }

  std::uint32_t startedBy() const { return journal_.entry(turn_.enrolled).place.trigger; }

  const Simulation& simulation_;
  const Journal& journal_;
  const Program& program_;
  Symbols symbols_;  ///< a copy: what is tried adds texts of its own
  const Event event_;
  Turn turn_;
  Explanation result_;
  std::optional<Miss> nearest_;
};

/// What an entry that is no event is, and which event to ask about instead.
Diagnostics notAnEvent(const Journal& journal, std::uint32_t seq) {
  const auto error = [](std::string message, std::string hint) {
    return Diagnostics{stimulusError("value.range", std::move(message), "/seq", std::move(hint))};
  };
  if (seq == 0 || seq > journal.size()) {
    return error(
        "There is no entry " + std::to_string(seq) + ": the journal has " + std::to_string(journal.size()) + ".",
        "Use the `seq` of an event's entry.");
  }
  const std::string what =
      "Entry " + std::to_string(seq) + " is no event but `" + std::string(nameOf(journal.entry(seq).kind)) + "`";
  const std::uint32_t event = eventOf(journal, seq);
  return event == 0 ? error(what + ", and no event led to it.", "Use the `seq` of an event's entry.")
                    : error(what + "; it belongs to the event " + std::to_string(event) + ".",
                            "Ask about " + std::to_string(event) + ".");
}

}  // namespace

std::string_view nameOf(Gate gate) {
  constexpr std::array<std::string_view, 6> names{"type",       "draft",  "alreadyActive",
                                                  "reentryOff", "locked", "conditions"};
  return names[static_cast<std::size_t>(gate)];
}

Result<Explanation> explain(const Simulation& simulation, std::uint32_t seq, std::string_view workflowId) {
  const Journal& journal = simulation.recorder();
  const std::uint32_t workflow = simulation.program().findWorkflow(simulation.world().symbols.find(workflowId));
  if (workflow == noIndex) {
    return Diagnostics{stimulusError("reference.unknown", "There is no workflow `" + std::string(workflowId) + "`.",
                                     "/workflow", "Use the id of a workflow of the workspace.")};
  }
  if (seq == 0 || seq > journal.size() || journal.entry(seq).kind != EntryKind::event) {
    return notAnEvent(journal, seq);
  }
  return Explainer(simulation, seq, workflow).run();
}

}  // namespace rehearse
