#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace rehearse::test {

/// Ends the program with what was expected, so that libFuzzer keeps the input.
inline void require(bool holds, const std::string& expected) {
  if (!holds) {
    std::fprintf(stderr, "Not so: %s\n", expected.c_str());
    std::abort();
  }
}

/// Ends the program where two texts differ, and shows the place.
inline void requireSame(const std::string& first, const std::string& second, const std::string& expected) {
  if (first == second) {
    return;
  }
  std::size_t at = 0;
  while (at < first.size() && at < second.size() && first[at] == second[at]) {
    ++at;
  }
  const std::size_t from = at < 200 ? 0 : at - 200;
  require(false, expected + ", but at byte " + std::to_string(at) + "\n  one:   " + first.substr(from, 400) +
                     "\n  other: " + second.substr(from, 400));
}

}  // namespace rehearse::test
