#include "rehearse/simulation/smallest_change.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "rehearse/model/sorting.hpp"
#include "rehearse/simulation/change_candidates.hpp"

namespace rehearse {
namespace {

/// How many contents of one field are tried in a further round, at most.
constexpr std::size_t triesLimit = 2'000;

/// How many changes are made to one text or set of tags, one upon the other, at most.
constexpr int roundLimit = 6;

class ChangeSearch {
 public:
  ChangeSearch(const Program& program, Symbols& symbols, EvaluatedTree tree, SearchEffort& effort)
      : program_(program), symbols_(symbols), tree_(std::move(tree)), effort_(effort) {}

  std::optional<FoundChange> run() {
    std::optional<FoundChange> best;
    for (std::size_t field = 0; field < tree_.fields().size() && effort_.mayTry(); ++field) {
      auto found = searchField(field);
      if (found && (!best || found->difference.share < best->difference.share)) {
        best = std::move(found);
      }
    }
    return best;
  }

 private:
  struct Candidate {
    FieldContent content;
    ContentDifference difference;
  };

  /// Goes outwards from what is there: what one change gives, then what a further change of that gives.
  std::optional<FoundChange> searchField(std::size_t field) {
    ChangeCandidates source(program_, symbols_, tree_, field, effort_);
    const FieldContent actual = tree_.fields()[field].content;
    seen_.clear();
    seen_.insert(keyOf(actual));
    std::vector<Candidate> candidates;
    addFresh(candidates, source.from(actual), actual, SIZE_MAX);
    auto found = firstThatMatches(field, candidates);
    for (int round = 1; round < roundLimit && !candidates.empty() && mayBeLess(found, round); ++round) {
      std::vector<Candidate> further;
      for (const Candidate& candidate : candidates) {
        if (further.size() >= triesLimit || !effort_.mayMake()) {
          break;
        }
        addFresh(further, source.further(candidate.content), actual, triesLimit);
      }
      candidates = std::move(further);
      auto other = firstThatMatches(field, candidates);
      if (other && (!found || isSmaller(other->difference, found->difference))) {
        found = std::move(other);
      }
    }
    tree_.set(field, actual);
    return found;
  }

  /// Whether a further round may find less than what was found: only of tags, which a round changes one by one.
  static bool mayBeLess(const std::optional<FoundChange>& found, int round) {
    return !found || (found->difference.kind == DifferenceKind::tags && found->difference.amount > round + 1);
  }

  /// Adds those that were not tried, as long as there are fewer than `limit`.
  void addFresh(std::vector<Candidate>& out, std::vector<FieldContent> contents, const FieldContent& actual,
                std::size_t limit) {
    const std::size_t bytesOfActual = tree_.bytesOf(actual);
    for (FieldContent& content : contents) {
      if (out.size() >= limit || !effort_.mayTry()) {
        break;
      }
      const bool isOnce = content.value.type() != Value::Type::text && content.tags.empty();
      if (isOnce ? !(content == actual) : seen_.insert(keyOf(content)).second) {
        effort_.noteKept(tree_.bytesOf(content), bytesOfActual);
        ContentDifference difference = differenceOf(symbols_, actual, content, tree_.now());
        out.push_back({std::move(content), std::move(difference)});
      }
    }
  }

  std::optional<FoundChange> firstThatMatches(std::size_t field, std::vector<Candidate>& candidates) {
    sortItems(candidates, [](const Candidate& left, const Candidate& right) {
      return isSmaller(left.difference, right.difference);
    });
    for (Candidate& candidate : candidates) {
      if (!effort_.tryOne(tree_.effortWith(field, candidate.content))) {
        break;
      }
      tree_.set(field, candidate.content);
      if (tree_.matches()) {
        return FoundChange{field, candidate.content, candidate.difference};
      }
    }
    return std::nullopt;
  }

  /// The same for texts that are the same and for tags that are the same in any order.
  using Key = std::pair<Symbol, std::vector<Symbol>>;
  static Key keyOf(const FieldContent& content) {
    Key key{content.value.type() == Value::Type::text ? content.value.asText() : Symbol::none, content.tags};
    sortItems(key.second);
    return key;
  }

  const Program& program_;
  Symbols& symbols_;
  EvaluatedTree tree_;
  std::set<Key> seen_;  ///< texts and tags that were tried
  SearchEffort& effort_;
};

}  // namespace

std::optional<FoundChange> smallestChange(const Program& program, Symbols& symbols, EvaluatedTree tree,
                                          SearchEffort& effort) {
  return tree.matches() ? std::nullopt : ChangeSearch(program, symbols, std::move(tree), effort).run();
}

}  // namespace rehearse
