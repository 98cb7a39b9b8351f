#pragma once

#include <cstdint>
#include <optional>

#include "rehearse/replay/known_rows.hpp"
#include "rehearse/replay/replay_recorder.hpp"
#include "rehearse/replay/row_intake.hpp"
#include "rehearse/replay/row_place.hpp"
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
  /// Whether the row had its turn.
  bool pass(const RowPlace& row) { return isOn_ && rows_.isOn() && passKnown(row); }
  /// Is told that a row of this contact had its turn elsewhere.
  void forget(std::uint32_t contact) { cascade_.forget(contact); }
  /// Counts one by one what was counted as a whole: to be called before counts are read.
  void settle();

 private:
  bool passKnown(const RowPlace& row);
  /// Works out what rows like this one come to; null where it has no such thing.
  KnownRow* learn(const RowPlace& row);
  void describe(const Event& event, KnownRow& known);
  bool mayStart(const KnownRow& known, std::uint32_t contact, Instant at);
  bool isWithinLimits(const KnownRow& known) const;
  void commit(KnownRow& known, std::uint32_t contact, Instant at);

  World& world_;
  const Program& program_;
  ReplayRecorder& recorder_;
  RowIntake& intake_;
  bool runDrafts_;
  bool isOn_ = false;
  std::optional<std::uint32_t> idColumn_;
  KnownRows rows_;
  ScoreCascade cascade_;
  TriggersFound found_;
  std::uint64_t entriesOfChange_ = 0;  ///< of a change of the score, at the most
  std::uint64_t mostConditions_ = 0;
  std::uint64_t conditionsOfScore_ = 0;  ///< how many parts their conditions have
};

}  // namespace rehearse
