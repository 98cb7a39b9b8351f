#pragma once

#include <string>
#include <vector>

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// Texts with merge fields, filled in. Keeps its buffers from one use to the next.
class TemplateRenderer {
 public:
  /// The value of a template for a contact and an event. An empty field gives nothing; so does a path that names no
  /// field, which goes to `unresolved`.
  Value render(World& world, const Template& content, const ConditionContext& context);

  /// Paths that named no field, since `clear`.
  const std::vector<Symbol>& unresolved() const { return unresolved_; }
  void clear() { unresolved_.clear(); }

 private:
  void appendField(const World& world, const FieldReference& field, const ConditionContext& context);

  std::string text_;
  std::vector<Symbol> unresolved_;
};

}  // namespace rehearse
