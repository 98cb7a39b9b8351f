#include "rehearse/vocabulary/properties.hpp"

#include <algorithm>
#include <array>

#include "rehearse/vocabulary/choices.hpp"
#include "rehearse/vocabulary/lookup.hpp"

namespace rehearse {
namespace {

using enum PropertyKind;

// One row a line, however long: read it as a table.
// clang-format off
constexpr std::array workspaceProperties{
    PropertyRow{"rehearse", version, true, "Format version", "The version of this format: 1."},
    PropertyRow{"name", text, false, "Name", "What the workspace is called."},
    PropertyRow{.name = "clock", .kind = instant, .label = "Clock starts at", .documentation = "Where the virtual clock starts; 2026-01-01T00:00:00Z by default.", .defaultValue = R"("2026-01-01T00:00:00Z")"},
    PropertyRow{.name = "utcOffset", .kind = utcOffset, .label = "UTC offset", .documentation = "What \"09:00\" means in schedules; \"+00:00\" by default.", .defaultValue = R"("+00:00")"},
    PropertyRow{.name = "seed", .kind = wholeNumber, .label = "Seed", .documentation = "Feeds the choices of `split`; 0 by default.", .defaultValue = "0"},
    PropertyRow{.name = "workflows", .kind = list, .required = true, .label = "Workflows", .documentation = "The automations, in the order in which they see an event.", .maximum = maximumObjects, .shape = Shape::workflow},
    PropertyRow{.name = "scoringRules", .kind = list, .label = "Scoring rules", .documentation = "Points for events, without a workflow; applied in order.", .maximum = maximumObjects, .shape = Shape::scoringRule},
    PropertyRow{.name = "contacts", .kind = list, .label = "Contacts", .documentation = "Sample contacts that every simulation starts with.", .maximum = maximumObjects, .shape = Shape::contact},
    PropertyRow{.name = "resources", .kind = object, .label = "Resources", .documentation = "What events may refer to: links, emails, forms and so on, for pickers and checks.", .shape = Shape::resources},
};

constexpr std::array workflowProperties{
    PropertyRow{"id", identifier, true, "Id", "Names the workflow in journals, references and tests.", 1, maximumIdLength},
    PropertyRow{"name", text, false, "Name", "What people call it; the id by default."},
    PropertyRow{.name = "status", .kind = choice, .label = "Status", .documentation = "Only published workflows enroll contacts; draft by default.", .choices = workflowStatusNames, .defaultValue = R"("draft")"},
    PropertyRow{.name = "allowReentry", .kind = yesNo, .label = "Allow re-entry", .documentation = "Whether a contact may go through it more than once; true by default.", .defaultValue = "true"},
    PropertyRow{.name = "stopOnReply", .kind = yesNo, .label = "Stop on reply", .documentation = "Whether a reply of the contact ends its enrollment; false by default.", .defaultValue = "false"},
    PropertyRow{.name = "triggers", .kind = list, .required = true, .label = "Triggers", .documentation = "Any of them starts the workflow.", .maximum = maximumItems, .shape = Shape::trigger},
    PropertyRow{"steps", steps, true, "Steps", "What happens, in order."},
};

constexpr std::array<std::string_view, 1> scoreChangedOnly{"score.changed"};
constexpr std::array<std::string_view, 1> scheduleOnly{"schedule"};
constexpr std::array<std::string_view, 1> dateOnly{"date.reached"};
constexpr std::array<std::string_view, 2> scheduleAndDate{"schedule", "date.reached"};
constexpr std::array triggerProperties{
    PropertyRow{"id", identifier, false, "Id", "Names the trigger; `trigger-1`, `trigger-2` … by default.", 1, maximumIdLength},
    PropertyRow{"type", eventType, true, "Event", "The event that this trigger listens for."},
    PropertyRow{"conditions", conditions, false, "Conditions", "What must hold; without any, every such event matches."},
    PropertyRow{.name = "fires", .kind = choice, .label = "Fires", .documentation = "For `score.changed`: at every change for which the conditions hold (`always`, the default), or only where they did not hold for the score before (`crossing`).", .choices = firingNames, .defaultValue = R"("always")", .onlyFor = scoreChangedOnly},
    PropertyRow{.name = "every", .kind = duration, .required = true, .label = "Every", .documentation = "For `schedule`: how long it is from one time to the next; a minute at the least.", .minimum = shortestInterval, .onlyFor = scheduleOnly},
    PropertyRow{.name = "field", .kind = dateFieldPath, .required = true, .label = "Date", .documentation = "For `date.reached`: where the contact has the date: `createdAt`, `lastActivityAt` or `fields.KEY`.", .onlyFor = dateOnly},
    PropertyRow{.name = "offset", .kind = signedDuration, .label = "Moved by", .documentation = "For `date.reached`: how long after the date, or, with `-` in front, before it.", .onlyFor = dateOnly},
    PropertyRow{.name = "at", .kind = timeOfDay, .label = "At", .documentation = "For `schedule` every so many days, and for `date.reached`: the time of day, by the workspace's `utcOffset`; midnight by default.", .defaultValue = R"("00:00")", .onlyFor = scheduleAndDate},
};
constexpr std::array<std::string_view, 2> wholeDaysNames{"at", "every"};
constexpr std::array triggerRules{RuleRow{RuleKind::needsWholeDays, wholeDaysNames}};

constexpr std::array scoringRuleProperties{
    PropertyRow{"id", identifier, true, "Id", "Names the rule in journals.", 1, maximumIdLength},
    PropertyRow{"event", awaitedEventType, true, "Event", "The event that gives the points."},
    PropertyRow{"conditions", conditions, false, "Conditions", "What must hold; without any, every such event gives points."},
    PropertyRow{"points", points, true, "Points", "How many, from -1,000,000 to 1,000,000, but not 0; below 0, points are taken away.", -maximumPoints, maximumPoints},
    PropertyRow{"limit", wholeNumber, false, "At most", "How many points the rule gives one contact in all, whatever their sign.", 1, maximumScore},
    PropertyRow{"expiresAfter", duration, false, "Expires after", "How long the points last; then they are taken back."},
};

constexpr std::array eventPatternProperties{
    PropertyRow{"type", awaitedEventType, true, "Event", "The event that is waited for."},
    PropertyRow{"conditions", conditions, false, "Conditions", "What must hold of the event and the contact."},
};

constexpr std::array branchProperties{
    PropertyRow{"name", identifier, true, "Name", "Names the branch; unique within its step.", 1, maximumIdLength},
    PropertyRow{"conditions", conditions, true, "Conditions", "The first branch whose conditions hold is taken."},
    PropertyRow{"steps", steps, true, "Steps", "What happens in this branch."},
};

constexpr std::array splitBranchProperties{
    PropertyRow{"name", identifier, true, "Name", "Names the branch; unique within its step.", 1, maximumIdLength},
    PropertyRow{"weight", wholeNumber, true, "Weight", "Its share of the sum of all weights: 70 and 30 are seven in ten and three in ten.", 1, maximumPoints},
    PropertyRow{"steps", steps, true, "Steps", "What happens in this branch."},
};

constexpr std::array contactProperties{
    PropertyRow{"id", identifier, true, "Id", "Names the contact.", 1, maximumIdLength},
    PropertyRow{"name", text, false, "Name", "The contact's name; empty by default."},
    PropertyRow{"email", text, false, "Email", "The contact's address; empty by default."},
    PropertyRow{"engagementScore", score, false, "Engagement score", "A whole number, or null for empty, which is not 0; empty by default.", -maximumScore, maximumScore},
    PropertyRow{"tags", tags, false, "Tags", "The tags the contact has; 1,000 at the most.", 0, maximumItems},
    PropertyRow{"fields", scalarMap, false, "Fields", "Custom fields: strings, numbers or booleans; 1,000 at the most.", 0, maximumItems},
    PropertyRow{"createdAt", instant, false, "Created at", "When the contact was made; where the clock starts by default."},
};

constexpr std::array newContactProperties{
    PropertyRow{"id", identifier, false, "Id", "Names the contact; `contact-1`, `contact-2` … by default.", 1, maximumIdLength},
    PropertyRow{"name", text, false, "Name", "The contact's name; may hold merge fields of the enrolled contact."},
    PropertyRow{"email", text, false, "Email", "The contact's address; may hold merge fields. The contact with this email, if there is one, is updated."},
    PropertyRow{"engagementScore", score, false, "Engagement score", "A whole number, or null for empty, which is not 0.", -maximumScore, maximumScore},
    PropertyRow{.name = "tags", .kind = tags, .label = "Tags", .documentation = "Tags to give the contact; those that it has stay.", .maximum = maximumItems, .resource = "tags"},
    PropertyRow{"fields", scalarMap, false, "Fields", "Custom fields to set; texts may hold merge fields.", 0, maximumItems},
};

constexpr std::array resourceProperties{
    PropertyRow{"id", identifier, true, "Id", "What events and conditions refer to.", 1, maximumIdLength},
    PropertyRow{"name", text, false, "Name", "What people call it; the id by default."},
};

constexpr PropertyRow resourceList(std::string_view name, std::string_view label) {
  return {.name = name, .kind = list, .label = label, .documentation = "Once a kind is listed, an id that is not in it gets a warning.", .maximum = maximumObjects, .shape = Shape::resource};
}
constexpr std::array resourcesProperties{
    resourceList("emails", "Emails"),       resourceList("links", "Trigger links"), resourceList("forms", "Forms"),
    resourceList("surveys", "Surveys"),     resourceList("quizzes", "Quizzes"),     resourceList("pages", "Pages"),
    resourceList("calendars", "Calendars"), resourceList("tags", "Tags"),
};

constexpr std::array scenarioFileProperties{
    PropertyRow{"rehearse", version, true, "Format version", "The version of this format: 1."},
    PropertyRow{"workspace", workspace, true, "Workspace", "The workspace itself, or the path of its file, seen from this one."},
    PropertyRow{.name = "scenarios", .kind = list, .required = true, .label = "Scenarios", .documentation = "The tests; each starts from a fresh simulation.", .minimum = 1, .maximum = maximumObjects, .shape = Shape::scenario},
};

constexpr std::array scenarioProperties{
    PropertyRow{"name", identifier, true, "Name", "What the scenario shows; unique within the file.", 1, 1000},
    PropertyRow{.name = "contacts", .kind = list, .label = "Contacts", .documentation = "Contacts added, or laid over those of the same id.", .maximum = maximumObjects, .shape = Shape::contact},
    PropertyRow{.name = "drafts", .kind = choice, .label = "Drafts", .documentation = "`run` treats drafts as published; `skip` by default.", .choices = draftModeNames, .defaultValue = R"("skip")"},
    PropertyRow{.name = "steps", .kind = list, .required = true, .label = "Steps", .documentation = "Stimuli and expectations, in order.", .minimum = 1, .maximum = maximumObjects, .shape = Shape::scenarioStep},
};

constexpr std::array<std::string_view, 7> scenarioStepNames{"fire", "advance", "advanceTo", "edit", "addContact", "unlock", "expect"};
constexpr std::array scenarioStepProperties{
    PropertyRow{"fire", event, false, "Fire", "An event fired from outside."},
    PropertyRow{"advance", duration, false, "Advance", "Moves the clock by a duration."},
    PropertyRow{"advanceTo", instant, false, "Advance to", "Moves the clock to a time."},
    PropertyRow{.name = "edit", .kind = object, .label = "Edit", .documentation = "Changes a contact by hand.", .shape = Shape::contactEdit},
    PropertyRow{.name = "addContact", .kind = object, .label = "Add contact", .documentation = "A contact arrives: `contact.created`.", .shape = Shape::contact},
    PropertyRow{.name = "unlock", .kind = object, .label = "Unlock", .documentation = "Lifts the lock of a workflow for a contact.", .shape = Shape::scenarioContact},
    PropertyRow{.name = "expect", .kind = object, .label = "Expect", .documentation = "What must be so now.", .shape = Shape::expectation},
};
constexpr std::array scenarioStepRules{RuleRow{RuleKind::exactlyOne, scenarioStepNames}};

constexpr std::array scenarioContactProperties{
    PropertyRow{"contact", contactReference, true, "Contact", "The contact's id.", 1, maximumIdLength},
    PropertyRow{"workflow", workflowReference, true, "Workflow", "The workflow's id.", 1, maximumIdLength},
};

constexpr std::array contactEditProperties{
    PropertyRow{"contact", contactReference, true, "Contact", "The contact's id.", 1, maximumIdLength},
    PropertyRow{"name", text, false, "Name", "The new name."},
    PropertyRow{"email", text, false, "Email", "The new address."},
    PropertyRow{"engagementScore", score, false, "Engagement score", "The new score, or null to empty it.", -maximumScore, maximumScore},
    PropertyRow{"tags", tags, false, "Tags", "The tags the contact has from now on.", 0, maximumItems},
    PropertyRow{"fields", clearableMap, false, "Fields", "Custom fields to set; null clears one.", 0, maximumItems},
};

constexpr std::array<std::string_view, 8> ofContact{"contact", "engagementScore", "tags", "hasTags", "lacksTags", "fields", "notes", "waitingIn"};
constexpr std::array<std::string_view, 5> ofWorkflow{"workflow", "enrolled", "active", "finished", "refused"};
constexpr std::array expectationProperties{
    PropertyRow{"contact", contactReference, false, "Contact", "The contact that the next seven speak of.", 1, maximumIdLength},
    PropertyRow{.name = "engagementScore", .kind = object, .label = "Engagement score", .documentation = "The score, null for empty, or `{ operator: value }`.", .minimum = -maximumScore, .maximum = maximumScore, .shape = Shape::scoreMatch},
    PropertyRow{"tags", tags, false, "Tags", "Exactly these tags, in any order.", 0, maximumItems},
    PropertyRow{"hasTags", tags, false, "Has tags", "At least these tags.", 0, maximumItems},
    PropertyRow{"lacksTags", tags, false, "Lacks tags", "None of these tags.", 0, maximumItems},
    PropertyRow{"fields", clearableMap, false, "Fields", "These custom fields with these values; null for an empty one.", 0, maximumItems},
    PropertyRow{"notes", texts, false, "Notes", "Exactly these notes, in order.", 0, maximumItems},
    PropertyRow{"waitingIn", workflowReferences, false, "Waiting in", "Exactly these workflows, in any order.", 0, maximumObjects},
    PropertyRow{"workflow", workflowReference, false, "Workflow", "The workflow that the next four speak of.", 1, maximumIdLength},
    PropertyRow{"enrolled", wholeNumber, false, "Enrolled", "How often contacts were enrolled so far."},
    PropertyRow{"active", wholeNumber, false, "Active", "How many enrollments are under way."},
    PropertyRow{"finished", wholeNumber, false, "Finished", "How many enrollments have ended so far."},
    PropertyRow{"refused", wholeNumber, false, "Refused", "How many enrollments were refused so far."},
    PropertyRow{"fired", workflowReferences, false, "Fired", "Workflows that enrolled since the last stimulus.", 0, maximumObjects},
    PropertyRow{"notFired", workflowReferences, false, "Not fired", "Workflows that did not enroll since the last stimulus.", 0, maximumObjects},
    PropertyRow{.name = "locked", .kind = list, .label = "Locked", .documentation = "Exactly these contacts are locked out of these workflows.", .maximum = maximumObjects, .shape = Shape::scenarioContact},
    PropertyRow{.name = "messages", .kind = list, .label = "Messages", .documentation = "What went to the outbox since the last stimulus, in order, each matched on the keys given.", .maximum = maximumObjects, .shape = Shape::messageMatch},
};
constexpr std::array expectationRules{RuleRow{RuleKind::othersNeedFirst, ofContact}, RuleRow{RuleKind::othersNeedFirst, ofWorkflow}};

constexpr std::array messageMatchProperties{
    PropertyRow{"contact", contactReference, false, "Contact", "Whom it was for.", 1, maximumIdLength},
    PropertyRow{"workflow", workflowReference, false, "Workflow", "Which workflow sent it.", 1, maximumIdLength},
    PropertyRow{"step", stepReference, false, "Step", "Which step sent it.", 1, maximumMadeIdLength},
    PropertyRow{"channel", text, false, "Channel", "The step type that sent it, such as `sendEmail`."},
    PropertyRow{"email", text, false, "Email", "The email's id."},
    PropertyRow{"text", text, false, "Text", "The text, with its merge fields filled in."},
    PropertyRow{"subject", text, false, "Subject", "The subject, with its merge fields filled in."},
    PropertyRow{"body", text, false, "Body", "The body, with its merge fields filled in."},
    PropertyRow{"to", text, false, "To", "The recipient, with its merge fields filled in."},
    PropertyRow{"url", text, false, "Address", "The address that would have been called."},
    PropertyRow{"fields", scalarMap, false, "Fields", "Fields sent along.", 0, maximumItems},
};

constexpr std::array<ShapeRow, 20> table{{
    {Shape::none, "none", "", {}},
    {Shape::workspace, "workspace", "Workflows, sample contacts and where the clock starts.", workspaceProperties},
    {Shape::workflow, "workflow", "Triggers, any of which starts it, and steps, which run in order.", workflowProperties},
    {Shape::trigger, "trigger", "An event type and conditions, all of which must hold.", triggerProperties, triggerRules},
    {Shape::scoringRule, "scoringRule", "Points for an event, without a workflow.", scoringRuleProperties},
    {Shape::eventPattern, "eventPattern", "An event that is waited for.", eventPatternProperties},
    {Shape::branch, "branch", "One way that an `if` may take.", branchProperties},
    {Shape::splitBranch, "splitBranch", "One way that a `split` may take.", splitBranchProperties},
    {Shape::contact, "contact", "A simulated person.", contactProperties},
    {Shape::newContact, "newContact", "A contact that a step makes or updates.", newContactProperties},
    {Shape::resources, "resources", "What events may refer to.", resourcesProperties},
    {Shape::resource, "resource", "Something that events refer to by its id.", resourceProperties},
    {Shape::scenarioFile, "scenarioFile", "Tests on a workspace.", scenarioFileProperties},
    {Shape::scenario, "scenario", "One test: stimuli and expectations.", scenarioProperties},
    {Shape::scenarioContact, "scenarioContact", "A contact and a workflow.", scenarioContactProperties},
    {Shape::scenarioStep, "scenarioStep", "One stimulus, or one set of expectations.", scenarioStepProperties, scenarioStepRules},
    {Shape::contactEdit, "contactEdit", "Changes to a contact by hand.", contactEditProperties},
    {Shape::expectation, "expectation", "What must be so.", expectationProperties, expectationRules},
    {Shape::messageMatch, "messageMatch", "The keys of a message that must be as given.", messageMatchProperties},
    // The keys of a score match are the operators for numbers: they come from the operators' table.
    {Shape::scoreMatch, "scoreMatch", "A score, null for empty, or `{ operator: value }`.", {}},
}};
// clang-format on
static_assert(inEnumerationOrder(table));

}  // namespace

std::span<const ShapeRow> shapes() { return table; }

const ShapeRow& rowOf(Shape id) { return table[static_cast<std::size_t>(id)]; }

std::string_view nameOf(PropertyKind kind) {
  constexpr std::array<std::string_view, 33> names{"version",
                                                   "text",
                                                   "identifier",
                                                   "workflowReference",
                                                   "stepReference",
                                                   "contactReference",
                                                   "wholeNumber",
                                                   "points",
                                                   "score",
                                                   "yesNo",
                                                   "flag",
                                                   "choice",
                                                   "instant",
                                                   "duration",
                                                   "signedDuration",
                                                   "timeOfDay",
                                                   "utcOffset",
                                                   "scalar",
                                                   "scalarMap",
                                                   "clearableMap",
                                                   "texts",
                                                   "workflowReferences",
                                                   "tags",
                                                   "eventType",
                                                   "awaitedEventType",
                                                   "conditions",
                                                   "contactFieldPath",
                                                   "dateFieldPath",
                                                   "event",
                                                   "object",
                                                   "list",
                                                   "steps",
                                                   "workspace"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(RuleKind kind) {
  constexpr std::array<std::string_view, 4> names{"exactlyOne", "needsOneOf", "othersNeedFirst", "needsWholeDays"};
  return names[static_cast<std::size_t>(kind)];
}

bool hasLengthOfId(std::string_view text) {
  // All bytes but those that go on with a character.
  const auto length = std::count_if(text.begin(), text.end(),
                                    [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
  return length > 0 && length <= maximumIdLength;
}

}  // namespace rehearse
