#include "rehearse/replay/score_cascade.hpp"

#include <cmath>
#include <cstdlib>

#include "rehearse/model/sorting.hpp"
#include "rehearse/replay/settle_run.hpp"
#include "rehearse/vocabulary/event_types.hpp"

namespace rehearse {
namespace {

/// Of a score that is not empty.
bool holds(Operator comparison, double actual, double value) {
  return comparison == Operator::isNotEmpty || holdsOfNumbers(comparison, actual, value);
}

bool holdsEmpty(Operator comparison) { return comparison == Operator::isEmpty || comparison == Operator::notEqualTo; }

bool comparesNumber(Operator comparison) {
  return comparison != Operator::isEmpty && comparison != Operator::isNotEmpty;
}

}  // namespace

/// What one trigger asks of a change.
struct ScoreCascade::Test {
  std::uint32_t trigger = 0;
  std::uint32_t workflow = 0;
  bool isPrevious = false;  ///< whether it asks for the score before
  Operator comparison = Operator::isNotEmpty;
  double value = 0;
  bool decides = false;         ///< whether its workflow starts wherever it holds and the contact was not in it
  bool onlyScores = false;      ///< and only changes the score then
  bool isWithin = false;        ///< whether the number is one of those that the tables tell apart
  std::uint32_t bit = noIndex;  ///< none: `other`

