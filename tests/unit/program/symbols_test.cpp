#include <string>

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
