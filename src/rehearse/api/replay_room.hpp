#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace rehearse::api {

/// No room is larger than this.
inline constexpr std::uint32_t maximumRoom = 256U << 20U;

/// Memory that a caller fills with columns before a call.
class Room {
 public:
  /// Room for so many bytes, aligned for every kind of number; kept until `take` is called again. What is in it is for
  /// the caller to say: nothing is cleared, which took as long as a fifth of the rows. Null where there is no memory.
  std::byte* take(std::uint32_t bytes) {
    if (capacity_ < bytes) {
      bytes_.reset();  // the two of them need not stand side by side
      bytes_.reset(static_cast<std::byte*>(std::malloc(bytes)));
      capacity_ = bytes_ == nullptr ? 0 : bytes;
    }
    size_ = std::min(bytes, capacity_);
    return bytes_.get();
  }
  /// How many bytes were asked for; none where there was no memory.
  std::uint64_t size() const { return size_; }

  /// `count` numbers from an offset on, which must be a multiple of their size; they must lie in the room.
  template <class Number>
  const Number* numbers(std::uint64_t offset) const {
    return reinterpret_cast<const Number*>(bytes_.get() + offset);
  }
  std::string_view text(std::uint64_t offset, std::uint64_t length) const {
    return {reinterpret_cast<const char*>(bytes_.get()) + offset, static_cast<std::size_t>(length)};
  }

 private:
  struct Free {
    void operator()(std::byte* bytes) const { std::free(bytes); }
  };

  /// A vector would clear them, and `new` ends the module where there is no memory, also one that should give null.
  std::unique_ptr<std::byte, Free> bytes_;
  std::uint32_t capacity_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace rehearse::api
