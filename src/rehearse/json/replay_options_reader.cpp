#include "rehearse/json/replay_options_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "rehearse/json/journal_writer.hpp"
#include "rehearse/json/read_tree.hpp"
#include "rehearse/json/suggestion.hpp"
#include "rehearse/json/wording.hpp"
#include "rehearse/model/sorting.hpp"

namespace rehearse::json {
namespace {

constexpr std::array<std::string_view, 8> optionNames{"start",  "runDrafts", "sort",      "strict",
                                                      "coerce", "excerpts",  "partition", "thresholds"};
constexpr std::array<std::string_view, 2> partitionNames{"index", "of"};

/// Reads options out of a tree; what is wrong goes to the findings.
class OptionsReader {
 public:
  OptionsReader(Findings& findings, std::span<const std::string_view> workflows)
      : findings_(findings), workflows_(workflows) {}

  ReplayOptions read(TreeValue root) {
    if (!isObject(root, optionNames)) {
      return options_;
    }
    for (const TreeValue value : root) {
      readOption(value);
    }
    return std::move(options_);
  }

 private:
  void readOption(TreeValue value) {
    const std::string_view name = value.key();
    if (name == "start") {
      options_.start = instant(value);
    } else if (name == "runDrafts") {
      options_.runDrafts = yesNo(value);
    } else if (name == "sort") {
      options_.sort = yesNo(value);
    } else if (name == "strict") {
      options_.strict = yesNo(value);
    } else if (name == "coerce") {
      options_.texts = yesNo(value);
    } else if (name == "excerpts") {
      readExcerpts(value);
    } else if (name == "partition") {
      readPartition(value);
    } else if (name == "thresholds") {
      readThresholds(value);
    }
  }

  void typeError(TreeValue value, std::string_view expected) {
    findings_.error("value.type", value,
                    nameInText(value) + " must be " + std::string(expected) + ", not " + describe(value) + ".");
  }

  bool isObject(TreeValue value, std::span<const std::string_view> names) {
    if (!value.isObject()) {
      typeError(value, "an object");
      return false;
    }
    for (const TreeValue member : value) {
      if (std::find(names.begin(), names.end(), member.key()) == names.end()) {
        findings_.keyError("key.unknown", member, "There is no option " + quoted(member.key()) + ".",
                           suggestions_.didYouMeanOneOf(member.key(), names));
      }
    }
    return true;
  }

  bool yesNo(TreeValue value) {
    if (!value.isYesNo()) {
      typeError(value, "true or false");
      return false;
    }
    return value.yesNo();
  }

  std::optional<Instant> instant(TreeValue value) {
    const auto found = value.isText() ? parseInstant(value.text()) : std::nullopt;
    if (!found) {
      findings_.error("value.format", value, nameInText(value) + " must be a time in ISO 8601 with an offset.");
    }
    return found;
  }

  std::uint32_t wholeNumber(TreeValue value, std::uint32_t minimum, std::uint32_t maximum) {
    if (!value.isNumber() || std::trunc(value.number()) != value.number()) {
      typeError(value, "a whole number");
      return minimum;
    }
    if (value.number() < minimum || value.number() > maximum) {
      findings_.error("value.range", value,
                      nameInText(value) + " may be " + withCommas(minimum) + " to " + withCommas(maximum) + ".");
      return minimum;
    }
    return static_cast<std::uint32_t>(value.number());
  }

  void readExcerpts(TreeValue value) {
    if (!value.isObject()) {
      return typeError(value, "an object of workflows' ids with numbers");
    }
    std::uint64_t excerpts = 0;
    for (const TreeValue member : value) {
      if (std::find(workflows_.begin(), workflows_.end(), member.key()) == workflows_.end()) {
        findings_.keyError("reference.unknown", member, "There is no workflow " + quoted(member.key()) + ".",
                           suggestions_.didYouMeanOneOf(member.key(), workflows_));
      }
      options_.excerpts.emplace_back(member.key(), wholeNumber(member, 1, maximumExcerpts));
      excerpts += options_.excerpts.back().second;
    }
    if (excerpts > maximumExcerpts) {
      findings_.error("value.range", value,
                      "`excerpts` may name " + withCommas(maximumExcerpts) + " rows in all, not " +
                          withCommas(static_cast<std::int64_t>(excerpts)) + ".");
    }
    options_.writeEntries = entriesText;
  }

  void readPartition(TreeValue value) {
    if (!isObject(value, partitionNames)) {
      return;
    }
    const auto index = value.member("index");
    const auto of = value.member("of");
    if (!index || !of) {
      findings_.error("value.missing", value, "`partition` needs `index` and `of`.");
      return;
    }
    Partition& partition = options_.partition;
    partition.of = wholeNumber(*of, 1, maximumPartitions);
    partition.index = wholeNumber(*index, 0, partition.of - 1);
  }

  void readThresholds(TreeValue value) {
    if (!value.isList()) {
      return typeError(value, "a list of scores");
    }
    auto& thresholds = options_.thresholds.emplace();
    for (const TreeValue item : value) {
      if (!item.isNumber()) {
        typeError(item, "a number");
      } else {
        thresholds.push_back(item.number());
      }
    }
    sortItems(thresholds);
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    if (thresholds.size() > maximumThresholds) {
      findings_.error("value.range", value,
                      "`thresholds` may have " + withCommas(static_cast<std::int64_t>(maximumThresholds)) + " scores.");
    }
  }

  Findings& findings_;
  Suggestions suggestions_;
  std::span<const std::string_view> workflows_;
  ReplayOptions options_;
};

}  // namespace

Result<ReplayOptions> readReplayOptions(std::string_view text, std::span<const std::string_view> workflows) {
  return readTree(text, {}, [workflows](Findings& findings, TreeValue root) {
    return OptionsReader(findings, workflows).read(root);
  });
}

Result<std::vector<std::string>> readTexts(std::string_view text, std::size_t bytes) {
  return readTree(text, {.bytes = bytes}, [](Findings& findings, TreeValue root) {
    std::vector<std::string> texts;
    if (!root.isList()) {
      findings.error("value.type", root, "This must be a list of texts.");
    }
    for (const TreeValue item : root) {
      if (!item.isText()) {
        findings.error("value.type", item, nameInText(item) + " must be a text, not " + describe(item) + ".");
      } else {
        texts.emplace_back(item.text());
      }
    }
    return texts;
  });
}

}  // namespace rehearse::json
