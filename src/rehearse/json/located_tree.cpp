#include "rehearse/json/located_tree.hpp"

#include <algorithm>
#include <cstring>

namespace rehearse::json {
namespace {

/// Adds one token to a JSON Pointer, `~` and `/` escaped.
void appendToken(std::string& pointer, std::string_view token) {
  pointer += '/';
  for (const char letter : token) {
    if (letter == '~') {
      pointer += "~0";
    } else if (letter == '/') {
      pointer += "~1";
    } else {
      pointer += letter;
    }
  }
}

}  // namespace

std::string_view LocatedTree::text(NodeIndex index) const {
  const Node& node = nodes_[index];
  return (node.flag ? std::string_view(pool_) : source_).substr(node.first, node.count);
}

std::string LocatedTree::pointer(NodeIndex index) const {
  std::vector<NodeIndex> steps;
  for (; index != 0; index = nodes_[index].parent) {
    steps.push_back(index);
  }
  std::string result;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const bool keyed = nodes_[nodes_[*step].parent].kind == NodeKind::object;
    appendToken(result, keyed ? text(*step - 1) : std::to_string(nodes_[*step].ordinal));
  }
  return result;
}

std::size_t TreeValue::depth() const {
  std::size_t depth = 1;
  for (auto index = index_; index != 0; index = tree_->node(index).parent) {
    ++depth;
  }
  return depth;
}

std::size_t TreeValue::height() const {
  if (!isList() && !isObject()) {
    return 0;
  }
  std::size_t highest = 0;
  for (const TreeValue child : *this) {
    highest = std::max(highest, child.height());
  }
  return highest + 1;
}

double TreeValue::number() const {
  const std::uint64_t bits = (static_cast<std::uint64_t>(node().count) << 32U) | node().first;
  double result = 0;
  std::memcpy(&result, &bits, sizeof result);
  return result;
}

std::optional<TreeValue> TreeValue::member(std::string_view name) const {
  if (isObject()) {
    for (const TreeValue child : *this) {
      if (child.key() == name) {
        return child;
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> TreeValue::memberText(std::string_view name) const {
  const auto child = member(name);
  return child && child->isText() ? std::optional(child->text()) : std::nullopt;
}

bool isExtension(std::string_view key) { return key == "$schema" || key.starts_with("x-"); }

}  // namespace rehearse::json
