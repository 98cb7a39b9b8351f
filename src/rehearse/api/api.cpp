#include "rehearse/api/api.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "rehearse/api/answers.hpp"
#include "rehearse/api/simulation_table.hpp"
#include "rehearse/coverage/coverage.hpp"
#include "rehearse/json/json.hpp"

namespace rehearse::api {
namespace {

using json::Writer;

/// Calls `use` with a simulation, if there is one.
template <class Use>
std::string withSimulation(std::uint32_t handle, Use use) {
  Simulation* simulation = simulations().find(handle);
  return simulation == nullptr ? noSimulation() : use(*simulation);
}

/// Calls `write` with a simulation and a writer that stands inside `{"ok":true`.
template <class Write>
std::string answer(std::uint32_t handle, Write write) {
  return withSimulation(handle, [&](Simulation& simulation) {
    Writer writer;
    writer.beginObject().member("ok", true);
    write(writer, simulation);
    return writer.endObject().take();
  });
}

std::string reportText(const Simulation& simulation, const Result<Report>& report,
                       const Diagnostics& readWarnings = {}) {
  if (!report) {
    return failure(eventError, report.diagnostics());
  }
  Writer writer;
  writer.beginObject().member("ok", true).member("first", report->first).member("last", report->last);
  writer.member("halted", isHalted(simulation, *report));
  Diagnostics warnings = readWarnings;
  warnings.insert(warnings.end(), report.diagnostics().begin(), report.diagnostics().end());
  writeDiagnosticsMember(writer, warnings);
  return writer.endObject().take();
}

/// Reads a stimulus from text and runs it.
template <class Content, class Run>
std::string stimulus(std::uint32_t handle, Result<Content> (*read)(std::string_view), std::string_view text, Run run) {
  return withSimulation(handle, [&](Simulation& simulation) {
    auto content = read(text);
    if (!content) {
      return failure(eventError, content.diagnostics());
    }
    return reportText(simulation, run(simulation, *content), content.diagnostics());
  });
}

Diagnostics badFormat(std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = "value.format";
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return {diagnostic};
}

}  // namespace

std::string version() { return REHEARSE_VERSION; }

std::string catalog() { return json::writeCatalog(); }

std::string check(std::string_view workspaceText) { return checkResult(json::checkWorkspace(workspaceText)); }

std::string format(std::string_view workspaceText) {
  const auto workspace = json::readWorkspace(workspaceText);
  if (!workspace) {
    return failure(workspaceError, workspace.diagnostics());
  }
  Writer writer;
  writer.beginObject().member("ok", true).member("text", json::writeWorkspace(*workspace));
  writeDiagnosticsMember(writer, workspace.diagnostics());
  return writer.endObject().take();
}

std::string simulate(std::string_view workspaceText, bool runDrafts) {
  const auto workspace = json::readWorkspace(workspaceText);
  if (!workspace) {
    return failure(workspaceError, workspace.diagnostics());
  }
  const std::uint32_t handle = simulations().start(compile(*workspace), {runDrafts});
  Writer writer;
  writer.beginObject().member("ok", true).member("simulation", handle);
  writeDiagnosticsMember(writer, workspace.diagnostics());
  return writer.endObject().take();
}

std::string fork(std::uint32_t simulation) {
  const std::uint32_t handle = simulations().fork(simulation);
  if (handle == 0) {
    return noSimulation();
  }
  Writer writer;
  return writer.beginObject().member("ok", true).member("simulation", handle).endObject().take();
}

std::string reset(std::uint32_t simulation) {
  return answer(simulation, [](Writer&, Simulation& found) { found.reset(); });
}

void dispose(std::uint32_t simulation) { simulations().dispose(simulation); }

std::uint32_t simulationCount() { return simulations().count(); }

std::string fire(std::uint32_t simulation, std::string_view eventText) {
  return stimulus<EventData>(simulation, json::readEvent, eventText,
                             [](Simulation& found, const EventData& event) { return found.fire(event); });
}

std::string advance(std::uint32_t simulation, std::string_view duration) {
  return withSimulation(simulation, [&](Simulation& found) {
    const auto parsed = parseDuration(duration);
    if (!parsed) {
      return failure(eventError, badFormat("`" + std::string(duration) + "` is not a duration.",
                                           "Write whole numbers with units, such as \"3d\" or \"1d12h\"."));
    }
    return reportText(found, found.advance(*parsed));
  });
}

std::string advanceTo(std::uint32_t simulation, std::string_view instant) {
  return withSimulation(simulation, [&](Simulation& found) {
    const auto parsed = parseInstant(instant);
    if (!parsed) {
      return failure(eventError, badFormat("`" + std::string(instant) + "` is not a time.",
                                           "Write ISO 8601 with an offset, such as \"2026-03-02T09:00:00Z\"."));
    }
    return reportText(found, found.advanceTo(*parsed));
  });
}

std::string edit(std::uint32_t simulation, std::string_view contact, std::string_view changesText) {
  return stimulus<ContactData>(simulation, json::readContactEdit, changesText,
                               [&](Simulation& found, ContactData& changes) {
                                 changes.id = contact;
                                 return found.edit(changes);
                               });
}

std::string addContact(std::uint32_t simulation, std::string_view contactText) {
  return stimulus<ContactData>(simulation, json::readContact, contactText,
                               [](Simulation& found, const ContactData& contact) { return found.addContact(contact); });
}

std::string unlock(std::uint32_t simulation, std::string_view contact, std::string_view workflow) {
  return withSimulation(simulation,
                        [&](Simulation& found) { return reportText(found, found.unlock(contact, workflow)); });
}

std::string entries(std::uint32_t simulation, std::uint32_t first, std::uint32_t last) {
  return answer(simulation, [&](Writer& writer, const Simulation& found) {
    writer.key("entries");
    json::writeEntries(writer, found, first, last);
  });
}

std::string outbox(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    writer.key("entries");
    json::writeOutbox(writer, found);
  });
}

