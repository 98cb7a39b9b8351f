#include <algorithm>
#include <numeric>
#include <utility>

#include "rehearse/json/read_tree.hpp"
#include "rehearse/json/replay_part.hpp"
#include "rehearse/json/written_members.hpp"
#include "rehearse/model/sorting.hpp"

namespace rehearse::json {
namespace {

/// No score is further from 0, nor any difference of two.
constexpr std::int64_t widestScore = 2 * maximumScore;

/// There are fewer reasons than that why a row cannot be used.
constexpr std::size_t maximumCodes = 100;

/// Reads `score:contacts`, one after the other, by rising score.
class ScoreListReader {
 public:
  explicit ScoreListReader(std::string_view text) : text_(text) {}

  std::optional<std::vector<ScoreCount>> read() {
    std::vector<ScoreCount> counts;
    while (!text_.empty()) {
      const bool negative = take('-');
      const auto score = number(widestScore);
      const auto contacts = take(':') ? number(std::int64_t{UINT32_MAX}) : std::nullopt;
      if (!score || !contacts || *contacts == 0 || (!text_.empty() && !take(' '))) {
        return std::nullopt;
      }
      const std::int64_t signedScore = negative ? -*score : *score;
      if (!counts.empty() && counts.back().score >= signedScore) {
        return std::nullopt;
      }
      counts.push_back({signedScore, static_cast<std::uint64_t>(*contacts)});
    }
    return counts;
  }

 private:
  bool take(char letter) {
    if (text_.empty() || text_.front() != letter) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }
  std::optional<std::int64_t> number(std::int64_t most) {
    std::int64_t number = 0;
    bool any = false;
    for (; !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; text_.remove_prefix(1)) {
      number = number * 10 + (text_.front() - '0');
      any = true;
      if (number > most) {
        return std::nullopt;
      }
    }
    return any ? std::optional(number) : std::nullopt;
  }

  std::string_view text_;
};

/// Reads a part out of a tree.
class PartReader {
 public:
  explicit PartReader(Findings& findings) : members_(findings, "This is not a part as a replay writes it.") {}

  ReplayOutcome read(TreeValue root) {
    ReplayOutcome part;
    if (members_.count(root, "rehearsePart") != 1) {
      members_.fail(root, "`rehearsePart` must be 1.");
    }
    part.workspace = members_.hash(root, "workspace");
    part.partition.of = small(root, "of", maximumPartitions);
    part.partition.index = small(root, "index", maximumPartitions);
    if (part.partition.index >= part.partition.of) {
      members_.fail(root, "`index` must be below `of`.");
    }
    members_.each(root, "versions", [&](TreeValue version) { part.versions.push_back(readVersion(version)); });
    if (part.versions.empty() || part.versions.size() > 2) {
      members_.fail(root, "`versions` must have one version, or two.");
    }
    const auto comparison = members_.member(root, "comparison");
    if (comparison && !comparison->isNull()) {
      part.comparison = readComparison(*comparison);
    }
    if (part.comparison.has_value() != (part.versions.size() == 2)) {
      members_.fail(root, "There is a `comparison` of two versions, and of no other number.");
    }
    return part;
  }

 private:
  std::uint32_t small(TreeValue object, std::string_view name, std::uint32_t most) {
    return static_cast<std::uint32_t>(members_.count(object, name, most));
  }

  /// Scores of so many contacts.
  std::vector<ScoreCount> scores(TreeValue object, std::string_view name, std::uint64_t contacts) {
    auto counts = ScoreListReader(members_.text(object, name)).read();
    const auto add = [](std::uint64_t sum, const ScoreCount& count) { return sum + count.contacts; };
    if (!counts || std::accumulate(counts->begin(), counts->end(), std::uint64_t{0}, add) != contacts) {
      members_.fail(object, "`" + std::string(name) + "` must be a list of scores with counts that add up.");
      return {};
    }
    return std::move(*counts);
  }

  std::vector<std::string> examples(TreeValue object, std::string_view name) {
    std::vector<std::string> ids;
    members_.each(object, name, [&](TreeValue id) {
      id.isText() ? void(ids.emplace_back(id.text())) : members_.fail(id, "This must be a text.");
    });
    sortItems(ids);
    ids.resize(std::min(ids.size(), keptExamples));
    return ids;
  }

