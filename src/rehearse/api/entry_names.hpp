#pragma once

#include <cstdint>
#include <string>

/// The names that stand for the numbers of entries: see numbered_entries.hpp.
namespace rehearse::api {

/// What numbers stand for.
enum class NameTable : std::uint32_t { workflows, triggers, steps, rules, contacts, texts };

/// What the numbers from `first` on stand for, `count` of them or as many as there are, as a JSON list: ids and texts;
/// of triggers `{"id","workflow","conditions"}`, as an entry would show them with nothing there; of steps
/// `{"id","type"}`. `[]` where there is no such simulation.
std::string namesOf(std::uint32_t simulation, std::uint32_t table, std::uint32_t first, std::uint32_t count);

/// The names of the details of each kind, and of event types: `{"refusals","outcomes","sources","exits","notes",
/// "events": [{"name","origin","attributes"}]}`.
std::string entryNames();

}  // namespace rehearse::api
