// What bounds the work and the memory that a document may take, and that whatever is read can be written and read
// again.

#include <clocale>
#include <ctime>
#include <string>
#include <string_view>

#include "rehearse/json/number_range.hpp"
#include "rehearse/json/reader.hpp"
#include "rehearse/json/suggestion.hpp"
#include "rehearse/json/workspace_writer.hpp"
#include "rehearse/vocabulary/vocabulary.hpp"
#include "unit/catch.hpp"

namespace rehearse {
namespace {

using json::readWorkspace;

std::string workspaceWith(const std::string& triggers, const std::string& steps, const std::string& more = "") {
  return R"({"rehearse":1,"workflows":[{"id":"w","triggers":)" + triggers + R"(,"steps":)" + steps + "}]" + more + "}";
}

/// `[item 0, item 1 …]`.
template <class Item>
std::string listOf(std::size_t count, Item item) {
  std::string text = "[";
  for (std::size_t index = 0; index < count; ++index) {
    text += (index == 0 ? "" : ",") + item(index);
  }
  return text + "]";
}

/// A name of `length` characters with a number in front.
std::string longName(std::size_t number, std::size_t length, char filling) {
  std::string name = std::to_string(number);
  return name + std::string(length - name.size(), filling);
}

/// `count` steps with long ids, and `wrong` steps that go to ids that are nearly those.
std::string wrongReferences(std::size_t count, std::size_t wrong, std::size_t length) {
  return workspaceWith("[]", listOf(count + wrong, [=](std::size_t index) {
                         return index < count
                                    ? R"({"id":")" + longName(index, length, 'a') + R"(","type":"end"})"
                                    : R"({"type":"goTo","step":")" + longName(index - count, length - 1, 'a') + R"("})";
                       }));
}

/// Of the processor, so that other programs do not count.
double secondsFor(const std::string& text) {
  const auto before = std::clock();
  const auto result = readWorkspace(text);
  const auto taken = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  CHECK_FALSE(result);
  CHECK(result.diagnostics().size() == maximumDiagnostics);
  return taken;
}

/// The code and the path of the one thing that is wrong.
std::string onlyFault(const Diagnostics& diagnostics) {
  return diagnostics.size() == 1 ? diagnostics[0].code + " " + diagnostics[0].path
                                 : std::to_string(diagnostics.size()) + " diagnostics";
}

std::string faultOf(const std::string& workspace) { return onlyFault(readWorkspace(workspace).diagnostics()); }

}  // namespace

TEST_CASE("what was meant is looked for within bounds", "[json]") {
  // Without them these take minutes; with them, some hundredths of a second where the code is optimised.
  CHECK(secondsFor(wrongReferences(2000, 1000, 128)) < 5);
  CHECK(secondsFor(wrongReferences(2000, 1000, 40)) < 5);
  std::string keys;
  for (std::size_t index = 0; index < 20'000; ++index) {
    keys += "," + ('"' + longName(index, 30, 'k')) + "\":1";
  }
  CHECK(secondsFor(R"({"rehearse":1,"workflows":[])" + keys + "}") < 5);
}

TEST_CASE("what was meant is still found", "[json]") {
  const std::vector<std::string_view> names{"untilEvent", "untilConditions", "timeout", "for"};
  CHECK(json::closest("untlEvent", names) == "untilEvent");
  CHECK(json::closest("utnilEvent", names) == "untilEvent");
  CHECK(json::closest("UNTILEVENT", names) == "untilEvent");
  CHECK(json::closest("untilConditionsss", names) == "untilConditions");
  CHECK(json::closest("timout", names) == "timeout");
  CHECK(json::closest("fo", names) == "for");
  CHECK(json::closest("entirelyDifferent", names).empty());
  CHECK(json::closest("", names).empty());
  CHECK(json::closest(std::string(41, 'x'), std::vector<std::string_view>{std::string_view()}).empty());

  // Among very many, those that begin alike are looked at.
  const auto result =
      readWorkspace(workspaceWith("[]", listOf(5000, [](std::size_t index) {
                                          return R"({"id":"step-)" + longName(index, 8, 'x') + R"(","type":"end"})";
                                        }).replace(0, 1, R"([{"type":"goTo","step":"step-4321xxx"},)")));
  REQUIRE(result.diagnostics().size() == 1);
  CHECK(result.diagnostics()[0].hint == "Did you mean `step-4321xxxx`?");
}

TEST_CASE("a workflow has no more than 10,000 steps, at every depth", "[json]") {
  const auto end = [](std::size_t) { return std::string(R"({"type":"end"})"); };
  CHECK(readWorkspace(workspaceWith("[]", listOf(maximumSteps, end))));
  CHECK(faultOf(workspaceWith("[]", listOf(maximumSteps + 1, end))) == "value.range /workflows/0/steps");
  const auto nested = [&](std::size_t count) {
    return R"([{"type":"if","branches":[{"name":"b","conditions":[],"steps":)" + listOf(count, end) +
           R"(}],"otherwise":[{"type":"goTo","step":"step-1.b.2"}]}])";
  };
  CHECK(readWorkspace(workspaceWith("[]", nested(maximumSteps - 2))));
  CHECK(faultOf(workspaceWith("[]", nested(maximumSteps - 1))) == "value.range /workflows/0/steps");
}

TEST_CASE("a document has no more than 200,000 steps in all", "[json]") {
  const auto workflows = [](std::size_t count) {
    return R"({"rehearse":1,"workflows":)" +
           listOf(count,
                  [](std::size_t index) {
                    return R"({"id":")" + std::to_string(index) + R"(","triggers":[],"steps":)" +
                           listOf(maximumSteps, [](std::size_t) { return std::string(R"({"type":"end"})"); }) + "}";
                  }) +
           "}";
  };
  CHECK(readWorkspace(workflows(20)));
  CHECK(faultOf(workflows(21)) == "value.range /workflows/20/steps");
  const auto scenarios = [](std::size_t count) {
    return R"({"rehearse":1,"workspace":"w","scenarios":)" +
           listOf(count,
                  [](std::size_t index) {
                    return R"({"name":")" + std::to_string(index) + R"(","steps":)" +
                           listOf(100'000, [](std::size_t) { return std::string(R"({"advance":"1d"})"); }) + "}";
                  }) +
           "}";
  };
  CHECK(json::readScenarioFile(scenarios(2)));
  CHECK(onlyFault(json::readScenarioFile(scenarios(3)).diagnostics()) == "value.range /scenarios/2/steps");
}

TEST_CASE("ids that places make have no more than 256 bytes", "[json]") {
  const auto idOf = [](std::size_t nameLength) {
    const auto branch = R"(","conditions":[],"steps":)";
    return workspaceWith("[]", R"([{"id":"a","type":"if","branches":[{"name":")" + std::string(nameLength, 'n') +
                                   branch + R"([{"type":"if","branches":[{"name":")" + std::string(124, 'm') + branch +
                                   R"([{"type":"end"}]}]}]}]}])");
  };
  // "a." and the names with ".1." and ".1" after them
  CHECK(readWorkspace(idOf(256 - 124 - 7)));
  CHECK(faultOf(idOf(256 - 124 - 6)) == "value.missing /workflows/0/steps/0/branches/0/steps/0/branches/0/steps/0");
}