std::string contacts(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    writer.key("contacts").beginArray();
    for (std::uint32_t contact = 0; contact < found.world().contacts.size(); ++contact) {
      json::writeContact(writer, found, contact);
    }
    writer.endArray();
  });
}

std::string contact(std::uint32_t simulation, std::string_view id) {
  return answer(simulation, [&](Writer& writer, const Simulation& found) {
    const std::uint32_t index = findContact(found.world(), id);
    writer.key("contact");
    index == noIndex ? void(writer.null()) : json::writeContact(writer, found, index);
  });
}

std::string stats(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, Simulation& found) {
    found.settle();
    writer.key("stats");
    json::writeStatistics(writer, found);
  });
}

std::string coverage(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    Coverage covered(found.program());
    covered.add(found);
    writer.key("coverage");
    json::writeCoverage(writer, covered);
  });
}

std::string ledger(std::uint32_t simulation, std::string_view contact) {
  return withSimulation(simulation, [&](const Simulation& found) {
    const std::uint32_t index = findContact(found.world(), contact);
    if (index == noIndex) {
      return failure(usageError, "There is no contact `" + std::string(contact) + "`.");
    }
    Writer writer;
    writer.beginObject().member("ok", true).key("ledger");
    json::writeLedger(writer, found, index);
    return writer.endObject().take();
  });
}

std::string explain(std::uint32_t simulation, std::uint32_t seq, std::string_view workflow) {
  return withSimulation(simulation, [&](const Simulation& found) {
    const auto explanation = rehearse::explain(found, seq, workflow);
    if (!explanation) {
      return failure(usageError, explanation.diagnostics());
    }
    Writer writer;
    writer.beginObject().member("ok", true).key("explanation");
    json::writeExplanation(writer, found, *explanation);
    return writer.endObject().take();
  });
}

std::string clock(std::uint32_t simulation) {
  return answer(simulation, [](Writer& writer, const Simulation& found) {
    writer.member("now", formatInstant(found.now()));
    writer.key("nextDue");
    found.nextDue() == noInstant ? writer.null() : writer.value(formatInstant(found.nextDue()));
    writer.member("entries", found.recorder().size());
  });
}

}  // namespace rehearse::api
