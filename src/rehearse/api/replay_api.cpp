#include "rehearse/api/replay_api.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "rehearse/api/answers.hpp"
#include "rehearse/api/replay_room.hpp"
#include "rehearse/json/json.hpp"
#include "rehearse/json/replay_options_reader.hpp"
#include "rehearse/json/replay_part.hpp"
#include "rehearse/json/replay_writer.hpp"
#include "rehearse/json/scores_writer.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/replay/replay.hpp"

namespace rehearse::api {
namespace {

using json::Writer;

/// A replay under way, with the memory that its caller fills.
struct Running {
  template <class... Arguments>
  explicit Running(Arguments&&... arguments) : replay(std::forward<Arguments>(arguments)...) {}

  Replay replay;
  Room room;
  bool isFinished = false;
};

/// The replays that there are, by handle.
struct ReplayTable {
  std::map<std::uint32_t, std::unique_ptr<Running>> replays;
  std::uint32_t last = 0;
};

ReplayTable& table() {
  static ReplayTable all;
  return all;
}

std::string usage(std::string_view message) { return failure(usageError, message); }

/// Calls `use` with a replay, if there is one.
template <class Use>
std::string withReplay(std::uint32_t handle, Use use) {
  const auto found = table().replays.find(handle);
  if (found == table().replays.end()) {
    return usage("There is no such replay: it was disposed of, or never was.");
  }
  return use(*found->second);
}

/// The same with one that is not over yet.
template <class Use>
std::string withOpenReplay(std::uint32_t handle, Use use) {
  return withReplay(handle, [&](Running& running) {
    return running.replay.isOver() ? usage("The replay is over: open another one.") : use(running);
  });
}

/// The same with one that was finished.
template <class Use>
std::string withFinishedReplay(std::uint32_t handle, Use use) {
  return withReplay(handle, [&](Running& running) {
    return running.isFinished ? use(running) : usage("The replay is not finished: finish it first.");
  });
}

std::string opened(std::unique_ptr<Running> running, const Diagnostics& warnings) {
  std::optional<std::string> reason;
  for (std::size_t version = 0; version < running->replay.versionCount() && !reason; ++version) {
    reason = dependenceOf(running->replay.version(version).program());
  }
  const std::uint32_t handle = ++table().last;
  table().replays.emplace(handle, std::move(running));
  Writer writer;
  writer.beginObject().member("ok", true).member("replay", handle).member("independent", !reason);
  writer.key("reason");
  reason ? writer.value(*reason) : writer.null();
  writeDiagnosticsMember(writer, warnings);
  return writer.endObject().take();
}

std::string workspaceFailure(const Diagnostics& diagnostics, std::string_view version) {
  return beginFailure(workspaceError, summary(diagnostics), diagnostics).member("version", version).endObject().take();
}

std::string endedBy(const RefusedRow& ended) {
  Diagnostic diagnostic;
  diagnostic.code = ended.code;
  diagnostic.message = ended.message;
  const std::string place = ended.row == 0 ? "" : "Row " + std::to_string(ended.row) + ": ";
  return beginFailure(eventError, place + ended.message, {diagnostic}).member("row", ended.row).endObject().take();
}

std::string batchAnswer(const BatchReport& report) {
  if (report.ended) {
    return endedBy(*report.ended);
  }
  Writer writer;
  writer.beginObject().member("ok", true).member("used", report.used).member("refused", report.refused);
  writer.key("refusals").beginArray();
  for (const RowRefused& each : report.refusals) {
    writer.beginObject().member("row", each.index).member("code", each.refused.code);
    writer.member("message", each.refused.message).endObject();
  }
  return writer.endArray().endObject().take();
}

/// Lays out columns of cells in the room from an offset on; says what is wrong, or nothing.
std::string layOut(const Running& running, std::uint64_t offset, std::uint32_t rows, std::uint32_t columns,
                   std::optional<std::uint32_t> plain, TableRows& table) {
  const std::uint64_t length = std::uint64_t{rows} * sizeof(std::uint32_t);
  if (offset + length * columns > running.room.size()) {
    return "There is not so much in the room: ask for room for all columns of these rows.";
  }
  table.count = rows;
  const std::uint32_t size = running.replay.dictionary().size();
  for (std::uint32_t column = 0; column < columns; ++column) {
    table.cells.push_back(running.room.numbers<std::uint32_t>(offset + length * column));
    if (column != plain && !areNumbersBelow(size, table.cells.back(), rows)) {
      return "A cell holds a number that is not in the dictionary.";
    }
  }
  return {};
}

/// Tells workspaces and what else decides what comes of a log from others.
std::uint64_t hashOf(const ReplayOptions& options, std::initializer_list<const Workspace*> versions) {
  std::uint64_t hash = fnv1a64({});
  for (const std::uint64_t part : {std::uint64_t{options.runDrafts}, std::uint64_t{options.sort},
                                   std::uint64_t{options.strict}, std::uint64_t{options.texts}}) {
    hash = fnv1a64(part == 0 ? "-" : "+", hash);
  }
  for (const Workspace* version : versions) {
    hash = fnv1a64(json::writeWorkspace(*version), fnv1a64(std::string_view("\0", 1), hash));
  }
  return fmix64(hash);
}

Result<ReplayOptions> readOptions(std::string_view text, std::initializer_list<const Workspace*> versions) {
  std::vector<std::string_view> workflows;
  for (const Workspace* version : versions) {
    for (const Workflow& workflow : version->workflows) {
      workflows.push_back(workflow.id);
    }
  }
  auto options = json::readReplayOptions(text, workflows);
  if (options) {
    options->workspace = hashOf(*options, versions);
  }
  return options;
}

std::string reportAnswer(const ReplayOutcome& outcome) {
  Writer writer;
  writer.beginObject().member("ok", true).key("report");
  json::writeReplayReport(writer, outcome);
  return writer.endObject().take();
}

}  // namespace

std::string replayOpen(std::string_view workspaceText, std::string_view optionsText) {
  const auto workspace = json::readWorkspace(workspaceText);
  if (!workspace) {
    return workspaceFailure(workspace.diagnostics(), "a");
  }
  const auto options = readOptions(optionsText, {&*workspace});
  if (!options) {
    return failure(usageError, options.diagnostics());
  }
  return opened(std::make_unique<Running>(*workspace, *options), workspace.diagnostics());
}

std::string compareOpen(std::string_view aText, std::string_view bText, std::string_view optionsText) {
  const auto a = json::readWorkspace(aText);
  const auto b = json::readWorkspace(bText);
  if (!a || !b) {
    return workspaceFailure((a ? b : a).diagnostics(), a ? "b" : "a");
  }
  const auto options = readOptions(optionsText, {&*a, &*b});
  if (!options) {
    return failure(usageError, options.diagnostics());
  }
  Diagnostics warnings = a.diagnostics();
  warnings.insert(warnings.end(), b.diagnostics().begin(), b.diagnostics().end());
  return opened(std::make_unique<Running>(*a, *b, *options), warnings);
}

std::string replayColumns(std::uint32_t replay, std::string_view table, std::string_view namesText) {
  return withOpenReplay(replay, [&](Running& running) {
    if (table != "events" && table != "contacts") {
      return usage("The table is \"events\" or \"contacts\".");
    }
    const auto names = json::readTexts(namesText);
    if (!names) {
      return failure(usageError, names.diagnostics());
    }
    const Diagnostics wrong =
        table == "events" ? running.replay.setEventColumns(*names) : running.replay.setContactColumns(*names);
    if (!wrong.empty()) {
      return failure(usageError, wrong);
    }
    return Writer().beginObject().member("ok", true).endObject().take();
  });
}

std::uintptr_t replayRoom(std::uint32_t replay, std::uint32_t bytes) {
  const auto found = table().replays.find(replay);
  if (found == table().replays.end() || bytes > maximumRoom) {
    return 0;
  }
  return reinterpret_cast<std::uintptr_t>(found->second->room.take(std::max(bytes, 1U)));
}

std::string replayTexts(std::uint32_t replay, std::uint32_t count, std::uint32_t bytes) {
  return withOpenReplay(replay, [&](Running& running) {
    const Room& room = running.room;
    const std::uint64_t kindsAt = std::uint64_t{count} * sizeof(std::uint32_t);
    const std::uint64_t textsAt = kindsAt + count;
    if (textsAt + bytes > room.size()) {
      return usage("There is not so much in the room: ask for room for all texts.");
    }
    Dictionary& dictionary = running.replay.dictionary();
    if (!dictionary.hasRoomFor(count, bytes)) {
      return usage("The dictionary has no more room: forget the texts so far.");
    }
    const auto* ends = room.numbers<std::uint32_t>(0);
    const auto* kinds = room.numbers<std::uint8_t>(kindsAt);
    const auto textAt = [&](std::uint32_t index) {
      const std::uint32_t begin = index == 0 ? 0 : ends[index - 1];
      return room.text(textsAt + begin, ends[index] - begin);
    };
    for (std::uint32_t index = 0; index < count; ++index) {
      if (ends[index] < (index == 0 ? 0 : ends[index - 1]) || ends[index] > bytes) {
        return usage("The texts' ends must rise, within their bytes.");
      }
      if (kinds[index] > static_cast<std::uint8_t>(TextKind::other) ||
          !isOfKind(textAt(index), static_cast<TextKind>(kinds[index])) ||
          json::firstBadByte(textAt(index)) != std::string_view::npos) {
        return usage("Text " + std::to_string(index) + " is not UTF-8, or not of the kind that it is said to be.");
      }
    }
    for (std::uint32_t index = 0; index < count; ++index) {
      dictionary.add(textAt(index), static_cast<TextKind>(kinds[index]));
    }
    return Writer().beginObject().member("ok", true).member("texts", dictionary.size()).endObject().take();
  });
}

std::string replayForget(std::uint32_t replay) {
  return withOpenReplay(replay, [](Running& running) {
    if (running.replay.options().sort) {
      return usage("Rows that are held name the texts: they cannot be forgotten with `sort`.");
    }
    running.replay.forgetTexts();
    return Writer().beginObject().member("ok", true).endObject().take();
  });
}

std::string replayContacts(std::uint32_t replay, std::uint32_t rows) {
  return withOpenReplay(replay, [&](Running& running) {
    const auto& columns = running.replay.contactColumns();
    if (!columns) {
      return usage("Say first what the columns of contacts hold.");
    }
    if (running.replay.hasBegun()) {
      return usage("Contacts come before the first row of events.");
    }
    TableRows table;
    if (const auto wrong = layOut(running, 0, rows, columns->count, {}, table); !wrong.empty()) {
      return usage(wrong);
    }
    return batchAnswer(running.replay.addContacts(table));
  });
}

std::string replayRows(std::uint32_t replay, std::uint32_t rows) {
  return withOpenReplay(replay, [&](Running& running) {
    const auto& columns = running.replay.eventColumns();
    if (!columns) {
      return usage("Say first what the columns of events hold.");
    }
    EventRows table;
    const std::uint64_t cellsAt = std::uint64_t{rows} * sizeof(double);
    if (const auto wrong = layOut(running, cellsAt, rows, columns->count, columns->row, table); !wrong.empty()) {
      return usage(wrong);
    }
    table.at = running.room.numbers<double>(0);
    if (!running.replay.options().sort && !running.replay.haveRisingNumbers(table)) {
      return usage("The numbers of rows must rise: hand them over in the order of the log, or use `sort`.");
    }
    return batchAnswer(running.replay.run(table));
  });
}

std::string replayRefuse(std::uint32_t replay, bool contacts, std::uint32_t row, std::string_view code,
                         std::string_view message) {
  return withOpenReplay(replay, [&](Running& running) {
    return batchAnswer(running.replay.refuse(contacts, row, std::string(code), std::string(message)));
  });
}

std::string replayTime(std::uint32_t replay, double at) {
  return withOpenReplay(replay, [&](Running& running) {
    running.replay.noteTime(at);
    return Writer().beginObject().member("ok", true).endObject().take();
  });
}

std::string replayFinish(std::uint32_t replay, std::string_view endText) {
  return withOpenReplay(replay, [&](Running& running) {
    std::optional<Instant> end;
    if (!endText.empty()) {
      end = parseInstant(endText);
      if (!end) {
        return usage("The end must be a time in ISO 8601 with an offset.");
      }
      if (*end < running.replay.lastTime()) {
        return usage("The log goes on after this end: its last time is " + formatInstant(running.replay.lastTime()) +
                     ".");
      }
    }
    if (const auto ended = running.replay.finish(end)) {
      return endedBy(*ended);
    }
    running.isFinished = true;
    return reportAnswer(running.replay.outcome());
  });
}

std::string replayPart(std::uint32_t replay) {
  return withFinishedReplay(replay, [](Running& running) {
    Writer writer;
    writer.beginObject().member("ok", true).member("part", json::writePart(running.replay.outcome()));
    return writer.endObject().take();
  });
}

std::string replayMerge(std::string_view partsText) {
  if (partsText.size() > json::maximumPartBytes) {
    return usage("The parts have more than " + std::to_string(json::maximumPartBytes >> 20U) +
                 " MiB together: divide the log into fewer, or ask for fewer excerpts.");
  }
  const auto texts = json::readTexts(partsText, json::maximumPartBytes);
  if (!texts) {
    return failure(usageError, texts.diagnostics());
  }
  std::vector<ReplayOutcome> parts;
  for (const std::string& text : *texts) {
    auto part = json::readPart(text);
    if (!part) {
      return failure(usageError, part.diagnostics());
    }
    parts.push_back(std::move(*part));
  }
  const auto whole = merge(std::move(parts));
  return whole ? reportAnswer(*whole) : failure(usageError, whole.diagnostics());
}

std::string replayScores(std::uint32_t replay, std::uint32_t first, std::uint32_t count) {
  return withFinishedReplay(replay, [&](Running& running) {
    Writer writer;
    writer.beginObject().member("ok", true).key("contacts");
    json::writeContactScores(writer, running.replay, first, count);
    return writer.endObject().take();
  });
}

void replayDispose(std::uint32_t replay) { table().replays.erase(replay); }

std::uint32_t replayCount() { return static_cast<std::uint32_t>(table().replays.size()); }

double instantOf(std::string_view text) {
  const auto instant = parseInstant(text);
  return instant ? static_cast<double>(*instant) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace rehearse::api
