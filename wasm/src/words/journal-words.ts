import type { Catalog, Change, Entry, FiredEvent, MessageEntry } from '../types.js';
import { ConditionWords, cut, valueInWords } from './condition-words.js';
import { printable } from './printable.js';

/** How a line is set off: what went well, what did not, and what must be seen. */
export type Mark = 'yes' | 'no' | 'alarm' | 'plain';

/** What an entry, or several that belong together, say in one line. */
export interface Line {
  mark: Mark;
  text: string;
}

type Of<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

const longestText = 100;

const refusals = {
  draft: 'it is a draft (publish it, or let drafts run, too)',
  alreadyActive: 'the contact is in it already',
  reentryOff: 'the contact was in it before, and allowReentry is false',
  locked: 'a loop locked it for this contact, until it is unlocked',
} as const satisfies Record<Of<'enrollmentRefused'>['reason'], string>;

const exits = {
  completed: 'its last step is done',
  end: 'a step ended it',
  stepLimit: 'it took 1,000 steps without waiting',
  stopOnReply: 'the contact replied',
  halted: 'the stimulus was halted',
  removed: 'a step removed the contact',
  goalUnmet: 'a goal is not met',
} as const satisfies Record<Of<'exited'>['reason'], string>;

const halts = {
  entryLimit: 'over 100,000 entries came of one stimulus',
  textLimit: 'over 16 MiB of texts came of one stimulus',
  effortLimit: 'one stimulus had too many conditions tested',
} as const satisfies Record<Of<'halted'>['reason'], string>;

const waitEnds = {
  time: 'the time came',
  event: 'the event came',
  conditions: 'its conditions hold',
  timeout: 'its time ran out',
  goal: 'a goal is met',
} as const satisfies Record<Of<'waitEnded'>['by'], string>;

/** Says what the entries of a journal mean, with the ids that stand in the documents. */
export class JournalWords {
  readonly #conditions: ConditionWords;

  constructor(catalog: Catalog) {
    this.#conditions = new ConditionWords(catalog);
  }

  line(entry: Entry): Line {
    switch (entry.kind) {
      case 'event':
        return plain(`${id(entry.contact)}: ${eventInWords(entry.event)}`);
      case 'triggerEvaluated':
        return this.#trigger(entry);
      case 'enrolled':
        return plain(`${id(entry.contact)} enters ${id(entry.workflow)}`);
      case 'enrollmentRefused':
        return {
          mark: 'no',
          text: `${id(entry.contact)} does not enter ${id(entry.workflow)}: ${refusals[entry.reason]}`,
        };
      case 'stepRun':
        return plain(`${id(entry.step)}: ${printable(entry.type)} ${outcomes[entry.outcome] ?? entry.outcome}`);
      case 'branchTaken':
        return this.#branch(entry);
      case 'scoreChanged':
        return plain(scoreInWords(entry));
      case 'waitStarted':
        return this.#wait(entry);
      case 'waitEnded':
        return plain(`${id(entry.contact)} goes on in ${id(entry.workflow)} at ${id(entry.step)}: ${this.#end(entry)}`);
      case 'message':
        return plain(`${printable(entry.channel)} ${contentInWords(entry)}`.trimEnd());
      case 'contactChanged':
        return plain(changesInWords(entry.changes) + missing(entry.unresolved));
      case 'exited':
        return {
          mark: entry.reason === 'stepLimit' || entry.reason === 'halted' ? 'alarm' : 'plain',
          text: `${id(entry.contact)} leaves ${id(entry.workflow)}: ${exits[entry.reason]}`,
        };
      case 'workflowLocked':
        return {
          mark: 'alarm',
          text: `a loop: ${id(entry.workflow)} started 50 times within 30 minutes and is locked for ${id(entry.contact)}`,
        };
      case 'halted':
        return { mark: 'alarm', text: haltInWords(entry) };
      case 'clockMoved':
        return plain(`clock: ${instantInWords(entry.from)} → ${instantInWords(entry.to)}`);
      case 'edited':
        return plain(editInWords(entry));
    }
  }

