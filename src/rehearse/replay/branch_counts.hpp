#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rehearse/program/program.hpp"
#include "rehearse/simulation/journal.hpp"

namespace rehearse {

/// How often each way was taken of the steps that have several: one count for each, in their places from the start.
class BranchCounts {
 public:
  void prepare(const Program& program);

  void count(const Program& program, std::uint32_t step, const BranchTaken& taken) {
    ++taken_[first_[step] + wayOf(program, step, taken)];
  }
  /// How many ways a step has: none for one that only goes on.
  std::uint32_t ways(std::uint32_t step) const { return first_[step + 1] - first_[step]; }
  std::uint64_t taken(std::uint32_t step, std::uint32_t way) const { return taken_[first_[step] + way]; }

 private:
  static std::uint32_t wayOf(const Program& program, std::uint32_t step, const BranchTaken& taken);

  std::vector<std::uint32_t> first_;  ///< by instruction, and one more
  std::vector<std::uint64_t> taken_;
};

/// What a way is called in the journal's `branchTaken`; nothing for the way of those for whom no conditions held.
std::optional<std::string_view> nameOfWay(const Program& program, std::uint32_t step, std::uint32_t way);

}  // namespace rehearse
