#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rehearse/program/room.hpp"

namespace rehearse {

/// Values of an enumeration of four at the most, by number, four in a byte. They are what 0 stands for until they are
/// set.
template <class Item>
class Quarters {
 public:
  Item operator[](std::uint32_t number) const {
    const std::size_t place = number / perByte;
    return static_cast<Item>(place < bytes_.size() ? bytes_[place] >> shiftOf(number) & mask : 0U);
  }
  [[gnu::noinline]] void set(std::uint32_t number, Item item) {
    const std::size_t place = number / perByte;
    reach(bytes_, place, 0);
    const unsigned others = bytes_[place] & ~(mask << shiftOf(number));
    bytes_[place] = static_cast<std::uint8_t>(others | static_cast<unsigned>(item) << shiftOf(number));
  }
  void clear() { bytes_ = {}; }

 private:
  static constexpr std::uint32_t perByte = 4;
  static constexpr unsigned mask = 3;

  static constexpr unsigned shiftOf(std::uint32_t number) { return number % perByte * 2; }

  std::vector<std::uint8_t> bytes_;
};

}  // namespace rehearse
