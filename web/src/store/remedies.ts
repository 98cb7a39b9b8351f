import type { Explanation } from '@rehearse/engine';
import { join } from '../document/pointer.js';
import { conditionWays } from './condition-ways.js';
import type { Edit } from './edits.js';
import { type Case, type Remedy, remedy, together, workflowIndex } from './remedy.js';
import { explainedWith, type Sandbox } from './trial.js';
import type { Run } from './version.js';

/**
 * What might have let the workflow start, the smallest change first. Everything that held it back is taken away at
 * once; where that can be done in several ways, each is a remedy. Empty where nothing is known that would.
 *
 * @param sandbox what they are tried out in: those that are not enough are left out, and so is what one can do without;
 * null: untried
 */
export async function remediesFor(about: Case, sandbox: Sandbox | null): Promise<Remedy[]> {
  const { heldBack, started } = about.explanation;
  if (started) return [];
  const gates: Remedy[] = [];
  for (const gate of heldBack.filter((each) => each !== 'conditions')) {
    const remedy = gateRemedy(about, gate);
    if (remedy === null) return [];
    gates.push(remedy);
  }
  const ways = heldBack.includes('conditions') ? await conditionWays(about, sandbox) : [nothingMore];
  const all = ways
    .map((way) => [...gates, way].filter(({ edits }) => edits.length > 0))
    .filter((parts) => parts.length > 0);
  const enough = sandbox ? await smallestOfAll(about, sandbox, all) : all;
  return distinct(enough.map(together));
}

const nothingMore: Remedy = { measures: [], edits: [] };

function distinct(remedies: readonly Remedy[]): Remedy[] {
  const found = new Map(remedies.map((each) => [JSON.stringify(each.edits), each]));
  return [...found.values()];
}

async function isEnough({ question }: Case, sandbox: Sandbox, parts: readonly Remedy[]): Promise<boolean> {
  return (await explainedWith(sandbox, question, together(parts).edits))?.started ?? false;
}

/** Of each way the parts that it takes; ways that are not enough are left out. */
async function smallestOfAll(
  about: Case,
  sandbox: Sandbox,
  ways: readonly (readonly Remedy[])[],
): Promise<readonly Remedy[][]> {
  const found: Remedy[][] = [];
  for (const parts of ways) {
    const enough = (await isEnough(about, sandbox, parts)) ? parts : await skippingMore(about, sandbox, parts);
    if (enough) found.push(await withoutNeedless(about, sandbox, enough));
  }
  return found;
}

/**
 * The parts, with more stimuli skipped: those at which the workflow refused the contact may take it in once the first is
 * skipped. Null where that is not enough either. Who was refused hundreds of times is not played hundreds of times.
 */
async function skippingMore(
  about: Case,
  sandbox: Sandbox,
  parts: readonly Remedy[],
): Promise<readonly Remedy[] | null> {
  const skipped = parts.findIndex(({ measures: [measure] }) => measure?.kind === 'skip');
  const [measure] = parts[skipped]?.measures ?? [];
  if (measure?.kind !== 'skip') return null;
  const { indices } = measure;
  const refusing = refusingRuns(about, indices.at(-1) ?? 0);
  const withMore = (count: number) => parts.with(skipped, skippingAll([...indices, ...refusing.slice(0, count)]));
  const count = await fewest(refusing.length, (more) => isEnough(about, sandbox, withMore(more)));
  return count > 0 ? withMore(count) : null;
}

/**
 * The least number from 1 to `most` that is enough, where a greater one is no less so; 0 where none is. It is asked for
 * twice the logarithm of that many.
 */
async function fewest(most: number, isEnough: (count: number) => Promise<boolean>): Promise<number> {
  let tooFew = 0;
  let count = Math.min(1, most);
  while (count > tooFew && !(await isEnough(count))) {
    tooFew = count;
    count = Math.min(2 * count, most);
  }
  if (count === tooFew) return 0;
  while (count - tooFew > 1) {
    const middle = Math.floor((tooFew + count) / 2);
    if (await isEnough(middle)) count = middle;
    else tooFew = middle;
  }
  return count;
}

/** Only those of the parts that it takes: one that is enough without another is the smaller change. */
async function withoutNeedless(about: Case, sandbox: Sandbox, parts: readonly Remedy[]): Promise<Remedy[]> {
  let needed = [...parts];
  for (const part of parts.toReversed()) {
    const others = needed.filter((each) => each !== part);
    if (others.length > 0 && (await isEnough(about, sandbox, others))) needed = others;
  }
  return needed;
}

function skippingAll(indices: readonly number[]): Remedy {
  return remedy({ kind: 'skip', indices: [...indices] }, ...indices.map((index): Edit => ({ kind: 'skip', index })));
}

function gateRemedy(about: Case, gate: Explanation['heldBack'][number]): Remedy | null {
  const { document, question, event } = about;
  const place = join('/workflows', workflowIndex(about));
  const set = (key: string, value: unknown): Edit => ({ kind: 'set', pointer: join(place, key), value });
  switch (gate) {
    case 'draft':
      return remedy({ kind: 'publish' }, set('status', 'published'));
    case 'reentryOff':
      return remedy({ kind: 'reentry' }, set('allowReentry', true));
    case 'locked': {
      const { contact, workflow } = question;
      const stimulus = { unlock: { contact, workflow } };
      return remedy({ kind: 'unlock' }, { kind: 'insert', before: event.place.run, stimulus });
    }
    case 'alreadyActive': {
      const index = enrollingRun(about);
      return index < 0 ? null : skippingAll([index]);
    }
    case 'type': {
      // What the clock makes is made for one trigger: another one would need a time of its own.
      if (event.entry.origin === 'clock') return null;
      const { type } = event.entry.event;
      const triggers = document.workflows[workflowIndex(about)]?.triggers ?? [];
      return remedy({ kind: 'trigger', type }, set('triggers', [...triggers, { type }]));
    }
    default:
      return null;
  }
}

/** Index of the earlier stimulus that took the contact in and from which it had not left, or -1. */
function enrollingRun({ runs, question, event }: Case): number {
  let found = -1;
  for (const [index, run] of runs.slice(0, event.place.run).entries()) {
    for (const { kind, contact, workflow } of run.report?.entries ?? []) {
      if (contact !== question.contact || workflow !== question.workflow) continue;
      if (kind === 'enrolled') found = index;
      if (kind === 'exited') found = -1;
    }
  }
  return found;
}

/** Indices of the stimuli between `after` and the event at which the workflow refused the contact. */
function refusingRuns({ runs, question, event }: Case, after: number): number[] {
  const refuses = (run: Run) =>
    (run.report?.entries ?? []).some(
      ({ kind, contact, workflow }) =>
        kind === 'enrollmentRefused' && contact === question.contact && workflow === question.workflow,
    );
  return [...runs.keys()].filter((index) => {
    const run = runs[index];
    return index > after && index < event.place.run && run !== undefined && refuses(run);
  });
}
