#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rehearse/model/workspace.hpp"
#include "rehearse/program/chunked_list.hpp"
#include "rehearse/program/program.hpp"
#include "rehearse/replay/excerpt_recorder.hpp"
#include "rehearse/replay/partition.hpp"
#include "rehearse/replay/replay_recorder.hpp"
#include "rehearse/replay/results.hpp"
#include "rehearse/replay/row_intake.hpp"
#include "rehearse/replay/row_pass.hpp"
#include "rehearse/replay/row_place.hpp"
#include "rehearse/simulation/run_buffers.hpp"

namespace rehearse {

template <class Recorder>
class RunLoop;

/// Puts a journal into words of so many bytes at the most: a function of the room that knows how, such as
/// `json::entriesText`.
using EntriesWriter = EntriesText (*)(const World& world, const Journal& journal, std::size_t bytes);

/// What a replay that never comes to an end is stopped by. Limits of a stimulus go for each turn by itself, so these
/// are all that bounds how many turns there are.
///
/// Turns are limited by the contacts there are, so that a log whose parts all come to an end does so as a whole: where
/// all have too many, some part has too many, too.
struct ReplayLimits {
  std::uint64_t turnsPerContact = 2'500'000;  ///< that fall due in the whole replay; the mean of all contacts counts
  std::uint64_t contactsMade = 1'000'000;     ///< by steps, besides ten for each contact of the log
};

/// One version of a workspace while a log is replayed: its world, and what is counted of it.
class ReplayVersion {
 public:
  ReplayVersion(const Workspace& workspace, Dictionary& dictionary, const Partition& partition, bool runDrafts,
                bool texts, const ReplayLimits& limits);
  ~ReplayVersion();
  ReplayVersion(const ReplayVersion&) = delete;
  ReplayVersion& operator=(const ReplayVersion&) = delete;

  RowIntake& intake() { return intake_; }
  /// What the columns of later rows hold.
  void setColumns(const EventColumns& columns);
  /// The numbers of the dictionary are about to begin anew.
  void forgetTexts();
  ReplayRecorder& recorder() { return recorder_; }
  const ReplayRecorder& recorder() const { return recorder_; }
  const World& world() const { return world_; }
  World& world() { return world_; }
  const Program& program() const { return *world_.program; }

  /// Before `start`: a contact that is there from the start, or what changes one of the workspace's. Whether it could
  /// be: a contact is given but once.
  /// `number`: of its id in the dictionary, if it has one there.
  bool addContact(const ContactData& data, std::uint32_t number = noIndex);
  /// Before `start`: of each workflow named, the journals of so many rows are kept, the first in which it starts.
  /// Workflows that there are not are passed over.
  void keepExcerpts(std::span<const std::pair<std::string, std::uint32_t>> wishes, EntriesWriter write);
  /// The clock starts.
  void start(Instant at);
  /// Lets rows have their turn of which it is known beforehand what comes of them: from `first` on and before `end`, up
  /// to one that `run` is for. Gives how many; all are used. `lastTime` is the time of the row before, and then of the
  /// last of these. Rows of other parts are never among them.
  std::uint32_t pass(const EventRows& rows, std::uint32_t first, std::uint32_t end, Instant& lastTime) {
    const std::uint32_t passed = wantsExcerpts() ? 0 : pass_.pass(rows, first, end, lastTime);
    rowsPassed_ += passed;
    return passed;
  }
  /// How many rows had their turn so far.
  std::uint64_t rowsPassed() const { return rowsPassed_; }
  /// A row's event, with all that falls due before it. Nothing comes of a row that is refused but that the clock may
  /// have moved.
  RowRefusal run(const RowPlace& row);
  /// Completes the counts: to be called before they are read.
  void settleCounts();
  /// Lets fall due what is due up to then.
  void advanceTo(Instant to);

  /// Whether a limit was passed: what is due may be left undone, and the replay cannot go on.
  bool isSpent() const { return hasTooManyTurns_ || world_.contacts.size() > mostContacts(); }

  const std::vector<ExcerptWish>& wishes() const { return wishes_; }
  const std::vector<ExcerptResult>& excerpts() const { return excerpts_; }
  /// How many contacts were made at their first row.
  std::uint32_t made() const { return made_; }
  /// The score that a contact had at the start.
  std::int32_t scoreAtStart(std::uint32_t contact) const {
    if (!hasStarted_) {
      return world_.contacts.score(contact);
    }
    return contact < startScores_.size() ? startScores_[contact] : emptyScore;
  }

 private:
  template <class Recorder>
  void fire(RunLoop<Recorder>& loop, Recorder& recorder, const Event& event);
  bool wantsExcerpts() const { return excerptsLeft_ > 0; }
  /// Keeps the journal of the row just run for the workflows that started in it.
  void keepJournal(const RowPlace& row, const Event& event);
  /// How many contacts there may be by now.
  std::uint64_t mostContacts() const {
    constexpr std::uint64_t perContact = 10;
    return limits_.contactsMade + (perContact + 1) * (startScores_.size() + std::uint64_t{made_});
  }
  /// Moves the clock on to a row's time.
  void goOnTo(Instant at);
  std::uint32_t makeContact(std::uint32_t number);

  std::unique_ptr<Program> program_;
  World world_;
  ReplayRecorder recorder_;
  RunBuffers buffers_;
  RowIntake intake_;
  RowPass pass_;
  std::unique_ptr<RunLoop<ReplayRecorder>> loop_;
  ExcerptRecorder excerptRecorder_;
  std::unique_ptr<RunLoop<ExcerptRecorder>> excerptLoop_;
  EntriesWriter writeEntries_ = nullptr;
  std::vector<ExcerptWish> wishes_;
  std::vector<std::uint32_t> excerptCounts_;  ///< by wish: how many there are
  std::vector<ExcerptResult> excerpts_;       ///< in order of rows
  std::uint64_t excerptsLeft_ = 0;            ///< that may still come, of all workflows
  ReplayLimits limits_;
  std::vector<bool> given_;  ///< by contact: whether a row of contacts gave it
  std::vector<bool> createdAtGiven_;
  ChunkedList<std::int32_t> startScores_;
  std::uint32_t made_ = 0;
  std::uint64_t rowsPassed_ = 0;
  std::uint64_t turns_ = 0;  ///< that fell due so far
  bool hasTooManyTurns_ = false;
  bool hasStarted_ = false;
  std::size_t tidyAt_ = 64;  ///< once there are so many timers, those that are left behind are looked for
};

}  // namespace rehearse