  Points points(TreeValue object) { return {members_.count(object, "given"), members_.count(object, "taken")}; }

  /// What became of rows, and the refusals beside it.
  RowCounts readRows(TreeValue object) {
    RowCounts rows;
    const auto found = members_.member(object, "rows");
    const auto refusedBy = found ? members_.member(*found, "refusedBy") : std::nullopt;
    if (!refusedBy) {
      return rows;
    }
    rows.read = members_.count(*found, "read");
    rows.used = members_.count(*found, "used");
    if (rows.used > rows.read || !refusedBy->isObject()) {
      members_.fail(*found, "The rows do not add up.");
      return rows;
    }
    for (const TreeValue count : *refusedBy) {
      rows.refusedBy[std::string(count.key())] = members_.countOf(count);
    }
    if (rows.refusedBy.size() > maximumCodes) {
      members_.fail(*refusedBy, "The rows do not add up.");
      return rows;
    }
    // A part keeps no more: where one that somebody made has more, keeping them in order would take long.
    std::size_t left = keptRefusals + rows.refusedBy.size();
    members_.each(object, "refusals", [&](TreeValue refused) {
      RefusedRow row{members_.count(refused, "row"), members_.text(refused, "code"), members_.text(refused, "message")};
      if (left == 0 || rows.refusedBy.count(row.code) == 0) {
        members_.fail(refused, "The rows do not add up.");
        return;
      }
      --left;
      if (rows.keeps(row.row, row.code)) {
        rows.keep(std::move(row));
      }
    });
    return rows;
  }

  ReplayResults readVersion(TreeValue object) {
    ReplayResults results;
    results.start = members_.moment(object, "start");
    results.end = members_.moment(object, "end");
    results.rows = readRows(object);
    const TreeValue contacts = members_.member(object, "contacts").value_or(object);
    results.contacts = members_.count(contacts, "total", UINT32_MAX);
    results.contactsMade = members_.count(contacts, "made", UINT32_MAX);
    results.contactRows = readRows(contacts);
    const TreeValue all = members_.member(object, "scores").value_or(object);
    results.scores.empty = members_.count(all, "empty", static_cast<double>(results.contacts));
    results.scores.counts = scores(all, "all", results.contacts - results.scores.empty);
    results.checksum = members_.hash(object, "checksum");
    const TreeValue ofPoints = members_.member(object, "points").value_or(object);
    results.points = points(ofPoints);
    members_.each(ofPoints, "sources", [&](TreeValue source) { results.sources.push_back(readSource(source)); });
    members_.each(object, "workflows",
                  [&](TreeValue workflow) { results.workflows.push_back(readWorkflow(workflow)); });
    const TreeValue messages = members_.member(object, "messages").value_or(object);
    members_.each(messages, "byDay", [&](TreeValue each) { results.messages.push_back(readMessages(each)); });
    members_.each(object, "locks", [&](TreeValue lock) {
      results.locks.push_back(
          {members_.text(lock, "contact"), members_.text(lock, "workflow"), members_.moment(lock, "at")});
    });
    results.halted = members_.count(object, "halted");
    members_.each(object, "wishes", [&](TreeValue wish) {
      results.wishes.push_back({small(wish, "workflow", UINT32_MAX), small(wish, "count", UINT32_MAX)});
    });
    members_.each(object, "excerpts", [&](TreeValue excerpt) { readExcerpt(excerpt, results); });
    return results;
  }

  SourceResult readSource(TreeValue object) {
    SourceResult result;
    result.order = small(object, "order", UINT32_MAX);
    const std::string source = members_.text(object, "source");
    constexpr std::array all{ScoreSource::step, ScoreSource::edit, ScoreSource::rule, ScoreSource::expiry};
    const auto found = std::find_if(all.begin(), all.end(), [&](ScoreSource each) { return nameOf(each) == source; });
    if (found == all.end()) {
      members_.fail(object, "There is no such source of points.");
      return result;
    }
    result.source = *found;
    result.workflow = members_.textOrNull(object, "workflow");
    result.step = members_.textOrNull(object, "step");
    result.rule = members_.textOrNull(object, "rule");
    result.points = points(object);
    return result;
  }

