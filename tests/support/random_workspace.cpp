#include "support/random_workspace.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include "rehearse/rehearse.hpp"
#include "support/random.hpp"

namespace rehearse::test {
namespace {

using json = Json;

constexpr std::array<std::string_view, 3> contactIds{"ana", "ben", "cleo"};
constexpr std::array<std::string_view, 3> workflowIds{"welcome", "nurture", "sales"};
constexpr std::array<std::string_view, 3> names{"pricing", "faq", "Lead "};
constexpr std::array<std::string_view, 3> tagNames{"lead", "Lead ", "customer"};
constexpr std::array<std::string_view, 2> fieldKeys{"plan", "since"};
constexpr std::array<std::string_view, 8> durations{"1s", "45m", "1h", "1d", "1d12h", "3d", "2w", "30d"};
constexpr std::array<std::string_view, 4> instants{"2026-01-01T09:30:00Z", "2026-01-02T00:00:00+02:00",
                                                   "2026-01-15T12:00:00Z", "2026-03-01T00:00:00Z"};
constexpr std::array<std::string_view, 3> offsets{"+00:00", "-05:00", "+05:30"};
constexpr std::array<std::string_view, 3> timesOfDay{"00:00", "09:30", "23:59"};
constexpr std::array<std::string_view, 6> mergeTexts{"pricing",
                                                     "Hello {{contact.name}}",
                                                     "{{contact.fields.plan}}",
                                                     "{{event.link}}{{contact.engagementScore}}",
                                                     "{{nothing}} {{contact.email}}",
                                                     "ünïcode ✓"};
constexpr std::array<int, 8> numbers{0, 1, 2, 5, 10, 12, 50, -3};

constexpr Duration wholeDay = 86'400'000;

/// What stands where the id of a step belongs until all steps are there.
constexpr std::string_view anyStep = "?";

/// Makes values of the kinds of the tables.
class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  json workspace() {
    json made = object(Shape::workspace);
    made["workflows"] = json::array();
    for (std::size_t index = 0; index <= random_.below(workflowIds.size()); ++index) {
      made["workflows"].push_back(workflow(workflowIds[index]));
    }
    made["contacts"] = json::array();
    for (std::size_t index = 0; index + 1 < contactIds.size(); ++index) {
      json contact = object(Shape::contact);
      contact["id"] = contactIds[index];
      made["contacts"].push_back(std::move(contact));
    }
    return made;
  }

  Stimulus stimulus() {
    using enum Stimulus::Kind;
    const std::uint32_t choice = random_.below(20);
    if (choice < 11) return {fire, event().dump(), ""};
    if (choice < 15) return {advance, pick(durations), ""};
    if (choice < 18) return {edit, pick(contactIds), changes(Shape::contactEdit).dump()};
    if (choice < 19) return {unlock, pick(contactIds), std::string(workflowIds[0])};
    json contact = changes(Shape::contact);
    contact["id"] = random_.chance(50) ? std::string(contactIds.back()) : "contact " + std::to_string(random_.below(9));
    return {addContact, contact.dump(), ""};
  }

 private:
  template <class List>
  std::string pick(const List& list) {
    return std::string(random_.oneOf(list));
  }

  json workflow(std::string_view id) {
    steps_.clear();
    json made = object(Shape::workflow);
    made["id"] = id;
    if (random_.chance(80)) {
      made["status"] = "published";
    }
    setStepReferences(made);
    return made;
  }

  /// The members of an object, those that are required and some of the others.
  void addMembers(json& made, std::span<const PropertyRow> properties, std::span<const RuleRow> rules) {
    std::vector<std::string_view> wanted;
    for (const PropertyRow& row : properties) {
      if (standsBesideEvent(row) && (row.required || random_.chance(40))) {
        wanted.push_back(row.name);
      }
    }
    for (const RuleRow& rule : rules) {
      settle(rule, wanted);
    }
    for (const PropertyRow& row : properties) {
      if (std::find(wanted.begin(), wanted.end(), row.name) != wanted.end()) {
        made[std::string(row.name)] = value(row);
      }
    }
    for (const RuleRow& rule : rules) {
      if (rule.kind == RuleKind::needsWholeDays && made.contains(rule.names[0]) && made.contains(rule.names[1])) {
        made[std::string(rule.names[1])] = durationOf(wholeDay, wholeDay);
      }
    }
  }

  bool standsBesideEvent(const PropertyRow& row) const {
    return row.onlyFor.empty() ||
           std::find(row.onlyFor.begin(), row.onlyFor.end(), eventType_->name) != row.onlyFor.end();
  }

