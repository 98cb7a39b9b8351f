#include "rehearse/program/number_bounds.hpp"

#include <algorithm>

#include "rehearse/model/sorting.hpp"

namespace rehearse {

bool NumberBounds::takes(Operator comparison) {
  switch (comparison) {
    case Operator::equalTo:
    case Operator::greaterThan:
    case Operator::greaterThanOrEqualTo:
    case Operator::lessThan:
    case Operator::lessThanOrEqualTo:
      return true;
    default:
      return false;
  }
}

NumberBounds::NumberBounds(std::span<const NumberTest> tests) {
  for (const NumberTest& test : tests) {
    const bool isGreater =
        test.comparison == Operator::greaterThan || test.comparison == Operator::greaterThanOrEqualTo;
    const bool inclusive = test.comparison != Operator::greaterThan && test.comparison != Operator::lessThan;
    auto& bounds = test.comparison == Operator::equalTo ? equal_ : isGreater ? greater_ : less_;
    bounds.push_back({test.value, inclusive, test.trigger});
  }
  // At one value, the bound that lets more numbers through is the one that is nearer to the side that holds.
  const auto ordered = [](bool inclusiveFirst) {
    return [inclusiveFirst](const Bound& left, const Bound& right) {
      return left.value != right.value ? left.value < right.value
                                       : (left.inclusive != right.inclusive && left.inclusive == inclusiveFirst);
    };
  };
  sortItems(equal_, ordered(true));
  sortItems(greater_, ordered(true));
  sortItems(less_, ordered(false));
}

void NumberBounds::collect(double number, std::vector<std::uint32_t>& out) const {
  auto equal = std::lower_bound(equal_.begin(), equal_.end(), number,
                                [](const Bound& bound, double value) { return bound.value < value; });
  for (; equal != equal_.end() && equal->value == number; ++equal) {
    out.push_back(equal->trigger);
  }
  for (const Bound& bound : greater_) {
    if (!(number > bound.value || (bound.inclusive && number == bound.value))) {
      break;
    }
    out.push_back(bound.trigger);
  }
  for (auto bound = less_.rbegin(); bound != less_.rend(); ++bound) {
    if (!(number < bound->value || (bound->inclusive && number == bound->value))) {
      break;
    }
    out.push_back(bound->trigger);
  }
}

}  // namespace rehearse
