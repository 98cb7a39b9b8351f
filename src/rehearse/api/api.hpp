#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Strings in, strings out: what the bindings bind. Every function returns JSON. Where it can fail, that is
/// `{"ok":true, …}` or `{"ok":false,"error":"workspace"|"event"|"scenario"|"usage","message":…,"diagnostics":[…]}`;
/// nothing that was there is changed by a call that fails. Simulations are named by handles, 1 and up, that are never
/// used again.
namespace rehearse::api {

/// The engine's version, as plain text.
std::string version();

/// The vocabulary: event types, operators, contact fields, step types, shapes.
std::string catalog();

/// `{"ok", "diagnostics"}` for a workspace document: its errors, or what in it is probably not meant.
std::string check(std::string_view workspaceText);

/// The workspace written back: `{"ok":true,"text","diagnostics"}`.
std::string format(std::string_view workspaceText);

/// `{"ok", "diagnostics"}` for a scenario file, which is not run. `workspaceText` is the document that the file's path
/// names; it may be left out where the file holds the workspace itself.
std::string checkScenarios(std::string_view scenarioText, std::optional<std::string_view> workspaceText);

/// Runs a scenario file; `workspaceText` as above.
/// `{"ok","diagnostics","scenarios":[…]}`; with `journals`, each scenario's whole journal too; with `coverage`, what
/// all of them exercised of the workspace.
std::string test(std::string_view scenarioText, std::optional<std::string_view> workspaceText, bool journals,
                 bool coverage = false);

/// Reads a scenario file whose scenarios are then run one at a time:
/// `{"ok":true,"diagnostics":[warnings],"scenarios":[{"name","path","line","column"}],"test":1}`. A file that cannot be
/// run: `{"ok":false,"diagnostics","scenarios":[]}`. Tests have handles of their own.
std::string testOpen(std::string_view scenarioText, std::optional<std::string_view> workspaceText);

/// Runs the scenario with that index, which gives what `test` gives of it. With `coverage`, what it exercised is added
/// to what `testCoverage` tells.
std::string testRun(std::uint32_t test, std::uint32_t scenario, bool journals, bool coverage = false);

/// What the scenarios exercised that were run with `coverage`: `{"ok":true,"coverage":{…}}`.
std::string testCoverage(std::uint32_t test);

/// Frees the file; a handle that names none is passed over.
void testDispose(std::uint32_t test);

/// The workspace with contacts added, or laid over those of the same id, key by key, as a scenario's are:
/// `{"ok":true,"text"}`. `contactsText` is a list; what is wrong with it is an error of the kind `scenario`.
std::string layContacts(std::string_view workspaceText, std::string_view contactsText);

/// Starts a simulation: `{"ok":true,"simulation":1,"diagnostics":[warnings]}`.
std::string simulate(std::string_view workspaceText, bool runDrafts);

/// A copy that goes its own way: `{"ok":true,"simulation":2}`.
std::string fork(std::uint32_t simulation);

/// Back to how it started: `{"ok":true}`.
std::string reset(std::uint32_t simulation);

/// Frees a simulation; a handle that names none is passed over.
void dispose(std::uint32_t simulation);

/// How many simulations there are.
std::uint32_t simulationCount();

/// Stimuli. Each gives `{"ok":true,"first":5,"last":9,"diagnostics":[warnings]}`: the seqs of the journal's new entries
/// (`last` is `first` − 1 where there are none).
std::string fire(std::uint32_t simulation, std::string_view eventText);
std::string advance(std::uint32_t simulation, std::string_view duration);
std::string advanceTo(std::uint32_t simulation, std::string_view instant);
std::string edit(std::uint32_t simulation, std::string_view contact, std::string_view changesText);
std::string addContact(std::uint32_t simulation, std::string_view contactText);
std::string unlock(std::uint32_t simulation, std::string_view contact, std::string_view workflow);

/// Looks at an expectation, written as in scenarios, as things are now. `first` and `last` are the seqs of the last
/// stimulus (`last` is `first` − 1 where there was none): `fired`, `notFired` and `messages` speak of those entries.
/// `{"ok":true,"expectations":2,"failures":[…]}`, failures as `test` gives them, with places in this text; what is
/// wrong with it is an error of the kind `scenario`.
std::string expect(std::uint32_t simulation, std::uint32_t first, std::uint32_t last, std::string_view expectationText);

/// The journal's entries with these seqs (both included), as `{"ok":true,"entries":[…]}`.
std::string entries(std::uint32_t simulation, std::uint32_t first, std::uint32_t last);

/// The messages that would have been sent: `{"ok":true,"entries":[…]}`.
std::string outbox(std::uint32_t simulation);

/// `{"ok":true,"contacts":[…]}`.
std::string contacts(std::uint32_t simulation);

/// `{"ok":true,"contact":{…}}`, or null for a contact that there is not.
std::string contact(std::uint32_t simulation, std::string_view id);

/// `{"ok":true,"stats":{…}}`.
std::string stats(std::uint32_t simulation);

/// What the simulation exercised of its workspace: `{"ok":true,"coverage":{…}}`.
std::string coverage(std::uint32_t simulation);

/// Begins coverage of several files as one; gives its handle. Nothing is covered yet.
std::uint32_t coverageOpen();

/// Adds the `coverage` that `coverage`, `testCoverage` or `coverageMerged` told: `{"ok":true}`. What is of the same
/// workspace is added up.
std::string coverageAdd(std::uint32_t handle, std::string_view coverageText);

/// What was added so far, as one: `{"ok":true,"coverage":{…}}`.
std::string coverageMerged(std::uint32_t handle);

/// Frees it; a handle that names none is passed over.
void coverageDispose(std::uint32_t handle);

/// The changes of a contact's score, oldest first: `{"ok":true,"ledger":[…]}`.
std::string ledger(std::uint32_t simulation, std::string_view contact);

/// Why a workflow did or did not start at the event with that seq: `{"ok":true,"explanation":{…}}`.
std::string explain(std::uint32_t simulation, std::uint32_t seq, std::string_view workflow);

/// `{"ok":true,"now","nextDue","entries":N}`: the clock, what falls due next (or null), and the journal's length.
std::string clock(std::uint32_t simulation);

}  // namespace rehearse::api