  /// One of the durations, of at least `minimum` milliseconds and a multiple of `unit`.
  std::string durationOf(std::int64_t minimum, std::int64_t unit) {
    std::string text;
    std::optional<Duration> duration;
    do {
      text = pick(durations);
      duration = parseDuration(text);
    } while (!duration || *duration < minimum || *duration % unit != 0);
    return text;
  }

  void settle(const RuleRow& rule, std::vector<std::string_view>& wanted) {
    const auto has = [&](std::string_view name) {
      return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    };
    const auto others = rule.names.subspan(1);
    switch (rule.kind) {
      case RuleKind::exactlyOne: {
        std::erase_if(wanted, [&](std::string_view name) {
          return std::find(rule.names.begin(), rule.names.end(), name) != rule.names.end();
        });
        wanted.push_back(random_.oneOf(rule.names));
        break;
      }
      case RuleKind::needsOneOf:
        if (std::none_of(others.begin(), others.end(), has)) {
          std::erase(wanted, rule.names.front());
        }
        break;
      case RuleKind::othersNeedFirst:
        if (std::any_of(others.begin(), others.end(), has) && !has(rule.names.front())) {
          wanted.push_back(rule.names.front());
        }
        break;
      case RuleKind::needsWholeDays:
        // Of values, not of what is there: see to it once they are made.
        break;
    }
  }

  json object(Shape shape) {
    json made = json::object();
    const auto properties = rowOf(shape).properties;
    const auto hasKind = [&](PropertyKind kind) {
      return std::any_of(properties.begin(), properties.end(), [&](const auto& row) { return row.kind == kind; });
    };
    if (hasKind(PropertyKind::eventType)) {
      eventType_ = someEventType();
    } else if (hasKind(PropertyKind::awaitedEventType)) {
      do {
        eventType_ = someEventType();
      } while (eventType_->origin == EventOrigin::clock);
    }
    addMembers(made, rowOf(shape).properties, rowOf(shape).rules);
    return made;
  }

  json value(const PropertyRow& row) {
    using enum PropertyKind;
    switch (row.kind) {
      case version:
        return 1;
      case identifier:
        return "name " + std::to_string(++lastName_);
      case workflowReference:
      case workflowReferences:
        return pick(workflowIds);
      case stepReference:
        return anyStep;
      case contactReference:
        return pick(contactIds);
      case wholeNumber:
        return numberWithin(row);
      case points:
        return pointsValue();
      case score:
        return scoreValue();
      case yesNo:
        return random_.chance(50);
      case flag:
        return true;
      case choice:
        return pick(row.choices);
      case instant:
        return pick(instants);
      case duration:
        return durationOf(row.minimum, 1);
      case signedDuration:
        return signedDurationValue();
      case timeOfDay:
        return pick(timesOfDay);
      case utcOffset:
        return pick(offsets);
      case scalar:
        return scalarValue();
      case scalarMap:
      case clearableMap:
        return scalars(row.kind == clearableMap);
      case texts:
      case tags:
        return tagList();
      case eventType:
      case awaitedEventType:
        return eventTypeName();
      case conditions:
        return conditionList();
      case contactFieldPath:
        return random_.chance(30) ? std::string("name") : "fields." + pick(fieldKeys);
      case dateFieldPath:
        return dateField();
      case object:
        return this->object(row.shape);
      case list:
        return objects(row);
      case steps:
        return stepList();
      default:
        return row.resource.empty() ? pick(mergeTexts) : pick(names);
    }
  }

  std::string dateField() {
    std::vector<std::string> paths;
    for (const ContactFieldRow& row : contactFields()) {
      if (row.kind == ValueKind::time) {
        paths.emplace_back(row.name);
      }
    }
    for (const auto key : fieldKeys) {
      paths.push_back("fields." + std::string(key));
    }
    return random_.oneOf(paths);
  }

  json numberWithin(const PropertyRow& row) {
    const std::int64_t span = std::min<std::int64_t>(row.maximum - row.minimum, 60);
    return row.minimum + random_.below(static_cast<std::size_t>(span) + 1);
  }

  json pointsValue() {
    const int sign = random_.chance(30) ? -1 : 1;
    return sign * static_cast<int>(1 + random_.below(60));
  }

  json signedDurationValue() {
    const std::string sign = random_.chance(50) ? "-" : "";
    return sign + pick(durations);
  }

  json scoreValue() {
    if (random_.chance(25)) {
      return nullptr;
    }
    return random_.chance(5) ? json(999'999'990) : json(random_.oneOf(numbers));
  }

  json scalarValue() {
    const std::uint32_t kind = random_.below(5);
    if (kind == 0) return random_.oneOf(numbers);
    if (kind == 1) return random_.chance(50);
    return kind == 2 ? pick(instants) : pick(mergeTexts);
  }

