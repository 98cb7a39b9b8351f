#include "rehearse/simulation/evaluated_tree.hpp"

#include <algorithm>

#include "rehearse/simulation/conditions.hpp"

namespace rehearse {
namespace {

FieldReference scoreAttribute(std::size_t slot) {
  FieldReference reference;
  reference.source = FieldSource::eventAttribute;
  reference.attribute = attributeNumber(rowOf(EventType::scoreChanged).attributes[slot].name);
  return reference;
}

/// Whether a field is the score that "did it hold before?" puts another in the place of.
bool isPresentScore(const FieldReference& field, EventType type) {
  const bool ofContact =
      field.source == FieldSource::contactField && field.contactField == ContactField::engagementScore;
  return ofContact || (type == EventType::scoreChanged && sameField(field, scoreAttribute(scoreSlot)));
}

}  // namespace

bool sameField(const FieldReference& left, const FieldReference& right) {
  if (left.source != right.source) {
    return false;
  }
  switch (left.source) {
    case FieldSource::eventAttribute:
      return left.attribute == right.attribute;
    case FieldSource::contactField:
      return left.contactField == right.contactField;
    case FieldSource::eventField:
    case FieldSource::contactCustomField:
      break;
  }
  return left.key == right.key;
}

EvaluatedTree::EvaluatedTree(const Program& program, const Symbols& symbols, const Journal& journal, std::uint32_t seq)
    : program_(program), symbols_(symbols) {
  const Entry& entry = journal.entry(seq);
  const TriggerProgram& trigger = program.triggers[entry.place.trigger];
  tree_ = program.tree(trigger.conditions);
  event_ = &journal.event(journal.entry(entry.place.cause));
  now_ = entry.at;
  crossing_ = trigger.fires == Firing::crossing;
  fieldOf_.assign(tree_.size(), noField);
  auto actuals = journal.actuals(entry);
  for (std::size_t index = 0; index < tree_.size(); ++index) {
    if (tree_[index].kind != Condition::Kind::comparison) {
      continue;
    }
    const Value& actual = actuals.front();
    fieldOf_[index] = indexOf(tree_[index].field);
    if (fieldOf_[index] == noField) {
      fieldOf_[index] = fields_.size();
      fields_.push_back({tree_[index].field, {}});
      if (actual.type() == Value::Type::tags) {
        const auto tags = journal.tags(actual);
        fields_.back().content.tags.assign(tags.begin(), tags.end());
      } else {
        fields_.back().content.value = actual;
      }
    }
    actuals = actuals.subspan(1);
  }
  if (crossing_) {
    const FieldReference before = scoreAttribute(previousScoreSlot);
    previousScore_ = indexOf(before);
    if (previousScore_ == noField) {
      previousScore_ = fields_.size();
      fields_.push_back({before, {event_->attributes[previousScoreSlot], {}}});
    }
  }
}

std::size_t EvaluatedTree::indexOf(const FieldReference& reference) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const ReadField& field) { return sameField(field.reference, reference); });
  return found == fields_.end() ? noField : static_cast<std::size_t>(found - fields_.begin());
}

std::vector<const ConditionNode*> EvaluatedTree::comparisonsOf(std::size_t field) const {
  std::vector<const ConditionNode*> result;
  for (std::size_t index = 0; index < tree_.size(); ++index) {
    const bool reads = fieldOf_[index] == field;
    const bool readsBefore =
        field == previousScore_ && fieldOf_[index] != noField && isPresentScore(tree_[index].field, event_->type);
    if (reads || readsBefore) {
      result.push_back(&tree_[index]);
    }
  }
  return result;
}

bool EvaluatedTree::isScore(std::size_t field) const {
  return field == previousScore_ || isPresentScore(fields_[field].reference, event_->type) ||
         (event_->type == EventType::scoreChanged &&
          sameField(fields_[field].reference, scoreAttribute(previousScoreSlot)));
}

bool EvaluatedTree::holds() const { return holdsAt(0, false); }

bool EvaluatedTree::heldBefore() const { return holdsAt(0, true); }

bool EvaluatedTree::holdsAt(std::size_t index, bool before) const {
  const ConditionNode& root = tree_[index];
  if (root.kind == Condition::Kind::comparison) {
    return comparisonHolds(index, before);
  }
  if (root.kind == Condition::Kind::negation) {
    return !holdsAt(index + 1, before);
  }
  const bool decides = root.kind == Condition::Kind::any;
  for (std::size_t child = index + 1; child < index + root.size; child += tree_[child].size) {
    if (holdsAt(child, before) == decides) {
      return decides;
    }
  }
  return !decides;
}

bool EvaluatedTree::comparisonHolds(std::size_t index, bool before) const {
  const ConditionNode& node = tree_[index];
  const bool other = before && previousScore_ != noField && isPresentScore(node.field, event_->type);
  const FieldContent& content = fields_[other ? previousScore_ : fieldOf_[index]].content;
  return readsTags(node.field) ? holdsForTags(program_, node, content.tags)
                               : rehearse::holds(program_, symbols_, node, content.value, now_);
}

std::vector<std::size_t> EvaluatedTree::inTheWay() const {
  std::vector<std::size_t> result;
  if (holds()) {
    if (crossing_ && heldBefore()) {
      result.push_back(previousScore_);
    }
    return result;
  }
  collectInTheWay(0, true, result);
  return result;
}

/// Goes into what would have to come out otherwise for the subtree to come out as `wanted`.
void EvaluatedTree::collectInTheWay(std::size_t index, bool wanted, std::vector<std::size_t>& out) const {
  if (holdsAt(index, false) == wanted) {
    return;
  }
  const ConditionNode& root = tree_[index];
  if (root.kind == Condition::Kind::comparison) {
    if (std::find(out.begin(), out.end(), fieldOf_[index]) == out.end()) {
      out.push_back(fieldOf_[index]);
    }
    return;
  }
  const bool turned = root.kind == Condition::Kind::negation ? !wanted : wanted;
  for (std::size_t child = index + 1; child < index + root.size; child += tree_[child].size) {
    collectInTheWay(child, turned, out);
  }
}

}  // namespace rehearse
