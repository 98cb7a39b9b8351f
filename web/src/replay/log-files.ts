import type { ReplayReport } from '@rehearse/engine';
import { textOf } from '../opened-file.js';
import type { Store } from '../store/store.js';
import { setApart } from '../text/balanced.js';
import { shortened } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { checkedRows, LogSetup, type OpenedLog } from './log-setup.js';
import type { ReplayedVersion } from './replay-run.js';
import { Turns } from './turns.js';

/** The first rows are looked at again when the workspace has not changed for this long, in milliseconds. */
const pause = 300;

/** What the parts of a replay stand in: it has the store, and draws them. */
export interface ReplayHost {
  readonly store: Store;
  requestUpdate(): void;
}

/** The files of a replay, how they are to be read, and what the first rows come to. */
export class LogFiles {
  /** The log that is open, and what its columns hold. */
  setup: LogSetup | null = null;
  /** Why a file could not be opened, or "". */
  problem = '';
  /** Why a workspace cannot be compared with, or "". */
  otherProblem = '';
  /** What the first rows come to; null while they are looked at. */
  check: ReplayReport | Error | null = null;
  /** The text that was checked with. */
  #checkedText = '';
  readonly #checks = new Turns();
  readonly #logs = new Turns();
  readonly #contacts = new Turns();
  readonly #workspaces = new Turns();
  #readings = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReplayHost) {}

  get isReading(): boolean {
    return this.#readings > 0;
  }

  /** Opens a log, and gives whether it is one; if it is none, or another was asked for meanwhile, what was open stays. */
  async open(file: File): Promise<boolean> {
    const opened = await this.#sampled(file, this.#logs.begin());
    const { vocabulary } = this.host.store;
    if (!opened || !vocabulary) return false;
    this.setup = new LogSetup(opened, vocabulary);
    this.#checkRows();
    return true;
  }

  /** Opens the contacts that there are before the log, likewise: they belong to the log that is open now. */
  async openContacts(file: File): Promise<boolean> {
    const { setup } = this;
    const isLast = this.#contacts.begin();
    const opened = await this.#sampled(file, () => isLast() && this.setup === setup);
    if (opened) this.setContacts(opened);
    return opened !== null;
  }

  /** Contacts that are being read are wanted no more. */
  setContacts(opened: OpenedLog | null): void {
    this.#contacts.begin();
    this.setup?.setContacts(opened);
    this.#checkRows();
  }

  /**
   * Opens a workspace to compare with; null, and `otherProblem`, where it is none that can be run, and where another was asked
   * for meanwhile.
   */
  async openWorkspace(file: File): Promise<ReplayedVersion | null> {
    const isLast = this.#workspaces.begin();
    this.otherProblem = '';
    try {
      const text = (await textOf(file)).replace(/^\uFEFF/, '');
      if (!isLast()) return null;
      this.host.store.engine?.simulate(text).dispose();
      return { name: file.name, text };
    } catch (error) {
      if (!isLast()) return null;
      const [why = ''] = (error as Error).message.split('\n');
      this.otherProblem = texts().replay.otherNotRead(setApart(shortened(file.name)), why);
      this.host.requestUpdate();
      return null;
    }
  }

  /** Says why nothing was opened. */
  refuse(problem: string): void {
    this.problem = problem;
    this.host.requestUpdate();
  }

  /** Something is set otherwise. */
  changed(): void {
    this.#checkRows();
  }

  /** The workspace may be another: what the first rows come to is seen anew when it changes no more. */
  storeChanged(): void {
    this.stop();
    if (!this.setup || this.host.store.runningText === this.#checkedText) return;
    this.#timer = setTimeout(() => this.#checkRows(), pause);
  }

  /** What has changed is not looked at any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The beginning of a file; null where it cannot be read, or is not wanted any more once it was. */
  async #sampled(file: File, isWanted: () => boolean): Promise<OpenedLog | null> {
    const { engine } = this.host.store;
    if (!engine) return null;
    this.problem = '';
    this.#readings += 1;
    this.host.store.say(texts().replay.reading);
    this.host.requestUpdate();
    try {
      const sample = await engine.sampleLog(file);
      return isWanted() ? { file, sample } : null;
    } catch (error) {
      const { message } = error as Error;
      if (isWanted())
        this.problem = texts().replay.notRead(setApart(shortened(file.name)), message, this.setup !== null);
      return null;
    } finally {
      this.#readings -= 1;
      this.host.requestUpdate();
    }
  }

  /** Sees what the first rows come to; what was asked before this counts no more. */
  #checkRows(): void {
    const { engine, runningText } = this.host.store;
    const { setup } = this;
    this.stop();
    const isLast = this.#checks.begin();
    this.#checkedText = runningText;
    // With an offset that is none the rows stay as they were looked at before: there is nothing new to say of them.
    if (!setup?.isOffsetWrong) this.check = null;
    this.host.requestUpdate();
    if (!engine || !setup?.isComplete) return;
    void checkedRows(engine, runningText, setup).then((check) => {
      if (!isLast()) return;
      this.check = check;
      this.host.requestUpdate();
    });
  }
}
