#include "rehearse/program/draw_hash.hpp"

#include "unit/support.hpp"

using namespace rehearse;

namespace {

std::uint32_t draw(std::string_view seed, std::string_view workflow, std::string_view step, std::string_view contact,
                   std::uint32_t total) {
  DrawHash hash;
  hash.addPart(seed);
  hash.addPart(workflow);
  hash.addPart(step);
  hash.add(contact);
  return hash.draw(total);
}

}  // namespace

TEST_CASE("a draw is the hash that is documented") {
  // Worked out apart from this code, from the definitions of the two hashes.
  CHECK(draw("0", "w", "s", "ana", 100) == 95);
  CHECK(draw("-5", "w", "s", "ana", 1'000'000'000) == 626'982'869);
  CHECK(draw("2147483647", "w\xC3\xB6rk", "s", "", 7) == 6);
}

TEST_CASE("many contacts are split as the weights say") {
  std::array<int, 3> counts{};
  constexpr int contacts = 10'000;
  for (int contact = 0; contact < contacts; ++contact) {
    const auto value = draw("0", "w", "s", "contact-" + std::to_string(contact), 100);
    ++counts[value < 50 ? 0 : value < 80 ? 1 : 2];
  }
  CHECK(std::abs(counts[0] - 5'000) < 150);
  CHECK(std::abs(counts[1] - 3'000) < 150);
  CHECK(std::abs(counts[2] - 2'000) < 150);
}

TEST_CASE("the branch of a split takes the draws of its weight") {
  const Program program = test::programOf(test::workspaceWith(R"([])", R"([{"type":"split","branches":[
    {"name":"a","weight":2,"steps":[]},{"name":"b","weight":1,"steps":[]},{"name":"c","weight":1000000,"steps":[]}]}])"));
  const SplitOperand& split = program.splitOperands.at(0);
  CHECK(program.totalOf(split) == 1'000'003);
  const auto name = [&](std::uint32_t value) { return program.symbols.text(program.branchFor(split, value).name); };
  CHECK(name(0) == "a");
  CHECK(name(1) == "a");
  CHECK(name(2) == "b");
  CHECK(name(3) == "c");
  CHECK(name(1'000'002) == "c");
}
