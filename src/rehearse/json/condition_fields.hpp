#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace rehearse::json {

/// Paths of fields, as conditions name them, of which something is known. Of very many it is taken to be known of all,
/// so that no time is lost with them: the worst is a warning that is not given.
class ConditionFields {
 public:
  void add(std::string_view field);
  void add(const ConditionFields& others);
  bool has(std::string_view field) const;
  bool isEmpty() const { return fields_.empty(); }
  /// Leaves those that `others` has too.
  void intersect(const ConditionFields& others);

 private:
  static constexpr std::size_t most = 32;

  std::vector<std::string_view> fields_;
};

}  // namespace rehearse::json
