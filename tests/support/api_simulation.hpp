#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace rehearse::test {

/// Keys keep their order: that of an event's fields and of a contact's matters.
using Json = nlohmann::ordered_json;

/// One call that may change a simulation, with the texts that it is given.
struct Stimulus {
  enum class Kind : std::uint8_t { fire, advance, advanceTo, edit, addContact, unlock };

  Kind kind = Kind::fire;
  std::string text;     ///< the event, duration, time or contact; of `edit` and `unlock` the contact's id
  std::string further;  ///< of `edit` the changes, of `unlock` the workflow's id
};

/// The stimulus for people.
std::string describe(const Stimulus& stimulus);

/// A simulation of the api that is disposed of with this. Every answer must be JSON, or the program ends.
class ApiSimulation {
 public:
  /// The simulation of a workspace; `started()` is false where it is refused.
  static ApiSimulation start(std::string_view workspaceText, bool runDrafts = false);

  ApiSimulation(ApiSimulation&& other) noexcept;
  ApiSimulation& operator=(ApiSimulation&& other) noexcept;
  ApiSimulation(const ApiSimulation&) = delete;
  ApiSimulation& operator=(const ApiSimulation&) = delete;
  ~ApiSimulation();

  bool started() const { return handle_ != 0; }
  std::uint32_t handle() const { return handle_; }
  ApiSimulation fork() const;
  void reset();
  /// The api's answer.
  Json apply(const Stimulus& stimulus);
  /// Whether it was accepted.
  bool accepts(const Stimulus& stimulus);

  Json clock() const;
  std::string journalText() const;
  Json journal() const;
  Json contacts() const;
  Json stats() const;
  /// All that can be seen of it: journal, contacts, counts and clock.
  std::string state() const;

 private:
  explicit ApiSimulation(std::uint32_t handle) : handle_(handle) {}

  std::uint32_t handle_ = 0;
};

/// The stimuli that a journal tells of, in order.
std::vector<Stimulus> stimuliOf(const Json& journal);

}  // namespace rehearse::test
