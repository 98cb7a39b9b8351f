#include "rehearse/program/compiler.hpp"

// Texts with merge fields.

namespace rehearse {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

TemplatePiece Compiler::mergeField(std::string_view name) {
  const auto path = parseFieldPath(name);
  const bool known = path && (path->source != FieldSource::eventAttribute || anyAttributeNamed(path->key) != nullptr);
  TemplatePiece piece{TemplatePiece::Kind::unknown, intern(name), {}};
  if (known) {
    piece.kind = TemplatePiece::Kind::field;
    piece.field = reference(*path);
  }
  return piece;
}

Template Compiler::compileTemplate(std::string_view text) {
  Template result;
  result.scalar = Value::text(intern(text));
  std::vector<TemplatePiece> pieces;
  std::size_t position = 0;
  while (true) {
    const auto open = text.find("{{", position);
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) {
      break;
    }
    if (open > position) {
      pieces.push_back(literal(text.substr(position, open - position)));
    }
    pieces.push_back(mergeField(trimmed(text.substr(open + 2, close - open - 2))));
    position = close + 2;
  }
  if (!pieces.empty()) {
    if (position < text.size()) {
      pieces.push_back(literal(text.substr(position)));
    }
    result.pieces = {sizeOf(program_.pieces), sizeOf(pieces)};
    program_.pieces.insert(program_.pieces.end(), pieces.begin(), pieces.end());
  }
  return result;
}

Template Compiler::compileTemplate(const Scalar& scalar) {
  if (const auto* text = std::get_if<std::string>(&scalar)) {
    return compileTemplate(std::string_view(*text));
  }
  Template result;
  result.scalar = value(scalar);
  return result;
}

}  // namespace rehearse
