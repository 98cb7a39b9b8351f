#pragma once

#include <algorithm>
#include <cstdlib>

#include "rehearse/simulation/run_loop.hpp"

// Scoring rules: the points that they give, and that expire.

namespace rehearse {

template <class Recorder>
void RunLoop<Recorder>::applyRules(const Event& event, std::uint32_t cause) {
  for (const std::uint32_t rule : program_.rulesFor(program_.eventKey(event.type, event.customName))) {
    if (isOverLimit()) {
      return;
    }
    ++effort_;  // a rule that has given all it may costs a look, too
    const std::int32_t points = pointsLeft(rule, event.contact);
    if (points == 0) {
      continue;
    }
    const bool holds = test(program_.rules[rule].conditions, contextOf(event));
    recorder_.dropActuals();
    if (holds) {
      give(rule, event.contact, points, cause);
    }
  }
}

template <class Recorder>
std::int32_t RunLoop<Recorder>::pointsLeft(std::uint32_t rule, std::uint32_t contact) const {
  const RuleProgram& row = program_.rules[rule];
  const std::int32_t* given = row.limit > 0 ? world_.givenPoints.find(contact, rule) : nullptr;
  if (row.limit == 0) {
    return row.points;
  }
  const std::int32_t left = row.limit - (given != nullptr ? *given : 0);
  return std::clamp(row.points, -left, left);
}

template <class Recorder>
void RunLoop<Recorder>::give(std::uint32_t rule, std::uint32_t contact, std::int32_t points, std::uint32_t cause) {
  const RuleProgram& row = program_.rules[rule];
  const std::int32_t delta = changeScore({.cause = cause, .contact = contact}, points, ScoreSource::rule, rule);
  if (delta == 0) {
    return;
  }
  if (row.limit > 0) {
    world_.givenPoints.make(contact, rule) += std::abs(delta);
  }
  if (row.expiresAfter > 0 && row.expiresAfter <= latestInstant - world_.now) {
    world_.timers.add({.due = world_.now + row.expiresAfter,
                       .serial = world_.nextSerial(),
                       .subject = contact,
                       .item = rule,
                       .points = delta,
                       .kind = TimerKind::expiry});
  }
}

template <class Recorder>
void RunLoop<Recorder>::takeBack(const Timer& expiry, std::uint32_t cause) {
  if (world_.contacts.score(expiry.subject) != emptyScore) {
    changeScore({.cause = cause, .contact = expiry.subject}, -expiry.points, ScoreSource::expiry, expiry.item);
  }
}

}  // namespace rehearse
