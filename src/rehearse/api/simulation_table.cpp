#include "rehearse/api/simulation_table.hpp"

#include <utility>

namespace rehearse::api {

SimulationTable& simulations() {
  static SimulationTable all;
  return all;
}

std::uint32_t SimulationTable::start(Program program, SimulationOptions options) {
  const std::uint32_t handle = ++lastProgram_;
  auto& shared = programs_[handle] = std::make_unique<SharedProgram>();
  shared->program = std::move(program);
  return add(handle, Simulation(shared->program, options));
}

std::uint32_t SimulationTable::fork(std::uint32_t handle) {
  const auto found = simulations_.find(handle);
  return found == simulations_.end() ? 0 : add(found->second.program, found->second.simulation);
}

std::uint32_t SimulationTable::add(std::uint32_t program, Simulation simulation) {
  ++programs_[program]->users;
  simulations_.emplace(++lastSimulation_, Running{program, std::move(simulation)});
  return lastSimulation_;
}

Simulation* SimulationTable::find(std::uint32_t handle) {
  const auto found = simulations_.find(handle);
  return found == simulations_.end() ? nullptr : &found->second.simulation;
}

void SimulationTable::dispose(std::uint32_t handle) {
  const auto found = simulations_.find(handle);
  if (found == simulations_.end()) {
    return;
  }
  const std::uint32_t program = found->second.program;
  simulations_.erase(found);
  if (--programs_[program]->users == 0) {
    programs_.erase(program);
  }
}

}  // namespace rehearse::api
