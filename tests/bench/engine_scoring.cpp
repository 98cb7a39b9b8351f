#include "engine_scoring.hpp"

#include <array>
#include <string>
#include <vector>

#include "rehearse/rehearse.hpp"
#include "rehearse/simulation/date_timers.hpp"
#include "rehearse/simulation/run_loop_clock.hpp"
#include "rehearse/simulation/run_loop_contact_steps.hpp"
#include "rehearse/simulation/run_loop_enrollments.hpp"
#include "rehearse/simulation/run_loop_events.hpp"
#include "rehearse/simulation/run_loop_flow_steps.hpp"
#include "rehearse/simulation/run_loop_goals.hpp"
#include "rehearse/simulation/run_loop_message_steps.hpp"
#include "rehearse/simulation/run_loop_other_contact_steps.hpp"
#include "rehearse/simulation/run_loop_rules.hpp"
#include "rehearse/simulation/run_loop_triggers.hpp"
#include "rehearse/simulation/run_loop_waits.hpp"
#include "rehearse/simulation/run_loop_workflow_steps.hpp"
#include "rehearse/simulation/settle_rows.hpp"

namespace rehearse::bench {

Program programOf(const ScoreWorkload& workload, bool ofContact) {
  return compile(*json::readWorkspace(workspaceText(workload, ofContact ? "contact.engagementScore" : "event.score")));
}

struct EngineScoring::State {
  explicit State(const Program& program)
      : world(program), loop(world, recorder, buffers, false, {100'000'000, 8'000'000}) {}

  World world;
  Counts recorder;
  RunBuffers buffers;
  RunLoop<Counts> loop;
  std::vector<Symbol> resources;
};

EngineScoring::EngineScoring(const ScoreWorkload& workload, const Program& program)
    : state_(std::make_unique<State>(program)) {
  World& world = state_->world;
  world.now = program.clock;
  world.workflowCounts.resize(program.workflows.size());
  state_->recorder.counts().prepare(program);
  for (std::uint32_t contact = 0; contact < workload.startScores.size(); ++contact) {
    addContact(world, world.symbols.intern(contactId(contact)), world.now);
    world.contacts.setScore(contact, workload.startScores[contact]);
  }
  for (std::uint32_t resource = 0; resource < resources; ++resource) {
    state_->resources.push_back(world.symbols.intern(resourceId(resource)));
  }
}

EngineScoring::~EngineScoring() = default;

void EngineScoring::run(const ScoreWorkload& workload) {
  constexpr std::array types{EventType::emailOpened, EventType::linkClicked, EventType::formSubmitted};
  for (std::size_t index = 0; index < workload.contacts.size(); ++index) {
    state_->world.now += betweenEvents;
    Event event;
    event.type = types[workload.types[index]];
    event.contact = workload.contacts[index];
    event.attributes[0] = Value::text(state_->resources[workload.resourceIds[index]]);
    noteActivity(state_->world, event.contact);
    state_->loop.beginStimulus();
    state_->loop.handleAll(0, event);
  }
  settleRows(state_->world, state_->recorder.counts());
}

ScoringResult EngineScoring::result() const {
  ScoringResult result;
  for (std::uint32_t contact = 0; contact < state_->world.contacts.size(); ++contact) {
    result.scores.push_back(state_->world.contacts.score(contact));
  }
  for (const WorkflowCounts& counts : state_->world.workflowCounts) {
    result.starts.push_back(counts.enrolled);
  }
  return result;
}

}  // namespace rehearse::bench
