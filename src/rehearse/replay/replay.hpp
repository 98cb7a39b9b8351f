#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rehearse/model/workspace.hpp"
#include "rehearse/replay/column_names.hpp"
#include "rehearse/replay/columns.hpp"
#include "rehearse/replay/dictionary.hpp"
#include "rehearse/replay/held_rows.hpp"
#include "rehearse/replay/outcome.hpp"
#include "rehearse/replay/partition.hpp"
#include "rehearse/replay/quarters.hpp"
#include "rehearse/replay/replay_version.hpp"
#include "rehearse/replay/results.hpp"

namespace rehearse {

/// How a log is replayed.
struct ReplayOptions {
  std::optional<Instant> start{};  ///< where the clock starts; else at the first time in the log
  bool runDrafts = false;          ///< treats drafts as published
  bool sort = false;               ///< rows are held, and put in order of time before they run
  bool strict = false;             ///< the first row that cannot be used ends the replay
  bool texts = false;              ///< all values are texts, and read as what their attribute is
  Partition partition{};           ///< contacts and rows of other parts are passed over
  /// Of a comparison: the scores whose crossing is looked at, the lowest `maximumThresholds`; by default `thresholdsOf`
  /// both versions.
  std::optional<std::vector<double>> thresholds{};
  ReplayLimits limits{};
  /// Of each workflow named, the journals of so many rows are told: the first in which it started. While some are still
  /// to come, rows cost as much as those of a simulation with its journal.
  std::vector<std::pair<std::string, std::uint32_t>> excerpts{};
  EntriesWriter writeEntries = nullptr;  ///< must be given with `excerpts`
  std::uint64_t workspace = 0;           ///< tells workspaces apart: parts of different ones are not merged
};

/// A row that could not be used, told at once.
struct RowRefused {
  std::uint32_t index = 0;  ///< in its batch
  RefusedRow refused;
};

/// What became of a batch. `refusals` holds those that are kept in words. The row that ended the replay is one that
/// could not be used where it is strict, or one before which there was no end of what falls due.
struct BatchReport {
  std::uint32_t used = 0;
  std::uint32_t refused = 0;
  std::vector<RowRefused> refusals;
  std::optional<RefusedRow> ended;  ///< the row that ended the replay
};

/// A log of past events through the engine: one version of a workspace, or two over the same log. The workspaces are
/// those that a reader found no error in.
///
/// A row is what moving a simulation's clock to its time and firing its event would be: the run loop is the same. What
/// is kept is what a report tells. Rows, contacts and time only ever go on; `finish` ends it.
class Replay {
 public:
  Replay(const Workspace& workspace, const ReplayOptions& options);
  /// Two versions over one log.
  Replay(const Workspace& a, const Workspace& b, const ReplayOptions& options);

  /// The texts that rows refer to. Texts that are added must be UTF-8.
  Dictionary& dictionary() { return dictionary_; }
  const Dictionary& dictionary() const { return dictionary_; }
  /// Numbers begin at 0 again; contacts stay known. Not while rows are held.
  void forgetTexts();

  /// What the columns of later batches hold. The errors are those of `readEventColumns` and `readContactColumns`.
  Diagnostics setEventColumns(std::span<const std::string> names);
  Diagnostics setContactColumns(std::span<const std::string> names);
  /// Nothing before they were set.
  const std::optional<EventColumns>& eventColumns() const { return eventColumns_; }
  const std::optional<ContactColumns>& contactColumns() const { return contactColumns_; }

  /// Contacts that are there from the start, or changes of the workspace's own; before the first time in the log.
  /// Numbers must be in the dictionary, or `emptyCell`.
  BatchReport addContacts(const TableRows& rows);
  /// Rows of events, in their order; also where they are held. Numbers as above. Numbers of rows must rise, unless they
  /// are sorted.
  BatchReport run(const EventRows& rows);
  /// Whether the numbers of rows rise, from the last one that was run on; true of rows that have none.
  bool haveRisingNumbers(const EventRows& rows) const;
  /// A row, of events or of contacts, that its reader could not read, and its number; 0: the next one. Counts in the
  /// first part alone, since it names no contact.
  BatchReport refuse(bool ofContacts, std::uint32_t row, std::string code, std::string message);
  /// The time of a row that another part has; what is none is passed over.
  void noteTime(double at);
  /// Runs rows that are held, and lets fall due what is due until `end`; by default until the last time in the log.
  /// Gives the row that ended the replay, if one did; row 0, if there was no end of what falls due after the last one.
  std::optional<RefusedRow> finish(std::optional<Instant> end = {});