  json scalars(bool clearable) {
    json made = json::object();
    for (const auto key : fieldKeys) {
      if (random_.chance(60)) {
        made[std::string(key)] = clearable && random_.chance(20) ? json(nullptr) : scalarValue();
      }
    }
    return made;
  }

  json tagList() {
    json made = json::array({pick(tagNames)});
    if (random_.chance(30) && made[0] != tagNames.back()) {
      made.push_back(tagNames.back());
    }
    return made;
  }

  json objects(const PropertyRow& row) {
    json made = json::array();
    const std::size_t most = random_.chance(15) ? 0 : 1 + random_.below(2);
    const std::size_t count = std::max(static_cast<std::size_t>(row.minimum), most);
    for (std::size_t index = 0; index < count; ++index) {
      made.push_back(object(row.shape));
    }
    return made;
  }

  json stepList() {
    json made = json::array();
    if (depth_ > 2) {
      return made;
    }
    ++depth_;
    for (std::size_t left = 1 + random_.below(depth_ == 1 ? 5 : 2); left > 0; --left) {
      made.push_back(step());
    }
    --depth_;
    return made;
  }

  json step() {
    // Waits and branches are what it is about.
    const bool mayStay = random_.chance(60);
    const StepTypeRow* row = &random_.oneOf(stepTypes());
    while (!mayStay && row->group != rowOf(StepType::wait).group) {
      row = &random_.oneOf(stepTypes());
    }
    if ((row->id == StepType::goTo || row->id == StepType::end) && random_.chance(60)) {
      row = &rowOf(StepType::modifyEngagementScore);
    }
    const std::string id = "step " + std::to_string(++lastName_);
    json made{{"id", id}, {"type", std::string(row->name) + (row->name.ends_with('.') ? "ping" : "")}};
    steps_.push_back(id);
    addMembers(made, row->parameters, row->rules);
    return made;
  }

  void setStepReferences(json& within) {
    for (json& each : within) {
      if (each.is_structured()) {
        setStepReferences(each);
      } else if (each == anyStep) {
        each = random_.oneOf(steps_);
      }
    }
  }

  /// Most are of a few types, so that events meet triggers and the clock makes some of its own.
  const EventTypeRow* someEventType() {
    using enum EventType;
    constexpr std::array frequent{linkClicked, formSubmitted, quizSubmitted, scoreChanged,
                                  tagAdded,    custom,        schedule,      dateReached};
    return random_.chance(70) ? &rowOf(random_.oneOf(frequent)) : &random_.oneOf(eventTypes());
  }

  std::string eventTypeName() const {
    return std::string(eventType_->name) + (eventType_->id == EventType::custom ? "ping" : "");
  }

  json conditionList() {
    json made = json::array();
    while (made.size() < 3 && random_.chance(30)) {
      made.push_back(condition(0));
    }
    return made;
  }

  json condition(int depth) {
    if (depth < 3 && random_.chance(20)) {
      const std::uint32_t kind = random_.below(3);
      if (kind == 2) return {{"not", condition(depth + 1)}};
      return {{kind == 0 ? "all" : "any", json::array({condition(depth + 1), condition(depth + 1)})}};
    }
    std::string path;
    const ValueKind kind = field(path);
    const OperatorRow* comparison = &random_.oneOf(operators());
    while (!appliesTo(comparison->id, kind)) {
      comparison = &random_.oneOf(operators());
    }
    json made{{"field", path}, {"operator", comparison->name}};
    if (const Operand operand = operandOf(comparison->id, kind); operand != Operand::none) {
      made["value"] = this->operand(operand);
    }
    return made;
  }

  ValueKind field(std::string& path) {
    const auto attributes = eventType_->attributes;
    if (!attributes.empty() && random_.chance(40)) {
      const AttributeRow& row = random_.oneOf(attributes);
      path = "event." + std::string(row.name);
      return row.kind;
    }
    if (random_.chance(20)) {
      path = eventType_->hasFields && random_.chance(50) ? "event.fields." : "contact.fields.";
      path += pick(fieldKeys);
      return ValueKind::scalar;
    }
    const ContactFieldRow& row =
        random_.chance(50) ? rowOf(ContactField::engagementScore) : random_.oneOf(contactFields());
    path = "contact." + std::string(row.name);
    return row.kind;
  }

  json operand(Operand operand) {
    switch (operand) {
      case Operand::number:
        return random_.oneOf(numbers);
      case Operand::text:
        return random_.chance(50) ? pick(names) : pick(tagNames);
      case Operand::yesNo:
        return random_.chance(50);
      case Operand::texts:
        return tagList();
      case Operand::duration:
        return pick(durations);
      case Operand::scalar:
      case Operand::none:
        break;
    }
    return scalarValue();
  }

