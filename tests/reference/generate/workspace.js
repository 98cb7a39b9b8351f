/** Workspaces: everything that a document may hold, in small. */
import { conditions } from './conditions.js';
import { workflowSteps } from './steps.js';
import {
  clocks,
  contactIds,
  durations,
  emails,
  fieldKeys,
  instants,
  points,
  scalars,
  scores,
  tags,
  timesOfDay,
  utcOffsets,
  workflowIds,
} from './values.js';

/** A workspace, and whether drafts run. */
export function workspaceCase(choices, vocabulary) {
  const workspace = {
    rehearse: 1,
    clock: choices.of(clocks),
    utcOffset: choices.of(utcOffsets),
    seed: choices.of([undefined, 0, 1, 7, 2_147_483_647]),
    // The ids of all workflows may be named by steps, so they are all there.
    workflows: workflowIds.map((id) => workflow(choices, vocabulary, id)),
    contacts: contactIds.slice(0, 1 + choices.below(contactIds.length)).map((id) => contact(choices, id)),
  };
  if (vocabulary.hasScoringRules && choices.chance(45)) {
    workspace.scoringRules = choices.list(1, 3, (index) => scoringRule(choices, vocabulary, index));
  }
  if (choices.chance(10)) {
    workspace.resources = { links: [{ id: 'a' }], tags: [{ id: 'lead' }] };
  }
  const drafts = choices.chance(12) ? 'run' : undefined;
  return { workspace: withoutUndefined(workspace), drafts };
}

const withoutUndefined = (object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

function workflow(choices, vocabulary, id) {
  return withoutUndefined({
    id,
    status: choices.weighted([
      [14, 'published'],
      [1, 'draft'],
      [1, undefined],
    ]),
    allowReentry: choices.of([undefined, undefined, true, false]),
    stopOnReply: choices.of([undefined, undefined, false, true, true]),
    triggers: choices.list(0, 3, (index) => trigger(choices, vocabulary, index)),
    steps: workflowSteps(choices, vocabulary),
  });
}

function trigger(choices, vocabulary, index) {
  const type = choices.of([...vocabulary.eventTypes, ...vocabulary.popular, ...vocabulary.popular]);
  const made = { type: type.name };
  if (choices.chance(20)) {
    made.id = `start-${index + 1}`;
  }
  if (choices.chance(50)) {
    made.conditions = conditions(choices, vocabulary, type);
  }
  if (type.name === 'score.changed' && choices.chance(50)) {
    made.fires = choices.of(['crossing', 'crossing', 'always']);
    made.conditions ??= conditions(choices, vocabulary, type);
  }
  return { ...made, ...clockParameters(choices, type.name) };
}

function clockParameters(choices, type) {
  if (type === 'schedule') {
    const every = choices.of(['6h', '12h', '1d', '24h', '2d', '1w', '1d12h', '7h30m']);
    const isInDays = ['1d', '24h', '2d', '1w'].includes(every);
    return isInDays && choices.chance(60) ? { every, at: choices.of(timesOfDay) } : { every };
  }
  if (type === 'date.reached') {
    const field = choices.of([
      'createdAt',
      'lastActivityAt',
      'fields.since',
      'fields.since',
      'fields.born',
      'fields.plan',
    ]);
    const offset = choices.of([undefined, '1d', '-1d', '3d', '-6h', '36h']);
    const at = choices.of([undefined, undefined, ...timesOfDay]);
    return withoutUndefined({ field, offset, at });
  }
  return {};
}

/** A contact as a document or `addContact` has it. */
export function contact(choices, id) {
  const made = { id };
  const rest = {
    name: () => choices.of(['Ana', 'ana ', 'Ben', '']),
    email: () => choices.of([...emails, '']),
    engagementScore: () => choices.of(scores),
    tags: () => choices.some(tags, 30),
    fields: () => scalars(choices, fieldKeys, 50),
  };
  for (const name of choices.some(Object.keys(rest), 55)) {
    made[name] = rest[name]();
  }
  return choices.chance(12) ? { ...made, createdAt: choices.of(instants) } : made;
}

/** One that its own points set going again has a limit, lest it go on and on. */
function scoringRule(choices, vocabulary, index) {
  const type = choices.of([...vocabulary.happening, ...vocabulary.popularHappening, ...vocabulary.popularHappening]);
  const isOnScore = type.name === 'score.changed';
  return withoutUndefined({
    id: `rule-${index + 1}`,
    event: type.name,
    conditions: choices.chance(40) ? conditions(choices, vocabulary, type) : undefined,
    points: choices.of(points) * choices.of([1, 1, -1]),
    limit: isOnScore || choices.chance(50) ? choices.of([1, 7, 15, 30]) : undefined,
    expiresAfter: choices.chance(50) ? choices.of(durations) : undefined,
  });
}
