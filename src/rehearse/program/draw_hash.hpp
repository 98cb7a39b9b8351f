#pragma once

#include <cstdint>
#include <string_view>

namespace rehearse {

/// FNV-1a, 64 bits, of a text's bytes; or of what stood before it and the text.
constexpr std::uint64_t fnv1a64(std::string_view text, std::uint64_t before = 14'695'981'039'346'656'037ULL) {
  for (const char character : text) {
    before = (before ^ static_cast<unsigned char>(character)) * 1'099'511'628'211ULL;
  }
  return before;
}

/// The last step of MurmurHash3, for 64 bits: FNV-1a alone leaves the low bits of similar texts alike.
constexpr std::uint64_t fmix64(std::uint64_t mixed) {
  mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdULL;
  mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  return mixed ^ (mixed >> 33U);
}

/// What a split's draw comes from: FNV-1a over texts, stirred by the last step of MurmurHash3. It depends on the texts
/// alone, so that a draw is the same on every machine and in every run.
class DrawHash {
 public:
  void add(std::string_view text) { state_ = fnv1a64(text, state_); }
  /// Adds a text and a NUL byte, so that texts that follow each other cannot be taken for others.
  void addPart(std::string_view text) {
    add(text);
    add(std::string_view("\0", 1));
  }
  /// A number below `total`, which must not be 0.
  std::uint32_t draw(std::uint32_t total) const { return static_cast<std::uint32_t>(fmix64(state_) % total); }

 private:
  std::uint64_t state_ = fnv1a64({});
};

}  // namespace rehearse
