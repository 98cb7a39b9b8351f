#include "rehearse/scenario/check.hpp"

#include <utility>

#include "rehearse/json/writer.hpp"

namespace rehearse {
namespace {

Place placeOf(const Check& check, std::string_view key) {
  for (const auto& [name, place] : check.expectation.places) {
    if (name == key) {
      return place;
    }
  }
  return check.place;
}

}  // namespace

void Check::add(std::string_view key, std::string_view message, std::string_view expected, std::string_view actual,
                Seqs entries) {
  if (failures.areFull()) {
    return;
  }
  failures.bytes += message.size() + expected.size() + actual.size();
  failures.list.push_back({.step = step,
                           .expectation = std::string(key),
                           .message = std::string(message),
                           .expected = std::string(expected),
                           .actual = std::string(actual),
                           .place = placeOf(*this, key),
                           .entries = std::move(entries)});
}

void Check::addMissing(std::string_view key, std::string_view what, const std::string& id) {
  if (failures.areFull()) {
    return;
  }
  const auto text = jsonOf(Scalar(id));
  add(key, std::string("there is no ").append(what).append(" ").append(text), text, "null");
  failures.list.back().kind = FailureKind::missing;
}

std::uint32_t Check::findWorkflow(std::string_view id) const {
  const auto symbol = world().symbols.find(id);
  return symbol == Symbol::none ? noIndex : simulation.program().findWorkflow(symbol);
}

void checkAll(Check& check) {
  checkContact(check);
  checkWorkflow(check);
  checkFired(check);
  checkLocked(check);
  checkMessages(check);
}

std::string jsonOf(const Scalar& scalar) {
  json::Writer writer;
  writer.value(scalar);
  return writer.take();
}

std::string jsonOf(const std::vector<std::string>& texts) {
  json::Writer writer;
  writer.beginArray();
  for (const auto& text : texts) {
    writer.value(text);
  }
  writer.endArray();
  return writer.take();
}

}  // namespace rehearse
