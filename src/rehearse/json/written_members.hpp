#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rehearse/json/findings.hpp"
#include "rehearse/json/located_tree.hpp"
#include "rehearse/model/time.hpp"

namespace rehearse::json {

/// Beyond these, numbers of JSON are no longer exact.
inline constexpr double exactNumbers = 9007199254740992.0;

/// Reads the members of objects that the engine itself has written, and notes the first that is not as it writes them.
class WrittenMembers {
 public:
  /// `hint`: what it is that was to be read.
  WrittenMembers(Findings& findings, std::string_view hint) : findings_(findings), hint_(hint) {}

  void fail(TreeValue at, std::string message);
  std::optional<TreeValue> member(TreeValue object, std::string_view name);
  std::uint64_t count(TreeValue object, std::string_view name, double most = exactNumbers);
  std::uint64_t countOf(TreeValue value, double most = exactNumbers);
  bool yesNo(TreeValue object, std::string_view name);
  /// A time, or none where it is null.
  Instant moment(TreeValue object, std::string_view name);
  /// What was read of a value, unless it is none.
  Instant timeOf(TreeValue value, std::optional<Instant> read);
  std::string text(TreeValue object, std::string_view name);
  std::string textOrNull(TreeValue object, std::string_view name);
  std::uint64_t hash(TreeValue object, std::string_view name);
  /// A member that is a list.
  std::optional<TreeValue> list(TreeValue object, std::string_view name);

  /// Calls `read` with each item of a list.
  template <class Read>
  void each(TreeValue object, std::string_view name, Read read) {
    if (const auto found = list(object, name)) {
      for (const TreeValue item : *found) {
        read(item);
      }
    }
  }

  /// Counts by the names of reasons.
  template <class Reason, std::size_t size>
  void reasons(TreeValue object, std::string_view name, std::array<std::uint64_t, size>& counts) {
    const auto found = member(object, name);
    if (!found || !found->isObject()) {
      return fail(found.value_or(object), "`" + std::string(name) + "` must be an object.");
    }
    for (const TreeValue value : *found) {
      std::size_t reason = 0;
      while (reason < size && nameOf(static_cast<Reason>(reason)) != value.key()) {
        ++reason;
      }
      reason < size ? void(counts[reason] = countOf(value)) : fail(value, "There is no such reason.");
    }
  }

 private:
  Findings& findings_;
  std::string_view hint_;
};

}  // namespace rehearse::json
