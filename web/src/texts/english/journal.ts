import { counted, type Parts, strong } from '../../text/parts.js';

const none: Parts = [];

/** What a simulation's journal tells, entry by entry. */
export const journal = {
  /** Why a workflow did not take a contact in. */
  refusals: {
    draft: 'it is a draft; publish it to let it start',
    alreadyActive: 'the contact is in it already',
    reentryOff: 'the contact was in it before and re-entry is off',
    locked: 'a loop locked it for this contact until it is unlocked',
  },
  halts: {
    entryLimit: 'too many entries at once',
    textLimit: 'too much text at once',
    effortLimit: 'too many conditions tested at once',
  },
  exits: {
    completed: 'its last step is done',
    end: 'a step ended it',
    stepLimit: 'it took 1,000 steps without waiting',
    stopOnReply: 'the contact replied',
    halted: 'the run was halted',
    removed: 'a step removed the contact',
    goalUnmet: 'a goal is not met',
  },
  /** What came of a step, behind it. */
  outcomes: {
    unchanged: ': nothing to change',
    clamped: ': held at the end of the range',
    passed: ': passed at once',
    created: ': a new contact',
    queued: ': queued, until what is under way is done',
    met: ': met',
    unmet: ': not met',
  },
  waitEnds: {
    time: 'the time came',
    event: 'the event came',
    conditions: 'the conditions hold',
    timeout: 'its time ran out',
    goal: 'a goal is met',
  },
  trigger: (trigger: string, workflow: string, matched: boolean, heldBefore: boolean): Parts => [
    'Trigger ',
    strong(trigger),
    ' of ',
    strong(workflow),
    matched ? ' matched' : ` did not match${heldBefore ? ': its conditions held before, too' : ''}`,
  ],
  enrolled: (contact: string, workflow: string): Parts => [strong(contact), ' enters ', strong(workflow)],
  refused: (contact: string, workflow: string, why: string): Parts => [
    strong(contact),
    ' does not enter ',
    strong(workflow),
    `: ${why}`,
  ],
  step: (step: Parts, outcome: string): Parts => ['Step: ', ...step, outcome],
  finds: (contact: string): Parts => ['Finds ', strong(contact)],
  findsNobody: 'Finds nobody',
  goalMet: 'The goal is met',
  goalNotMet: 'The goal is not met',
  noBranch: 'No branch holds',
  branch: (branch: string): Parts => ['Takes the branch ', strong(branch)],
  drew: (value: number, last: number) => ` (drew ${value} of 0 to ${last})`,
  score: (contact: string, move: string, by: string, isClamped: boolean): Parts => [
    strong(contact),
    ': score ',
    strong(move),
    ` (${by})${isClamped ? ', held at the end of the range' : ''}`,
  ],
  byRule: (rule: string): Parts => [', by rule ', strong(rule)],
  byExpiry: (rule: string): Parts => [', as points of rule ', strong(rule), ' expire'],
  /** @param event what it waits for, or null @param due until when at the latest, or null */
  waits: (event: string | null, conditions: boolean, due: string | null): Parts => [
    'Waits',
    ...(event === null ? none : [' for ', strong(event)]),
    conditions ? ' for its conditions to hold' : '',
    ...(due === null ? none : [event !== null || conditions ? ', at most until ' : ' until ', strong(due)]),
  ],
  waitOver: (why: string) => `The wait is over: ${why}`,
  /** @param to a recipient of its own, or null */
  message: (kind: string, to: string | null): Parts => [
    strong(kind),
    ...(to === null ? none : [': ', strong(to), ',']),
    ' goes to the outbox',
  ],
  unresolved: (names: string): Parts => ['; left empty, as there is no such field: ', strong(names)],
  cut: '; too long, and cut',
  exited: (contact: string, workflow: string, why: string): Parts => [
    strong(contact),
    ' leaves ',
    strong(workflow),
    `: ${why}`,
  ],
  locked: (contact: string, workflow: string): Parts => [
    'A loop: ',
    strong(workflow),
    ' is locked for ',
    strong(contact),
    ' until it is unlocked',
  ],
  /** @param to where the clock was to go, or null */
  halted: (why: string, dropped: number, to: string | null): Parts => [
    `Halted: ${why}; ${counted(dropped, 'queued event')} dropped`,
    ...(to === null ? none : ['; the clock was to go to ', strong(to)]),
  ],
  clock: (from: string, to: string): Parts => ['Clock: ', strong(from), ' → ', strong(to)],
  arrives: (contact: string): Parts => [strong(contact), ' arrives'],
  unlocked: (contact: string, workflow: string): Parts => [strong(workflow), ' is unlocked for ', strong(contact)],
  edited: (contact: string): Parts => [strong(contact), ' is changed by hand'],
  /** A contact's score as one of its changes. */
  scoreField: 'score',
};