TEST_CASE("lists and maps have no more than their rows allow", "[json]") {
  const auto texts = [](std::size_t count) {
    return listOf(count, [](std::size_t index) { return '"' + std::to_string(index) + '"'; });
  };
  const auto map = [](std::size_t count) {
    std::string text = listOf(count, [](std::size_t index) { return '"' + std::to_string(index) + "\":1"; });
    text.front() = '{';
    text.back() = '}';
    return text;
  };
  const auto contact = [](const std::string& member) {
    return workspaceWith("[]", "[]", R"(,"contacts":[{"id":"a",)" + member + "}]");
  };
  const auto condition = [](const std::string& value) {
    return workspaceWith(
        R"([{"type":"tag.added","conditions":{"field":"contact.tags","operator":"noneOf","value":)" + value + "}}]",
        "[]");
  };
  CHECK(readWorkspace(contact(R"("tags":)" + texts(1000))));
  CHECK(faultOf(contact(R"("tags":)" + texts(1001))) == "value.range /contacts/0/tags");
  CHECK(readWorkspace(contact(R"("fields":)" + map(1000))));
  CHECK(faultOf(contact(R"("fields":)" + map(1001))) == "value.range /contacts/0/fields");
  CHECK(readWorkspace(condition(texts(1000))));
  CHECK(faultOf(condition(texts(1001))) == "value.range /workflows/0/triggers/0/conditions/value");
  CHECK(faultOf(condition("[]")) == "value.range /workflows/0/triggers/0/conditions/value");
  CHECK(faultOf(workspaceWith("[]", R"([{"type":"addTag","tags":)" + texts(1001) + "}]")) ==
        "value.range /workflows/0/steps/0/tags");
  CHECK(faultOf(workspaceWith(listOf(1001, [](std::size_t) { return std::string(R"({"type":"contact.created"})"); }),
                              "[]")) == "value.range /workflows/0/triggers");
  const auto event = [&](std::size_t count) {
    return json::readEvent(R"({"type":"form.submitted","contact":"a","form":"f","fields":)" + map(count) + "}");
  };
  CHECK(event(1000));
  CHECK(onlyFault(event(1001).diagnostics()) == "value.range /fields");
  CHECK(onlyFault(json::readContactEdit(R"({"fields":)" + map(1001) + "}").diagnostics()) == "value.range /fields");
  CHECK(faultOf(R"({"rehearse":1,"workflows":[],"contacts":)" +
                listOf(100'001, [](std::size_t index) { return R"({"id":")" + std::to_string(index) + "\"}"; }) +
                "}") == "value.range /contacts");
}

TEST_CASE("numbers beyond a double are told from their digits alone", "[json]") {
  using json::isBeyondDouble;
  const std::string largest = "17976931348623157" + std::string(292, '0');
  for (const std::string number :
       {"0", "-0.0", "0e999999999999999999999", "1", "1e308", "-1.7976931348623157e308", "1.7976931348623158e+308",
        "17.9E307", "0.00000017e315", "1e-400", "123456789e-99999999999999999999", "0.1e309"}) {
    INFO(number);
    CHECK_FALSE(isBeyondDouble(number));
  }
  CHECK_FALSE(isBeyondDouble(largest));
  CHECK_FALSE(isBeyondDouble("0." + std::string(500, '0') + "1e800"));
  for (const std::string number : {"1e309", "-1e309", "1.5e400", "1.8e308", "1.7976931348623159e308", "18e307",
                                   "0.018E310", "1e99999999999999999999"}) {
    INFO(number);
    CHECK(isBeyondDouble(number));
  }
  CHECK(isBeyondDouble("1" + std::string(309, '0')));
  CHECK(isBeyondDouble("0." + std::string(500, '0') + "1e811"));
}

TEST_CASE("a locale with a decimal comma changes nothing", "[json]") {
  const char* set = nullptr;
  for (const auto* name : {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "fr_FR.utf8"}) {
    set = set == nullptr ? std::setlocale(LC_NUMERIC, name) : set;
  }
  if (set == nullptr) {
    WARN("No locale with a decimal comma is installed here: tested without one.");
  }
  const auto fault = faultOf(R"({"rehearse":1,"workflows":[],"x-a":1.5e400})");
  const auto good = readWorkspace(R"({"rehearse":1,"workflows":[],"contacts":[{"id":"a","fields":{"n":1.5}}]})");
  const auto written = good ? json::writeWorkspace(*good) : std::string();
  std::setlocale(LC_NUMERIC, "C");
  CHECK(fault == "value.range /x-a");
  CHECK(written.find("\"n\": 1.5") != std::string::npos);
}

TEST_CASE("whatever can be read can be read again after it was written", "[json]") {
  const std::string comparison = R"({"field":"contact.name","operator":"anyOf","value":["a"],"x-a":{}})";
  /// The comparison inside `depth` groups of that kind.
  const auto grouped = [&](std::size_t depth, const std::string& before, const std::string& after) {
    std::string text = comparison;
    for (std::size_t count = 0; count < depth; ++count) {
      text = before + text + after;
    }
    return text;
  };
  std::size_t readable = 0;
  std::size_t tooDeep = 0;
  for (const auto& [before, after] :
       {std::pair(R"({"not":)", "}"), std::pair(R"({"not":[)", "]}"), std::pair(R"({"not":{"all":[)", "]}}"),
        std::pair(R"({"any":[)", "]}"), std::pair(R"({"not":{"all":[)", R"(],"x-b":1}})")}) {
    for (std::size_t depth = 15; depth < 64; ++depth) {
      for (const bool isLone : {false, true}) {
        const auto condition = grouped(depth, before, after);
        const auto text = workspaceWith(
            R"([{"type":"tag.added","conditions":)" + (isLone ? condition : "[" + condition + "]") + "}]", "[]");
        const auto workspace = readWorkspace(text);
        if (!workspace) {
          CHECK(onlyFault(workspace.diagnostics()).starts_with("json.depth "));
          ++tooDeep;
          continue;
        }
        ++readable;
        const auto written = json::writeWorkspace(*workspace);
        const auto again = readWorkspace(written);
        INFO(text);
        REQUIRE(again);
        CHECK(json::writeWorkspace(*again) == written);
      }
    }
  }
  CHECK(readable > 100);
  CHECK(tooDeep > 100);
}

TEST_CASE("a text that indentation would make too large is written without it", "[json]") {
  const std::string deep = std::string(60, '[') + std::string("0") + std::string(60, ']');
  std::string values;
  for (std::size_t count = 0; count < 200'000; ++count) {
    values += ",0";
  }
  const auto workspace = readWorkspace(R"({"rehearse":1,"workflows":[],"x-a":)" + std::string(60, '[') + "0" + values +
                                       std::string(60, ']') + R"(,"x-b":)" + deep + "}");
  REQUIRE(workspace);
  const auto written = json::writeWorkspace(*workspace);
  CHECK(written.size() < json::maximumBytes);
  CHECK(readWorkspace(written));
}

}  // namespace rehearse