  bool hasNumber() const { return comparesNumber(comparison); }
};

ScoreCascade::ScoreCascade(const Program& program, bool runDrafts) {
  if (!program.rulesFor(scoreChangedKey).empty()) {
    return;
  }
  for (const std::uint32_t trigger : program.triggerIndex.all(scoreChangedKey)) {
    const auto found = TriggerIndex::foundBy(program, trigger);
    const bool isKnown = found.isNumber ? found.part.kind == TestedPart::Kind::attribute : found.decides;
    if (!isKnown) {
      return;
    }
  }
  std::vector<Test> tests = readTests(program, runDrafts);
  isShared_ = program.onceWorkflows.size() <= maximumBits;
  if (!isShared_ && !(program.schedules.empty() && program.dateTriggers.empty() && program.rules.empty())) {
    return;  // these could change what a contact was in without its having an event
  }
  for (const double radius : {4096.0, 1024.0, 256.0, 64.0}) {
    if (limit(tests, radius)) {
      place(program, tests);
      return;
    }
  }
}

std::vector<ScoreCascade::Test> ScoreCascade::readTests(const Program& program, bool runDrafts) {
  std::vector<Test> tests;
  for (const std::uint32_t trigger : program.triggerIndex.all(scoreChangedKey)) {
    const auto found = TriggerIndex::foundBy(program, trigger);
    const TriggerProgram& row = program.triggers[trigger];
    const WorkflowProgram& workflow = program.workflows[row.workflow];
    Test test;
    test.trigger = trigger;
    test.workflow = row.workflow;
    if (found.isNumber) {
      test.isPrevious = found.part.slot == previousScoreSlot;
      test.comparison = found.comparison;
      test.value = found.value;
    }
    const auto own = std::span(program.triggers).subspan(workflow.triggers.first, workflow.triggers.count);
    const auto ofScore =
        std::count_if(own.begin(), own.end(), [](const TriggerProgram& each) { return each.event == scoreChangedKey; });
    test.decides = found.decides && !workflow.allowReentry && (workflow.published || runDrafts) && ofScore == 1;
    test.onlyScores = workflow.scoring.count > 0;
    tests.push_back(test);
  }
  return tests;
}

/// Chooses the numbers up to `radius` to be told apart. Whether there are few enough workflows that may start then.
bool ScoreCascade::limit(std::vector<Test>& tests, double radius) {
  std::uint32_t bits = 0;
  for (Table* table : {&score_, &previous_}) {
    *table = {};
    const bool isPrevious = table == &previous_;
    double lowest = 0;
    double highest = 0;
    for (Test& test : tests) {
      if (test.isPrevious != isPrevious || !test.hasNumber()) {
        continue;
      }
      test.isWithin = std::abs(test.value) <= radius;
      if (test.isWithin) {
        lowest = std::min(lowest, std::floor(test.value) - 1);
        highest = std::max(highest, std::ceil(test.value) + 1);
      } else if (const double below = std::ceil(test.value) - 1; test.value > 0 && below < table->most) {
        table->most = static_cast<std::int32_t>(below);
      } else if (const double above = std::floor(test.value) + 1; test.value < 0 && above > table->least) {
        table->least = static_cast<std::int32_t>(above);
      }
    }
    table->lowest = static_cast<std::int32_t>(lowest);
    table->highest = static_cast<std::int32_t>(highest);
    for (Test& test : tests) {
      if (test.isPrevious != isPrevious) {
        continue;
      }
      const bool mayHold =
          test.isWithin || holds(test.comparison, 0, test.value) || (isPrevious && holdsEmpty(test.comparison));
      test.bit = mayHold && test.decides ? bits++ : noIndex;
    }
  }
  return bits <= maximumBits;
}

void ScoreCascade::place(const Program& program, std::vector<Test>& tests) {
  workflows_.resize(isShared_ ? program.onceWorkflows.size() : 0);
  sortItems(tests, [](const Test& left, const Test& right) { return left.trigger < right.trigger; });
  for (Test& test : tests) {
    if (test.bit == noIndex) {
      continue;
    }
    const WorkflowProgram& workflow = program.workflows[test.workflow];
    // In document order: that is the order in which they start.
    test.bit = isShared_ ? workflow.once : static_cast<std::uint32_t>(workflows_.size());
    workflows_.resize(std::max(workflows_.size(), std::size_t{test.bit} + 1));
    Entered& entered = workflows_[test.bit];
    entered.workflow = test.workflow;
    entered.trigger = test.trigger;
    entered.others = static_cast<std::uint32_t>(otherPoints_.size());
    for (std::uint32_t step = 0; step < workflow.scoring.count; ++step) {
      const std::int32_t points = program.scoringPoints[workflow.scoring.first + step];
      reach_ += std::abs(points);
      ++changes_;
      step == 0 ? void(points_[test.bit] = points) : otherPoints_.push_back(points);
    }
    entered.othersEnd = static_cast<std::uint32_t>(otherPoints_.size());
    const std::uint64_t bit = std::uint64_t{1} << test.bit;
    mixed_ |= test.onlyScores ? 0 : bit;
    several_ |= entered.others < entered.othersEnd ? bit : 0;
  }
  once_.resize(workflows_.size());
  for (std::size_t bit = 0; bit < once_.size(); ++bit) {
    once_[bit] = program.workflows[workflows_[bit].workflow].once;
  }
  fill(score_, tests, false);
  fill(previous_, tests, true);
  for (const Test& test : tests) {
    if (test.isPrevious && holdsEmpty(test.comparison)) {
      fromEmpty_ |= test.bit == noIndex ? other : std::uint64_t{1} << test.bit;
    }
  }
  const auto coversAll = [](const Table& table) { return table.least == Table().least && table.most == Table().most; };
  isPlain_ = coversAll(score_) && coversAll(previous_) && previous_.rows.size() == 1 && previous_.rows[0].bits == 0;
  isPossible_ = true;
  makeRoom(0);
}

void ScoreCascade::fill(Table& table, const std::vector<Test>& tests, bool isPrevious) {
  table.rows.assign(static_cast<std::size_t>(table.highest - table.lowest) + 1, {});
  for (const Test& test : tests) {
    if (test.isPrevious != isPrevious) {
      continue;
    }
    const std::uint64_t bit = test.bit == noIndex ? other : std::uint64_t{1} << test.bit;
    if (!test.isWithin && !holds(test.comparison, 0, test.value)) {
      continue;
    }
    for (std::int32_t score = table.lowest; score <= table.highest; ++score) {
      if (holds(test.comparison, score, test.value)) {
        Reader(table).rowOf(score).bits |= bit;
      }
    }
  }
}

void ScoreCascade::makeRoom(std::uint32_t changes) {
  scores_.resize(std::max(scores_.size(), std::size_t{1} + changes + changes_));
}

void ScoreCascade::takeBack(std::uint32_t changes, std::uint64_t fresh) {
  for (std::uint32_t change = 0; change < changes; ++change) {
    --Reader(score_).rowOf(scores_[change + 1]).times;
    if (!isPlain_) {
      countPrevious(scores_[change], -1);
    }
  }
  for (; fresh != 0; fresh &= fresh - 1) {
    --times_[static_cast<std::size_t>(std::countr_zero(fresh))];
  }
}

void ScoreCascade::findEntered(World& world, std::span<const std::uint32_t> contacts, std::uint64_t** entered) {
  if (workflows_.empty()) {
    std::fill_n(entered, contacts.size(), &nothing_);
    return;
  }
  const std::uint32_t last = contacts.empty() ? 0 : *std::max_element(contacts.begin(), contacts.end());
  if (!isShared_) {
    rehearse::reach(entered_, last, 0);
  }
  std::uint64_t* const column = isShared_ ? world.once.column(last) : entered_.data();
  for (const std::uint32_t contact : contacts) {
    *entered = column + contact;
    prefetch(*entered);
    ++entered;
  }
}

std::uint64_t ScoreCascade::recall(const World& world, std::uint32_t contact) const {
  std::uint64_t entered = known;
  for (std::size_t bit = 0; bit < once_.size(); ++bit) {
    entered |= std::uint64_t{world.once.has(contact, once_[bit]) ? 1U : 0U} << bit;
  }
  return entered;
}

void ScoreCascade::noteEntered(World& world, std::uint32_t contact, std::uint64_t fresh) const {
  for (; fresh != 0; fresh &= fresh - 1) {
    world.once.add(contact, once_[static_cast<std::size_t>(std::countr_zero(fresh))]);
  }
}

void ScoreCascade::settleBits(World& world, RunCounts& counts, std::uint64_t bits, std::uint64_t times) const {
  for (; bits != 0; bits &= bits - 1) {
    const Entered& entered = workflows_[static_cast<std::size_t>(std::countr_zero(bits))];
    counts.countMatches(entered.trigger, times);
    // Those whom it let in are taken off below.
    world.workflowCounts[entered.workflow].refusedBy[static_cast<std::size_t>(RefusalReason::reentryOff)] += times;
  }
}

std::uint64_t ScoreCascade::settleTable(World& world, RunCounts& counts, Table& table) {
  std::uint64_t times = 0;
  for (TableRow& row : table.rows) {
    if (row.times != 0) {
      settleBits(world, counts, row.bits, row.times);
      times += row.times;
      row.times = 0;
    }
  }
  return times;
}

void ScoreCascade::settle(World& world, RunCounts& counts) {
  const std::uint64_t changes = settleTable(world, counts, score_);
  if (changes == 0) {
    return;
  }
  if (!world.program->triggerIndex.all(scoreChangedKey).empty()) {
    counts.countAllEvaluated(scoreChangedKey, changes);
  }
  settleTable(world, counts, previous_);
  settleBits(world, counts, fromEmpty_ & ~other, timesFromEmpty_);
  for (std::size_t bit = 0; bit < workflows_.size(); ++bit) {
    if (times_[bit] != 0) {
      const std::uint32_t workflow = workflows_[bit].workflow;
      settleRun(world, counts, workflow, times_[bit]);
      world.workflowCounts[workflow].refusedBy[static_cast<std::size_t>(RefusalReason::reentryOff)] -= times_[bit];
    }
  }
  times_ = {};
  timesFromEmpty_ = 0;
}

}  // namespace rehearse
