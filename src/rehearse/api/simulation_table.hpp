#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "rehearse/simulation/simulation.hpp"

namespace rehearse::api {

/// The simulations that are there, by handle, with the programs that they run. A program stays as long as one of its
/// simulations does.
class SimulationTable {
 public:
  /// Starts a simulation of a program; gives its handle, 1 and up, never used again.
  std::uint32_t start(Program program, SimulationOptions options);
  /// A copy of a simulation; gives its handle, or 0 where there is none to copy.
  std::uint32_t fork(std::uint32_t handle);
  /// The simulation, or null. Valid until it is disposed of.
  Simulation* find(std::uint32_t handle);
  /// A handle that names none is passed over.
  void dispose(std::uint32_t handle);
  std::uint32_t count() const { return static_cast<std::uint32_t>(simulations_.size()); }

 private:
  struct SharedProgram {
    Program program;
    std::uint32_t users = 0;
  };
  struct Running {
    std::uint32_t program = 0;
    Simulation simulation;
  };

  std::uint32_t add(std::uint32_t program, Simulation simulation);

  std::map<std::uint32_t, std::unique_ptr<SharedProgram>> programs_;
  std::map<std::uint32_t, Running> simulations_;
  std::uint32_t lastProgram_ = 0;
  std::uint32_t lastSimulation_ = 0;
};

/// All that the functions of the api have started.
SimulationTable& simulations();

}  // namespace rehearse::api
