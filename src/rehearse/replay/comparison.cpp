#include "rehearse/replay/comparison.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "rehearse/model/sorting.hpp"
#include "rehearse/replay/merging.hpp"
#include "rehearse/replay/replay_version.hpp"

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

/// Goes through the contacts of both versions.
class Comparer {
 public:
  Comparer(const ReplayVersion& a, const ReplayVersion& b, const std::vector<double>& thresholds) : a_(a), b_(b) {
    for (const double threshold : thresholds) {
      results_.thresholds.push_back({.threshold = threshold});
    }
  }

  ComparisonResults compare() {
    const Contacts& contacts = a_.world().contacts;
    std::uint32_t inBoth = 0;
    for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
      const std::string_view id = idOf(a_, contact);
      const std::uint32_t other = b_.world().contacts.find(b_.world().symbols.find(id));
      if (other == noIndex) {
        ++results_.onlyA;
      } else {
        ++inBoth;
        compareScores(contacts.score(contact), b_.world().contacts.score(other));
      }
      noteCrossings(id, a_.recorder().crossings().crossed(contact),
                    other == noIndex ? 0 : b_.recorder().crossings().crossed(other));
    }
    findOnlyB(inBoth);
    results_.differences = countAlike(std::move(differences_));
    return std::move(results_);
  }

 private:
  static std::string_view idOf(const ReplayVersion& version, std::uint32_t contact) {
    return version.world().symbols.text(version.world().contacts.id(contact));
  }

  void compareScores(std::int32_t a, std::int32_t b) {
    const std::int64_t difference = counted(b) - counted(a);
    ++(difference == 0 ? results_.same : difference > 0 ? results_.higher : results_.lower);
    differences_.push_back(difference);
  }

  void findOnlyB(std::uint32_t inBoth) {
    const std::uint32_t size = b_.world().contacts.size();
    results_.onlyB = size - inBoth;
    for (std::uint32_t contact = 0; contact < size && results_.onlyB > 0; ++contact) {
      const std::uint64_t crossed = b_.recorder().crossings().crossed(contact);
      const std::string_view id = idOf(b_, contact);
      if (crossed != 0 && a_.world().contacts.find(a_.world().symbols.find(id)) == noIndex) {
        noteCrossings(id, 0, crossed);
      }
    }
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

ComparisonResults compare(const ReplayVersion& a, const ReplayVersion& b, const std::vector<double>& thresholds) {
  return Comparer(a, b, thresholds).compare();
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
