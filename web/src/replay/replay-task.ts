import type { ReplayProgress } from '@rehearse/engine';
import { numberInWords } from '../text/format.js';
import { texts } from '../texts/texts.js';
import type { ReplayHost } from './log-files.js';
import type { LogSetup } from './log-setup.js';
import { type Finished, type ReplayedVersion, resultsOf, runReplay } from './replay-run.js';

/** What a workspace is compared with. */
export type ComparedWith = '' | 'opened' | 'last' | 'file';

/** How a run ended; null: another took its place. */
export type RunEnd = 'finished' | 'canceled' | 'failed' | null;

/** A replay that runs, how far it is, what came of the last one, and what the next is compared with. */
export class ReplayTask {
  comparedWith: ComparedWith = '';
  /** The file that may be compared with. */
  otherFile: ReplayedVersion | null = null;
  progress: ReplayProgress | null = null;
  error: Error | null = null;
  /** Whether the page's policy forbade the worker. */
  isForbidden = false;
  wasCanceled = false;
  finished: Finished | null = null;
  #controller: AbortController | null = null;

  constructor(private readonly host: ReplayHost) {}

  get isRunning(): boolean {
    return this.#controller !== null;
  }

  /** What it is compared with; null where that is nothing. */
  get other(): ReplayedVersion | null {
    const { asOpened, lastRun } = texts().replay;
    switch (this.comparedWith) {
      case 'opened':
        return { name: asOpened, text: this.host.store.openedText };
      case 'last':
        return this.finished && { name: lastRun, text: this.finished.asked.version.text };
      case 'file':
        return this.otherFile;
      default:
        return null;
    }
  }

  /** Whether what came of it holds no longer: '' if it does; the workspace was changed; another was opened. */
  get outdated(): '' | 'changed' | 'other' {
    const { store } = this.host;
    const asked = this.finished?.asked;
    if (!asked) return '';
    if (asked.version.text === store.runningText && asked.runsDrafts === store.runsDrafts) return '';
    return store.loads === asked.loads ? 'changed' : 'other';
  }

  /** What happened to the last run counts no more: there is another log. */
  forgetEnd(): void {
    this.error = null;
    this.wasCanceled = false;
  }

  cancel(): void {
    this.#controller?.abort();
  }

  /** Runs the replay; one that runs is ended, and one that fails leaves what was there. */
  async run(setup: LogSetup, background: boolean): Promise<RunEnd> {
    const { store } = this.host;
    const words = texts().replay;
    if (!store.engine) return null;
    this.cancel();
    const controller = new AbortController();
    const { runningText, runsDrafts, loads } = store;
    const version = { name: words.current, text: runningText };
    const asked = { setup, version, other: this.other, runsDrafts, loads, background };
    this.#controller = controller;
    this.progress = null;
    this.forgetEnd();
    this.isForbidden = false;
    store.say(words.started);
    const forbidden = () => {
      this.isForbidden = true;
    };
    document.addEventListener('securitypolicyviolation', forbidden);
    try {
      const finished = await runReplay(store.engine, asked, controller.signal, (progress) => {
        this.progress = progress;
        this.host.requestUpdate();
      });
      if (this.#controller !== controller) return null;
      this.#finish(finished);
      return 'finished';
    } catch (error) {
      if (this.#controller !== controller) return null;
      return this.#fail(error as Error, controller.signal);
    } finally {
      document.removeEventListener('securitypolicyviolation', forbidden);
      if (this.#controller === controller) {
        this.#controller = null;
        this.host.requestUpdate();
      }
    }
  }

  #finish(finished: Finished): void {
    const { rows, contacts } = resultsOf(finished);
    this.finished = finished;
    this.host.store.say(texts().replay.done(numberInWords(rows.used), numberInWords(contacts.total)));
  }

  #fail(error: Error, { aborted }: AbortSignal): RunEnd {
    this.wasCanceled = aborted;
    if (aborted) this.host.store.say(texts().replay.canceled);
    else this.error = error;
    return aborted ? 'canceled' : 'failed';
  }
}
