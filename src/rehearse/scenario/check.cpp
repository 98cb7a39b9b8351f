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

void Check::add(std::string_view key, std::string message, std::string expected, std::string actual, Seqs entries) {
  failures.push_back({.step = step,
                      .expectation = std::string(key),
                      .message = std::move(message),
                      .expected = std::move(expected),
                      .actual = std::move(actual),
                      .place = placeOf(*this, key),
                      .entries = std::move(entries)});
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
