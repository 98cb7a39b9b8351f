#include "rehearse/model/sorting.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "unit/catch.hpp"

using rehearse::sortItems;

TEST_CASE("Items are sorted, and equal ones stay in their order", "[model][sorting]") {
  std::vector<std::pair<int, std::string>> items = {{3, "a"}, {1, "b"}, {3, "c"}, {2, "d"}, {1, "e"}, {0, "f"}};
  sortItems(items, [](const auto& left, const auto& right) { return left.first < right.first; });
  const std::vector<std::pair<int, std::string>> wanted = {{0, "f"}, {1, "b"}, {1, "e"}, {2, "d"}, {3, "a"}, {3, "c"}};
  CHECK(items == wanted);
}

TEST_CASE("Every arrangement of five items is sorted", "[model][sorting]") {
  const std::vector<int> sorted = {1, 2, 3, 4, 5};
  std::vector<int> arrangement = sorted;
  do {
    std::vector<int> items = arrangement;
    sortItems(items);
    CHECK(items == sorted);
  } while (std::next_permutation(arrangement.begin(), arrangement.end()));
}

TEST_CASE("What can only be moved is sorted, too; nothing and a single item stay", "[model][sorting]") {
  std::vector<std::unique_ptr<int>> items;
  sortItems(items);
  CHECK(items.empty());
  for (const int number : {2, 1, 3}) {
    items.push_back(std::make_unique<int>(number));
  }
  sortItems(items, [](const auto& left, const auto& right) { return *left > *right; });
  CHECK(*items[0] == 3);
  CHECK(*items[1] == 2);
  CHECK(*items[2] == 1);
  items.resize(1);
  sortItems(items);
  CHECK(*items[0] == 3);
}
