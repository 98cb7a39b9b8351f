#include "rehearse/api/numbered_entries.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>
#include <vector>

#include "rehearse/api/simulation_table.hpp"
#include "rehearse/simulation/journal_cursor.hpp"
#include "rehearse/simulation/near_miss.hpp"
#include "rehearse/simulation/recorded_trigger.hpp"

namespace rehearse::api {
namespace {

static_assert(static_cast<std::uint32_t>(Value::Type::tags) < wholeNumber);

/// How much room is kept for the next call, in words.
constexpr std::size_t mostKept = 1U << 20U;

/// Lays out the entries of one simulation.
class EntryWords {
 public:
  EntryWords(const Simulation& simulation, std::vector<std::uint32_t>& words)
      : world_(simulation.world()), program_(*world_.program), journal_(simulation.recorder()), words_(words) {}

  void writeAll(std::uint32_t first, std::uint32_t last) {
    for (JournalCursor cursor(journal_, first); cursor.seq() <= last; cursor.next()) {
      write(cursor);
    }
  }

  void writeFired(std::uint32_t first, std::uint32_t last) {
    JournalCursor cursor(journal_, first);
    for (cursor.passTriggers(); cursor.seq() <= last; cursor.nextBesidesTriggers()) {
      const Entry& entry = cursor.entry();
      if (entry.kind != EntryKind::enrolled) {
        continue;
      }
      writePlace(entry);
      if (entry.place.trigger != noIndex) {
        JournalCursor trigger(journal_, entry.place.cause);
        now_ = entry.at;
        writeConditions(entry.place.trigger, trigger.triggerActuals());
      }
    }
  }

 private:
  void push(std::initializer_list<std::uint32_t> words) { words_.insert(words_.end(), words); }
  void pushWide(const void* bits) {
    std::array<std::uint32_t, 2> halves{};
    std::memcpy(halves.data(), bits, sizeof halves);
    push({halves[0], halves[1]});
  }

  static std::uint32_t head(const Entry& entry) {
    return static_cast<std::uint32_t>(entry.kind) | std::uint32_t{entry.detail} << 8U | (entry.flag ? 1U << 16U : 0U);
  }

  void write(JournalCursor& cursor) {
    const Entry& entry = cursor.entry();
    if (entry.at != now_ || words_.empty()) {
      now_ = entry.at;
      push({momentMark});
      pushWide(&now_);
    }
    if (entry.kind == EntryKind::triggerEvaluated) {
      writeContact(entry);
      return writeTrigger(cursor);
    }
    writePlace(entry);
  }

  void writeContact(const Entry& entry) {
    if (entry.place.contact != contact_) {
      contact_ = entry.place.contact;
      push({contactMark, contact_});
    }
  }

  /// All but a trigger that was evaluated.
  void writePlace(const Entry& entry) {
    writeContact(entry);
    const EntryPlace& place = entry.place;
    switch (entry.kind) {
      case EntryKind::event:
        return writeEvent(entry);
      case EntryKind::enrolled:
        return push({head(entry), place.cause, place.workflow, place.trigger, place.enrollment});
      case EntryKind::enrollmentRefused:
        return push({head(entry), place.cause, place.workflow, place.trigger});
      case EntryKind::stepRun:
      case EntryKind::exited:
        return push({head(entry), place.cause, place.workflow, place.step, place.enrollment});
      case EntryKind::scoreChanged: {
        const auto [previous, score] = journal_.scores(entry);
        push({head(entry), place.cause, place.workflow, place.step, place.enrollment});
        return push({static_cast<std::uint32_t>(previous), static_cast<std::uint32_t>(score), Journal::rule(entry)});
      }
      default:
        return push({otherEntry});
    }
  }

  void writeEvent(const Entry& entry) {
    const Event& event = journal_.event(entry);
    if (event.hasFields) {
      return push({otherEntry});
    }
    push({head(entry), entry.place.cause, entry.place.trigger, static_cast<std::uint32_t>(event.type),
          static_cast<std::uint32_t>(event.customName), static_cast<std::uint32_t>(event.id)});
    const std::size_t attributes = rowOf(event.type).attributes.size();
    for (std::size_t slot = 0; slot < attributes; ++slot) {
      writeValue(event.attributes[slot], 0);
    }
  }

