#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "rehearse/replay/known_rows.hpp"
#include "rehearse/replay/replay_recorder.hpp"
#include "rehearse/replay/row_intake.hpp"
#include "rehearse/replay/score_cascade.hpp"
#include "rehearse/simulation/run_loop.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Lets those rows have their turn of which it is known beforehand what comes of them: that they change their contact's
/// score, and what changes of the score lead to (ScoreCascade). In logs that scores are worked out from that is most of
/// them.
///
/// The run loop is who says what a row comes to: whatever is not that simple is left to it, and what passes here is, to
/// the last count, what it would have made of the row. Nothing of a row has happened when it is left.
class RowPass {
 public:
  RowPass(World& world, ReplayRecorder& recorder, RowIntake& intake, bool runDrafts, const EffortLimits& limits);

  void setColumns(const EventColumns& columns);
  /// The numbers of the dictionary mean something else from now on.
  void forgetTexts();
  /// Lets rows have their turn, from `first` on and before `end`, up to one that it leaves. Gives how many; `lastTime`
  /// is the time of the row before, and then of the last of these.
  std::uint32_t pass(const EventRows& rows, std::uint32_t first, std::uint32_t end, Instant& lastTime);
  /// Is told that a row of this contact is about to have its turn elsewhere.
  void handOver(std::uint32_t contact) {
    cascade_.forget(contact);
    noteStarts();
  }
  /// Notes the starts of rows that passed, those which are too old to make loops left out: to be called before anything
  /// but rows that pass happens in the world.
  void noteStarts();
  /// Counts one by one what was counted as a whole: to be called before counts are read.
  void settle();

 private:
  /// How many rows are known to be of contacts that there are, and what they come to.
  struct Plan {
    std::uint32_t rows = 0;
    bool canLearn = false;  ///< whether of the next one only that is not known what it comes to
  };

  /// A row that passed.
  struct Passed {
    Instant at = 0;
    std::uint32_t contact = 0;
    std::uint32_t known = 0;  ///< its number in `rows_`
  };

  /// Plans rows, up to one that is not known.
  Plan plan(const EventRows& rows, std::uint32_t first, std::uint32_t count);
  /// Reads the times of planned rows, up to one out of order or before which something falls due; gives how many.
  std::uint32_t readTimes(const double* times, std::uint32_t count, Instant lastTime);
  /// Lets planned rows have their turn, up to one that must be left; gives how many.
  template <bool isPlain>
  std::uint32_t passPlanned(std::uint32_t count);
  /// Works out what rows like this one come to, which is not known. Whether it is from now on.
  bool learn(const EventRows& rows, std::uint32_t row);
  void describe(const Event& event, KnownRow& known);
  /// Whether nothing that the contact did before keeps the row from starting what it starts.
  bool mayStart(const KnownRow& known, std::uint32_t contact, Instant at);
  void noteCrossings(std::uint32_t contact, std::uint32_t changes);

  static constexpr std::uint32_t mostPlanned = KnownRows::mostFound;
  static constexpr std::uint32_t mostUnnoted = 512;

  World& world_;
  const Program& program_;
  ReplayRecorder& recorder_;
  RowIntake& intake_;
  bool runDrafts_;
  bool isOn_ = false;
  std::uint32_t contactColumn_ = 0;
  std::optional<std::uint32_t> idColumn_;
  KnownRows rows_;
  ScoreCascade cascade_;
  TriggersFound found_;
  std::array<std::uint32_t, mostPlanned> contacts_{};  ///< of the rows planned
  std::array<std::uint32_t, mostPlanned> known_{};     ///< their numbers in `rows_`
  std::array<Instant, mostPlanned> times_{};
  std::array<Contacts::Core*, mostPlanned> cores_{};   ///< their contacts' own
  std::array<std::uint64_t*, mostPlanned> entered_{};  ///< what `cascade_` wants to know of these
  std::array<Passed, mostUnnoted> unnoted_{};          ///< rows that passed whose starts are not noted yet
  std::uint32_t unnotedCount_ = 0;
  std::uint32_t nextPlan_ = 1;         ///< so many rows are planned next: the more the less of late was planned in vain
  std::uint64_t entriesOfChange_ = 0;  ///< of a change of the score, at the most
  std::uint64_t mostConditions_ = 0;
  std::uint64_t conditionsOfScore_ = 0;  ///< how many parts their conditions have
};

}  // namespace rehearse
