import { entriesOf } from '../store/timeline.js';
import type { Run } from '../store/version.js';
import { setApart } from '../text/balanced.js';
import { numberInWords } from '../text/format.js';
import { shortened } from '../text/parts.js';
import { summarise } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { rangeInWords } from './bars.js';
import { explainedRun, mostRows } from './explained-run.js';
import type { ReplayHost } from './log-files.js';
import { type Finished, mostStarts, rowsOf, startsOf } from './replay-run.js';
import { type Bucket, pageSize, type ScoreRow } from './score-table.js';

/** The contacts that are shown, and where they come from. */
interface Chosen {
  column: number;
  bucket: Bucket | null;
  /** Those of a workflow, all of them; null while they are not known. */
  rows: readonly ScoreRow[] | null;
  workflow: string;
  note: string;
  first: number;
}

/** The contacts of a bar or of a workflow, a page of them. */
export interface ChosenContacts {
  /** What they have in common, in words. */
  title: string;
  /** What is to be known of how they were found, or "". */
  note: string;
  rows: readonly ScoreRow[];
  first: number;
  count: number;
}

/** What is looked at in the result of a replay: the contacts of a bar or of a workflow, and one of them. */
export class LookUp {
  /** For whom the log is read again: a workflow or a contact; "" for nobody. */
  busy = '';
  error = '';
  #chosen: Chosen | null = null;
  /** The result that `#chosen` is of: what was chosen in another counts no more. */
  #chosenIn: Finished | null = null;
  #controller: AbortController | null = null;
  /** The store's number of the workspace that was open when the reading began. */
  #loads = 0;

  /** `result` gives what is looked into. */
  constructor(
    private readonly host: ReplayHost,
    private readonly result: () => Finished | null,
  ) {}

  get #present(): Chosen | null {
    return this.#chosenIn === this.result() ? this.#chosen : null;
  }

  /** The bar that is chosen, or null. */
  get bar(): { column: number; bucket: Bucket } | null {
    const { column = 0, bucket = null } = this.#present ?? {};
    return bucket && { column, bucket };
  }

  /** The workflow whose contacts are shown or looked for, or "". */
  get workflow(): string {
    return this.#present?.workflow ?? '';
  }

  /** What is looked for is looked for no more. */
  stop(): void {
    this.#controller?.abort();
  }

  /** For another workspace than the one that was open nothing is looked for any more. */
  storeChanged(): void {
    if (this.host.store.loads !== this.#loads) this.stop();
  }

  close(): void {
    this.#choose(null);
  }

  chooseBar(column: number, bucket: Bucket): void {
    this.stop();
    this.#choose({ column, bucket, rows: null, workflow: '', note: '', first: 0 });
  }

  turnTo(first: number): void {
    const chosen = this.#present;
    if (chosen) this.#choose({ ...chosen, first: Math.max(0, first) });
  }

  #choose(chosen: Chosen | null): void {
    this.#chosen = chosen;
    this.#chosenIn = this.result();
    this.host.requestUpdate();
  }

  /** Reads the log again for the rows that started a workflow; gives whether that went well. */
  async chooseWorkflow(workflow: string, enrolled: number): Promise<boolean> {
    const finished = this.result();
    const { engine } = this.host.store;
    if (!finished || !engine) return false;
    const chosen = { column: 0, bucket: null, rows: null, workflow, note: '', first: 0 };
    this.#choose(chosen);
    const isFound = await this.#reading(workflow, texts().replay.finding, async (signal) => {
      const starts = await startsOf(engine, finished, workflow, enrolled, finished.asked.version.text, signal);
      signal.throwIfAborted();
      const rows = finished.scores.rowsOf([...new Set(starts.map(({ contact }) => contact))]);
      this.#choose({ ...chosen, rows, note: noteOf(rows.length, starts.length, enrolled) });
      return true;
    });
    if (!isFound && this.#chosen === chosen) this.#choose(null);
    return isFound;
  }

  /** Puts the rows of a contact on the timeline, with the report open; gives whether that went well. */
  async explain(contact: string): Promise<boolean> {
    const finished = this.result();
    const { store } = this.host;
    const { engine } = store;
    if (!finished || !engine) return false;
    const words = texts().replay;
    return this.#reading(contact, words.explaining, async (signal) => {
      const found = await rowsOf(engine, finished, contact, mostRows, signal);
      signal.throwIfAborted();
      const name = setApart(shortened(contact));
      const file = setApart(shortened(finished.asked.setup.log.file.name));
      if (found.events.length === 0) {
        this.error = words.noEvents(name);
        return false;
      }
      const isOther = finished.asked.version.text !== store.runningText;
      const told = found.isCut ? words.explainedCut : isOther ? words.explainedNow : words.explained;
      const note = told(name, found.events.length, file);
      const { stimuli, start } = explainedRun(contact, found, finished, note);
      store.stimuli.openRun(stimuli, start, finished.asked.runsDrafts);
      const last = store.runs.findLastIndex((run) => hadEffect(run));
      if (last >= 0) store.stimuli.select(last);
      return true;
    });
  }

  async #reading(what: string, said: string, act: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    this.#loads = this.host.store.loads;
    this.busy = what;
    this.error = '';
    this.host.store.say(said);
    this.host.requestUpdate();
    try {
      return await act(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) this.error = (error as Error).message;
      return false;
    } finally {
      if (this.#controller === controller) {
        this.busy = '';
        this.#controller = null;
        this.host.requestUpdate();
      }
    }
  }

  /** What is to be shown of them; null while they are looked for, or where nothing is chosen. */
  get contacts(): ChosenContacts | null {
    const chosen = this.#present;
    const finished = this.result();
    if (!chosen || !finished || (this.busy !== '' && this.busy === chosen.workflow)) return null;
    const { column, bucket, rows, workflow, note, first } = chosen;
    if (bucket) {
      const title = texts().replay.scoresIn(seriesOf(finished)[column] ?? '', rangeInWords(bucket));
      const isBar = ({ from, to }: Bucket) => from === bucket.from && to === bucket.to;
      const count = finished.bars.find(isBar)?.counts[column] ?? 0;
      return { title, note, rows: finished.scores.page(column, bucket, first), first, count };
    }
    if (rows === null) return null;
    const title = texts().replay.startedIn(this.#workflowName(workflow));
    return { title, note, rows: rows.slice(first, first + pageSize), first, count: rows.length };
  }

  #workflowName(id: string): string {
    return shortened(this.host.store.running.workflows.find((workflow) => workflow.id === id)?.name || id);
  }
}

/** What the columns of scores are called. */
export function seriesOf({ scores }: Finished): string[] {
  const { before, after, a, b } = texts().replay.series;
  return scores.columns === 3 ? [before, a, b] : [before, after];
}

/** What is to be known of how a workflow's contacts were found, or "". */
function noteOf(contacts: number, starts: number, enrolled: number): string {
  const words = texts().replay;
  if (contacts === 0) return words.byClock;
  return enrolled > mostStarts ? words.foundStarts(numberInWords(starts)) : '';
}

/** Whether a stimulus started something or changed a score. */
function hadEffect(run: Run): boolean {
  const { fired, scores, messages } = summarise(entriesOf(run));
  return fired.length + scores.length + messages.length > 0;
}
