#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rehearse {

/// A row that could not be used.
struct RefusedRow {
  std::uint64_t row = 0;  ///< its number in the log, 1 and up
  std::string code;
  std::string message;

  friend bool operator==(const RefusedRow&, const RefusedRow&) = default;
};

/// How many of the rows that cannot be used are kept in words: the first, and besides the first of each code.
inline constexpr std::size_t keptRefusals = 100;

/// What became of a log's rows.
struct RowCounts {
  std::uint64_t read = 0;
  std::uint64_t used = 0;
  std::map<std::string, std::uint64_t, std::less<>> refusedBy;  ///< by code
  std::vector<RefusedRow> refusals;  ///< the first `keptRefusals` and the first of each code, in order

  std::uint64_t refused() const { return read - used; }
  /// Counts a row that cannot be used, apart from words.
  void countRefused(std::string_view code);
  /// Whether a row of that number is among the first that cannot be used, or the first for that reason, so far.
  bool keeps(std::uint64_t row, std::string_view code) const;
  void keep(RefusedRow refused);
  /// Adds what became of other rows of the same log.
  void add(const RowCounts& other);

  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

}  // namespace rehearse
