#include "rehearse/json/tree_parser.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "rehearse/json/number_range.hpp"
#include "rehearse/json/syntax_error.hpp"
#include "rehearse/json/tokens.hpp"
#include "rehearse/json/utf8.hpp"
#include "rehearse/model/sorting.hpp"

namespace rehearse::json {
/// Takes the events of the JSON library and grows the tree. The library says what it read but not where; since its
/// tokens follow each other, each starts after the end of the last one.
class TreeBuilder {
 public:
  /// Why the reading of a text stopped before its end.
  enum class Stop { none, syntax, hugeNumber, tooDeep, tooManyValues };

  TreeBuilder(LocatedTree& tree, Findings& findings, const TextLimits& limits,
              const std::vector<std::uint32_t>& hugeNumbers)
      : tree_(tree), findings_(findings), limits_(limits), hugeNumbers_(hugeNumbers) {
    tree_.nodes_.clear();
    tree_.pool_.clear();
  }

  // The names of these are the library's.
  bool null() { return addLiteral(NodeKind::null, false, 4); }
  bool boolean(bool flag) { return addLiteral(NodeKind::yesNo, flag, flag ? 4 : 5); }
  bool number_integer(std::int64_t number) { return addNumber(static_cast<double>(number)); }
  bool number_unsigned(std::uint64_t number) { return addNumber(static_cast<double>(number)); }
  bool number_float(double number, const std::string&) { return addNumber(number); }
  bool string(const std::string& text) {
    const auto start = nextToken();
    return addValue(textNode(start, text));
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(NodeKind::object); }
  bool end_object() {
    checkDuplicateKeys(open_.back());
    return close('}');
  }
  bool start_array(std::size_t) { return open(NodeKind::list); }
  bool end_array() { return close(']'); }
  bool key(const std::string& text) {
    Node node = textNode(nextToken(), text);
    node.parent = open_.back();
    tree_.nodes_.push_back(node);
    afterKey_ = true;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
    constexpr int outOfRange = 406;
    stop_ = error.id == outOfRange ? Stop::hugeNumber : Stop::syntax;
    return false;
  }

  /// Why it stopped, if it did.
  Stop stop() const { return stop_; }
  /// The offset after the last token that it took.
  std::size_t end() const { return end_; }

  ReadingState state() const {
    if (open_.empty()) {
      return tree_.nodes_.empty() ? ReadingState::document : ReadingState::afterDocument;
    }
    if (afterKey_) {
      return ReadingState::afterKey;
    }
    const Node& container = tree_.nodes_[open_.back()];
    if (container.kind == NodeKind::object) {
      return container.count == 0 ? ReadingState::objectStart : ReadingState::afterMember;
    }
    return container.count == 0 ? ReadingState::listStart : ReadingState::afterElement;
  }

 private:
  /// Where the token starts that the library has just read.
  std::uint32_t nextToken() const {
    const auto text = tree_.source_;
    auto offset = skipSpace(text, end_);
    while (offset < text.size() && (text[offset] == ',' || text[offset] == ':')) {
      offset = skipSpace(text, offset + 1);
    }
    return static_cast<std::uint32_t>(offset);
  }

  bool addLiteral(NodeKind kind, bool flag, std::uint32_t length) {
    Node node;
    node.kind = kind;
    node.flag = flag;
    node.start = nextToken();
    node.end = node.start + length;
    return addValue(node);
  }

  bool addNumber(double number) {
    Node node;
    node.kind = NodeKind::number;
    node.start = nextToken();
    node.end = node.start + static_cast<std::uint32_t>(numberLength(tree_.source_.substr(node.start)));
    const bool isHuge = std::binary_search(hugeNumbers_.begin(), hugeNumbers_.end(), node.start);
    number = isHuge ? std::numeric_limits<double>::infinity() : number + 0.0;  // −0 + 0 is 0
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    node.first = static_cast<std::uint32_t>(bits);
    node.count = static_cast<std::uint32_t>(bits >> 32U);
    if (!addValue(node)) {
      return false;
    }
    if (isHuge) {
      findings_.error("value.range", {tree_, last()},
                      quoted(TreeValue(tree_, last()).raw()) + " is beyond the numbers that there are.",
                      "The largest is about 1.8e308.");
    }
    return true;
  }

  Node textNode(std::uint32_t start, const std::string& text) {
    Node node;
    node.kind = NodeKind::text;
    node.start = start;
    const auto length = static_cast<std::uint32_t>(stringLength(tree_.source_.substr(start)));
    node.end = start + length;
    node.count = static_cast<std::uint32_t>(text.size());
    node.flag = text.size() + 2 != length;  // an escape is always longer than what it stands for
    node.first = node.flag ? static_cast<std::uint32_t>(tree_.pool_.size()) : start + 1;
    if (node.flag) {
      tree_.pool_ += text;
    }
    end_ = node.end;
    return node;
  }

  NodeIndex last() const { return static_cast<NodeIndex>(tree_.nodes_.size() - 1); }

  /// Appends a value and hangs it into the container that is open.
  bool addValue(Node node) {
    if (tree_.nodes_.size() >= limits_.values) {
      stop_ = Stop::tooManyValues;
      return false;
    }
    afterKey_ = false;
    end_ = node.end;
    const auto index = static_cast<NodeIndex>(tree_.nodes_.size());
    if (!open_.empty()) {
      Node& container = tree_.nodes_[open_.back()];
      node.parent = open_.back();
      node.ordinal = container.count++;
      if (node.ordinal == 0) {
        container.first = index;
      } else {
        tree_.nodes_[lastChild_.back()].next = index;
      }
      lastChild_.back() = index;
    }
    tree_.nodes_.push_back(node);
    return true;
  }

