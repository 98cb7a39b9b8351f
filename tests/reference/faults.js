/**
 * Faults to put into the engine, one at a time: the comparison with the model must find each (see find-faults.js).
 * @typedef {{ name: string, file: string, find: string, replace: string }} Fault `find` occurs exactly once in the file
 */

/** @type {Fault[]} */
export const faults = [
  {
    name: 'a loop is locked one start too late',
    file: 'rehearse/simulation/enrollments.cpp',
    find: 'static_cast<std::uint32_t>(within) + 1 >= loopStarts',
    replace: 'static_cast<std::uint32_t>(within) + 1 > loopStarts',
  },
  {
    name: 'greaterThanOrEqualTo does not hold for equal numbers',
    file: 'rehearse/simulation/conditions.cpp',
    find: 'compareNumbers(actual, expected).value_or(-1) >= 0',
    replace: 'compareNumbers(actual, expected).value_or(-1) > 0',
  },
  {
    name: 'exactly as long ago as the duration is not within it',
    file: 'rehearse/simulation/conditions.cpp',
    find: 'now - *moment <= node.duration',
    replace: 'now - *moment < node.duration',
  },
  {
    name: 'opposites do not hold on empty values',
    file: 'rehearse/simulation/conditions.cpp',
    find: 'return opposite ? !met : met;',
    replace: 'return opposite ? !met && !empty : met;',
  },
  {
    name: 'crossing takes the present score of the contact for the one before',
    file: 'rehearse/simulation/conditions.cpp',
    find: 'return context.score != nullptr ? *context.score : scoreValue(contacts.score(context.contact));',
    replace: 'return scoreValue(contacts.score(context.contact));',
  },
  {
    name: 'of timers of one moment the youngest comes first',
    file: 'rehearse/simulation/timers.hpp',
    find: 'return left.serial > right.serial;',
    replace: 'return left.serial < right.serial;',
  },
  {
    name: 'a score stops one short of the end of its range',
    file: 'rehearse/simulation/run_loop_contact_steps.hpp',
    find: 'std::clamp(wanted, -maximumScore, maximumScore)',
    replace: 'std::clamp(wanted, -maximumScore, maximumScore - 1)',
  },
  {
    name: 'an empty text does not clear a field',
    file: 'rehearse/simulation/run_loop_contact_steps.hpp',
    find: 'if (countsAsEmpty(world_.symbols, value)) {',
    replace: 'if (value.type() == Value::Type::empty) {',
  },
  {
    name: 'waits go on before a reply stops them',
    file: 'rehearse/simulation/run_loop_events.hpp',
    find: 'stopOnReply(event.contact, seq);\n  }\n  goOn(event, seq);',
    replace: 'goOn(event, seq);\n    stopOnReply(event.contact, seq);\n  } else {\n    goOn(event, seq);\n  }',
  },
  {
    name: 'caused events are handled last in, first out',
    file: 'rehearse/simulation/run_loop_events.hpp',
    find: 'const Queued next = world_.queue[world_.queueHead++];',
    replace: 'const Queued next = world_.queue.back();\n    world_.queue.pop_back();',
  },
  {
    name: 'waits go on youngest enrollment first',
    file: 'rehearse/simulation/run_loop_waits.hpp',
    find: 'return world_.enrollments[left].number < world_.enrollments[right].number;',
    replace: 'return world_.enrollments[left].number > world_.enrollments[right].number;',
  },
  {
    name: 'the event that ended a wait is not kept',
    file: 'rehearse/simulation/run_loop_waits.hpp',
    find: 'if (forEvent) {',
    replace: 'if (forEvent && slot == noIndex) {',
  },
  {
    name: 'of several triggers that hold the last one enrolls',
    file: 'rehearse/simulation/run_loop_triggers.hpp',
    find: 'if (matched && first.trigger == noIndex) {',
    replace: 'if (matched) {',
  },
  {
    name: 'what is due exactly where the clock stops is left for later',
    file: 'rehearse/simulation/run_loop_clock.hpp',
    find: 'if (next->due > to) {',
    replace: 'if (next->due >= to) {',
  },
  {
    name: 'tags in texts are joined without a space',
    file: 'rehearse/simulation/templates.cpp',
    find: 'text_ += first ? "" : ", ";',
    replace: 'text_ += first ? "" : ",";',
  },
  {
    name: 'a lock does not outlast its unlocking by starts from before',
    file: 'rehearse/simulation/enrollments.cpp',
    find: 'starts_[pair.starts].clear();',
    replace: 'starts_[pair.starts].resize(1);',
  },
];
