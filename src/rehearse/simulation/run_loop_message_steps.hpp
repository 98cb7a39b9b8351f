#pragma once

#include "rehearse/simulation/run_loop.hpp"

// Steps that send something to the outbox.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::sendMessage(std::uint32_t slot, EntryPlace place, const MessageOperand& operand) {
  buffers_.message.clear();
  buffers_.renderer.clear();
  if constexpr (Recorder::explains) {
    const ConditionContext context = contextOf(slot);
    for (std::uint32_t index = 0; index < operand.parts.count; ++index) {
      const MessagePart& part = program_.messageParts[operand.parts.first + index];
      const std::size_t limit = messageText_ > textLimit ? messageTextBeyond : renderedLimit;
      buffers_.message.push_back(
          {part.name, part.isField, buffers_.renderer.render(world_, part.content, context, limit)});
    }
    messageText_ += buffers_.renderer.bytes();
  }
  ++world_.messages;
  place.cause = recorder_.recordStep(world_, place, StepOutcome::sent);
  recorder_.recordMessage(world_, place, buffers_.message, buffers_.renderer.rendered());
}

}  // namespace rehearse
