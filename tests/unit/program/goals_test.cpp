#include <algorithm>
#include <random>
#include <set>

#include "unit/support.hpp"

using namespace rehearse;

namespace {

/// Random steps: waits and goals in lists that are nested in each other.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::string list(int depth) {
    std::string text = "[";
    for (auto left = static_cast<std::uint32_t>(1 + random_() % 3); left > 0; --left) {
      text += step(depth) + (left > 1 ? "," : "");
    }
    return text + "]";
  }

 private:
  std::string step(int depth) {
    switch (random_() % (depth == 0 ? 4U : 7U)) {
      case 0:
      case 1:
        return R"({"type":"goal","event":{"type":"email.opened"}})";
      case 2:
        return R"({"type":"goal","conditions":[]})";
      case 3:
        return R"({"type":"wait","for":"1d"})";
      case 4:
        return R"({"type":"wait","untilEvent":{"type":"link.clicked"},"timeout":"1d","onTimeout":)" + list(depth - 1) +
               "}";
      case 5:
        return R"({"type":"if","branches":[{"name":"a","conditions":[],"steps":)" + list(depth - 1) +
               R"(},{"name":"b","conditions":[],"steps":)" + list(depth - 1) + R"(}],"otherwise":)" + list(depth - 1) +
               "}";
      default:
        return R"({"type":"split","branches":[{"name":"a","weight":1,"steps":)" + list(depth - 1) +
               R"(},{"name":"b","weight":1,"steps":)" + list(depth - 1) + "}]}";
    }
  }

  std::mt19937 random_;
};

/// A step in document order, with the list that it is in at each depth: (the step that holds it, its number there).
struct Placed {
  const Step* step;
  std::vector<std::pair<const Step*, std::size_t>> lists;
};

void collect(const std::vector<Step>& steps, const std::vector<std::pair<const Step*, std::size_t>>& lists,
             std::vector<Placed>& out) {
  for (const Step& step : steps) {
    out.push_back({&step, lists});
    std::size_t number = 0;
    const auto nested = [&](const std::vector<Step>& inner) {
      auto innerLists = lists;
      innerLists.emplace_back(&step, number++);
      collect(inner, innerLists, out);
    };
    for (const auto& parameter : step.parameters) {
      if (const auto* list = std::get_if<std::vector<Step>>(&parameter)) {
        nested(*list);
      } else if (const auto* branches = std::get_if<std::vector<Branch>>(&parameter)) {
        std::for_each(branches->begin(), branches->end(), [&](const Branch& branch) { nested(branch.steps); });
      } else if (const auto* weighed = std::get_if<std::vector<SplitBranch>>(&parameter)) {
        std::for_each(weighed->begin(), weighed->end(), [&](const SplitBranch& branch) { nested(branch.steps); });
      }
    }
  }
}

bool areInDifferentListsOfOneStep(const Placed& left, const Placed& right) {
  return std::any_of(left.lists.begin(), left.lists.end(), [&](const auto& list) {
    return std::any_of(right.lists.begin(), right.lists.end(),
                       [&](const auto& other) { return list.first == other.first && list.second != other.second; });
  });
}

std::set<std::string> idsAhead(const Program& program, std::uint32_t instruction) {
  std::vector<Range> spans;
  program.goals.findAhead(instruction, spans);
  std::set<std::string> ids;
  for (const Range span : spans) {
    for (std::uint32_t goal = span.first; goal < span.first + span.count; ++goal) {
      ids.emplace(program.symbols.text(program.instructions[program.goals.instructionOf(goal)].id));
    }
  }
  return ids;
}

}  // namespace

TEST_CASE("a step stands before the goals that come later, but for those in another list of one step") {
  std::size_t goalsSeen = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    Maker maker(seed);
    // A second workflow shows that goals are told apart by workflow.
    const std::string text = R"({"rehearse":1,"workflows":[{"id":"first","triggers":[],"steps":)" + maker.list(2) +
                             R"(},{"id":"w","triggers":[],"steps":)" + maker.list(4) + "}]}";
    const auto workspace = json::readWorkspace(text);
    REQUIRE(workspace);
    const Program program = compile(*workspace);
    std::vector<Placed> placed;
    collect(workspace->workflows[1].steps, {}, placed);
    const Range instructions = program.workflows[1].instructions;
    for (std::size_t from = 0; from < placed.size(); ++from) {
      std::set<std::string> wanted;
      for (std::size_t to = from; to < placed.size(); ++to) {
        if (placed[to].step->type == StepType::goal && !areInDifferentListsOfOneStep(placed[from], placed[to])) {
          wanted.insert(placed[to].step->id);
        }
      }
      std::uint32_t instruction = instructions.first;
      while (program.symbols.text(program.instructions[instruction].id) != placed[from].step->id) {
        ++instruction;
      }
      INFO(text << " from " << placed[from].step->id);
      REQUIRE(idsAhead(program, instruction) == wanted);
      goalsSeen += wanted.size();
    }
  }
  CHECK(goalsSeen > 1'000);
}

TEST_CASE("an event asks those goals only that it can meet, the last one first") {
  std::string steps = R"([{"type":"wait","for":"1d"})";
  for (int index = 0; index < 3'000; ++index) {
    steps += R"(,{"type":"goal","event":{"type":"custom.e)" + std::to_string(index % 1'000) + R"("}})";
  }
  const Program program = test::programOf(test::workspaceWith("[]", steps + R"(,{"type":"goal","conditions":[]}])"));
  std::vector<Range> spans;
  program.goals.findAhead(program.workflows[0].start, spans);
  CHECK(spans.size() == 1);
  std::vector<std::uint32_t> asked;
  const EventKey key = program.eventKey(EventType::custom, program.symbols.find("e7"));
  const auto last = program.goals.findLast(program.workflows[0].goals, spans, key, [&](std::uint32_t goal) {
    asked.push_back(goal);
    return false;
  });
  CHECK(last == noIndex);
  CHECK(asked == std::vector<std::uint32_t>{3'000, 2'007, 1'007, 7});
}
