#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/conformance_cases.hpp"
#include "support/random_workspace.hpp"

// What inputs are made of. Two bytes choose a case: a scenario of tests/conformance (with its stimuli), or, from 0xF000
// on, one made from the vocabulary's tables; with 0xFFFF a document follows, up to a line's end.

namespace rehearse::test {

inline constexpr std::uint32_t firstMade = 0xF000;
inline constexpr std::uint32_t ownDocument = 0xFFFF;

/// Bytes, one after the other; zero once there are no more.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }
  std::uint32_t next() {
    if (bytes_.empty()) {
      return 0;
    }
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  template <class List>
  const auto& oneOf(const List& list) {
    return list[next() % list.size()];
  }
  /// Up to the next line's end, which is dropped.
  std::string line() {
    const std::size_t end = std::min(bytes_.find('\n'), bytes_.size());
    std::string text(bytes_.substr(0, end));
    bytes_.remove_prefix(std::min(end + 1, bytes_.size()));
    return text;
  }

 private:
  std::string_view bytes_;
};

inline const std::vector<ConformanceCase>& cases() {
  static const auto all = conformanceCases();
  return all;
}

/// The case that the next two bytes choose.
inline ConformanceCase chosenCase(Bytes& bytes) {
  const std::uint32_t high = bytes.next();
  const std::uint32_t choice = high * 256 + bytes.next();
  if (choice == ownDocument) {
    return {"own", bytes.line(), true, {}};
  }
  if (choice >= firstMade) {
    return {"made", randomWorkspace(choice), choice % 2 == 0, randomStimuli(choice, 20)};
  }
  return cases()[choice % cases().size()];
}

}  // namespace rehearse::test
