#include "rehearse/vocabulary/step_types.hpp"

#include <algorithm>
#include <array>

#include "rehearse/vocabulary/choices.hpp"
#include "rehearse/vocabulary/event_types.hpp"
#include "rehearse/vocabulary/lookup.hpp"

namespace rehearse {
namespace {

using enum PropertyKind;

constexpr std::array<std::string_view, 2> scoreOperations{"add", "subtract"};

// One row a line, however long: read it as a table.
// clang-format off
constexpr std::array modifyScoreParameters{
    PropertyRow{.name = "operation", .kind = choice, .required = true, .label = "Operation", .documentation = "Whether the points are added or taken away.", .choices = scoreOperations},
    PropertyRow{"points", wholeNumber, true, "Points", "How many, from 1 to 1,000,000.", 1, maximumPoints},
};

constexpr std::array addTagParameters{
    PropertyRow{.name = "tags", .kind = tags, .required = true, .label = "Tags", .documentation = "One or more tags to add.", .minimum = 1, .maximum = maximumItems, .resource = "tags"},
};

constexpr std::array removeTagParameters{
    PropertyRow{.name = "tags", .kind = tags, .label = "Tags", .documentation = "One or more tags to remove.", .minimum = 1, .maximum = maximumItems, .resource = "tags"},
    PropertyRow{"all", flag, false, "All tags", "Removes every tag; true, or left out."},
};
constexpr std::array<std::string_view, 2> removeTagNames{"tags", "all"};
constexpr std::array removeTagRules{RuleRow{RuleKind::exactlyOne, removeTagNames}};

constexpr std::array updateFieldParameters{
    PropertyRow{"field", contactFieldPath, true, "Field", "`name`, `email` or `fields.KEY`."},
    PropertyRow{"value", scalar, false, "Value", "The new value; texts may hold merge fields."},
    PropertyRow{"clear", flag, false, "Clear", "Empties the field; true, or left out."},
};
constexpr std::array<std::string_view, 2> updateFieldNames{"value", "clear"};
constexpr std::array updateFieldRules{RuleRow{RuleKind::exactlyOne, updateFieldNames}};

constexpr std::array addNoteParameters{
    PropertyRow{"text", text, true, "Text", "The note; may hold merge fields."},
};

constexpr PropertyRow subjectParameter{"subject", text, false, "Subject", "May hold merge fields such as {{contact.name}}."};
constexpr PropertyRow bodyParameter{"body", text, false, "Body", "May hold merge fields such as {{contact.name}}."};
constexpr PropertyRow textParameter{"text", text, false, "Text", "May hold merge fields such as {{contact.name}}."};
constexpr PropertyRow toParameter{"to", text, false, "To", "The recipient; the contact by default."};
constexpr PropertyRow fieldsParameter{"fields", scalarMap, false, "Fields", "Sent along; texts may hold merge fields.", 0, maximumItems};

constexpr std::array sendEmailParameters{
    PropertyRow{.name = "email", .kind = text, .label = "Email", .documentation = "The id of the email.", .resource = "emails"},
    subjectParameter, bodyParameter, toParameter,
};
constexpr std::array sendSmsParameters{textParameter, toParameter};
constexpr std::array notifyParameters{textParameter, subjectParameter, toParameter};
constexpr std::array webhookParameters{
    PropertyRow{"url", text, true, "Address", "The address that would be called; may hold merge fields."},
    bodyParameter, fieldsParameter,
};
constexpr std::array customParameters{textParameter, subjectParameter, bodyParameter, toParameter,
                                      PropertyRow{"url", text, false, "Address", "May hold merge fields."}, fieldsParameter};

constexpr std::array waitParameters{
    PropertyRow{"for", duration, false, "For", "Waits this long."},
    PropertyRow{"until", instant, false, "Until", "Waits until this time; goes on at once if it is past."},
    PropertyRow{.name = "untilEvent", .kind = object, .label = "Until an event", .documentation = "Waits for an event of this contact.", .shape = Shape::eventPattern},
    PropertyRow{"untilConditions", conditions, false, "Until conditions hold", "Tested on arrival and at every change of the contact."},
    PropertyRow{"timeout", duration, false, "At most", "How long to wait for the event or the conditions."},
    PropertyRow{"onTimeout", steps, false, "When that time is over", "Steps to run then; afterwards it goes on with the next step."},
};
constexpr std::array<std::string_view, 4> waitForms{"for", "until", "untilEvent", "untilConditions"};
constexpr std::array<std::string_view, 3> timeoutNeeds{"timeout", "untilEvent", "untilConditions"};
constexpr std::array<std::string_view, 2> onTimeoutNeeds{"onTimeout", "timeout"};
constexpr std::array waitRules{RuleRow{RuleKind::exactlyOne, waitForms}, RuleRow{RuleKind::needsOneOf, timeoutNeeds},
                               RuleRow{RuleKind::needsOneOf, onTimeoutNeeds}};

constexpr std::array ifParameters{
    PropertyRow{.name = "branches", .kind = list, .required = true, .label = "Branches", .documentation = "The first whose conditions hold is taken.", .minimum = 1, .maximum = maximumItems, .shape = Shape::branch},
    PropertyRow{"otherwise", steps, false, "Otherwise", "What happens if no branch holds."},
};

constexpr std::array splitParameters{
    PropertyRow{.name = "branches", .kind = list, .required = true, .label = "Branches", .documentation = "Each takes the share of contacts that its weight is of all weights.", .minimum = 1, .maximum = maximumItems, .shape = Shape::splitBranch},
};

constexpr std::array goToParameters{
    PropertyRow{"step", stepReference, true, "Step", "The id of a step of the same workflow.", 1, maximumMadeIdLength},
};

constexpr std::array goalParameters{
    PropertyRow{.name = "event", .kind = object, .label = "Met by an event", .documentation = "The goal is met when such an event of this contact comes.", .shape = Shape::eventPattern},
    PropertyRow{"conditions", conditions, false, "Met by conditions", "The goal is met when these hold: tested on arrival, where the contact begins to wait, and at every change of the contact."},
    PropertyRow{.name = "ifUnmet", .kind = choice, .label = "If it is not met", .documentation = "What a contact does that comes to the goal before it is met: go on (`continue`, the default), leave the workflow (`end`) or wait here until it is met (`wait`).", .choices = goalUnmetNames, .defaultValue = R"("continue")"},
};
constexpr std::array<std::string_view, 2> goalForms{"event", "conditions"};
constexpr std::array goalRules{RuleRow{RuleKind::exactlyOne, goalForms}};

constexpr std::array createContactParameters{
    PropertyRow{.name = "contact", .kind = object, .required = true, .label = "Contact", .documentation = "Who is made. The contact with the same email, or else with the same id, is updated instead if there is one.", .shape = Shape::newContact},
};

constexpr std::array findContactParameters{
    PropertyRow{"conditions", conditions, true, "Conditions", "What must hold of another contact; the first one, in order of arrival, is found."},
    PropertyRow{"found", steps, false, "If one is found", "Steps for the enrolled contact; afterwards it goes on with the next step."},
    PropertyRow{"notFound", steps, false, "If none is found", "Steps for the enrolled contact; afterwards it goes on with the next step."},
};

constexpr std::array addToWorkflowParameters{
    PropertyRow{"workflow", workflowReference, true, "Workflow", "The id of a workflow of the workspace.", 1, maximumIdLength},
};

constexpr std::array removeFromWorkflowParameters{
    PropertyRow{.name = "workflow", .kind = workflowReference, .required = true, .label = "Workflow", .documentation = "The id of a workflow of the workspace, or `current`, `others` (all but the current one) or `all`.", .minimum = 1, .maximum = maximumIdLength, .choices = removalScopeNames},
};

constexpr std::array<StepTypeRow, stepTypeCount> table{{
    {StepType::modifyEngagementScore, "modifyEngagementScore", "Modify engagement score", "Contact", modifyScoreParameters, {}, false, "Adds points to the contact's engagement score or takes them away; an empty score counts as 0."},
    {StepType::addTag, "addTag", "Add tag", "Contact", addTagParameters, {}, false, "Gives the contact tags."},
    {StepType::removeTag, "removeTag", "Remove tag", "Contact", removeTagParameters, removeTagRules, false, "Takes tags from the contact."},
    {StepType::updateField, "updateField", "Update field", "Contact", updateFieldParameters, updateFieldRules, false, "Sets or clears a field of the contact."},
    {StepType::addNote, "addNote", "Add note", "Contact", addNoteParameters, {}, false, "Writes a note to the contact."},
    {StepType::sendEmail, "sendEmail", "Send email", "Messages", sendEmailParameters, {}, true, "Puts an email into the outbox; nothing is sent."},
    {StepType::sendSms, "sendSms", "Send SMS", "Messages", sendSmsParameters, {}, true, "Puts a text message into the outbox; nothing is sent."},
    {StepType::notify, "notify", "Notify team", "Messages", notifyParameters, {}, true, "Puts a notice for the team into the outbox; nothing is sent."},
    {StepType::webhook, "webhook", "Call webhook", "Messages", webhookParameters, {}, true, "Puts a web call into the outbox; nothing is called."},
    {StepType::custom, "custom.", "Custom step", "Messages", customParameters, {}, true, "A host's own step: it goes to the outbox."},
    {StepType::wait, "wait", "Wait", "Flow", waitParameters, waitRules, false, "Waits for a time, an event or conditions."},
    {StepType::branch, "if", "If", "Flow", ifParameters, {}, false, "Takes the first branch whose conditions hold."},
    {StepType::split, "split", "Split", "Flow", splitParameters, {}, false, "Sends contacts different ways by weight; the same contact always goes the same way."},
    {StepType::goTo, "goTo", "Go to", "Flow", goToParameters, {}, false, "Goes on at another step of the same workflow."},
    {StepType::goal, "goal", "Goal", "Flow", goalParameters, goalRules, false, "A contact that waits anywhere before it jumps here when it is met."},
    {StepType::createContact, "createContact", "Create or update contact", "Other contacts", createContactParameters, {}, false, "Makes a contact, or updates the one with the same email."},
    {StepType::findContact, "findContact", "Find contact", "Other contacts", findContactParameters, {}, false, "Looks for another contact and goes on by whether there is one."},
    {StepType::addToWorkflow, "addToWorkflow", "Add to workflow", "Workflows", addToWorkflowParameters, {}, false, "Enrolls the contact in a workflow, after all that is under way."},
    {StepType::removeFromWorkflow, "removeFromWorkflow", "Remove from workflow", "Workflows", removeFromWorkflowParameters, {}, false, "Ends enrollments of the contact at once."},
    {StepType::end, "end", "End", "Flow", {}, {}, false, "Ends the enrollment."},
}};
// clang-format on
static_assert(inEnumerationOrder(table));
static_assert(std::count_if(table.begin(), table.end(), [](const StepTypeRow& row) { return row.sendsMessage; }) ==
              messageStepTypeCount);

}  // namespace

std::span<const StepTypeRow> stepTypes() { return table; }

const StepTypeRow& rowOf(StepType id) { return table[static_cast<std::size_t>(id)]; }

std::optional<StepType> stepTypeNamed(std::string_view name) {
  if (name.starts_with(rowOf(StepType::custom).name)) {
    return eventTypeNamed(name) ? std::optional(StepType::custom) : std::nullopt;
  }
  return idNamed<StepType>(table, name);
}

std::optional<std::size_t> parameterIndex(StepType type, std::string_view parameter) {
  const auto parameters = rowOf(type).parameters;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    if (parameters[index].name == parameter) {
      return index;
    }
  }
  return std::nullopt;
}

}  // namespace rehearse
