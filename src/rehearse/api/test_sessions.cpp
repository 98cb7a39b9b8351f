#include "rehearse/api/test_sessions.hpp"

#include <utility>

namespace rehearse::api {

TestSessions& testSessions() {
  static TestSessions all;
  return all;
}

std::uint32_t TestSessions::open(RunnableScenarios file) {
  files_.emplace(++last_, std::move(file));
  return last_;
}

const RunnableScenarios* TestSessions::find(std::uint32_t handle) const {
  const auto found = files_.find(handle);
  return found == files_.end() ? nullptr : &found->second;
}

void TestSessions::dispose(std::uint32_t handle) { files_.erase(handle); }

}  // namespace rehearse::api
