#include "rehearse/replay/checksum.hpp"

#include <algorithm>
#include <array>

#include "rehearse/program/draw_hash.hpp"

namespace rehearse {
namespace {

std::uint64_t checksumOfHash(std::uint64_t idHash, std::int32_t score) {
  constexpr std::uint64_t ofEmpty = 0x9E3779B97F4A7C15ULL;
  return fmix64(idHash + (score == emptyScore ? ofEmpty : static_cast<std::uint64_t>(std::int64_t{score})));
}

/// The hashes of texts, letter by letter of all of them: each letter's multiplication waits for that of the one before,
/// but not for those of other texts.
template <std::size_t Count>
std::array<std::uint64_t, Count> hashesOf(const std::array<std::string_view, Count>& texts) {
  std::array<std::uint64_t, Count> hashes;
  std::size_t common = texts[0].size();
  for (std::size_t text = 0; text < Count; ++text) {
    hashes[text] = fnv1a64({});
    common = std::min(common, texts[text].size());
  }
  for (std::size_t letter = 0; letter < common; ++letter) {
    for (std::size_t text = 0; text < Count; ++text) {
      hashes[text] = fnv1a64(std::string_view(texts[text].data() + letter, 1), hashes[text]);
    }
  }
  for (std::size_t text = 0; text < Count; ++text) {
    hashes[text] = fnv1a64(texts[text].substr(common), hashes[text]);
  }
  return hashes;
}

}  // namespace

std::uint64_t checksumOf(std::string_view contactId, std::int32_t score) {
  return checksumOfHash(fnv1a64(contactId), score);
}

std::uint64_t checksumOf(const World& world) {
  constexpr std::uint32_t abreast = 4;
  const Contacts& contacts = world.contacts;
  std::uint64_t sum = 0;
  for (std::uint32_t first = 0; first < contacts.size(); first += abreast) {
    std::array<std::string_view, abreast> ids;
    const std::uint32_t count = std::min(abreast, contacts.size() - first);
    for (std::uint32_t index = 0; index < abreast; ++index) {
      ids[index] = world.symbols.text(contacts.id(first + std::min(index, count - 1)));
    }
    const auto hashes = hashesOf(ids);
    for (std::uint32_t index = 0; index < count; ++index) {
      sum += checksumOfHash(hashes[index], contacts.score(first + index));
    }
  }
  return sum;
}

}  // namespace rehearse
