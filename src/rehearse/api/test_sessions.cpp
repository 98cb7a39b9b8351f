#include "rehearse/api/test_sessions.hpp"

#include <utility>

namespace rehearse::api {

TestSessions& testSessions() {
  static TestSessions all;
  return all;
}

std::uint32_t TestSessions::open(RunnableScenarios file) {
  sessions_.emplace(++last_, TestSession{std::move(file)});
  return last_;
}

TestSession* TestSessions::find(std::uint32_t handle) {
  const auto found = sessions_.find(handle);
  return found == sessions_.end() ? nullptr : &found->second;
}

void TestSessions::dispose(std::uint32_t handle) { sessions_.erase(handle); }

}  // namespace rehearse::api
