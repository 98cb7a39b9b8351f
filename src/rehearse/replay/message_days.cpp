#include "rehearse/replay/message_days.hpp"

namespace rehearse {
namespace {

/// The step types that send messages, and by step type the kind.
struct Kinds {
  std::array<StepType, messageKindCount> types{};
  std::array<std::size_t, stepTypeCount> kindOf{};
  std::size_t count = 0;
};

Kinds makeKinds() {
  Kinds kinds;
  for (const StepTypeRow& row : stepTypes()) {
    kinds.kindOf[static_cast<std::size_t>(row.id)] = row.sendsMessage ? kinds.count : messageKindCount;
    if (row.sendsMessage) {
      kinds.types[kinds.count++] = row.id;
    }
  }
  return kinds;
}

const Kinds& kinds() {
  static const Kinds all = makeKinds();
  return all;
}

}  // namespace

std::size_t messageKindOf(StepType type) { return kinds().kindOf[static_cast<std::size_t>(type)]; }

std::string_view nameOfMessageKind(std::size_t kind) {
  std::string_view name = rowOf(kinds().types[kind]).name;
  if (name.ends_with('.')) {
    name.remove_suffix(1);
  }
  return name;
}

}  // namespace rehearse