  json event() {
    do {
      eventType_ = someEventType();
    } while (eventType_->origin != EventOrigin::outside);
    json made{{"type", eventTypeName()}, {"contact", pick(std::array{contactIds[0], contactIds[1]})}};
    for (const AttributeRow& row : eventType_->attributes) {
      if (row.required || random_.chance(60)) {
        made[std::string(row.name)] = attribute(row.kind);
      }
    }
    if (eventType_->hasFields) {
      made["fields"] = scalars(false);
    }
    return made;
  }

  json attribute(ValueKind kind) {
    if (kind == ValueKind::number) return random_.oneOf(numbers);
    if (kind == ValueKind::yesNo) return random_.chance(50);
    return pick(names);
  }

  /// What an edit or an arriving contact sets.
  json changes(Shape shape) {
    json made = object(shape);
    made.erase("contact");
    made.erase("createdAt");
    return made;
  }

  Random random_;
  const EventTypeRow* eventType_ = &rowOf(EventType::linkClicked);
  std::vector<std::string> steps_;  ///< ids of the present workflow
  int lastName_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string randomWorkspace(std::uint64_t seed) {
  for (std::uint64_t attempt = 0;; ++attempt) {
    const std::string text = Maker(seed + (attempt << 32U)).workspace().dump();
    if (rehearse::json::readWorkspace(text)) {
      return text;
    }
  }
}

std::vector<Stimulus> randomStimuli(std::uint64_t seed, std::size_t count) {
  Maker maker(seed);
  std::vector<Stimulus> stimuli;
  while (stimuli.size() < count) {
    stimuli.push_back(maker.stimulus());
  }
  return stimuli;
}

std::vector<Stimulus> badStimuli(const std::string& contact) {
  using enum Stimulus::Kind;
  std::vector<Stimulus> stimuli{
      {fire, "", ""},
      {fire, "{", ""},
      {fire, "[]", ""},
      {fire, R"({"type":"link.clicked","contact":"ana"})", ""},
      {fire, R"({"type":"link.clicked","contact":"@nobody","link":"faq"})", ""},
      {fire, R"({"type":"link.clicked","contact":"ana","link":3})", ""},
      {fire, R"({"type":"link.clicked","contact":"ana","link":"faq","colour":"red"})", ""},
      {fire, R"({"type":"link.clicked","contact":"ana","link":"faq","link":"faq"})", ""},
      {fire, "{\"type\":\"link.clicked\",\"contact\":\"ana\",\"link\":\"\xFF\"}", ""},
      {fire, R"({"type":"email.read","contact":"ana"})", ""},
      {fire, R"({"type":"score.changed","contact":"ana"})", ""},
      {fire, R"({"type":"custom.","contact":"ana"})", ""},
      {advance, "", ""},
      {advance, "0d", ""},
      {advance, "-1d", ""},
      {advance, "1.5d", ""},
      {advance, "999999999999999999999w", ""},
      {advance, "9000000h99999999999999999d", ""},
      {advance, "600000w", ""},
      {advanceTo, "tomorrow", ""},
      {advanceTo, "0000-12-31T23:59:59Z", ""},
      {advanceTo, "10000-01-01T00:00:00Z", ""},
      {advanceTo, "2026-02-30T00:00:00Z", ""},
      {edit, "@nobody", R"({"name":"Nobody"})"},
      {edit, "ana", R"({"engagementScore":"ten"})"},
      {edit, "ana", R"({"engagementScore":1000000001})"},
      {edit, "ana", R"({"name":"Ana","id":"other"})"},
      {edit, "ana", R"({"name":"Ana","tags":["lead",""]})"},
      {edit, "ana", R"({"name":"Ana","fields":{"plan":{}}})"},
      {addContact, R"({"name":"No id"})", ""},
      {addContact, R"({"id":""})", ""},
      {addContact, R"({"id":"ana"})", ""},
      {addContact, R"({"id":"new","engagementScore":1.5})", ""},
      {unlock, "@nobody", "welcome"},
      {unlock, "ana", "@nobody"},
      {unlock, "ana", ""},
  };
  const std::string quoted = Json(contact).dump();
  const std::string inJson = quoted.substr(1, quoted.size() - 2);
  // Longer than an id may be: whatever the document and the stimuli before, nothing has it.
  const std::string nobody(129, 'n');
  for (Stimulus& stimulus : stimuli) {
    for (std::string* text : {&stimulus.text, &stimulus.further}) {
      if (const auto at = text->find("@nobody"); at != std::string::npos) {
        text->replace(at, 7, nobody);
      }
      if (const auto at = text->find("ana"); at != std::string::npos) {
        text->replace(at, 3, text->starts_with('{') ? inJson : contact);
      }
    }
  }
  return stimuli;
}

}  // namespace rehearse::test
