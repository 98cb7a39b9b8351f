import type { ContactScores } from '../types.js';
import type { LogFormat, LogSource } from './source.js';
import type { TimeForm } from './times.js';

/** How far a replay has come. */
export interface ReplayProgress {
  /** Rows read so far. */
  rows: number;
  /** Bytes of the log read so far. */
  bytes: number;
  /** The log's size, where it is known: of files, `Blob`s and bytes. */
  totalBytes?: number;
  /** Milliseconds since the replay began. */
  elapsed: number;
}

/** Which part of a log is replayed: the contacts for which a hash of their id, modulo `of`, is `index`. */
export interface ReplayPartition {
  /** 0 to `of` − 1. */
  index: number;
  of: number;
}

/** How a log is read and replayed. */
export interface ReplayOptions {
  /** How the log is written; else its name or its first bytes tell. */
  format?: LogFormat | undefined;
  /**
   * What the log's columns are called, by our names: `at`, `contact`, `type`, `id`, the attributes of event types and
   * `fields.KEY`. Columns that go by our names need none; `"-"` passes one over. `fields.KEY:number` and
   * `fields.KEY:yesNo` say what the texts of a CSV file are. `row`, by the map alone, is the column with the numbers
   * that rows have in the log that this one is a part of: reports then tell these.
   */
  map?: Readonly<Record<string, string>> | undefined;
  /** What the log's event types are in ours, such as `{ "Email Opened": "email.opened" }`. */
  types?: Readonly<Record<string, string>> | undefined;
  /** The type of all rows, where the log has no column for it: what stands in one is passed over. */
  type?: string | undefined;
  /**
   * How times are written: `'iso'`, ISO 8601, by default; `'epoch-s'` or `'epoch-ms'`, seconds or milliseconds since
   * 1970 began in UTC.
   */
  time?: TimeForm | undefined;
  /**
   * The offset from UTC of times that are written without one, such as `'+02:00'` or `'Z'`. Without it, rows with such
   * times cannot be used: nothing says when they were.
   */
  offset?: string | undefined;
  /** The contacts that there were before the log: `id`, `name`, `email`, `engagementScore`, `tags`, `createdAt`, `fields.KEY`. */
  contacts?: LogSource | undefined;
  /** What the columns of `contacts` are called. */
  contactsMap?: Readonly<Record<string, string>> | undefined;
  /** Where the clock starts, ISO 8601 or a `Date`; else at the first time in the log. */
  start?: string | Date | undefined;
  /** What is due until then is run after the last row; else until the last time in the log. */
  end?: string | Date | undefined;
  /** Puts rows in order of time before they run. All are held in memory until then. */
  sort?: boolean | undefined;
  /** The first row that cannot be used ends the replay with a `LogError`. */
  strict?: boolean | undefined;
  /** By workflow: of how many rows in which it started the report has the journal. */
  excerpts?: Readonly<Record<string, number>> | undefined;
  /** How many rows go into the engine at once: 1 to 1,000,000; 16,384 by default. */
  batchSize?: number | undefined;
  /** Called a few times a second, and at the end. Waited for, where it gives a promise. */
  onProgress?: ((progress: ReplayProgress) => unknown) | undefined;
  /** Ends the replay early: the promise is rejected with its reason, and all memory is freed. */
  signal?: AbortSignal | undefined;
  /** How many threads run rows: 1 by default; `'auto'` for as many as the machine has processors. */
  workers?: number | 'auto' | undefined;
  /**
   * Does all of it, reading included, in a worker of its own: the page's thread only hears of progress. Logs are then
   * what can be handed to a worker: texts, bytes, `File`s and `Blob`s; in Node also paths.
   */
  background?: boolean | undefined;
  /** Only this part of the log's contacts; the report then has `part`, which `engine.merge` takes. */
  partition?: ReplayPartition | undefined;
  /** Given the contacts in the end, some at a time: each with its score before and after. Waited for. */
  onScores?: ((contacts: ContactScores[]) => void | PromiseLike<void>) | undefined;
}

/** How a log is replayed through two versions of a workspace. */
export interface CompareOptions extends ReplayOptions {
  /** `run` treats workflows that are drafts as published; `skip` by default. */
  drafts?: 'skip' | 'run' | undefined;
  /** Scores that it is counted who crosses; else those that triggers compare the score with. */
  thresholds?: readonly number[] | undefined;
}
