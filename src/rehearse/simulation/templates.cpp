#include "rehearse/simulation/templates.hpp"

#include "rehearse/model/number.hpp"

namespace rehearse {

void TemplateRenderer::appendField(const World& world, const FieldReference& field, const ConditionContext& context) {
  if (readsTags(field)) {
    bool first = true;
    for (const Symbol tag : world.contacts.tags(context.contact)) {
      text_ += first ? "" : ", ";
      text_ += world.symbols.text(tag);
      first = false;
    }
    return;
  }
  const Value value = readField(world, field, context);
  switch (value.type()) {
    case Value::Type::number:
      appendNumber(text_, value.asNumber());
      break;
    case Value::Type::text:
      text_ += world.symbols.text(value.asText());
      break;
    case Value::Type::yesNo:
      text_ += value.asYesNo() ? "true" : "false";
      break;
    case Value::Type::time:
      text_ += formatInstant(value.asTime());
      break;
    case Value::Type::empty:
    case Value::Type::tags:
      break;
  }
}

void TemplateRenderer::cut(std::size_t limit) {
  if (text_.size() <= limit) {
    return;
  }
  const auto continues = [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) == 0x80U; };
  while (limit > 0 && continues(text_[limit])) {
    --limit;
  }
  text_.resize(limit);
  truncated_ = true;
}

Value TemplateRenderer::render(World& world, const Template& content, const ConditionContext& context,
                               std::size_t limit) {
  if (content.pieces.count == 0) {
    return content.scalar;
  }
  text_.clear();
  for (std::uint32_t index = 0; index < content.pieces.count && text_.size() <= limit; ++index) {
    const TemplatePiece& piece = world.program->pieces[content.pieces.first + index];
    switch (piece.kind) {
      case TemplatePiece::Kind::literal:
        text_ += world.symbols.text(piece.text);
        break;
      case TemplatePiece::Kind::field:
        appendField(world, piece.field, context);
        break;
      case TemplatePiece::Kind::unknown:
        unresolved_.push_back(piece.text);
        break;
    }
  }
  cut(limit);
  bytes_ += text_.size();
  return Value::text(world.symbols.intern(text_));
}

}  // namespace rehearse