  #trigger({ workflow, trigger, matched, conditions, heldBefore }: Of<'triggerEvaluated'>): Line {
    const name = `${id(workflow)}: trigger ${id(trigger)}`;
    if (matched) {
      const reason = conditions.all.length === 0 ? '' : `: ${this.#conditions.met(conditions)}`;
      return { mark: 'yes', text: `${name} matched${reason}` };
    }
    const why =
      conditions.met && heldBefore === true
        ? `its conditions held before, too (fires: crossing): ${this.#conditions.met(conditions)}`
        : this.#conditions.unmet(conditions);
    return { mark: 'no', text: `${name} did not match: ${why}` };
  }

  #branch({ branch, tried, draw, found }: Of<'branchTaken'>): Line {
    if (found !== null) {
      return plain(`found ${id(found)}`);
    }
    const last = tried.at(-1);
    const failed = last && !last.conditions.met ? `: ${this.#conditions.unmet(last.conditions)}` : '';
    if (branch === null) {
      return plain(`no branch holds${tried.length === 1 ? failed : ''}`);
    }
    const drawn = draw === null ? '' : ` (drew ${draw.value} of 0 to ${draw.of - 1})`;
    const held =
      last?.conditions.met && last.conditions.all.length > 0 ? `: ${this.#conditions.met(last.conditions)}` : '';
    return plain(`takes ${id(branch)}${drawn}${held}`);
  }

  #wait({ form, due, event, conditions }: Of<'waitStarted'>): Line {
    const until = due === null ? '' : instantInWords(due);
    if (event === null && conditions === null) {
      return plain(`waits until ${until || 'for ever'}`);
    }
    const what =
      event === null
        ? `until ${this.#conditions.unmet(conditions ?? { all: [], met: true })}`
        : `for ${printable(event)}`;
    const goal = form === 'goal' ? ' (a goal)' : '';
    return plain(`waits ${what}${goal}${until === '' ? '' : `, at most until ${until}`}`);
  }

  #end({ by, goal }: Of<'waitEnded'>): string {
    return goal === null ? waitEnds[by] : `the goal ${id(goal)} is met`;
  }
}

const outcomes: Partial<Record<Of<'stepRun'>['outcome'], string>> = {
  unchanged: 'has nothing to change',
  clamped: 'is held at the end of the range',
  passed: 'passes at once',
  created: 'makes a contact',
  changed: 'changes the contact',
  queued: 'is queued, until what is under way is done',
  jumped: 'jumps',
  ended: 'ends the enrollment',
  met: 'is met',
  unmet: 'is not met',
  removed: 'ends enrollments',
};

const plain = (text: string): Line => ({ mark: 'plain', text });

/** An id as it may be printed. */
export function id(text: string | null): string {
  return text === null ? 'nobody' : printable(cut(text, longestText));
}

/** Such as `2026-03-09 09:00`, in UTC; with seconds where there are any. */
export function instantInWords(instant: string): string {
  return instant
    .replace('T', ' ')
    .replace(/(:00)?\.000Z$/, '')
    .replace(/Z$/, '');
}

/** The event's type, then its attributes. */
function eventInWords({ type, contact: _contact, fields, ...attributes }: FiredEvent): string {
  if (type === 'score.changed') {
    return 'score.changed';
  }
  const told = [...Object.entries(attributes), ...Object.entries(fields ?? {})];
  return [
    printable(type),
    ...told.map(([name, value]) => `${printable(name)} ${typeof value === 'string' ? id(value) : valueInWords(value)}`),
  ].join(', ');
}

function scoreInWords({ previous, score, delta, clamped, source, rule }: Of<'scoreChanged'>): string {
  const by = rule === null ? '' : source === 'expiry' ? `, points of rule ${id(rule)} expire` : `, by rule ${id(rule)}`;
  const held = clamped ? ', held at the end of the range' : '';
  return `score ${previous ?? 'empty'} → ${score ?? 'empty'} (${delta > 0 ? '+' : ''}${delta})${held}${by}`;
}

function contentInWords({ content, unresolved, truncated }: MessageEntry): string {
  const { email, to, subject, text, body, url, fields } = content;
  const parts = [
    email === undefined ? '' : id(email),
    to === undefined ? '' : `to ${id(to)}`,
    url === undefined ? '' : id(url),
    ...[subject, text, body].map((each) =>
      each === undefined ? '' : JSON.stringify(printable(cut(each, longestText))),
    ),
    fields === undefined ? '' : printable(cut(JSON.stringify(fields), longestText)),
  ];
  return parts.filter((part) => part !== '').join(' ') + missing(unresolved) + (truncated ? '; too long, and cut' : '');
}

function missing(unresolved: readonly string[]): string {
  return unresolved.length === 0
    ? ''
    : `; left empty, as there is no such field: ${unresolved.slice(0, 5).map(id).join(', ')}`;
}

function changesInWords(changes: readonly Change[]): string {
  const told = changes.slice(0, 10).map(({ field, previous, value }) => {
    const name = field === 'engagementScore' ? 'score' : printable(field.replace(/^fields\./, ''));
    return `${name} ${valueInWords(previous)} → ${valueInWords(value)}`;
  });
  return [...told, ...(changes.length > 10 ? [`and ${changes.length - 10} more`] : [])].join(', ');
}

function editInWords({ action, contact, workflow, changes }: Of<'edited'>): string {
  switch (action) {
    case 'addContact':
      return `${id(contact)} arrives`;
    case 'unlock':
      return `${id(workflow)} is unlocked for ${id(contact)}`;
    case 'edit':
      return `${id(contact)} is edited${changes.length > 0 ? `: ${changesInWords(changes)}` : ''}`;
  }
}

function haltInWords({ reason, dropped, to }: Of<'halted'>): string {
  const clock = to === null ? '' : `; the clock was to go to ${instantInWords(to)}`;
  return `halted: ${halts[reason]}; what was queued is dropped (${dropped})${clock}`;
}
