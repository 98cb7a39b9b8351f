// The contract's semantics, word for word: the table of its sentences in docs/semantics.md neither loses nor alters any.

/** @type {[part: string, text: string][]} */
export const contract = [
  [
    'Score',
    'Add and subtract on an empty score start from 0. Scores may go below 0. The range is ±1,000,000,000: ' +
      'beyond it a score stays at the end and the journal entry says `clamped`. A change is a real change ' +
      '(before ≠ after): only then `score.changed`.',
  ],
  [
    'One event',
    '(1) The journal records it. (2) Scoring rules apply, in document order. (3) Waits and goals of this ' +
      'contact that it satisfies go on, oldest enrollment first. (4) Each workflow in document order: its ' +
      'triggers are evaluated; the first that holds enrolls the contact, further ones that hold are journaled. ' +
      '(5) An enrolled contact runs at once, until it waits or is done. Events that steps cause ' +
      '(`score.changed`, `tag.added`, …) join a queue, first in first out, handled when (5) is over for every ' +
      'workflow of the present event; an enrollment by `addToWorkflow` joins the same queue. Everything that one ' +
      'stimulus causes, over all workflows, happens before the next one.',
  ],
  [
    'The score trigger',
    '`score.changed` carries the score after (`event.score`) and before (`event.previousScore`) that change. ' +
      'By default it fires at every change for which the conditions hold. With `"fires": "crossing"` on the ' +
      'trigger, only where they did not hold for the score before. Nothing fires when a workflow is published, a ' +
      'contact is created or a simulation starts.',
  ],
  [
    'Enrollment',
    'Refused, with a reason in the journal: `draft`, `alreadyActive` (a contact is never twice in one workflow ' +
      'at the same time; it is dropped, not queued), `reentryOff` (was in it before), `locked`. ' +
      '`simulation.drafts = "run"` treats drafts as published.',
  ],
  [
    'Loops',
    'The 50th start of one workflow for one contact within 30 simulated minutes is refused and locks that ' +
      'workflow for that contact: the journal says so, with the chain of causes. The lock lasts until `unlock` ' +
      'lifts it. A run that takes 1,000 steps without waiting exits with `stepLimit`. One stimulus that causes ' +
      'over 100,000 journal entries halts: what was done stays, the rest of its queue is dropped and the journal ' +
      'says so.',
  ],
  [
    'Clock',
    'Frozen until moved: `advance("3d")`, `advanceTo(time)`, never backwards. What falls due runs in order of ' +
      'due time, then of creation; where an event and a time-out meet, the event wins. Waits for conditions are ' +
      'tested on arrival and at every change of that contact.',
  ],
  [
    'Schedules',
    '`schedule` with `every` (and `at` for days and weeks) starts the workflow for every contact for which the ' +
      "conditions hold. `date.reached` starts it when the date in a contact's field, moved by `offset`, is " +
      'reached.',
  ],
  [
    'Stop on reply',
    "With `stopOnReply` a `contact.replied` ends the contact's active enrollment of that workflow, reason " +
      '`stopOnReply`.',
  ],
  [
    'Determinism',
    'The same workspace and stimuli give the same journal, byte for byte, natively, in Node and in every ' +
      'browser. No wall clock, no locale, no hash order, no random source inside the engine.',
  ],
  [
    'Bad input',
    'never crashes, never half-applies, and never loses what was there: the call reports diagnostics (or a ' +
      'named error) and the simulation is as before.',
  ],
];
