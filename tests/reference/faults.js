/**
 * Faults to put into the engine, one at a time: the comparison with the model must find each (see find-faults.js).
 * @typedef {{ name: string, file: string, find: string, replace: string }} Fault `find` occurs exactly once in the file
 */

/** @type {Fault[]} */
export const faults = [
  {
    name: 'of several goals that are met the first is jumped to',
    file: 'rehearse/program/goals.hpp',
    find: 'for (auto span = spans.rbegin(); span != spans.rend(); ++span) {',
    replace:
      'std::uint32_t goal = 0;\n    for (; goal < count(); ++goal) {\n      const auto isIn = [&](const auto& list, Range span) {\n        const auto part = within(list, span);\n        return std::find(part.begin(), part.end(), goal) != part.end();\n      };\n      for (const Range span : spans) {\n        if ((isIn(byEvent, span) || isIn(byConditions, span)) && isMet(goal)) {\n          return goal;\n        }\n      }\n    }\n    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {',
  },
  {
    name: 'a goal in another branch of the same step counts as ahead',
    file: 'rehearse/program/goals.cpp',
    find: 'first = places_[present.owner].end;',
    replace: 'first = places_[present.owner].start;',
  },
  {
    name: 'a split is drawn without the seed',
    file: 'rehearse/program/compile.cpp',
    find: 'workflowDraws_ = seed_;',
    replace: 'workflowDraws_ = DrawHash();',
  },
  {
    name: 'createContact looks for the id before the address',
    file: 'rehearse/simulation/run_loop_other_contact_steps.hpp',
    find: 'return sameEmail != noIndex || operand.id == Symbol::none ? sameEmail : world_.contacts.find(operand.id);',
    replace:
      'const std::uint32_t sameId = operand.id == Symbol::none ? noIndex : world_.contacts.find(operand.id);\n  return sameId != noIndex ? sameId : sameEmail;',
  },
  {
    name: 'createContact replaces the tags of a contact that is there',
    file: 'rehearse/simulation/contact_editor.hpp',
    find: '{ changeTags(contact, {}, tags); }',
    replace:
      '{\n    const auto current = world_.contacts.tags(contact);\n    std::vector<Symbol> gone;\n    for (const Symbol tag : current) {\n      if (!tags.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) {\n        gone.push_back(tag);\n      }\n    }\n    changeTags(contact, gone, tags);\n  }',
  },
  {
    name: 'findContact finds the last that there is',
    file: 'rehearse/simulation/run_loop_other_contact_steps.hpp',
    find: 'for (std::uint32_t candidate = 0; candidate < world_.contacts.size(); ++candidate) {',
    replace: 'for (std::uint32_t candidate = world_.contacts.size(); candidate-- > 0;) {',
  },
  {
    name: 'addToWorkflow goes before what is queued already',
    file: 'rehearse/simulation/run_loop_workflow_steps.hpp',
    find: 'world_.queue.push_back({.cause = seq, .contact = place.contact, .workflow = operand.workflow});',
    replace:
      'world_.queue.insert(world_.queue.begin() + static_cast<std::ptrdiff_t>(world_.queueHead),\n                      Queued{.cause = seq, .contact = place.contact, .workflow = operand.workflow});',
  },
  {
    name: 'removeFromWorkflow takes its own enrollment for one of the others',
    file: 'rehearse/simulation/run_loop_workflow_steps.hpp',
    find: 'return candidate != slot;',
    replace: 'return true;',
  },
  {
    name: "a scoring rule's limit holds for each time alone",
    file: 'rehearse/simulation/run_loop_rules.hpp',
    find: 'row.limit - (given != nullptr ? *given : 0)',
    replace: 'row.limit',
  },
  {
    name: 'points expire on an empty score, too',
    file: 'rehearse/simulation/run_loop_rules.hpp',
    find: 'if (world_.contacts.score(expiry.subject) != emptyScore) {',
    replace: '{',
  },
  {
    name: 'points that were held at the end of the range expire in full',
    file: 'rehearse/simulation/run_loop_rules.hpp',
    find: '.points = delta,',
    replace: '.points = points,',
  },
  {
    name: "a schedule's next time is created after the events of the present one",
    file: 'rehearse/simulation/run_loop_clock.hpp',
    find: 'continueSchedule(world_, index);\n  const ScheduleProgram',
    replace:
      'struct Later {\n    World& world;\n    std::uint32_t schedule;\n    ~Later() { continueSchedule(world, schedule); }\n  } later{world_, index};\n  const ScheduleProgram',
  },
  {
    name: 'a schedule with `every` in whole days begins at once where it is the time of day',
    file: 'rehearse/program/compile_clock.cpp',
    find: 'return first > program.clock ? first : first + day;',
    replace: 'return first >= program.clock ? first : first + day;',
  },
  {
    name: 'a date that stays as it was is due anew in the order of creation',
    file: 'rehearse/simulation/date_timers.cpp',
    find: 'if ((known != nullptr ? known->moment : noInstant) == moment) {',
    replace: 'if (known == nullptr && moment == noInstant) {',
  },
  {
    name: 'a loop is locked one start too late',
    file: 'rehearse/simulation/recent_starts.hpp',
    find: 'return mayLoop(contact, 1, at) && countOf(contact, workflow) + 1 >= loopStarts;',
    replace: 'return mayLoop(contact, 1, at) && countOf(contact, workflow) + 1 > loopStarts;',
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
    name: 'caused events are handled last in, first out',
    file: 'rehearse/simulation/run_loop_events.hpp',
    find: 'const Queued next = world_.queue[world_.queueHead++];',
    replace: 'const Queued next = world_.queue.back();\n    world_.queue.pop_back();',
  },
  {
    name: 'the event that ended a wait is not kept',
    file: 'rehearse/simulation/run_loop_waits.hpp',
    find: 'if (forEvent) {',
    replace: 'if (forEvent && slot == noIndex) {',
  },
  {
    name: 'what is due exactly where the clock stops is left for later',
    file: 'rehearse/simulation/run_loop_clock.hpp',
    find: 'if (next->due > to) {',
    replace: 'if (next->due >= to) {',
  },
];
