#pragma once

#include <cstdint>
#include <string_view>

namespace rehearse {

/// What a split's draw comes from: FNV-1a over texts, stirred by the last step of MurmurHash3. It depends on the texts
/// alone, so that a draw is the same on every machine and in every run.
class DrawHash {
 public:
  void add(std::string_view text) {
    for (const char character : text) {
      addByte(static_cast<unsigned char>(character));
    }
  }
  /// Adds a text and a NUL byte, so that texts that follow each other cannot be taken for others.
  void addPart(std::string_view text) {
    add(text);
    addByte(0);
  }
  /// A number below `total`, which must not be 0.
  std::uint32_t draw(std::uint32_t total) const { return static_cast<std::uint32_t>(stirred() % total); }

 private:
  void addByte(unsigned char byte) { state_ = (state_ ^ byte) * 1'099'511'628'211ULL; }

  /// FNV-1a alone leaves the low bits of similar texts alike.
  std::uint64_t stirred() const {
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdULL;
    mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
    return mixed ^ (mixed >> 33U);
  }

  std::uint64_t state_ = 14'695'981'039'346'656'037ULL;
};

}  // namespace rehearse
