import type { ReplayPartition } from '../replay/replay-options.js';
import type { LogFormat } from '../replay/source.js';
import { type TimeForm, timeForms } from '../replay/times.js';
import { ArgumentError, type OptionValues, readArguments } from './arguments.js';

export const replayUsage = `Usage:
  rehearse replay WORKSPACE --events FILE [options]
  rehearse merge PART…                    the report of a replay that was done in parts; - for standard input

Replays a log of past events through a workspace: who would have scored what, which workflows would have started, what
would have been sent. The log is CSV with a header, or NDJSON; its columns are at, contact, type and the attributes of
the events. Rows that cannot be used are told with their lines and reasons.

  --events FILE          the log; - for standard input
  --contacts FILE        the contacts that there were before: id, name, email, engagementScore, tags, createdAt, fields.KEY
  --compare OTHER        replays another version of the workspace in the same pass, and says what differs
  --format csv|ndjson    how the log is written, if neither its name nor its first bytes tell

  --map OURS=THEIRS,…    what the log's columns are called; - for a column that is to be passed over. One column may be
                         several attributes: email=Asset,link=Asset. A name with a comma in it stands in quotation
                         marks: 'contact="Id, old"'. row=THEIRS: the column that has the rows' own numbers, as in a
                         log that was dealt out beforehand. May be repeated
  --contacts-map …       the same for the contacts
  --type THEIRS=OURS     what one of the log's event types is in ours. May be repeated
  --time iso|epoch-s|epoch-ms
                         how times are written: ISO 8601, or seconds or milliseconds since 1970
  --offset +02:00        the offset from UTC of times that are written without one; without this they cannot be used
  --start TIME           where the clock starts, if not at the first time in the log
  --end TIME             runs what falls due until then after the last row
  --sort                 puts the rows in order of time first
  --strict               ends at the first row that cannot be used
  --drafts               runs workflows that are drafts, too

  --thresholds 50,60     with --compare: scores that it is counted who crosses
  --excerpts WORKFLOW=N  with --json: the journal of the first N rows in which that workflow started. May be repeated
  --jobs N               runs the rows in N threads; auto for as many as there are processors
  --partition I/N        only part I of N, 0 to N-1: the contacts whose hash modulo N is I
  --part FILE            with --partition: where to write what merge takes; - for standard output
  --csv FILE             writes a line for each contact: its id, its score before and after; in order of arrival, with
                         several workers one worker's after the other's; - for standard output, and the summary
                         goes to standard error
  --json                 prints the whole report as JSON

Examples:
  rehearse replay spring.workspace.json --events quarter.csv
  rehearse replay spring.workspace.json --events export.csv \\
    --map 'at=Timestamp,contact=Contact Id,type=Event,email=Campaign' --type 'Email Opened=email.opened'
  zcat log.ndjson.gz | rehearse replay spring.workspace.json --events - --csv scores.csv
  rehearse replay today.json --compare tomorrow.json --events quarter.csv --thresholds 50,60
  for i in 0 1 2 3; do
    rehearse replay spring.workspace.json --events quarter.csv --partition $i/4 --part part-$i.json &
  done; wait
  rehearse merge part-*.json

Exit status: 0 all well; 1 the workspace has errors, or no row can be used, or one cannot and --strict was given;
2 wrong usage, or a file that cannot be read.`;

/** The options of `rehearse replay`. */
export const replayOptions = {
  events: { type: 'string' },
  contacts: { type: 'string' },
  compare: { type: 'string' },
  format: { type: 'string' },
  map: { type: 'string', multiple: true },
  'contacts-map': { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
  time: { type: 'string' },
  offset: { type: 'string' },
  start: { type: 'string' },
  end: { type: 'string' },
  sort: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  drafts: { type: 'boolean', default: false },
  thresholds: { type: 'string' },
  excerpts: { type: 'string', multiple: true },
  jobs: { type: 'string' },
  partition: { type: 'string' },
  part: { type: 'string' },
  csv: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

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
 * Reads the arguments after `replay`.
 * @returns undefined where only help is wanted
 * @throws ArgumentError
 */
export function readReplayArguments(given: string[]): ReplayArguments | undefined {
  const { values, positionals } = readArguments(replayOptions, given);
  if (values.help) {
    return undefined;
  }
  const [workspace, ...others] = positionals;
  if (workspace === undefined || others.length > 0) {
    throw new ArgumentError('replay takes one workspace. See rehearse replay --help.');
  }
  const { events, contacts, compare, offset, start, end, sort, strict, drafts, part, csv, json } = values;
  if (events === undefined) {
    throw new ArgumentError('replay needs --events FILE, or - for standard input. See rehearse replay --help.');
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
