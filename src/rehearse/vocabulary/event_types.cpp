#include "rehearse/vocabulary/event_types.hpp"

#include <algorithm>
#include <array>

#include "rehearse/vocabulary/lookup.hpp"
#include "rehearse/vocabulary/properties.hpp"

namespace rehearse {
namespace {

using enum ValueKind;
using enum EventOrigin;

constexpr std::string_view customPrefix = "custom.";

constexpr AttributeRow email{"email", text, false, "emails", "Email"};
constexpr AttributeRow workflow{"workflow", text, false, "", "Sent by workflow", "the workflow that sent the email"};

constexpr std::array emailAttributes{email, workflow};
constexpr std::array emailClickedAttributes{email, AttributeRow{"link", text, false, "links", "Link"}, workflow};
constexpr std::array linkAttributes{AttributeRow{"link", text, true, "links", "Trigger link"}};
constexpr std::array formAttributes{AttributeRow{"form", text, true, "forms", "Form"}};
constexpr std::array surveyAttributes{
    AttributeRow{"survey", text, true, "surveys", "Survey"},
    AttributeRow{"disqualified", yesNo, false, "", "Disqualified", "whether they were disqualified"}};
constexpr std::array quizAttributes{AttributeRow{"quiz", text, true, "quizzes", "Quiz"},
                                    AttributeRow{"score", number, false, "", "Score"}};
constexpr std::array pageAttributes{
    AttributeRow{"page", text, true, "pages", "Page"}, AttributeRow{"source", text, false, "", "Source"},
    AttributeRow{"medium", text, false, "", "Medium"}, AttributeRow{"campaign", text, false, "", "Campaign"},
    AttributeRow{"term", text, false, "", "Term"},     AttributeRow{"content", text, false, "", "Content"},
};
constexpr std::array replyAttributes{AttributeRow{"channel", text, true, "", "Channel"},
                                     AttributeRow{"text", text, false, "", "Text"}};
constexpr std::array changeAttributes{AttributeRow{"field", text, true, "", "Field"}};
constexpr std::array tagAttributes{AttributeRow{"tag", text, true, "tags", "Tag"}};
constexpr std::array scoreAttributes{
    AttributeRow{"previousScore", number, false, "", "Score before", "the engagement score before"},
    AttributeRow{"score", number, false, "", "Score after", "the engagement score"}};
constexpr AttributeRow calendar{"calendar", text, false, "calendars", "Calendar"};
constexpr std::array bookedAttributes{calendar};
constexpr std::array appointmentChangedAttributes{calendar, AttributeRow{"status", text, false, "", "Status"}};
constexpr std::array amountAttributes{AttributeRow{"amount", number, false, "", "Amount"}};
constexpr AttributeRow timeOfDay{"at", text, false, "", "At"};
constexpr std::array scheduleAttributes{AttributeRow{"every", text, true, "", "Every"}, timeOfDay};
constexpr std::array dateAttributes{AttributeRow{"field", text, true, "", "Date"},
                                    AttributeRow{"offset", text, false, "", "Moved by"}, timeOfDay};

// One row a line, however long: read it as a table.
// clang-format off
constexpr std::array<EventTypeRow, eventTypeCount> table{{
    {EventType::emailDelivered, "email.delivered", "Email delivered", "Email", outside, emailAttributes, false, "An email reached the contact's mailbox."},
    {EventType::emailOpened, "email.opened", "Email opened", "Email", outside, emailAttributes, false, "The contact opened an email."},
    {EventType::emailClicked, "email.clicked", "Link in email clicked", "Email", outside, emailClickedAttributes, false, "The contact clicked a link in an email."},
    {EventType::emailBounced, "email.bounced", "Email bounced", "Email", outside, emailAttributes, false, "An email could not be delivered."},
    {EventType::emailUnsubscribed, "email.unsubscribed", "Unsubscribed", "Email", outside, emailAttributes, false, "The contact unsubscribed by an email."},
    {EventType::emailComplained, "email.complained", "Email reported as spam", "Email", outside, emailAttributes, false, "The contact reported an email as spam."},
    {EventType::linkClicked, "link.clicked", "Trigger link clicked", "Links and pages", outside, linkAttributes, false, "The contact clicked a trigger link."},
    {EventType::formSubmitted, "form.submitted", "Form submitted", "Forms", outside, formAttributes, true, "The contact submitted a form."},
    {EventType::surveySubmitted, "survey.submitted", "Survey submitted", "Forms", outside, surveyAttributes, true, "The contact submitted a survey."},
    {EventType::quizSubmitted, "quiz.submitted", "Quiz submitted", "Forms", outside, quizAttributes, true, "The contact submitted a quiz."},
    {EventType::pageViewed, "page.viewed", "Page viewed", "Links and pages", outside, pageAttributes, false, "The contact viewed a page."},
    {EventType::contactReplied, "contact.replied", "Contact replied", "Contact", outside, replyAttributes, false, "The contact replied on a channel such as email or sms."},
    {EventType::contactCreated, "contact.created", "Contact created", "Contact", simulation, {}, false, "A contact arrived."},
    {EventType::contactChanged, "contact.changed", "Contact changed", "Contact", simulation, changeAttributes, false, "A field of the contact changed: `name`, `email` or `fields.KEY`."},
    {EventType::tagAdded, "tag.added", "Tag added", "Contact", simulation, tagAttributes, false, "The contact got a tag that it had not."},
    {EventType::tagRemoved, "tag.removed", "Tag removed", "Contact", simulation, tagAttributes, false, "The contact lost a tag that it had."},
    {EventType::scoreChanged, "score.changed", "Engagement score changed", "Contact", simulation, scoreAttributes, false, "The contact's engagement score became another."},
    {EventType::appointmentBooked, "appointment.booked", "Appointment booked", "Sales", outside, bookedAttributes, false, "The contact booked an appointment."},
    {EventType::appointmentChanged, "appointment.changed", "Appointment changed", "Sales", outside, appointmentChangedAttributes, false, "An appointment got another status."},
    {EventType::orderPlaced, "order.placed", "Order placed", "Sales", outside, amountAttributes, false, "The contact placed an order."},
    {EventType::paymentReceived, "payment.received", "Payment received", "Sales", outside, amountAttributes, false, "A payment of the contact arrived."},
    {EventType::schedule, "schedule", "On a schedule", "Clock", clock, scheduleAttributes, false, "Comes again and again, for every contact that there is then."},
    {EventType::dateReached, "date.reached", "Date reached", "Clock", clock, dateAttributes, false, "The date in a contact's field is reached."},
    {EventType::custom, customPrefix, "Custom event", "Custom", outside, {}, true, "A host's own event: any name after `custom.`."},
}};
// clang-format on
static_assert(inEnumerationOrder(table));

constexpr bool attributesFit() {
  for (const auto& row : table) {
    if (row.attributes.size() > maximumAttributes) {
      return false;
    }
  }
  return true;
}
static_assert(attributesFit());
static_assert(scoreAttributes[previousScoreSlot].name == "previousScore" && scoreAttributes[scoreSlot].name == "score");
static_assert(scheduleAttributes[scheduleEverySlot].name == "every" && scheduleAttributes[scheduleAtSlot].name == "at");
static_assert(dateAttributes[dateFieldSlot].name == "field" && dateAttributes[dateOffsetSlot].name == "offset" &&
              dateAttributes[dateAtSlot].name == "at");

}  // namespace

std::string_view nameOf(EventOrigin origin) {
  constexpr std::array<std::string_view, 3> names{"outside", "simulation", "clock"};
  return names[static_cast<std::size_t>(origin)];
}

std::string_view describe(EventOrigin origin) {
  constexpr std::array<std::string_view, 3> words{"from outside", "from steps, edits and arriving contacts",
                                                  "from the clock"};
  return words[static_cast<std::size_t>(origin)];
}

std::span<const EventTypeRow> eventTypes() { return table; }

const EventTypeRow& rowOf(EventType id) { return table[static_cast<std::size_t>(id)]; }

std::string_view customNameOf(std::string_view eventTypeName) {
  return eventTypeName.starts_with(customPrefix) ? eventTypeName.substr(customPrefix.size()) : std::string_view{};
}

std::optional<EventType> eventTypeNamed(std::string_view name) {
  if (name.starts_with(customPrefix)) {
    return hasLengthOfId(customNameOf(name)) ? std::optional(EventType::custom) : std::nullopt;
  }
  return idNamed<EventType>(table, name);
}

std::optional<std::size_t> attributeIndex(EventType type, std::string_view attribute) {
  const auto attributes = rowOf(type).attributes;
  for (std::size_t index = 0; index < attributes.size(); ++index) {
    if (attributes[index].name == attribute) {
      return index;
    }
  }
  return std::nullopt;
}

const AttributeRow* anyAttributeNamed(std::string_view attribute) {
  for (const auto& row : table) {
    if (const auto index = attributeIndex(row.id, attribute)) {
      return &row.attributes[*index];
    }
  }
  return nullptr;
}

}  // namespace rehearse
