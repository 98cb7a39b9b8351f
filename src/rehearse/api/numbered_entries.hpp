#pragma once

#include <cstdint>
#include <span>

/// Entries of a journal by numbers: for a host that reads many. It makes of them what `entries` and `fired` tell in
/// JSON; the names that the numbers stand for are asked for once each: see
/// entry_names.hpp.
///
/// Entries are laid out as 32-bit words, one after the other. The first word of each is its kind (8 bits), its `detail`
/// (8 bits) and its flag (1 bit), which are those of Entry; then come, by kind:
///
/// | kind | words |
/// | --- | --- |
/// | `event` | cause, trigger, type, name of a custom one, id, then a value for each attribute of the type |
/// | `triggerEvaluated` | cause, trigger, HeldBefore, then the comparisons of its conditions; the flag: matched |
/// | `enrolled` | cause, workflow, trigger, enrollment; where `fired` is read also the comparisons of the trigger |
/// | `enrollmentRefused` | cause, workflow, trigger |
/// | `stepRun` | cause, workflow, step, enrollment |
/// | `scoreChanged` | cause, workflow, step, enrollment, previous, score, rule |
/// | `exited` | cause, workflow, step, enrollment |
/// | `otherEntry` | none: it is to be read as JSON |
/// | `moment` | no entry: the time of those that follow, in milliseconds, the lower half first |
/// | `contact` | no entry: the contact of those that follow |
///
/// A value is its type (3 bits; `wholeNumber` for a number of 32 bits with a sign) and what it holds: a number (a word
/// if whole, else the two of a double), a text's number, 1 or 0, the two words of a time, or a count and so many texts'
/// numbers. A comparison is the value that was there; its first word also has, from the fourth bit on, whether it held
/// (1 bit) and its NearMiss. What does not apply is `noIndex`; a cause or an enrollment is 0 then. A score that is
/// empty is the smallest number of 32 bits.
namespace rehearse::api {

inline constexpr std::uint32_t otherEntry = 0xFC;
inline constexpr std::uint32_t momentMark = 0xFD;
inline constexpr std::uint32_t contactMark = 0xFE;
inline constexpr std::uint32_t endMark = 0xFF;  ///< no more follow
inline constexpr std::uint32_t wholeNumber = 7;

/// The entries with these seqs (both included), or, if `onlyFired`, of these the `enrolled` ones. They end with
/// `endMark`. Valid until the next call. Where there is no such simulation: nothing but `endMark`.
std::span<const std::uint32_t> numberedEntries(std::uint32_t simulation, std::uint32_t first, std::uint32_t last,
                                               bool onlyFired);

}  // namespace rehearse::api
