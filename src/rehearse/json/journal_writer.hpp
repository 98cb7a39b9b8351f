#pragma once

#include <cstdint>
#include <string>

#include "rehearse/json/writer.hpp"
#include "rehearse/replay/results.hpp"
#include "rehearse/simulation/simulation.hpp"

namespace rehearse::json {

/// Writes one entry of the journal as an object. Every key is there whatever the entry, null where it does not apply.
void writeEntry(Writer& writer, const Simulation& simulation, std::uint32_t seq);

/// Writes the entries with these seqs, both included, as an array.
void writeEntries(Writer& writer, const Simulation& simulation, std::uint32_t first, std::uint32_t last);
/// The same of a journal that stands by itself; `world` is as it was when the last entry was written.
void writeEntries(Writer& writer, const World& world, const Journal& journal, std::uint32_t first, std::uint32_t last);

/// A journal as an array: all entries, or the first, of so many bytes at the most.
EntriesText entriesText(const World& world, const Journal& journal, std::size_t bytes);

/// Writes the messages that would have been sent, as an array of entries.
void writeOutbox(Writer& writer, const Simulation& simulation);

/// Writes a contact as it is now.
void writeContact(Writer& writer, const Simulation& simulation, std::uint32_t contact);

}  // namespace rehearse::json
