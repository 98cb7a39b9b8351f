#include "rehearse/program/number_table.hpp"

#include <algorithm>
#include <array>
#include <random>

#include "rehearse/program/number_bounds.hpp"
#include "unit/catch.hpp"

using namespace rehearse;

namespace {

constexpr std::array comparisons{
    Operator::equalTo,  Operator::notEqualTo,        Operator::greaterThan, Operator::greaterThanOrEqualTo,
    Operator::lessThan, Operator::lessThanOrEqualTo, Operator::isEmpty,     Operator::isNotEmpty};

/// What a test says of a value that is a number or empty.
bool isMet(const NumberTest& test, const Value& value) {
  const bool isNumber = value.type() == Value::Type::number;
  switch (test.comparison) {
    case Operator::equalTo:
      return isNumber && value.asNumber() == test.value;
    case Operator::notEqualTo:
      return !isNumber || value.asNumber() != test.value;
    case Operator::greaterThan:
      return isNumber && value.asNumber() > test.value;
    case Operator::greaterThanOrEqualTo:
      return isNumber && value.asNumber() >= test.value;
    case Operator::lessThan:
      return isNumber && value.asNumber() < test.value;
    case Operator::lessThanOrEqualTo:
      return isNumber && value.asNumber() <= test.value;
    case Operator::isEmpty:
      return !isNumber;
    case Operator::isNotEmpty:
      return isNumber;
    default:
      return false;
  }
}

/// Tests of numbers of some kind: whole and near, whole and far apart, fractions, very large.
double randomNumber(std::mt19937& random, unsigned kind) {
  const double number = static_cast<double>(random() % 40) - 20;
  constexpr std::array factors{1.0, 1000.0, 0.25, 1e200};
  return number * factors[kind];
}

std::vector<NumberTest> randomTests(std::mt19937& random, unsigned kind, std::size_t count) {
  std::vector<NumberTest> tests;
  std::uint32_t once = 0;
  for (std::uint32_t index = 0; index < count; ++index) {
    once += static_cast<std::uint32_t>(random() % 40);
    const bool isOnce = random() % 2 == 0;
    tests.push_back(
        {comparisons[random() % comparisons.size()], randomNumber(random, kind), 3 * index, isOnce ? once : noIndex});
    once += isOnce ? 1 : 0;
  }
  return tests;
}

void checkRow(const NumberTable& table, const std::vector<NumberTest>& tests, const Value& value) {
  const std::uint32_t row = table.rowOf(value);
  REQUIRE(row < table.rowCount());
  std::vector<std::uint32_t> triggers;
  std::vector<std::uint32_t> once;
  for (const NumberTest& test : tests) {
    if (isMet(test, value)) {
      (test.once == noIndex ? triggers : once).push_back(test.once == noIndex ? test.trigger : test.once);
    }
  }
  const auto told = table.triggers(row);
  REQUIRE(std::vector<std::uint32_t>(told.begin(), told.end()) == triggers);
  std::vector<std::uint32_t> toldOnce;
  for (const OnceBits& block : table.once(row)) {
    forEachNumber(block, [&](std::uint32_t number) { toldOnce.push_back(number); });
  }
  REQUIRE(toldOnce == once);
}

}  // namespace

TEST_CASE("a table by number tells for every number, and for none, whose test holds") {
  std::mt19937 random(5);
  for (unsigned kind = 0; kind < 4; ++kind) {
    for (const std::size_t count : {1U, 2U, 7U, 60U}) {
      const auto tests = randomTests(random, kind, count);
      REQUIRE(NumberTable::fits(tests));
      const NumberTable table(tests);
      checkRow(table, tests, Value());
      for (int step = 0; step < 100; ++step) {
        const double number = randomNumber(random, kind);
        checkRow(table, tests, Value::number(number));
        checkRow(table, tests, Value::number(number + 0.125));
        checkRow(table, tests, Value::number(number - 1));
      }
      for (const double number : {0.0, -1e9, 1e9, 3e9, -3e9, 1e300, -1e300}) {
        checkRow(table, tests, Value::number(number));
      }
    }
  }
}

TEST_CASE("a table is not as large as the square of its tests") {
  std::vector<NumberTest> equal;
  std::vector<NumberTest> greater;
  for (std::uint32_t index = 0; index < 20'000; ++index) {
    equal.push_back({Operator::equalTo, 1.0 * index, index});
    greater.push_back({Operator::greaterThan, 1.0 * index, index});
  }
  CHECK(NumberTable::fits(equal));
  CHECK(!NumberTable::fits(greater));
  CHECK(NumberTable::fits(std::span(greater).first(60)));
}

TEST_CASE("the size of a table is told where it is beyond 32 bits") {
  std::vector<NumberTest> greater;
  for (std::uint32_t index = 0; index < 65'536; ++index) {
    greater.push_back({Operator::greaterThan, 1.0 * index, index});
  }
  CHECK(NumberTable::sizeFor(greater) == std::uint64_t{1} << 32U);
  CHECK(!NumberTable::fits(greater));
}

TEST_CASE("a table fits only where there is room") {
  std::vector<NumberTest> tests;
  for (std::uint32_t index = 0; index < 30; ++index) {
    tests.push_back({Operator::greaterThan, 1.0 * index, index});
  }
  CHECK(NumberTable::sizeFor(tests) == 900);
  CHECK(NumberTable::fits(tests, 900));
  CHECK(!NumberTable::fits(tests, 899));
}

TEST_CASE("bounds find the same triggers as a table, of the comparisons that they take") {
  std::mt19937 random(6);
  for (unsigned kind = 0; kind < 4; ++kind) {
    auto tests = randomTests(random, kind, 60);
    tests.erase(std::remove_if(tests.begin(), tests.end(),
                               [](const NumberTest& test) { return !NumberBounds::takes(test.comparison); }),
                tests.end());
    CHECK(tests.size() > 20);
    const NumberBounds bounds(tests);
    for (int step = 0; step < 200; ++step) {
      const double number = randomNumber(random, kind) + (random() % 2 == 0 ? 0 : 0.125);
      std::vector<std::uint32_t> found;
      bounds.collect(number, found);
      std::sort(found.begin(), found.end());
      std::vector<std::uint32_t> expected;
      for (const NumberTest& test : tests) {
        if (isMet(test, Value::number(number))) {
          expected.push_back(test.trigger);
        }
      }
      REQUIRE(found == expected);
    }
  }
}