  /// Whether the first row was run or held, or a time noted.
  bool hasBegun() const { return hasBegun_; }
  /// Whether `finish` was called, or a row ended it.
  bool isOver() const { return isOver_; }
  /// The last time in the log so far, of rows that are held too, or the start; `noInstant` before both.
  Instant lastTime() const;
  const ReplayOptions& options() const { return options_; }

  std::size_t versionCount() const { return versions_.size(); }
  const ReplayVersion& version(std::size_t index) const { return versions_[index]->version; }
  /// Of a comparison, after `finish`: the contacts of the second version that the first has not, in order of arrival.
  const std::vector<std::uint32_t>& onlyInSecond() const { return onlyInSecond_; }
  /// What came of a version; after `finish`.
  ReplayResults results(std::size_t index = 0) const;
  /// All that came of it; after `finish`.
  ReplayOutcome outcome() const;

 private:
  struct Version {
    template <class... Arguments>
    explicit Version(Arguments&&... arguments) : version(std::forward<Arguments>(arguments)...) {}

    ReplayVersion version;
    RowCounts rows;
    RowCounts contactRows;
  };
  /// What is known of a text as the id of a contact.
  enum class Ownership : std::uint8_t { notAsked, own, foreign, unusable };

  void addVersion(const Workspace& workspace);
  Ownership ownershipOf(std::uint32_t contactNumber);
  Ownership askOwnership(std::uint32_t contactNumber) const;
  /// Why no contact can have that id.
  RowFault faultOfContact(std::uint32_t contactNumber) const;
  void useColumns(EventColumns columns);
  /// Notes the time of a row that is held, or of another part's.
  void holdTime(double at);
  void runHeld();
  void start(Instant at);
  /// Takes in a row's time; gives what is wrong with it.
  RowFault takeTime(double at, Instant& instant);
  /// Lets rows have their turn that `runRow` is not needed for, up to one that it is; gives how many.
  std::uint32_t passRows(const EventRows& rows, std::uint32_t first, std::uint32_t end, BatchReport& report);
  void runRow(const EventRows& rows, std::uint32_t index, std::uint64_t number, BatchReport& report);
  void refuseRow(Version& version, std::uint64_t number, const EventRows& rows, std::uint32_t index,
                 const RowRefusal& refusal, BatchReport* report);
  void endWith(RefusedRow refused);

  ReplayOptions options_;
  Dictionary dictionary_;
  std::vector<std::string> eventNames_;
  std::optional<EventColumns> eventColumns_;
  std::optional<ContactColumns> contactColumns_;
  std::vector<std::unique_ptr<Version>> versions_;
  std::vector<double> thresholds_;
  std::vector<std::uint32_t> onlyInSecond_;
  Quarters<Ownership> ownership_;  ///< by number of the dictionary
  HeldRows held_;
  EventColumns heldColumns_;
  std::optional<std::pair<Instant, Instant>> heldTimes_;  ///< the first and the last of those held, and noted
  std::uint64_t rowsSeen_ = 0;
  std::uint32_t lastNumber_ = 0;  ///< of rows that say their own
  std::uint64_t contactRowsSeen_ = 0;
  Instant start_ = noInstant;
  Instant lastTime_ = noInstant;
  Instant end_ = noInstant;
  bool hasBegun_ = false;
  bool isOver_ = false;
  std::optional<RefusedRow> ended_;
};

/// Why the contacts of a workspace cannot be replayed apart from each other: the first step that looks for contacts or
/// makes some, in words; nothing where they can.
std::optional<std::string> dependenceOf(const Program& program);

}  // namespace rehearse