  bool open(NodeKind kind) {
    Node node;
    node.kind = kind;
    node.start = nextToken();
    node.end = node.start + 1;
    if (!addValue(node)) {
      return false;
    }
    if (open_.size() >= limits_.depth) {
      stop_ = Stop::tooDeep;
      return false;
    }
    open_.push_back(last());
    lastChild_.push_back(0);
    return true;
  }

  bool close(char bracket) {
    const auto position = tree_.source_.find(bracket, end_);
    end_ = static_cast<std::uint32_t>(position + 1);
    tree_.nodes_[open_.back()].end = end_;
    open_.pop_back();
    lastChild_.pop_back();
    return true;
  }

  void checkDuplicateKeys(NodeIndex object) {
    const TreeValue container(tree_, object);
    if (container.size() < 2) {
      return;
    }
    members_.clear();
    for (const TreeValue member : container) {
      members_.push_back(member.index());
    }
    sortItems(members_, [&](NodeIndex left, NodeIndex right) { return tree_.text(left - 1) < tree_.text(right - 1); });
    for (std::size_t index = 1; index < members_.size(); ++index) {
      const TreeValue member(tree_, members_[index]);
      if (member.key() == tree_.text(members_[index - 1] - 1)) {
        findings_.keyError("json.duplicateKey", member, "The key " + quoted(member.key()) + " stands here twice.",
                           "Keep one of them.");
      }
    }
  }

  LocatedTree& tree_;
  Findings& findings_;
  const TextLimits& limits_;
  const std::vector<std::uint32_t>& hugeNumbers_;
  std::vector<NodeIndex> open_;
  std::vector<NodeIndex> lastChild_;  ///< of each open container
  std::vector<NodeIndex> members_;
  std::uint32_t end_ = 0;  ///< offset after the last token
  bool afterKey_ = false;
  Stop stop_ = Stop::none;
};

namespace {

/// Replaces the numbers that are beyond a double, at which the library would stop, by 0 and spaces; gives their places.
std::vector<std::uint32_t> replaceHugeNumbers(std::string& text) {
  std::vector<std::uint32_t> places;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::string_view rest = std::string_view(text).substr(offset);
    std::size_t length = 1;
    if (rest[0] == '"') {
      length = std::max<std::size_t>(stringLength(rest), 1);
    } else if (const auto digits = numberLength(rest); digits > 0) {
      length = digits;
      if (isBeyondDouble(rest.substr(0, digits))) {
        places.push_back(static_cast<std::uint32_t>(offset));
        text.replace(offset, length, "0" + std::string(length - 1, ' '));
      }
    }
    offset += length;
  }
  return places;
}

/// Whether the text starts like UTF-16, which some editors call "Unicode".
bool isUtf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

/// Reports the one reason why there is no whole tree, and nothing else.
void reportStop(const LocatedTree& tree, const TreeBuilder& builder, const TextLimits& limits, Findings& findings) {
  findings = Findings(tree);
  switch (builder.stop()) {
    case TreeBuilder::Stop::tooDeep:
      findings.error("json.depth", {tree, static_cast<NodeIndex>(tree.size() - 1)},
                     "Objects and lists are nested more than " + std::to_string(limits.depth) + " deep.",
                     "Flatten the document; a chain of `if` in `otherwise` can be one `if` with several branches.");
      return;
    case TreeBuilder::Stop::tooManyValues:
      findings.textError("json.size", builder.end(),
                         "The text has more than " + std::to_string(limits.values) + " values and keys.",
                         "Split it into several documents.");
      return;
    case TreeBuilder::Stop::hugeNumber:
      findings.textError("value.range", builder.end(), "A number after this is beyond the numbers that there are.",
                         "The largest is about 1.8e308.");
      return;
    default: {
      auto error = explainSyntaxError(tree.source(), builder.state(), builder.end());
      findings.textError(error.code, error.offset, std::move(error.message), std::move(error.hint));
    }
  }
}

/// Runs the library over `text`, which is the tree's source but for huge numbers.
TreeBuilder::Stop build(LocatedTree& tree, Findings& findings, const TextLimits& limits, std::string_view text,
                        const std::vector<std::uint32_t>& hugeNumbers) {
  using Stop = TreeBuilder::Stop;
  TreeBuilder builder(tree, findings, limits, hugeNumbers);
  const bool isRead = nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &builder);
  // The library takes a NUL for the end of the text, so what follows the document is looked at here.
  if (isRead && skipSpace(text, builder.end()) == text.size()) {
    return Stop::none;
  }
  reportStop(tree, builder, limits, findings);
  return builder.stop() == Stop::none ? Stop::syntax : builder.stop();
}

}  // namespace

std::string_view withoutByteOrderMark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool parseTree(LocatedTree& tree, Findings& findings, const TextLimits& limits) {
  const auto text = tree.source();
  if (text.size() > limits.bytes) {
    findings.textError("json.size", 0,
                       "The text has " + std::to_string(text.size()) + " bytes; " +
                           std::to_string(limits.bytes >> 20U) + " MiB is the most.",
                       "Split it into several documents.");
    return false;
  }
  if (isUtf16(text)) {
    findings.textError("json.encoding", 0, "The text is UTF-16, not UTF-8.", "Save the file with the encoding UTF-8.");
    return false;
  }
  auto stop = build(tree, findings, limits, text, {});
  if (stop == TreeBuilder::Stop::hugeNumber) {
    std::string copy(text);
    const auto hugeNumbers = replaceHugeNumbers(copy);
    findings = Findings(tree);
    stop = build(tree, findings, limits, copy, hugeNumbers);
  }
  return stop == TreeBuilder::Stop::none;
}

}  // namespace rehearse::json
