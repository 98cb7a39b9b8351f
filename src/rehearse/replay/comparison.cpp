#include "rehearse/replay/comparison.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "rehearse/model/sorting.hpp"
#include "rehearse/replay/merging.hpp"
#include "rehearse/replay/replay_version.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse {
namespace {

std::int64_t counted(std::int32_t score) { return score == emptyScore ? 0 : score; }

/// Keeps the first examples in order of ids.
void addExample(std::vector<std::string>& examples, std::string_view id) {
  const auto place = std::lower_bound(examples.begin(), examples.end(), id);
  if (place == examples.end() && examples.size() >= keptExamples) {
    return;
  }
  examples.emplace(place, id);
  if (examples.size() > keptExamples) {
    examples.pop_back();
  }
}

std::string_view idOf(const ReplayVersion& version, std::uint32_t contact) {
  return version.world().symbols.text(version.world().contacts.id(contact));
}

/// The contact of another version with the same id, or `noIndex`.
std::uint32_t sameContact(const ReplayVersion& version, std::uint32_t contact, const ReplayVersion& other) {
  return findContact(other.world(), idOf(version, contact));
}

/// Goes through the contacts of both versions.
class Comparer {
 public:
  Comparer(const ReplayVersion& a, const ReplayVersion& b, const std::vector<double>& thresholds) : a_(a), b_(b) {
    for (const double threshold : thresholds) {
      results_.thresholds.push_back({.threshold = threshold});
    }
  }

  ComparisonResults compare(const std::vector<std::uint32_t>& onlyInB) {
    const Contacts& contacts = a_.world().contacts;
    for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
      const std::string_view id = idOf(a_, contact);
      const std::uint32_t other = sameContact(a_, contact, b_);
      if (other == noIndex) {
        ++results_.onlyA;
      } else {
        compareScores(contacts.score(contact), b_.world().contacts.score(other));
      }
      noteCrossings(id, a_.recorder().crossings().crossed(contact),
                    other == noIndex ? 0 : b_.recorder().crossings().crossed(other));
    }
    results_.onlyB = onlyInB.size();
    for (const std::uint32_t contact : onlyInB) {
      noteCrossings(idOf(b_, contact), 0, b_.recorder().crossings().crossed(contact));
    }
    results_.differences = countAlike(std::move(differences_));
    return std::move(results_);
  }

 private:
  void compareScores(std::int32_t a, std::int32_t b) {
    const std::int64_t difference = counted(b) - counted(a);
    ++(difference == 0 ? results_.same : difference > 0 ? results_.higher : results_.lower);
    differences_.push_back(difference);
  }

  void noteCrossings(std::string_view id, std::uint64_t inA, std::uint64_t inB) {
    if ((inA | inB) == 0) {
      return;
    }
    for (std::size_t index = 0; index < results_.thresholds.size(); ++index) {
      ThresholdResult& threshold = results_.thresholds[index];
      const bool crossedA = (inA >> index & 1U) != 0;
      const bool crossedB = (inB >> index & 1U) != 0;
      if (crossedA && crossedB) {
        ++threshold.both;
      } else if (crossedA) {
        ++threshold.onlyA;
        addExample(threshold.examplesA, id);
      } else if (crossedB) {
        ++threshold.onlyB;
        addExample(threshold.examplesB, id);
      }
    }
  }

  const ReplayVersion& a_;
  const ReplayVersion& b_;
  ComparisonResults results_;
  std::vector<std::int64_t> differences_;
};

/// Whether a condition of a score trigger compares the score with a number.
bool comparesScore(const ConditionNode& node) {
  if (node.kind != Condition::Kind::comparison || node.operand.type() != Value::Type::number) {
    return false;
  }
  const bool isScoreOfEvent = node.field.source == FieldSource::eventAttribute &&
                              attributeSlot(EventType::scoreChanged, node.field.attribute) == int{scoreSlot};
  const bool isScoreOfContact =
      node.field.source == FieldSource::contactField && node.field.contactField == ContactField::engagementScore;
  return isScoreOfEvent || isScoreOfContact;
}

void collectThresholds(const Program& program, std::vector<double>& thresholds) {
  for (const TriggerProgram& trigger : program.triggers) {
    if (trigger.event != static_cast<EventKey>(EventType::scoreChanged)) {
      continue;
    }
    for (const ConditionNode& node : program.tree(trigger.conditions)) {
      if (comparesScore(node)) {
        thresholds.push_back(node.operand.asNumber());
      }
    }
  }
}

}  // namespace

std::vector<std::uint32_t> contactsOnlyIn(const ReplayVersion& version, const ReplayVersion& other) {
  std::vector<std::uint32_t> contacts;
  for (std::uint32_t contact = 0; contact < version.world().contacts.size(); ++contact) {
    if (sameContact(version, contact, other) == noIndex) {
      contacts.push_back(contact);
    }
  }
  return contacts;
}

ComparisonResults compare(const ReplayVersion& a, const ReplayVersion& b, const std::vector<std::uint32_t>& onlyInB,
                          const std::vector<double>& thresholds) {
  return Comparer(a, b, thresholds).compare(onlyInB);
}

bool add(ComparisonResults& results, const ComparisonResults& other) {
  const bool areAlike = std::equal(
      results.thresholds.begin(), results.thresholds.end(), other.thresholds.begin(), other.thresholds.end(),
      [](const ThresholdResult& left, const ThresholdResult& right) { return left.threshold == right.threshold; });
  if (!areAlike) {
    return false;
  }
  results.same += other.same;
  results.higher += other.higher;
  results.lower += other.lower;
  results.onlyA += other.onlyA;
  results.onlyB += other.onlyB;
  results.differences = merged(
      results.differences, other.differences,
      [](const ScoreCount& left, const ScoreCount& right) { return left.score < right.score; },
      [](ScoreCount& into, const ScoreCount& more) { into.contacts += more.contacts; });
  for (std::size_t index = 0; index < results.thresholds.size(); ++index) {
    ThresholdResult& into = results.thresholds[index];
    const ThresholdResult& more = other.thresholds[index];
    into.both += more.both;
    into.onlyA += more.onlyA;
    into.onlyB += more.onlyB;
    for (const std::string& id : more.examplesA) {
      addExample(into.examplesA, id);
    }
    for (const std::string& id : more.examplesB) {
      addExample(into.examplesB, id);
    }
  }
  return true;
}

std::vector<double> thresholdsOf(const Program& a, const Program& b) {
  std::vector<double> thresholds;
  collectThresholds(a, thresholds);
  collectThresholds(b, thresholds);
  return inOrder(std::move(thresholds));
}

std::vector<double> inOrder(std::vector<double> thresholds) {
  sortItems(thresholds);
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  thresholds.resize(std::min(thresholds.size(), maximumThresholds));
  return thresholds;
}

}  // namespace rehearse