  void writeTrigger(JournalCursor& cursor) {
    const Entry& entry = cursor.entry();
    const std::uint32_t trigger = entry.place.trigger;
    HeldBefore heldBefore = HeldBefore::notAsked;
    if (program_.triggers[trigger].fires == Firing::crossing) {
      heldBefore = readTrigger(journal_, program_, world_.symbols, cursor.seq()).heldBefore;
    }
    const std::size_t headAt = words_.size();
    push({head(entry), entry.place.cause, trigger, static_cast<std::uint32_t>(heldBefore)});
    const bool holds = writeConditions(trigger, cursor.triggerActuals());
    words_[headAt] |= holds && heldBefore != HeldBefore::yes ? 1U << 16U : 0U;
  }

  /// Whether they hold.
  bool writeConditions(std::uint32_t trigger, std::span<const Value> actuals) {
    return writeTree(program_.tree(program_.triggers[trigger].conditions), actuals);
  }

  bool writeTree(std::span<const ConditionNode> tree, std::span<const Value>& actuals) {
    const ConditionNode& root = tree.front();
    if (root.kind == Condition::Kind::comparison) {
      const Value actual = actuals.front();
      actuals = actuals.subspan(1);
      return writeComparison(root, actual);
    }
    bool met = root.kind != Condition::Kind::any;
    for (std::size_t index = 1; index < tree.size(); index += tree[index].size) {
      const bool child = writeTree(tree.subspan(index, tree[index].size), actuals);
      met = root.kind == Condition::Kind::negation ? !child
            : root.kind == Condition::Kind::any    ? met || child
                                                   : met && child;
    }
    return met;
  }

  bool writeComparison(const ConditionNode& node, const Value& actual) {
    const bool met = holdsRecorded(journal_, program_, world_.symbols, node, actual, now_);
    const NearMiss miss = actual.type() == Value::Type::tags
                              ? nearMissOfTags(program_, world_.symbols, node, journal_.tags(actual))
                              : nearMiss(program_, world_.symbols, node, actual, now_);
    writeValue(actual, (met ? 8U : 0U) | static_cast<std::uint32_t>(miss) << 4U);
    return met;
  }

  void writeValue(const Value& value, std::uint32_t more) {
    const std::uint32_t type = static_cast<std::uint32_t>(value.type()) | more;
    switch (value.type()) {
      case Value::Type::empty:
        return push({type});
      case Value::Type::number:
        return writeNumber(value.asNumber(), more);
      case Value::Type::text:
        return push({type, static_cast<std::uint32_t>(value.asText())});
      case Value::Type::yesNo:
        return push({type, value.asYesNo() ? 1U : 0U});
      case Value::Type::time: {
        const Instant time = value.asTime();
        push({type});
        return pushWide(&time);
      }
      case Value::Type::tags:
        push({type, value.asTags().count});
        for (const Symbol tag : journal_.tags(value)) {
          push({static_cast<std::uint32_t>(tag)});
        }
        return;
    }
  }

  void writeNumber(double number, std::uint32_t more) {
    if (number >= INT32_MIN && number <= INT32_MAX) {
      const auto whole = static_cast<std::int32_t>(number);
      if (whole == number) {
        return push({wholeNumber | more, static_cast<std::uint32_t>(whole)});
      }
    }
    push({static_cast<std::uint32_t>(Value::Type::number) | more});
    pushWide(&number);
  }

  const World& world_;
  const Program& program_;
  const Journal& journal_;
  std::vector<std::uint32_t>& words_;
  Instant now_ = noInstant;
  std::uint32_t contact_ = noIndex;
};

}  // namespace

std::span<const std::uint32_t> numberedEntries(std::uint32_t simulation, std::uint32_t first, std::uint32_t last,
                                               bool onlyFired) {
  static std::vector<std::uint32_t> words;
  if (words.capacity() > mostKept) {
    words = {};
  }
  words.clear();
  if (const Simulation* const found = simulations().find(simulation)) {
    EntryWords entries(*found, words);
    const std::uint32_t end = std::min(last, found->recorder().size());
    onlyFired ? entries.writeFired(std::max(first, 1U), end) : entries.writeAll(std::max(first, 1U), end);
  }
  words.push_back(endMark);
  return words;
}

}  // namespace rehearse::api
