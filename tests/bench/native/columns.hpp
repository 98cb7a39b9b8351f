#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// The files of a workload, as ../README.md describes them. Whatever is wrong with one ends the program: it is ours.

namespace rehearse::bench {

[[noreturn]] inline void giveUp(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(2);
}

inline std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    giveUp("cannot read " + path);
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

template <class Number>
Number numberAt(std::string_view bytes, std::size_t place) {
  Number number;
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

/// A file of columns.
class Columns {
 public:
  explicit Columns(const std::string& path) : bytes_(readFile(path)) {
    if (bytes_.size() < headerBytes || std::memcmp(bytes_.data(), "RHCOLS1\n", 8) != 0) {
      giveUp(path + " holds no columns");
    }
    rows_ = numberAt<std::uint32_t>(bytes_, 8);
    const auto count = numberAt<std::uint32_t>(bytes_, 12);
    std::size_t place = headerBytes + std::size_t{descriptionBytes} * count;
    for (std::uint32_t column = 0; column < count; ++column) {
      const std::size_t description = headerBytes + std::size_t{descriptionBytes} * column;
      places_[bytes_.data() + description] = place;
      const std::size_t size = numberAt<std::uint32_t>(bytes_, description + nameBytes) == 0 ? 8 : 4;
      place += (size * rows_ + 7) / 8 * 8;
    }
  }

  std::uint32_t rows() const { return rows_; }

  /// The numbers of a column; `Number` is what it was written as.
  template <class Number>
  const Number* column(const std::string& name) const {
    const auto found = places_.find(name);
    if (found == places_.end()) {
      giveUp("there is no column " + name);
    }
    return reinterpret_cast<const Number*>(bytes_.data() + found->second);
  }

 private:
  static constexpr std::size_t headerBytes = 16;
  static constexpr std::uint32_t descriptionBytes = 32;
  static constexpr std::uint32_t nameBytes = 24;

  std::string bytes_;
  std::uint32_t rows_ = 0;
  std::map<std::string, std::size_t> places_;
};

/// The dictionary that columns refer to.
class Texts {
 public:
  explicit Texts(const std::string& path) : bytes_(readFile(path)) { count_ = numberAt<std::uint32_t>(bytes_, 0); }

  std::uint32_t count() const { return count_; }

  std::string_view text(std::uint32_t number) const {
    const std::size_t first = number == 0 ? 0 : end(number - 1);
    const std::size_t start = 4 + std::size_t{4} * count_;
    return std::string_view(bytes_).substr(start + first, end(number) - first);
  }

 private:
  std::size_t end(std::uint32_t number) const { return numberAt<std::uint32_t>(bytes_, 4 + std::size_t{4} * number); }

  std::string bytes_;
  std::uint32_t count_ = 0;
};

}  // namespace rehearse::bench
