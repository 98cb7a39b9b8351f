#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rehearse::json {

/// What a JSON value is.
enum class NodeKind : std::uint8_t { null, yesNo, number, text, list, object };

/// An index into the tree's nodes. 0 is the root, which is nobody's child: as a link it stands for "none".
using NodeIndex = std::uint32_t;

/// One value of a document. A member's key is a text node that stands right before the node of its value.
struct Node {
  std::uint32_t start = 0;  ///< offset of the first byte in the document
  std::uint32_t end = 0;    ///< offset after the last byte
  NodeIndex parent = 0;
  NodeIndex next = 0;         ///< the next child of the same parent
  std::uint32_t first = 0;    ///< of containers the first child, of texts an offset, of numbers the lower half
  std::uint32_t count = 0;    ///< of containers how many children, of texts the bytes, of numbers the upper half
  std::uint32_t ordinal = 0;  ///< the place among the children of the parent, from 0
  NodeKind kind = NodeKind::null;
  bool flag = false;  ///< of yesNo the value; of texts whether `first` counts in the pool of unescaped texts
};

class TreeValue;

/// A JSON document in memory with the place of everything in it. The document's text must outlive the tree.
class LocatedTree {
 public:
  explicit LocatedTree(std::string_view source) : source_(source) {}

  /// The outermost value; only of a document that was read to its end.
  TreeValue root() const;
  /// The text that the offsets count in.
  std::string_view source() const { return source_; }
  const Node& node(NodeIndex index) const { return nodes_[index]; }
  std::size_t size() const { return nodes_.size(); }
  /// The characters of a text node, with escapes resolved.
  std::string_view text(NodeIndex index) const;
  /// The JSON Pointer (RFC 6901) of a value.
  std::string pointer(NodeIndex index) const;

 private:
  friend class TreeBuilder;

  std::string_view source_;
  std::vector<Node> nodes_;
  std::string pool_;  ///< texts that had escapes
};

/// A value of a tree: a cursor, cheap to copy.
class TreeValue {
 public:
  TreeValue(const LocatedTree& tree, NodeIndex index) : tree_(&tree), index_(index) {}

  NodeKind kind() const { return node().kind; }
  bool isNull() const { return kind() == NodeKind::null; }
  bool isYesNo() const { return kind() == NodeKind::yesNo; }
  bool isNumber() const { return kind() == NodeKind::number; }
  bool isText() const { return kind() == NodeKind::text; }
  bool isList() const { return kind() == NodeKind::list; }
  bool isObject() const { return kind() == NodeKind::object; }

  bool yesNo() const { return node().flag; }
  /// Of a number; infinite where the document's number is beyond a double, which is already reported.
  double number() const;
  std::string_view text() const { return tree_->text(index_); }
  /// How many children a container has.
  std::size_t size() const { return node().count; }

  NodeIndex index() const { return index_; }
  std::size_t ordinal() const { return node().ordinal; }
  std::size_t start() const { return node().start; }
  /// The value as it stands in the document.
  std::string_view raw() const { return tree_->source().substr(node().start, node().end - node().start); }
  std::string pointer() const { return tree_->pointer(index_); }
  bool isRoot() const { return index_ == 0; }
  TreeValue parent() const { return {*tree_, node().parent}; }
  /// How many objects and lists it stands in, itself included; for those only.
  std::size_t depth() const;
  /// How many objects and lists are nested in it at the most, itself included; 0 for other values.
  std::size_t height() const;

  /// Whether it is a member of an object.
  bool hasKey() const { return index_ != 0 && parent().isObject(); }
  std::string_view key() const { return tree_->text(index_ - 1); }
  std::size_t keyStart() const { return tree_->node(index_ - 1).start; }

  /// The first member with that key.
  std::optional<TreeValue> member(std::string_view name) const;
  /// The member with that key if it is a text.
  std::optional<std::string_view> memberText(std::string_view name) const;

  /// The children of a container, in document order; of any other value, none.
  class Iterator {
   public:
    Iterator(const LocatedTree& tree, NodeIndex index) : tree_(&tree), index_(index) {}
    TreeValue operator*() const { return {*tree_, index_}; }
    Iterator& operator++() {
      index_ = tree_->node(index_).next;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const LocatedTree* tree_;
    NodeIndex index_;
  };
  Iterator begin() const { return {*tree_, isList() || isObject() ? node().first : 0}; }
  Iterator end() const { return {*tree_, 0}; }

 private:
  const Node& node() const { return tree_->node(index_); }

  const LocatedTree* tree_;
  NodeIndex index_;
};

inline TreeValue LocatedTree::root() const { return {*this, 0}; }

/// Whether a key is passed over and kept: `$schema`, and what starts with `x-`.
bool isExtension(std::string_view key);

}  // namespace rehearse::json
