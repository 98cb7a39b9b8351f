#pragma once

#include "rehearse/simulation/run_loop.hpp"

// How enrollments start, run from step to step and end.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::enroll(const EntryPlace& place, const Event* event) {
  const WorkflowProgram& workflow = program_.workflows[place.workflow];
  const auto refuse = [&](RefusalReason reason) {
    ++world_.workflowCounts[place.workflow].refusedBy[static_cast<std::size_t>(reason)];
    recorder_.recordRefused(world_, place, reason);
  };
  if (!workflow.published && !runDrafts_) {
    return refuse(RefusalReason::draft);
  }
  if (world_.enrollments.stays(place.contact, place.workflow)) {
    return refuse(RefusalReason::alreadyActive);
  }
  if (!workflow.allowReentry) {
    if (world_.once.has(place.contact, workflow.once)) {
      return refuse(RefusalReason::reentryOff);
    }
    world_.once.add(place.contact, workflow.once);
  } else {
    if (isLocked(place)) {
      return refuse(RefusalReason::locked);
    }
    world_.recentStarts.note(place.contact, place.workflow, world_.now);
  }
  start(place, event);
}

template <class Recorder>
bool RunLoop<Recorder>::isLocked(const EntryPlace& place) {
  if (world_.locks.has(place.contact, place.workflow)) {
    return true;
  }
  if (!world_.recentStarts.wouldLoop(place.contact, place.workflow, world_.now)) {
    return false;
  }
  world_.locks.add(place.contact, place.workflow);
  recorder_.recordLocked(world_, place);
  return true;
}

template <class Recorder>
void RunLoop<Recorder>::start(EntryPlace place, const Event* event) {
  const std::uint32_t slot = world_.enrollments.add(place.contact, place.workflow, place.trigger);
  ++world_.workflowCounts[place.workflow].enrolled;
  if (event != nullptr) {
    keepEvent(slot, *event);
  }
  Enrollment& enrollment = world_.enrollments[slot];
  enrollment.instruction = program_.workflows[place.workflow].start;
  place.enrollment = static_cast<std::uint32_t>(enrollment.number);
  run(slot, recorder_.recordEnrolled(world_, place));
}

template <class Recorder>
void RunLoop<Recorder>::keepEvent(std::uint32_t slot, const Event& event) {
  if (program_.workflows[world_.enrollments[slot].workflow].readsEvent) {
    world_.enrollments.keep(slot, event, contextOf(event).eventFields);
  }
}

template <class Recorder>
EntryPlace RunLoop<Recorder>::placeOf(std::uint32_t slot, std::uint32_t cause, bool atStep) const {
  const Enrollment& enrollment = world_.enrollments[slot];
  return {.cause = cause,
          .contact = enrollment.contact,
          .workflow = enrollment.workflow,
          .trigger = noIndex,
          .step = atStep ? enrollment.instruction : noIndex,
          .enrollment = static_cast<std::uint32_t>(enrollment.number)};
}

template <class Recorder>
void RunLoop<Recorder>::exit(std::uint32_t slot, ExitReason reason, std::uint32_t cause) {
  const Enrollment& enrollment = world_.enrollments[slot];
  recorder_.recordExited(world_, placeOf(slot, cause), reason);
  ++world_.workflowCounts[enrollment.workflow].exitedBy[static_cast<std::size_t>(reason)];
  world_.waitLists.remove(slot);
  world_.enrollments.remove(slot);
}

template <class Recorder>
void RunLoop<Recorder>::run(std::uint32_t slot, std::uint32_t cause, std::uint32_t steps) {
  Onward onward{world_.enrollments[slot].instruction, cause, steps};
  while (true) {
    if (onward.next == noIndex) {
      return exit(slot, ExitReason::completed, onward.cause);
    }
    if (onward.steps >= stepLimit) {
      return exit(slot, ExitReason::stepLimit, onward.cause);
    }
    if (isOverLimit()) {
      return exit(slot, ExitReason::halted, onward.cause);
    }
    ++onward.steps;
    if (!runStep(slot, program_.instructions[onward.next], onward)) {
      return;
    }
  }
}

template <class Recorder>
bool RunLoop<Recorder>::runStep(std::uint32_t slot, const Instruction& instruction, Onward& onward) {
  const EntryPlace place = placeOf(slot, onward.cause);
  onward.next = instruction.next;
  switch (instruction.type) {
    case StepType::modifyEngagementScore:
      modifyScore(place, program_.scoreOperands[instruction.operand]);
      break;
    case StepType::addTag:
      addTags(place, program_.tagsOperands[instruction.operand]);
      break;
    case StepType::removeTag:
      removeTags(place, program_.tagsOperands[instruction.operand]);
      break;
    case StepType::updateField:
      updateField(slot, place, program_.fieldOperands[instruction.operand]);
      break;
    case StepType::addNote:
      addNote(slot, place, program_.noteOperands[instruction.operand]);
      break;
    case StepType::sendEmail:
    case StepType::sendSms:
    case StepType::notify:
    case StepType::webhook:
    case StepType::custom:
      sendMessage(slot, place, program_.messageOperands[instruction.operand]);
      break;
    case StepType::wait:
      if (!wait(slot, place, program_.waitOperands[instruction.operand], onward)) {
        return false;
      }
      break;
    case StepType::branch:
      onward.next = takeBranch(slot, place, program_.branchOperands[instruction.operand]);
      break;
    case StepType::split:
      onward.next = takeDrawn(place, program_.splitOperands[instruction.operand]);
      break;
    case StepType::goal:
      if (!arriveAtGoal(slot, place, program_.goalOperands[instruction.operand], onward)) {
        return false;
      }
      break;
    case StepType::createContact:
      createContact(slot, place, program_.contactOperands[instruction.operand]);
      break;
    case StepType::findContact:
      onward.next = findContact(slot, place, program_.searchOperands[instruction.operand]);
      break;
    case StepType::addToWorkflow:
      addToWorkflow(place, program_.additionOperands[instruction.operand]);
      break;
    case StepType::removeFromWorkflow:
      if (!removeFromWorkflow(slot, place, program_.removalOperands[instruction.operand])) {
        return false;
      }
      break;
    case StepType::goTo:
      recorder_.recordStep(world_, place, StepOutcome::jumped);
      break;
    case StepType::end: {
      const std::uint32_t seq = recorder_.recordStep(world_, place, StepOutcome::ended);
      exit(slot, ExitReason::end, seq);
      return false;
    }
  }
  world_.enrollments[slot].instruction = onward.next;
  return true;
}

}  // namespace rehearse
