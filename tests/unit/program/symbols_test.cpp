#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("equal texts have equal symbols, also across a program's table and a simulation's") {
  SymbolTable base;
  const Symbol lead = base.intern("lead");
  Symbols symbols(base);
  CHECK(symbols.intern("lead") == lead);
  const Symbol own = symbols.intern("hot");
  CHECK(own != lead);
  CHECK(symbols.intern("hot") == own);
  CHECK(symbols.text(own) == "hot");
  CHECK(symbols.text(lead) == "lead");
  CHECK(symbols.find("cold") == Symbol::none);
  CHECK(symbols.text(Symbol::none).empty());
}

TEST_CASE("a table keeps its symbols while it grows") {
  SymbolTable table;
  for (int number = 0; number < 10'000; ++number) {
    REQUIRE(static_cast<int>(table.intern("text " + std::to_string(number))) == number);
  }
  CHECK(table.text(static_cast<Symbol>(9'999)) == "text 9999");
  CHECK(static_cast<int>(table.find("text 77")) == 77);
  CHECK(table.find("") == Symbol::none);
  const Symbol empty = table.intern("");
  CHECK(table.text(empty).empty());
  const SymbolTable copy = table;
  CHECK(copy.find("text 5000") == table.find("text 5000"));
}

TEST_CASE("a symbol borrows its text from another store, until it must have its own") {
  SymbolTable base;
  const Symbol lead = base.intern("lead");
  TextStore others;
  std::vector<TextPlace> places;
  for (int number = 0; number < 1'000; ++number) {
    places.push_back(others.add("text " + std::to_string(number)));
  }
  const TextPlace known = others.add("lead");
  Symbols symbols(base);
  symbols.borrowFrom(others);
  const Symbol own = symbols.intern("text 5");
  const auto borrow = [&](TextPlace place) { return symbols.internBorrowed(others.text(place), place); };
  CHECK(borrow(known) == lead);
  CHECK(borrow(places[5]) == own);
  std::vector<Symbol> borrowed;
  for (const TextPlace place : places) {
    borrowed.push_back(borrow(place));
  }
  CHECK(symbols.end() == base.end() + 1'000);
  const auto checkAll = [&] {
    for (int number = 0; number < 1'000; ++number) {
      const std::string text = "text " + std::to_string(number);
      const Symbol symbol = borrowed[static_cast<std::size_t>(number)];
      REQUIRE(symbols.text(symbol) == text);
      REQUIRE(symbols.find(text) == symbol);
      REQUIRE(symbols.intern(text) == symbol);
    }
  };
  checkAll();
  // The store is used for other texts from then on.
  symbols.keepBorrowed();
  others = {};
  const TextPlace next = others.add("cold");
  checkAll();
  CHECK(symbols.text(borrow(next)) == "cold");
  CHECK(symbols.find("cold") == borrow(next));
  symbols.keepBorrowed();
  others = {};
  checkAll();
  CHECK(symbols.text(symbols.find("cold")) == "cold");
}
