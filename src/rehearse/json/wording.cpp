#include "rehearse/json/wording.hpp"

#include "rehearse/json/utf8.hpp"

namespace rehearse::json {

std::string nameInText(TreeValue value) {
  if (value.isRoot()) {
    return "The document";
  }
  if (value.hasKey()) {
    return quoted(value.key());
  }
  const TreeValue list = value.parent();
  const std::string item = "Item " + std::to_string(value.ordinal() + 1);
  return list.hasKey() ? item + " of " + quoted(list.key()) : item;
}

std::string describe(TreeValue value) {
  switch (value.kind()) {
    case NodeKind::null:
      return "null";
    case NodeKind::yesNo:
      return value.yesNo() ? "true" : "false";
    case NodeKind::number:
      return "the number " + std::string(value.raw().substr(0, 30));
    case NodeKind::text:
      return value.text().empty() ? "an empty text" : "the text " + quoted(value.text());
    case NodeKind::list:
      return "a list";
    case NodeKind::object:
      return "an object";
  }
  return "";
}

std::string withCommas(std::int64_t number) {
  std::string text = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t place = text.size(); place > first + 3;) {
    place -= 3;
    text.insert(place, ",");
  }
  return text;
}

}  // namespace rehearse::json
