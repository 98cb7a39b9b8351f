#include <utility>

#include "rehearse/json/writer.hpp"
#include "rehearse/scenario/check.hpp"

namespace rehearse {
namespace {

/// A message the way an expectation speaks of one: who, where and content beside each other, then its fields.
MessageMatch messageOf(const Check& check, std::uint32_t seq) {
  const auto& program = check.simulation.program();
  const auto& symbols = check.world().symbols;
  const auto& entry = check.journal().entry(seq);
  const auto& instruction = program.instructions[entry.place.step];
  const auto text = [&](Symbol symbol) { return std::string(symbols.text(symbol)); };
  MessageMatch message;
  message.texts = {{"contact", text(check.world().contacts.id(entry.place.contact))},
                   {"workflow", text(program.workflows[entry.place.workflow].id)},
                   {"step", text(instruction.id)},
                   {"channel", text(instruction.typeName)}};
  for (const auto& part : check.journal().message(entry)) {
    auto named = std::pair(text(part.name), scalarOf(symbols, part.value));
    if (part.isField) {
      if (!message.fields) {
        message.fields.emplace();
      }
      message.fields->push_back(std::move(named));
    } else {
      message.texts.push_back(std::move(named));
    }
  }
  return message;
}

const Scalar* find(const ScalarMap& map, std::string_view key) {
  for (const auto& [name, value] : map) {
    if (name == key) {
      return &value;
    }
  }
  return nullptr;
}

/// The first key of `wanted` that `actual` has otherwise, or null.
const std::pair<std::string, Scalar>* firstDifference(const ScalarMap& wanted, const ScalarMap& actual) {
  for (const auto& named : wanted) {
    const auto* value = find(actual, named.first);
    if (value == nullptr || *value != named.second) {
      return &named;
    }
  }
  return nullptr;
}

std::string sentenceOf(std::size_t index, const std::pair<std::string, Scalar>& wanted, const ScalarMap& actual) {
  const auto* value = find(actual, wanted.first);
  return "message " + std::to_string(index + 1) + ": expected " + wanted.first + " " + jsonOf(wanted.second) +
         ", was " + (value != nullptr ? jsonOf(*value) : "missing");
}

/// What is wrong with the messages, or "".
std::string differenceOf(const std::vector<MessageMatch>& wanted, const std::vector<MessageMatch>& actual) {
  if (wanted.size() != actual.size()) {
    return "expected " + std::to_string(wanted.size()) + (wanted.size() == 1 ? " message" : " messages") + ", was " +
           std::to_string(actual.size());
  }
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    if (const auto* text = firstDifference(wanted[index].texts, actual[index].texts)) {
      return sentenceOf(index, *text, actual[index].texts);
    }
    const auto actualFields = actual[index].fields.value_or(ScalarMap{});
    const auto wantedFields = wanted[index].fields.value_or(ScalarMap{});
    if (const auto* field = firstDifference(wantedFields, actualFields)) {
      return sentenceOf(index, *field, actualFields);
    }
  }
  return {};
}

std::string jsonOfMessages(const std::vector<MessageMatch>& messages) {
  json::Writer writer;
  const auto writeAll = [&](const ScalarMap& map) {
    for (const auto& [name, value] : map) {
      writer.member(name, value);
    }
  };
  writer.beginArray();
  for (const auto& message : messages) {
    writer.beginObject();
    writeAll(message.texts);
    if (message.fields) {
      writer.key("fields").beginObject();
      writeAll(*message.fields);
      writer.endObject();
    }
    writer.endObject();
  }
  writer.endArray();
  return writer.take();
}

}  // namespace

void checkMessages(Check& check) {
  if (!check.expectation.messages) {
    return;
  }
  ++check.lookedAt;
  const auto& wanted = *check.expectation.messages;
  const auto entries =
      entriesWhere(check.journal(), check.since, [](const Entry& entry) { return entry.kind == EntryKind::message; });
  std::vector<MessageMatch> actual;
  for (const auto seq : entries) {
    actual.push_back(messageOf(check, seq));
  }
  const auto difference = differenceOf(wanted, actual);
  if (!difference.empty()) {
    check.fail("messages", difference, jsonOfMessages(wanted), jsonOfMessages(actual),
               [&] { return latestOf(entries); });
  }
}

}  // namespace rehearse
