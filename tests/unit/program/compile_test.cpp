#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("each instruction knows the one after it, through branches and jumps") {
  const Program program = test::programOf(test::workspaceWith("[]", R"([
    {"id":"choose","type":"if","branches":[
      {"name":"hot","conditions":[],"steps":[{"id":"tag","type":"addTag","tags":["hot"]}]},
      {"name":"cold","conditions":[],"steps":[]}],
     "otherwise":[{"id":"back","type":"goTo","step":"choose"}]},
    {"id":"stop","type":"end"},
    {"id":"never","type":"addTag","tags":["x"]}])"));
  const auto named = [&](std::string_view id) {
    for (std::uint32_t index = 0; index < program.instructions.size(); ++index) {
      if (program.symbols.text(program.instructions[index].id) == id) {
        return index;
      }
    }
    return noIndex;
  };
  const auto& choose = program.instructions[named("choose")];
  const auto& operand = program.branchOperands[choose.operand];
  CHECK(program.workflows[0].start == named("choose"));
  CHECK(program.branches[operand.branches.first].target == named("tag"));
  CHECK(program.branches[operand.branches.first + 1].target == named("stop"));
  CHECK(operand.otherwise == named("back"));
  CHECK(program.instructions[named("back")].next == named("choose"));
  CHECK(program.instructions[named("tag")].next == named("stop"));
  CHECK(program.instructions[named("stop")].next == noIndex);
  CHECK(program.instructions[named("never")].next == noIndex);
}

TEST_CASE("only workflows whose steps look at the event keep it") {
  const auto reads = [](std::string_view triggers, std::string_view steps) {
    return test::programOf(test::workspaceWith(triggers, steps)).workflows[0].readsEvent;
  };
  constexpr auto onClick =
      R"([{"type":"link.clicked","conditions":{"field":"event.link","operator":"equalTo","value":"a"}}])";
  CHECK_FALSE(reads(onClick, R"([{"type":"addTag","tags":["x"]}])"));
  CHECK_FALSE(reads(onClick, R"([{"type":"wait","untilEvent":{"type":"link.clicked","conditions":
                              {"field":"event.link","operator":"equalTo","value":"a"}}}])"));
  CHECK(reads(onClick, R"([{"type":"sendEmail","subject":"You clicked {{event.link}}"}])"));
  CHECK_FALSE(reads(onClick, R"([{"type":"createContact","contact":{"name":"of {{contact.name}}"}}])"));
  CHECK(reads(onClick, R"([{"type":"createContact","contact":{"fields":{"x":"{{event.link}}"}}}])"));
  CHECK(reads(onClick, R"([{"type":"findContact","conditions":{"field":"event.link","operator":"isEmpty"}}])"));
  CHECK(reads(onClick, R"([{"type":"wait","untilConditions":{"field":"event.link","operator":"isEmpty"}}])"));
}

TEST_CASE("texts without merge fields have no pieces, and unknown paths are known as such") {
  const Program program = test::programOf(test::workspaceWith("[]", R"([
    {"type":"sendEmail","subject":"Hello","body":"Hi {{ contact.name }}, {{contact.shoeSize}} {{event.link}} {{open"}])"));
  REQUIRE(program.messageParts.size() == 2);
  CHECK(program.messageParts[0].content.pieces.count == 0);
  REQUIRE(program.messageParts[1].content.pieces.count == 7);
  const auto* pieces = &program.pieces[program.messageParts[1].content.pieces.first];
  CHECK(pieces[1].kind == TemplatePiece::Kind::field);
  CHECK(pieces[3].kind == TemplatePiece::Kind::unknown);
  CHECK(program.symbols.text(pieces[3].text) == "contact.shoeSize");
  CHECK(pieces[5].kind == TemplatePiece::Kind::field);
  CHECK(program.symbols.text(pieces[6].text) == " {{open");
}

TEST_CASE("steps may name workflows that stand before or after their own") {
  const Program program = test::programOf(R"({"rehearse":1,"workflows":[
    {"id":"z","triggers":[],"steps":[{"type":"addToWorkflow","workflow":"m"},{"type":"removeFromWorkflow","workflow":"a"}]},
    {"id":"a","triggers":[],"steps":[{"type":"addToWorkflow","workflow":"a"},{"type":"removeFromWorkflow","workflow":"all"}]},
    {"id":"m","triggers":[],"steps":[{"type":"addToWorkflow","workflow":"z"}]}]})");
  REQUIRE(program.additionOperands.size() == 3);
  CHECK(program.additionOperands[0].workflow == 2);
  CHECK(program.additionOperands[1].workflow == 1);
  CHECK(program.additionOperands[2].workflow == 0);
  REQUIRE(program.removalOperands.size() == 2);
  CHECK(program.removalOperands[0].workflow == 1);
  CHECK_FALSE(program.removalOperands[0].scope);
  CHECK(program.removalOperands[1].scope == RemovalScope::all);
}
