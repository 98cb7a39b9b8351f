#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rehearse {

/// Where a text stands in its store. The highest bit is free for who keeps it.
using TextPlace = std::uint32_t;

/// Texts, one after the other, each with its length before it. They stand in chunks that stay where they are, so that
/// a million of them leave no holes behind. A value: copying it copies the texts.
///
/// It holds two gibibytes of short texts, and of long ones, which leave more of its chunks empty, half as much at
/// least.
class TextStore {
 public:
  /// Where it holds no more the program ends, as where there is no more memory.
  TextPlace add(std::string_view text);
  /// Valid until the next `add`. Asked for in so many places that to have it in each would make the module larger.
  [[gnu::noinline]] std::string_view text(TextPlace place) const;
  /// How many bytes the texts have.
  std::size_t characters() const { return characters_; }

 private:
  static constexpr std::uint32_t chunkBits = 16;
  static constexpr std::uint32_t chunkSize = 1U << chunkBits;
  static constexpr std::size_t mostChunks = std::size_t{1} << (31U - chunkBits);
  /// Stands for a length that is written in four bytes more.
  static constexpr unsigned char longText = UINT8_MAX;

  /// Whether so many bytes more fit into the last chunk, where it stands.
  bool hasRoomFor(std::size_t bytes) const;
  /// The chunk into which so many bytes go.
  std::vector<char>& chunkFor(std::size_t bytes);

  std::vector<std::vector<char>> chunks_;  ///< of `chunkSize` at the most, or of one text that is longer
  std::size_t characters_ = 0;
};

}  // namespace rehearse
