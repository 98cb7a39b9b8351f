import type { ReplayPartition } from '../replay/replay-options.js';
import type { LogFormat } from '../replay/source.js';
import { type TimeForm, timeForms } from '../replay/times.js';
import { ArgumentError, type Arguments, type OptionTable, type OptionValues } from './arguments.js';

/** The options of `rehearse replay`. */
export const replayOptions = {
  events: { type: 'string', value: 'FILE', help: 'the log; - for standard input' },
  contacts: {
    type: 'string',
    value: 'FILE',
    help:
      'the contacts that there were before: id, name, email, engagementScore, tags, createdAt, fields.KEY; ' +
      '- for standard input',
  },
  compare: {
    type: 'string',
    value: 'OTHER',
    help: 'replays another version of the workspace in the same pass, and says what differs',
  },
  format: {
    type: 'string',
    value: 'csv|ndjson',
    help: 'how the log is written, if neither its name nor its first bytes tell',
  },
  map: {
    type: 'string',
    multiple: true,
    value: 'OURS=THEIRS,…',
    help:
      "what the log's columns are called; - for a column that is to be passed over. One column may be several " +
      'attributes: email=Asset,link=Asset. A name with a comma in it stands in quotation marks: \'contact="Id,old"\'. ' +
      "row=THEIRS is the column that has the rows' own numbers, as in a log that was dealt out beforehand",
  },
  'contacts-map': { type: 'string', multiple: true, value: 'OURS=THEIRS,…', help: 'the same for the contacts' },
  type: {
    type: 'string',
    multiple: true,
    value: 'THEIRS=OURS',
    help: "what one of the log's event types is in ours",
  },
  time: {
    type: 'string',
    value: timeForms.join('|'),
    help: 'how times are written: ISO 8601, or seconds or milliseconds since 1970',
  },
  offset: {
    type: 'string',
    value: 'OFFSET',
    help: 'the offset from UTC of times that are written without one, such as +02:00; without this they cannot be used',
  },
  start: { type: 'string', value: 'TIME', help: 'where the clock starts, if not at the first time in the log' },
  end: { type: 'string', value: 'TIME', help: 'runs what falls due until then after the last row' },
  sort: { type: 'boolean', default: false, help: 'puts the rows in order of time first' },
  strict: { type: 'boolean', default: false, help: 'ends at the first row that cannot be used' },
  drafts: { type: 'boolean', default: false, help: 'runs workflows that are drafts, too' },
  thresholds: {
    type: 'string',
    value: 'SCORE,…',
    help: 'with --compare: scores that it is counted who crosses',
  },
  excerpts: {
    type: 'string',
    multiple: true,
    value: 'WORKFLOW=N',
    help: 'with --json: the journal of the first N rows in which that workflow started',
  },
  jobs: {
    type: 'string',
    value: 'N',
    help: 'runs the rows in N threads; auto for as many as there are processors',
  },
  partition: {
    type: 'string',
    value: 'I/N',
    help: 'only part I of N, 0 to N-1: the contacts whose hash modulo N is I',
  },
  part: { type: 'string', value: 'FILE', help: 'with --partition: writes what merge takes; - for standard output' },
  csv: {
    type: 'string',
    value: 'FILE',
    help:
      'writes a line for each contact: its id, its score before and after; in order of arrival, with several threads one ' +
      "thread's after the other's; - for standard output, and the summary goes to standard error",
  },
  json: { type: 'boolean', default: false, help: 'prints the whole report as JSON' },
} as const satisfies OptionTable;

type ReplayValues = OptionValues<typeof replayOptions>;

/** What `rehearse replay` was asked for. */
export interface ReplayArguments {
  workspace: string;
  /** A path, or `-`. */
  events: string;
  contacts: string | undefined;
  compare: string | undefined;
  format: LogFormat | undefined;
  map: Record<string, string> | undefined;
  contactsMap: Record<string, string> | undefined;
  types: Record<string, string> | undefined;
  time: TimeForm | undefined;
  offset: string | undefined;
  start: string | undefined;
  end: string | undefined;
  sort: boolean;
  strict: boolean;
  drafts: boolean;
  thresholds: number[] | undefined;
  excerpts: Record<string, number> | undefined;
  jobs: number | 'auto';
  partition: ReplayPartition | undefined;
  /** A path, or `-`. */
  part: string | undefined;
  /** A path, or `-`. */
  csv: string | undefined;
  json: boolean;
}

/**
 * What `rehearse replay` was asked for.
 * @throws ArgumentError
 */
