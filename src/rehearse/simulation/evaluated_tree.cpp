#include "rehearse/simulation/evaluated_tree.hpp"

#include <map>
#include <tuple>

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
  return readsScore(field) || (type == EventType::scoreChanged && sameField(field, scoreAttribute(scoreSlot)));
}

/// What tells fields apart, in an order.
using FieldKey = std::tuple<FieldSource, std::uint32_t>;

FieldKey keyOf(const FieldReference& field) {
  switch (field.source) {
    case FieldSource::eventAttribute:
      return {field.source, field.attribute};
    case FieldSource::contactField:
      return {field.source, static_cast<std::uint32_t>(field.contactField)};
    case FieldSource::eventField:
    case FieldSource::contactCustomField:
      break;
  }
  return {field.source, static_cast<std::uint32_t>(field.key)};
}

bool looksForText(const ConditionNode& node) {
  const Operator positive = oppositeOf(node.comparison).value_or(node.comparison);
  return node.operand.type() == Value::Type::text && positive != Operator::equalTo;
}

}  // namespace

bool sameField(const FieldReference& left, const FieldReference& right) { return keyOf(left) == keyOf(right); }

EvaluatedTree::EvaluatedTree(const Program& program, const Symbols& symbols, const Journal& journal, std::uint32_t seq)
    : program_(program), symbols_(symbols) {
  const Entry entry = journal.entry(seq);
  const TriggerProgram& trigger = program.triggers[entry.place.trigger];
  tree_ = program.tree(trigger.conditions);
  event_ = journal.event(journal.entry(entry.place.cause));
  now_ = entry.at;
  crossing_ = trigger.fires == Firing::crossing;
  fieldOf_.assign(tree_.size(), noField);
  const std::vector<Value> kept = journal.triggerActuals(seq);
  std::span<const Value> actuals = kept;
  std::map<FieldKey, std::size_t> known;
  for (std::size_t index = 0; index < tree_.size(); ++index) {
    if (tree_[index].kind != Condition::Kind::comparison) {
      continue;
    }
    const Value& actual = actuals.front();
    const auto [found, isNew] = known.try_emplace(keyOf(tree_[index].field), fields_.size());
    fieldOf_[index] = found->second;
    if (isNew) {
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
    const auto [found, isNew] = known.try_emplace(keyOf(before), fields_.size());
    previousScore_ = found->second;
    if (isNew) {
      fields_.push_back({before, {event_.attributes[previousScoreSlot], {}}});
    }
  }
  collectReaders();
}

void EvaluatedTree::collectReaders() {
  readers_.resize(fields_.size());
  const auto note = [&](std::size_t field, std::size_t index) {
    Readers& readers = readers_[field];
    readers.nodes.push_back(index);
    readers.listed += tree_[index].texts.count;
    readers.looking += looksForText(tree_[index]) ? 1 : 0;
  };
  presentEffort_ = tree_.size();
  for (std::size_t index = 0; index < tree_.size(); ++index) {
    if (fieldOf_[index] == noField) {
      continue;
    }
    note(fieldOf_[index], index);
    presentEffort_ += tree_[index].texts.count;
    if (previousScore_ != noField && fieldOf_[index] != previousScore_ &&
        isPresentScore(tree_[index].field, event_.type)) {
      note(previousScore_, index);
    }
  }
  std::uint64_t ofContents = 0;
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    ofContents += effortWith(field, fields_[field].content) - presentEffort_;
  }
  presentEffort_ += ofContents;
}

std::size_t EvaluatedTree::bytesOf(const FieldContent& content) const {
  return content.value.type() == Value::Type::text ? symbols_.text(content.value.asText()).size()
                                                   : content.tags.size() * sizeof(Symbol);
}

std::uint64_t EvaluatedTree::effortWith(std::size_t field, const FieldContent& content) const {
  const Readers& readers = readers_[field];
  const std::uint64_t lookedThrough = content.value.type() == Value::Type::text
                                          ? readers.looking * bytesOf(content) / 2
                                          : (readers.nodes.size() + readers.listed) * content.tags.size() / 2;
  return presentEffort_ + lookedThrough;
}

std::vector<const ConditionNode*> EvaluatedTree::comparisonsOf(std::size_t field) const {
  std::vector<const ConditionNode*> result;
  for (const std::size_t index : readers_[field].nodes) {
    result.push_back(&tree_[index]);
  }
  return result;
}

bool EvaluatedTree::isScore(std::size_t field) const {
  return field == previousScore_ || isPresentScore(fields_[field].reference, event_.type) ||
         (event_.type == EventType::scoreChanged &&
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
  const bool other = before && previousScore_ != noField && isPresentScore(node.field, event_.type);
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
  std::vector<bool> seen(fields_.size());
  collectInTheWay(0, true, seen, result);
  return result;
}

/// Goes into what would have to come out otherwise for the subtree to come out as `wanted`.
void EvaluatedTree::collectInTheWay(std::size_t index, bool wanted, std::vector<bool>& seen,
                                    std::vector<std::size_t>& out) const {
  if (holdsAt(index, false) == wanted) {
    return;
  }
  const ConditionNode& root = tree_[index];
  if (root.kind == Condition::Kind::comparison) {
    if (!seen[fieldOf_[index]]) {
      seen[fieldOf_[index]] = true;
      out.push_back(fieldOf_[index]);
    }
    return;
  }
  const bool turned = root.kind == Condition::Kind::negation ? !wanted : wanted;
  for (std::size_t child = index + 1; child < index + root.size; child += tree_[child].size) {
    collectInTheWay(child, turned, seen, out);
  }
}

}  // namespace rehearse
