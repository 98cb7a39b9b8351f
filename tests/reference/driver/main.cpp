// Runs cases natively: a scenario file a line on the standard input; for each, a line with what came of it, journals
// included. `driver catalog` prints the vocabulary instead.

#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "rehearse/api/api.hpp"

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "catalog") {
    std::cout << rehearse::api::catalog() << '\n';
    return 0;
  }
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << rehearse::api::test(line, std::nullopt, true) << '\n';
  }
  return 0;
}
