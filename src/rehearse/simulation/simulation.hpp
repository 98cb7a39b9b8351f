#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/model/model.hpp"
#include "rehearse/program/program.hpp"
#include "rehearse/simulation/counts.hpp"
#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/run_buffers.hpp"
#include "rehearse/simulation/settle_rows.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

template <class Recorder>
class RunLoop;

struct SimulationOptions {
  bool runDrafts = false;                    ///< treats drafts as published
  std::uint64_t effortLimit = 100'000'000;   ///< a stimulus that tests more conditions halts
  std::uint64_t explainedLimit = 8'000'000;  ///< a stimulus whose entries explain more conditions halts
};

/// What one stimulus added to the journal: the seqs of its entries, or `last` = `first` − 1 for none.
struct Report {
  std::uint32_t first = 1;
  std::uint32_t last = 0;
};

/// A workspace being run. A value: a copy is a fork that goes its own way. It refers to its program, which must
/// outlive it.
///
/// `Recorder` says what is kept of a run: `Journal` every entry with its explanation, `Counts` numbers only. The run
/// is the same. Every stimulus that is refused gives diagnostics and leaves the simulation as it was.
template <class Recorder>
class BasicSimulation {
 public:
  /// Whether it keeps a journal with explanations.
  static constexpr bool explains = Recorder::explains;

  explicit BasicSimulation(const Program& program, SimulationOptions options = {});
  /// A program that nobody keeps would be gone before the simulation runs.
  explicit BasicSimulation(Program&& program, SimulationOptions options = {}) = delete;

  /// An event from outside, at the clock's current time. Errors: `value.unknown` (event type), `event.notFireable`,
  /// `reference.unknown` (contact), `value.missing`, `value.type`, `key.unknown` (attributes). A resource that the
  /// workspace does not list is a warning.
  Result<Report> fire(const EventData& event);
  /// The same for one that was taken in before, its texts and its contact those of this simulation, without custom
  /// fields. Nothing is checked. For a host that fires many: what is counted stands with rows of the trigger index
  /// until `settle`, or until something else happens.
  Report fireTaken(const Event& event);
  /// Counts one by one what stands with rows: to be called before counts are read, if only `fireTaken` was called
  /// since.
  void settle() { settleRows(world_, recorder_.counts()); }
  /// Moves the clock on; what falls due runs. Errors: `value.range` for zero, below, or past the year 9999.
  Result<Report> advance(Duration duration);
  /// Moves the clock to a time. Error: `value.range` for a time before `now()`.
  Result<Report> advanceTo(Instant instant);
  /// Changes a contact by hand; `createdAt` cannot be changed and is passed over. Error: `reference.unknown`.
  Result<Report> edit(const ContactData& changes);
  /// A contact arrives: `contact.created`. Errors: `id.duplicate`, `value.range` for an empty id.
  Result<Report> addContact(const ContactData& data);
  /// Lifts the lock of a workflow for a contact; nothing happens where there is none. Error: `reference.unknown`.
  Result<Report> unlock(std::string_view contactId, std::string_view workflowId);
  /// Back to how it started.
  void reset();

  Instant now() const { return world_.now; }
  /// When the next thing falls due, or `noInstant`.
  Instant nextDue() const { return world_.timers.nextDue(); }
  const Program& program() const { return *world_.program; }
  const SimulationOptions& options() const { return options_; }
  const World& world() const { return world_; }
  const Recorder& recorder() const { return recorder_; }

 private:
  using Loop = RunLoop<Recorder>;

  Loop begin();
  Report run(const Event& event);
  Report finish(std::uint32_t before);

  World world_;
  Recorder recorder_;
  RunBuffers buffers_;
  SimulationOptions options_;
};

extern template class BasicSimulation<Journal>;
extern template class BasicSimulation<Counts>;

/// A simulation with its whole journal.
using Simulation = BasicSimulation<Journal>;
/// A simulation that keeps counts only.
using CountedSimulation = BasicSimulation<Counts>;

/// Whether a stimulus was halted, since it caused too much: its last entry tells why.
inline bool isHalted(const Simulation& simulation, const Report& report) {
  return report.last >= report.first && simulation.recorder().isHalted(report.last);
}

/// A value as a plain scalar: a time as ISO 8601 text, tags as nothing.
Scalar scalarOf(const Symbols& symbols, const Value& value);

/// A wait under way.
struct WaitState {
  std::string workflow;
  std::string step;
  std::uint32_t enrollment = 0;
  WaitForm form = WaitForm::duration;
  Instant since = 0;
  Instant due = noInstant;  ///< `noInstant`: never
  std::string event;        ///< for `untilEvent` and `goal`: the type of the event that is waited for
};

/// A contact as it is now, as plain values.
struct ContactState {
  std::string id;
  std::optional<std::string> name;
  std::optional<std::string> email;
  std::optional<std::int32_t> engagementScore;
  std::vector<std::string> tags;
  ScalarMap fields;
  std::vector<std::string> notes;
  Instant createdAt = 0;
  Instant lastActivityAt = noInstant;
  std::vector<WaitState> waiting;   ///< oldest enrollment first
  std::vector<std::string> locked;  ///< workflows it is locked out of, in document order
};

/// The state of the contact with that number (0 to `world.contacts.size()` − 1, in order of arrival).
ContactState contactState(const World& world, std::uint32_t contact);

/// The number of the contact with that id, or `noIndex`.
std::uint32_t findContact(const World& world, std::string_view id);

}  // namespace rehearse
