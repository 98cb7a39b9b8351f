#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/api_simulation.hpp"

namespace rehearse::test {

/// A workspace made from the vocabulary's tables, so that rows that are added are in it by themselves: every step type,
/// event type, operator and property may be. The few names in it recur, so that events meet triggers. Nearly always
/// right; where it is not, the next seed is tried.
std::string randomWorkspace(std::uint64_t seed);

/// Stimuli for a workspace of `randomWorkspace`; nearly all of them are accepted.
std::vector<Stimulus> randomStimuli(std::uint64_t seed, std::size_t count);

/// Stimuli that every simulation that has that contact must refuse, each for another reason.
std::vector<Stimulus> badStimuli(const std::string& contact);

}  // namespace rehearse::test