export function readReplayArguments({ values, positionals }: Arguments<typeof replayOptions>): ReplayArguments {
  const [workspace, ...others] = positionals;
  if (workspace === undefined || others.length > 0) {
    throw new ArgumentError('replay takes one workspace.');
  }
  const { events, contacts, compare, offset, start, end, sort, strict, drafts, part, csv, json } = values;
  if (events === undefined) {
    throw new ArgumentError('replay needs --events FILE, or - for standard input.');
  }
  if (events === '-' && contacts === '-') {
    throw new ArgumentError('--events and --contacts cannot both be standard input.');
  }
  checkCompanions(values);
  const partition = readPartition(values.partition);
  return {
    ...{ workspace, events, contacts, compare, offset, start, end, sort, strict, drafts, partition, part, csv, json },
    format: readFormat(values.format),
    map: readMap(values.map, '--map'),
    contactsMap: readMap(values['contacts-map'], '--contacts-map'),
    types: readTypes(values.type),
    time: readTime(values.time),
    thresholds: values.thresholds?.split(',').map((text) => readNumber(text, '--thresholds')),
    excerpts: readExcerpts(values.excerpts),
    jobs: readJobs(values.jobs),
  };
}

/** Options that say nothing without another one. */
function checkCompanions(values: ReplayValues): void {
  const { thresholds, compare, part, partition, excerpts, json, contacts, csv, jobs } = values;
  if (thresholds !== undefined && compare === undefined) {
    throw new ArgumentError('--thresholds go with --compare.');
  }
  if (part !== undefined && partition === undefined) {
    throw new ArgumentError('--part goes with --partition I/N.');
  }
  if (jobs !== undefined && partition !== undefined) {
    throw new ArgumentError('--jobs and --partition do not go together: one part of a log is run by one thread.');
  }
  if (excerpts !== undefined && !json && part === undefined) {
    throw new ArgumentError('--excerpts go with --json, or with --part where merge --json shows them.');
  }
  if (values['contacts-map'] !== undefined && contacts === undefined) {
    throw new ArgumentError('--contacts-map goes with --contacts.');
  }
  const toOutput = [json ? '--json' : '', part === '-' ? '--part -' : '', csv === '-' ? '--csv -' : ''].filter(Boolean);
  if (toOutput.length > 1) {
    throw new ArgumentError(`${toOutput.join(' and ')} cannot both go to standard output.`);
  }
}

function readFormat(text: string | undefined): LogFormat | undefined {
  if (text !== undefined && text !== 'csv' && text !== 'ndjson') {
    throw new ArgumentError('--format is csv or ndjson.');
  }
  return text;
}

function readTime(text: string | undefined): TimeForm | undefined {
  if (text !== undefined && !timeForms.some((form) => form === text)) {
    throw new ArgumentError(`--time is ${timeForms.slice(0, -1).join(', ')} or ${timeForms.at(-1)}.`);
  }
  return text as TimeForm | undefined;
}

/** Pairs with commas between them; what has a comma in it stands in quotation marks. */
function readMap(texts: string[] | undefined, option: string): Record<string, string> | undefined {
  if (texts === undefined) {
    return undefined;
  }
  const pairs = texts.flatMap((text) => text.match(/(?:"[^"]*"|[^,"])+/g) ?? []);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name, column] = splitAt(pair, pair.indexOf('='));
      if (!name || !column) {
        throw new ArgumentError(
          `${option} takes OURS=THEIRS, such as at=Timestamp, not ${JSON.stringify(pair)}. ` +
            'A name with a comma in it stands in quotation marks: \'contact="Id, old"\'.',
        );
      }
      return [name.trim(), column.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
}

function readTypes(texts: string[] | undefined): Record<string, string> | undefined {
  const pairs = texts?.map((text) => {
    const [theirs, ours] = splitAt(text, text.lastIndexOf('='));
    if (!theirs || !ours) {
      throw new ArgumentError(
        `--type takes THEIRS=OURS, such as "Email Opened=email.opened", not ${JSON.stringify(text)}.`,
      );
    }
    return [theirs, ours];
  });
  return pairs && Object.fromEntries(pairs);
}

function readExcerpts(texts: string[] | undefined): Record<string, number> | undefined {
  const pairs = texts?.map((text) => {
    const [workflow, count] = splitAt(text, text.lastIndexOf('='));
    if (!workflow || !/^\d{1,9}$/.test(count)) {
      throw new ArgumentError(`--excerpts takes WORKFLOW=N, not ${JSON.stringify(text)}.`);
    }
    return [workflow, Number(count)];
  });
  return pairs && Object.fromEntries(pairs);
}

/** What stands before a place, and what after it; empty texts where there is no such place. */
function splitAt(text: string, place: number): [string, string] {
  return place < 0 ? ['', ''] : [text.slice(0, place), text.slice(place + 1)];
}

function readPartition(text: string | undefined): ReplayPartition | undefined {
  if (text === undefined) {
    return undefined;
  }
  const [, index = '', of = ''] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (of === '' || Number(index) >= Number(of)) {
    throw new ArgumentError('--partition takes I/N: 0/4, 1/4, 2/4 and 3/4 are the four parts of a log.');
  }
  return { index: Number(index), of: Number(of) };
}

function readJobs(text: string | undefined): number | 'auto' {
  return text === undefined ? 1 : text === 'auto' ? text : readNumber(text, '--jobs');
}

function readNumber(text: string, option: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) {
    throw new ArgumentError(`${option}: ${JSON.stringify(text)} is no number.`);
  }
  return number;
}
