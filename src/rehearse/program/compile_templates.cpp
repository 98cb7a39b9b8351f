#include "rehearse/program/compiler.hpp"
#include "rehearse/vocabulary/merge_fields.hpp"

// Texts with merge fields.

namespace rehearse {
TemplatePiece Compiler::mergeField(std::string_view name) {
  TemplatePiece piece{TemplatePiece::Kind::unknown, intern(name), {}};
  if (const auto path = mergeFieldNamed(name)) {
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
  while (const auto found = findMergeField(text, position)) {
    if (found->start > position) {
      pieces.push_back(literal(text.substr(position, found->start - position)));
    }
    pieces.push_back(mergeField(found->name));
    position = found->end;
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
