#pragma once

#include <string>
#include <vector>

#include "rehearse/simulation/conditions.hpp"
#include "rehearse/simulation/journal.hpp"
#include "rehearse/simulation/world.hpp"

namespace rehearse {

/// No text with merge fields becomes longer than this, in bytes: it is cut at a character's edge.
inline constexpr std::size_t renderedLimit = 65'536;

/// Texts with merge fields, filled in. Keeps its buffers from one use to the next.
class TemplateRenderer {
 public:
  /// The value of a template for a contact and an event. An empty field gives nothing; so does a path that names no
  /// field, which goes to `unresolved`. A text of more than `limit` bytes is cut.
  Value render(World& world, const Template& content, const ConditionContext& context,
               std::size_t limit = renderedLimit);

  /// What the texts since `clear` came to.
  Rendered rendered() const { return {unresolved_, truncated_}; }
  /// How many bytes merge fields have filled in since `clear`, with the text around them.
  std::size_t bytes() const { return bytes_; }
  void clear() {
    unresolved_.clear();
    truncated_ = false;
    bytes_ = 0;
  }

 private:
  void cut(std::size_t limit);
  void appendField(const World& world, const FieldReference& field, const ConditionContext& context);

  std::string text_;
  std::vector<Symbol> unresolved_;
  bool truncated_ = false;
  std::size_t bytes_ = 0;
};

}  // namespace rehearse
