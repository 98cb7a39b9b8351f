#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rehearse::bench {

/// How a workflow on the score compares it. After a change a score is never empty, so `isEmpty` asks for the one
/// before.
enum class ScoreTest : std::uint8_t {
  equalTo,
  notEqualTo,
  greaterThan,
  greaterThanOrEqualTo,
  lessThan,
  lessThanOrEqualTo,
  isEmpty,
  isNotEmpty,
};

/// A workflow that an email opened, a link clicked or a form submitted starts, each time.
struct EventWorkflow {
  std::uint32_t number = 0;    ///< its place in the document
  std::uint32_t type = 0;      ///< 0 to 2
  std::uint32_t resource = 0;  ///< `anyResource`: whichever
  std::int32_t delta = 0;
};

/// A workflow that a change of the score starts, once for each contact.
struct ScoreWorkflow {
  std::uint32_t number = 0;
  ScoreTest test = ScoreTest::equalTo;
  std::int32_t value = 0;
  std::int32_t delta = 0;
};

inline constexpr std::uint32_t eventTypes = 3;
inline constexpr std::uint32_t resources = 40;
inline constexpr std::uint32_t anyResource = UINT32_MAX;
/// Between two events, in milliseconds: so long that nothing ever starts often enough to be locked.
inline constexpr std::int64_t betweenEvents = 60'000;

/// What engines are measured with that score contacts: the same numbers on every machine, drawn from a generator of its
/// own (splitmix64, seed 1).
///
/// 60 workflows on events, all but three with a resource out of 40, and 40 on the score, five for each way to compare
/// it, in a mixed order; each adds (three in five) or subtracts 1 to 12 points. Contacts start with −20 to 100 points,
/// three in twenty with none.
struct ScoreWorkload {
  explicit ScoreWorkload(std::uint32_t contactCount, std::uint32_t eventCount);

  std::vector<EventWorkflow> onEvents;  ///< in document order, as all workflows
  std::vector<ScoreWorkflow> onScore;
  std::vector<std::int32_t> startScores;  ///< by contact; INT32_MIN: empty
  std::vector<std::uint32_t> contacts;    ///< by event
  std::vector<std::uint8_t> types;        ///< by event
  std::vector<std::uint8_t> resourceIds;  ///< by event
};

/// "contact-17".
std::string contactId(std::uint32_t contact);
/// "resource-3".
std::string resourceId(std::uint32_t resource);
/// The name of one of the three event types, and of its attribute.
std::string typeName(std::uint32_t type);
std::string attributeName(std::uint32_t type);

/// The workflows as a workspace document; `scoreField` is what score workflows compare: `event.score` or
/// `contact.engagementScore`.
std::string workspaceText(const ScoreWorkload& workload, const std::string& scoreField);

/// Whether a change to that score meets a score workflow's test. `fromEmpty`: whether the score was empty before.
bool isMet(const ScoreWorkflow& workflow, std::int32_t score, bool fromEmpty);

/// A sum over all contacts of a hash of id and score, whatever their order: equal for equal scores.
std::uint64_t checksumOf(const std::vector<std::int32_t>& scores);

}  // namespace rehearse::bench