  WorkflowResult readWorkflow(TreeValue object) {
    WorkflowResult result;
    result.workflow = members_.text(object, "workflow");
    result.enrolled = members_.count(object, "enrolled");
    result.waiting = members_.count(object, "waiting");
    result.locked = members_.count(object, "locked");
    members_.reasons<ExitReason>(object, "exitedBy", result.exitedBy);
    members_.reasons<RefusalReason>(object, "refusedBy", result.refusedBy);
    if (result.finished() > result.enrolled) {
      members_.fail(object, "More were finished than were enrolled.");
    }
    members_.each(object, "steps", [&](TreeValue step) { result.steps.push_back(readStep(step)); });
    members_.each(object, "triggers", [&](TreeValue trigger) {
      result.triggers.push_back({members_.text(trigger, "trigger"), members_.text(trigger, "type"),
                                 members_.count(trigger, "evaluated"), members_.count(trigger, "matched")});
    });
    return result;
  }

  StepResult readStep(TreeValue object) {
    StepResult result{members_.text(object, "step"),     members_.text(object, "type"),
                      members_.count(object, "reached"), members_.count(object, "passed"),
                      members_.count(object, "waiting"), {}};
    members_.each(object, "branches", [&](TreeValue branch) {
      const auto name = members_.member(branch, "branch");
      const bool isNamed = name && !name->isNull();
      result.branches.push_back(
          {isNamed ? std::optional(members_.text(branch, "branch")) : std::nullopt, members_.count(branch, "taken")});
    });
    return result;
  }

  MessageDay readMessages(TreeValue object) {
    MessageDay result{.day = members_.timeOf(object, parseDate(members_.text(object, "day")))};
    for (std::size_t kind = 0; kind < messageKindCount; ++kind) {
      result.sent[kind] = members_.count(object, nameOfMessageKind(kind));
    }
    return result;
  }

  void readExcerpt(TreeValue object, ReplayResults& results) {
    ExcerptResult result;
    const std::string workflow = members_.text(object, "workflow");
    const auto found = std::find_if(results.workflows.begin(), results.workflows.end(),
                                    [&](const WorkflowResult& each) { return each.workflow == workflow; });
    result.workflow = static_cast<std::uint32_t>(found - results.workflows.begin());
    result.row = members_.count(object, "row");
    result.at = members_.moment(object, "at");
    result.contact = members_.text(object, "contact");
    if (const auto entries = members_.member(object, "entries")) {
      result.entries = entries->raw();
    }
    const auto truncated = members_.member(object, "truncated");
    result.truncated = truncated && truncated->isYesNo() && truncated->yesNo();
    if (result.workflow >= results.workflows.size() || result.at == noInstant) {
      return members_.fail(object, "This is no excerpt of a workflow.");
    }
    results.excerpts.push_back(std::move(result));
  }

  ComparisonResults readComparison(TreeValue object) {
    ComparisonResults results;
    const TreeValue contacts = members_.member(object, "contacts").value_or(object);
    results.same = members_.count(contacts, "same", UINT32_MAX);
    results.higher = members_.count(contacts, "higher", UINT32_MAX);
    results.lower = members_.count(contacts, "lower", UINT32_MAX);
    results.onlyA = members_.count(contacts, "onlyA", UINT32_MAX);
    results.onlyB = members_.count(contacts, "onlyB", UINT32_MAX);
    results.differences = scores(object, "differences", results.same + results.higher + results.lower);
    members_.each(object, "thresholds", [&](TreeValue threshold) {
      const auto number = members_.member(threshold, "threshold");
      if (!number || !number->isNumber()) {
        return members_.fail(threshold, "`threshold` must be a number.");
      }
      results.thresholds.push_back({number->number(), members_.count(threshold, "both"),
                                    members_.count(threshold, "onlyA"), members_.count(threshold, "onlyB"),
                                    examples(threshold, "examplesA"), examples(threshold, "examplesB")});
    });
    return results;
  }

  WrittenMembers members_;
};

}  // namespace

Result<ReplayOutcome> readPart(std::string_view text) {
  return readTree(text, {.bytes = maximumPartBytes},
                  [](Findings& findings, TreeValue root) { return PartReader(findings).read(root); });
}

}  // namespace rehearse::json
