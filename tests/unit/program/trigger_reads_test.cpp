#include "rehearse/program/trigger_reads.hpp"

#include <string>

#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Triggers of clicks, the first of which look at as many fields each as its place says, and one of openings.
std::string workspaceOf(int triggers, int fields) {
  std::string all;
  int field = 0;
  for (int trigger = 0; trigger < triggers; ++trigger) {
    std::string conditions = R"({"field":"event.link","operator":"equalTo","value":"a"})";
    for (int count = 0; count < trigger % 4 && field < fields; ++count) {
      conditions +=
          R"(,{"field":"contact.fields.f)" + std::to_string(field++) + R"(","operator":"equalTo","value":"x"})";
    }
    all += (trigger == 0 ? "" : ",") + (R"({"type":"link.clicked","conditions":{"all":[)" + conditions + "]}}");
  }
  return R"({"rehearse":1,"workflows":[{"id":"w","status":"published","triggers":[)" + all +
         R"(,{"type":"email.opened"}],"steps":[]}]})";
}

}  // namespace

TEST_CASE("conditions that compare the contact are counted up to each trigger where fields are too many") {
  const Program program = test::programOf(workspaceOf(100, 70));
  constexpr auto click = static_cast<EventKey>(EventType::linkClicked);
  REQUIRE_FALSE(program.triggerReads.isListed(click));
  const auto all = program.triggerIndex.all(click);
  REQUIRE(all.size() == 100);
  std::uint32_t count = 0;
  for (std::uint32_t place = 0; place < all.size(); ++place) {
    CHECK(program.triggerReads.comparisonsBefore(click, place) == count);
    for (const ConditionNode& node : program.tree(program.triggers[all[place]].conditions)) {
      count += comparesContact(node) ? 1 : 0;
    }
  }
  CHECK(count == 70);
  CHECK(program.triggerReads.comparisonsBefore(click, 100) == 70);
  CHECK(program.triggerReads.isListed(static_cast<EventKey>(EventType::emailOpened)));
  CHECK(test::programOf(workspaceOf(100, 64)).triggerReads.isListed(click));
}
