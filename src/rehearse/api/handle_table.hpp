#pragma once

#include <cstdint>
#include <map>
#include <utility>

namespace rehearse::api {

/// What callers keep in the engine from one call to the next, by handle.
template <class Value>
class HandleTable {
 public:
  /// Keeps a value; gives its handle, 1 and up, never used again.
  std::uint32_t open(Value value) {
    values_.emplace(++last_, std::move(value));
    return last_;
  }
  /// The value, or null. Valid until it is disposed of.
  Value* find(std::uint32_t handle) {
    const auto found = values_.find(handle);
    return found == values_.end() ? nullptr : &found->second;
  }
  /// A handle that names none is passed over.
  void dispose(std::uint32_t handle) { values_.erase(handle); }

 private:
  std::map<std::uint32_t, Value> values_;
  std::uint32_t last_ = 0;
};

}  // namespace rehearse::api
