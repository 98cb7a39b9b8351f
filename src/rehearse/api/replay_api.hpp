#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Replays: a log of past events through the engine. Numbers and strings in, strings out, and columns of numbers in
/// a room of the module's memory.
///
/// Answers are JSON as those of api.hpp. Replays are named by handles of their own, 1 and up, that are never used
/// again. A call: open it; name the columns; then, as often as wanted, fill the room and hand over texts, contacts and
/// rows; finish it; read the report. Every call that fails leaves the replay as it was, except that a `strict` one is
/// over with its first row that cannot be used.
namespace rehearse::api {

/// A replay of one version of a workspace: `{"ok":true,"replay":1,"independent","reason","diagnostics":[warnings]}`.
/// `independent`: whether contacts can be replayed apart from each other, in parts; else `reason` says why not.
///
/// `optionsText` is an object of: `start` (where the clock starts: ISO 8601; else at the first time in the log),
/// `runDrafts`, `sort` (rows are held and put in order of time), `strict` (the first row that cannot be used ends the
/// replay), `coerce` (texts are read as numbers or yes/no where an attribute is that: for CSV), `excerpts` (an object:
/// of each workflow named, the journal of the first N rows in which it started), `partition` (`{"index","of"}`: only
/// contacts of that part are taken in; `index` from 0), `thresholds` (of a comparison: a list of scores). Unknown keys
/// are errors.
std::string replayOpen(std::string_view workspaceText, std::string_view optionsText);

/// A replay of two versions over one log; `independent` where both are. Failures of a workspace say which it is:
/// `"version":"a"|"b"`.
std::string compareOpen(std::string_view aText, std::string_view bText, std::string_view optionsText);

/// Says what the columns of later batches hold: a JSON array of names. `table` is "events" (`at`, `contact`, `type`,
/// `id`, `row`, names of attributes, `fields.KEY`) or "contacts" (`id`, `name`, `email`, `engagementScore`, `tags`,
/// `createdAt`, `fields.KEY`). `at`, `contact` and `type`, and `id` of contacts, must be there. With `coerce`, KEY may
/// end with `:number` or `:yesNo`, and other names are errors; without, a column that no event has an attribute for
/// may be there, and a row that has something in it cannot be used. May be called again between batches.
std::string replayColumns(std::uint32_t replay, std::string_view table, std::string_view namesText);

/// The address of room for so many bytes in the module's memory, a multiple of 8, valid until the next call; 0 where
/// there is no such replay, or for more than 256 MiB.
std::uintptr_t replayRoom(std::uint32_t replay, std::uint32_t bytes);

/// Texts for the dictionary, which get its next numbers, from 0. Reads from the room: `u32 ends[count]` (where each
/// ends in the bytes), `u8 kinds[count]` (0 a text; 1 a number, 2 true or false, both as JSON; 3 something else, which
/// no value may be), then the bytes: UTF-8, `bytes` of them. `{"ok":true,"texts":N}`: how many there are now.
std::string replayTexts(std::uint32_t replay, std::uint32_t count, std::uint32_t bytes);

/// Forgets the dictionary's texts: the next ones are numbered from 0 again. What stays in memory are contacts, and
/// texts that the workspace looks at; while excerpts are still to come, all texts. An error with `sort`, since the rows
/// that are held name them.
std::string replayForget(std::uint32_t replay);

/// Contacts, before the first row of events. Reads from the room `u32[rows]` for each column: numbers of the
/// dictionary, 0xFFFFFFFF for empty. A contact of the workspace with that id is changed, else there is one more.
/// The answer is that of `replayRows`.
std::string replayContacts(std::uint32_t replay, std::uint32_t rows);

/// Runs (or, with `sort`, holds) rows of events. Reads from the room `f64 at[rows]` (milliseconds since 1970; NaN where
/// it cannot be read), then for each column but `at` `u32[rows]`: numbers of the dictionary, 0xFFFFFFFF for empty; the
/// column `row` holds the row's number in the log instead, 1 and up and rising (without it, rows are counted as they
/// come).
/// `{"ok":true,"used","refused","refusals":[{"row","code","message"}]}`: `row` counts from 0 in the batch; those that
/// the report keeps in words. With `strict` and a row that cannot be used the answer is a failure with
/// `"error":"event"` and `"row"`, its number in the log.
std::string replayRows(std::uint32_t replay, std::uint32_t rows);

/// A row that its reader could not read: it is counted, and kept in words, as one that cannot be used. `contacts`: of
/// the contacts' file. `row`: its number in the log, 1 and up, or 0 for the one after the last. Of parts only the first
/// takes it in: whoever deals out a log tells part 0. The answer is that of `replayRows`.
std::string replayRefuse(std::uint32_t replay, bool contacts, std::uint32_t row, std::string_view code,
                         std::string_view message);

/// Notes the time of a row that is not handed over, since it is another part's: `at` as in `replayRows`.
std::string replayTime(std::uint32_t replay, double at);

/// Lets fall due what is due up to `endText` (ISO 8601), or to the last row where that is "": `{"ok":true,"report"}`.
/// Rows that are held are run first.
std::string replayFinish(std::uint32_t replay, std::string_view endText);

/// After `replayFinish`: all that it takes to merge this part with the others: `{"ok":true,"part":text}`.
std::string replayPart(std::uint32_t replay);

/// The report of several parts as of one replay: `{"ok":true,"report"}`. `partsText` is a JSON array of parts' texts.
std::string replayMerge(std::string_view partsText);

/// After `replayFinish`: contacts `first` to `first + count − 1` in order of arrival:
/// `{"ok":true,"contacts":[[id, before, after], …]}`; of a comparison `[id, before, a, b]`, those that only b has last.
/// Empty scores are null.
std::string replayScores(std::uint32_t replay, std::uint32_t first, std::uint32_t count);

/// Frees a replay; a handle that names none is passed over.
void replayDispose(std::uint32_t replay);

/// How many replays there are.
std::uint32_t replayCount();

/// Milliseconds since 1970 of a time in ISO 8601 with an offset, or NaN.
double instantOf(std::string_view text);

}  // namespace rehearse::api
