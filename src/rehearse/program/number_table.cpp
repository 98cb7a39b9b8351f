#include "rehearse/program/number_table.hpp"

#include <algorithm>
#include <cmath>

#include "rehearse/model/sorting.hpp"

namespace rehearse {
namespace {

/// How many rows a test may stand in on average.
constexpr std::uint64_t rowsPerTest = 128;

bool hasNumber(Operator comparison) { return comparison != Operator::isEmpty && comparison != Operator::isNotEmpty; }

std::vector<double> numbersOf(std::span<const NumberTest> tests) {
  std::vector<double> numbers;
  for (const NumberTest& test : tests) {
    if (hasNumber(test.comparison)) {
      numbers.push_back(test.value);
    }
  }
  sortItems(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::uint32_t placeOf(const std::vector<double>& numbers, const NumberTest& test) {
  return static_cast<std::uint32_t>(std::lower_bound(numbers.begin(), numbers.end(), test.value) - numbers.begin());
}

}  // namespace

NumberTable::RowRanges NumberTable::rangesOf(Operator comparison, std::uint32_t place, std::uint32_t numbers) {
  const std::uint32_t own = 2 * place + 1;
  const std::uint32_t none = 2 * numbers + 1;  // the row of no number
  switch (comparison) {
    case Operator::equalTo:
      return {{own, own + 1}, {}};
    case Operator::notEqualTo:
      return {{0, own}, {own + 1, none + 1}};
    case Operator::greaterThan:
      return {{own + 1, none}, {}};
    case Operator::greaterThanOrEqualTo:
      return {{own, none}, {}};
    case Operator::lessThan:
      return {{0, own}, {}};
    case Operator::lessThanOrEqualTo:
      return {{0, own + 1}, {}};
    case Operator::isEmpty:
      return {{none, none + 1}, {}};
    case Operator::isNotEmpty:
      return {{0, none}, {}};
    default:
      return {};
  }
}

std::uint64_t NumberTable::sizeFor(std::span<const NumberTest> tests) {
  const std::vector<double> numbers = numbersOf(tests);
  std::uint64_t size = 0;
  for (const NumberTest& test : tests) {
    const auto [one, other] =
        rangesOf(test.comparison, placeOf(numbers, test), static_cast<std::uint32_t>(numbers.size()));
    size += one.end - one.first + (other.end - other.first);
  }
  return size;
}

bool NumberTable::fits(std::span<const NumberTest> tests, std::uint64_t room) {
  const std::uint64_t size = sizeFor(tests);
  return size <= rowsPerTest * tests.size() && size <= room;
}

NumberTable::NumberTable(std::span<const NumberTest> tests) : numbers_(numbersOf(tests)) {
  std::vector<std::vector<const NumberTest*>> rows(2 * numbers_.size() + 2);
  for (const NumberTest& test : tests) {
    const auto [one, other] =
        rangesOf(test.comparison, placeOf(numbers_, test), static_cast<std::uint32_t>(numbers_.size()));
    for (const RowRange range : {one, other}) {
      for (std::uint32_t row = range.first; row < range.end; ++row) {
        rows[row].push_back(&test);
      }
    }
  }
  const auto sizeOf = [](const auto& items) { return static_cast<std::uint32_t>(items.size()); };
  for (const auto& row : rows) {
    Row made{{sizeOf(triggers_), 0}, {sizeOf(once_), 0}};
    for (const NumberTest* const test : row) {
      if (test->once == noIndex) {
        triggers_.push_back(test->trigger);
        continue;
      }
      const std::uint32_t block = OnceBits::blockOf(test->once);
      if (sizeOf(once_) == made.once.first || once_.back().block != block) {
        once_.push_back({block, 0});
      }
      once_.back().bits |= OnceBits::bitOf(test->once);
    }
    made.triggers.count = sizeOf(triggers_) - made.triggers.first;
    made.once.count = sizeOf(once_) - made.once.first;
    rows_.push_back(made);
  }
  // They are kept for as long as the program.
  triggers_.shrink_to_fit();
  once_.shrink_to_fit();
  makeSteps();
}

void NumberTable::makeSteps() {
  constexpr double largest = 1'000'000'000;
  const auto isSmallAndWhole = [](double number) { return std::abs(number) < largest && number == std::floor(number); };
  if (numbers_.empty() || !std::all_of(numbers_.begin(), numbers_.end(), isSmallAndWhole)) {
    return;
  }
  const double lowest = numbers_.front() - 1;
  const double highest = numbers_.back() + 1;
  if (highest - lowest > 256 + 16 * static_cast<double>(numbers_.size())) {
    return;
  }
  for (double number = lowest; number <= highest; ++number) {
    steps_.push_back(searchRow(number));
  }
  lowest_ = lowest;
  highest_ = highest;
  firstStep_ = static_cast<std::int32_t>(lowest);
}

std::uint32_t NumberTable::searchRow(double number) const {
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), number);
  const auto below = 2 * static_cast<std::uint32_t>(found - numbers_.begin());
  return found != numbers_.end() && *found == number ? below + 1 : below;
}

}  // namespace rehearse
