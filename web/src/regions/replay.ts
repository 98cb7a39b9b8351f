import type { ReplayProgress, ReplayReport } from '@rehearse/engine';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { saveBlob } from '../document/file.js';
import { textOf } from '../opened-file.js';
import { barStyles, rangeInWords } from '../replay/bars.js';
import { explainedRun, mostRows } from '../replay/explained-run.js';
import { checkedRows, LogSetup, type OpenedLog } from '../replay/log-setup.js';
import { eventsOf, type Finished, mostStarts, runReplay, startsOf, type Version } from '../replay/replay-run.js';
import { sampleLog } from '../replay/sample-log.js';
import { reportAsJson, scoresAsCsv } from '../replay/saved.js';
import { type Bar, type Bucket, pageSize, type ScoreRow } from '../replay/score-table.js';
import { entriesOf } from '../store/store.js';
import type { Run } from '../store/version.js';
import { icon } from '../styles/icons.js';
import { numberInWords } from '../text/format.js';
import { shortened, worded } from '../text/parts.js';
import { summarise } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';
import { replayStyles } from './replay.styles.js';
import { comparisonView } from './replay-comparison.js';
import { type ChosenContacts, type ResultView, resultView, warnings } from './replay-result.js';
import { checkView, columnsForm, preview, type SetupView, sizeInWords } from './replay-setup.js';

/** What a policy must have in it for the worker. */
const policy = "worker-src 'self'";

/** What a workspace is compared with. */
type Comparison = '' | 'opened' | 'last' | 'file';

/** Whether a stimulus started something or changed a score. */
function hadEffect(run: Run): boolean {
  const { fired, scores, messages } = summarise(entriesOf(run));
  return fired.length + scores.length + messages.length > 0;
}

/** The contacts that are shown, and where they come from. */
interface Chosen {
  column: number;
  bucket: Bucket | null;
  /** Those of a workflow, all of them. */
  rows: readonly ScoreRow[];
  workflow: string;
  note: string;
  first: number;
}

/**
 * Replays a log of past events: a file is dropped, its columns are told, a worker runs it, and what came of it can be
 * looked into down to each contact. The file is read where it is; nothing leaves the browser.
 */
export class ReplayRegion extends Region {
  static override properties = { ...Region.properties, show: { attribute: false } };

  /** Shows what was put on the timeline. */
  declare show: () => void;

  #setup: LogSetup | null = null;
  /** Why a file could not be opened, or "". */
  #problem = '';
  #isReading = false;
  /** Whether the first rows and what the columns hold are shown: they are in the way once there is a result. */
  #isSetupOpen = true;
  #check: ReplayReport | Error | null = null;
  /** The text that was checked with. */
  #checkedText = '';
  #checks = 0;

  #comparison: Comparison = '';
  #otherFile: Version | null = null;

  #controller: AbortController | null = null;
  #progress: ReplayProgress | null = null;
  #error: Error | null = null;
  /** Whether the page's policy forbade the worker. */
  #isForbidden = false;
  #wasCanceled = false;
  #finished: Finished | null = null;
  #bars: readonly Bar[] = [];
  #loads = 0;

  #chosen: Chosen | null = null;
  /** For whom the log is read again: a workflow or a contact; "" for nobody. */
  #busy = '';
  #lookUp: AbortController | null = null;
  #lookUpError = '';
  #copied = '';

  override connectedCallback(): void {
    super.connectedCallback();
    for (const name of ['dragenter', 'dragover'] as const) this.addEventListener(name, this.#hold);
    this.addEventListener('dragleave', this.#leave);
    this.addEventListener('drop', this.#drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move puts it back at once.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#controller?.abort();
      this.#lookUp?.abort();
    });
  }

  protected override storeChanged(): void {
    if (this.#setup && this.store.runningText !== this.#checkedText) this.#checkRows();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#loads === 0) this.#loads = this.store.loads;
  }

  // ---------------------------------------------------------------- files

  readonly #hold = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.classList.add('over');
  };

  readonly #leave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.classList.remove('over');
  };

  readonly #drop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    this.classList.remove('over');
    if (files.length === 0) return;
    event.preventDefault();
    const [file] = files;
    if (files.length > 1 || !file) {
      this.#problem = texts().replay.oneFile;
      this.requestUpdate();
    } else void this.#open(file);
  };

  /** Opens a log; on a file that is none, what was open stays. */
  async #open(file: File): Promise<void> {
    const opened = await this.#sampled(file);
    const { vocabulary } = this.store;
    if (!opened || !vocabulary) return;
    this.#controller?.abort();
    this.#setup = new LogSetup(opened, vocabulary);
    this.#isSetupOpen = true;
    this.#error = null;
    this.#wasCanceled = false;
    this.#checkRows();
    this.#focus('#log-opened');
  }

  async #sampled(file: File): Promise<OpenedLog | null> {
    const { engine } = this.store;
    if (!engine) return null;
    this.#problem = '';
    this.#isReading = true;
    this.requestUpdate();
    try {
      return { file, sample: await engine.sampleLog(file) };
    } catch (error) {
      const { notRead, kept } = texts().replay;
      this.#problem = [notRead(shortened(file.name)), (error as Error).message, this.#setup ? kept : '']
        .join(' ')
        .trim();
      return null;
    } finally {
      this.#isReading = false;
      this.requestUpdate();
    }
  }

  async #openContacts(file: File): Promise<void> {
    const opened = await this.#sampled(file);
    if (!opened) return;
    this.#setup?.setContacts(opened);
    this.#setupChanged();
  }

  async #openOther(file: File): Promise<void> {
    const { engine } = this.store;
    const { notRead, kept } = texts().replay;
    this.#problem = '';
    try {
      const text = (await textOf(file)).replace(/^\uFEFF/, '');
      engine?.simulate(text).dispose();
      this.#otherFile = { name: file.name, text };
      this.#comparison = 'file';
    } catch (error) {
      this.#problem = `${notRead(shortened(file.name))} ${(error as Error).message.split('\n')[0]} ${kept}`;
    }
    this.requestUpdate();
  }

  #choose(selector: string): void {
    this.renderRoot.querySelector<HTMLInputElement>(selector)?.click();
  }

  #chosenFile(event: Event, take: (file: File) => Promise<void>): void {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void take(file);
    input.value = '';
  }

  #setupChanged(): void {
    this.#error = null;
    this.#checkRows();
  }

  /** Sees what the first rows come to; what was asked before this counts no more. */
  #checkRows(): void {
    const { engine, runningText } = this.store;
    const setup = this.#setup;
    this.#checks += 1;
    const turn = this.#checks;
    this.#checkedText = runningText;
    this.#check = null;
    this.requestUpdate();
    if (!engine || !setup || setup.missing.length > 0) return;
    void checkedRows(engine, runningText, setup).then((check) => {
      if (turn !== this.#checks) return;
      this.#check = check;
      this.requestUpdate();
    });
  }

  // ---------------------------------------------------------------- running

  get #version(): Version {
    return { name: texts().replay.current, text: this.store.runningText };
  }

  /** What it is compared with; null where that is nothing. */
  get #other(): Version | null {
    const { asOpened, lastRun } = texts().replay;
    switch (this.#comparison) {
      case 'opened':
        return { name: asOpened, text: this.store.openedText };
      case 'last':
        return this.#finished && { name: lastRun, text: this.#finished.asked.version.text };
      case 'file':
        return this.#otherFile;
      default:
        return null;
    }
  }

  /** Runs the replay; one that runs is ended, and one that fails leaves what was there. */
  async #run(background: boolean): Promise<void> {
    const { store } = this;
    const setup = this.#setup;
    if (!store.engine || !setup) return;
    this.#controller?.abort();
    this.#lookUp?.abort();
    const controller = new AbortController();
    const asked = { setup, version: this.#version, other: this.#other, runsDrafts: store.runsDrafts, background };
    this.#controller = controller;
    this.#progress = null;
    this.#error = null;
    this.#wasCanceled = false;
    this.#isForbidden = false;
    const words = texts().replay;
    store.say(words.started);
    this.#focus('#cancel-replay');
    const forbidden = () => {
      this.#isForbidden = true;
    };
    document.addEventListener('securitypolicyviolation', forbidden);
    try {
      const finished = await runReplay(store.engine, asked, controller.signal, (progress) => {
        this.#progress = progress;
        this.requestUpdate();
      });
      if (this.#controller !== controller) return;
      this.#finish(finished);
    } catch (error) {
      if (this.#controller !== controller) return;
      if (controller.signal.aborted) {
        this.#wasCanceled = true;
        store.say(words.canceled);
      } else this.#error = error as Error;
    } finally {
      document.removeEventListener('securitypolicyviolation', forbidden);
      if (this.#controller === controller) {
        this.#controller = null;
        this.requestUpdate();
        this.#focus(this.#error ? '.failed' : this.#wasCanceled ? '#run-replay' : '#replay-result');
      }
    }
  }

  #finish(finished: Finished): void {
    const { rows, contacts } = finished.report ?? (finished.comparison as NonNullable<typeof finished.comparison>).b;
    this.#finished = finished;
    this.#isSetupOpen = rows.used === 0;
    this.#bars = finished.scores.histogram();
    this.#loads = this.store.loads;
    this.#closeContacts();
    this.store.say(texts().replay.done(numberInWords(rows.used), numberInWords(contacts.total)));
  }

  // ---------------------------------------------------------------- looking into it

  #chooseBar(column: number, bucket: Bucket): void {
    this.#lookUp?.abort();
    this.#chosen = { column, bucket, rows: [], workflow: '', note: '', first: 0 };
    this.#focus('#contacts-of');
  }

  /** Reads the log again for the rows that started a workflow. */
  async #chooseWorkflow(workflow: string, enrolled: number): Promise<void> {
    const finished = this.#finished;
    const { engine } = this.store;
    if (!finished || !engine) return;
    const words = texts().replay;
    this.#chosen = { column: 0, bucket: null, rows: [], workflow, note: '', first: 0 };
    await this.#reading(workflow, async (signal) => {
      const { text } = finished.asked.version;
      const starts = await startsOf(engine, finished, workflow, enrolled, text, signal);
      const rows = finished.scores.rowsOf([...new Set(starts.map(({ contact }) => contact))]);
      const note =
        rows.length === 0
          ? words.byClock
          : enrolled > mostStarts
            ? words.foundStarts(numberInWords(starts.length))
            : '';
      this.#chosen = { column: 0, bucket: null, rows, workflow, note, first: 0 };
      this.#focus('#contacts-of');
    });
  }

  /** Puts the rows of a contact on the timeline, with the report open. */
  async #explain(contact: string): Promise<void> {
    const finished = this.#finished;
    const { store } = this;
    const { engine } = store;
    if (!finished || !engine) return;
    const words = texts().replay;
    await this.#reading(contact, async (signal) => {
      const found = await eventsOf(engine, finished, contact, mostRows, signal);
      const [name, file] = [shortened(contact), shortened(finished.asked.setup.log.file.name)];
      if (found.events.length === 0) {
        this.#lookUpError = words.noEvents(name);
        return;
      }
      const isOther = finished.asked.version.text !== store.runningText;
      const told = found.isCut ? words.explainedCut : isOther ? words.explainedNow : words.explained;
      const note = told(name, found.events.length, file);
      const { stimuli, start } = explainedRun(contact, found, finished, note);
      store.openRun(stimuli, start, finished.asked.runsDrafts);
      const last = store.runs.findLastIndex((run) => hadEffect(run));
      if (last >= 0) store.select(last);
      this.show();
    });
  }

  async #reading(what: string, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#lookUp?.abort();
    const controller = new AbortController();
    this.#lookUp = controller;
    this.#busy = what;
    this.#lookUpError = '';
    this.requestUpdate();
    try {
      await act(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) this.#lookUpError = (error as Error).message;
    } finally {
      if (this.#lookUp === controller) {
        this.#busy = '';
        this.#lookUp = null;
        this.requestUpdate();
      }
    }
  }

  #closeContacts(): void {
    this.#chosen = null;
    this.requestUpdate();
  }

  get #contacts(): ChosenContacts | null {
    const chosen = this.#chosen;
    const finished = this.#finished;
    if (!chosen || !finished || (this.#busy !== '' && this.#busy === chosen.workflow)) return null;
    const { column, bucket, rows, workflow, note, first } = chosen;
    if (bucket) {
      const title = `${this.#series[column]}, ${texts().replay.score.toLowerCase()} ${rangeInWords(bucket)}`;
      const count = this.#bars.find(({ from, to }) => from === bucket.from && to === bucket.to)?.counts[column] ?? 0;
      return { title, note, rows: finished.scores.page(column, bucket, first), first, count };
    }
    const title = texts().replay.startedIn(this.#workflowName(workflow));
    return { title, note, rows: rows.slice(first, first + pageSize), first, count: rows.length };
  }

  #workflowName(id: string): string {
    return shortened(this.store.running.workflows.find((workflow) => workflow.id === id)?.name || id);
  }

  get #series(): string[] {
    const { before, after, a, b } = texts().replay.series;
    return this.#finished?.scores.columns === 3 ? [before, a, b] : [before, after];
  }

  #focus(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  // ---------------------------------------------------------------- drawing

  override render(): TemplateResult {
    const words = texts().replay;
    const { vocabulary } = this.store;
    const setup = this.#setup;
    const view: SetupView | null =
      setup && vocabulary ? { setup, vocabulary, check: this.#check, changed: () => this.#setupChanged() } : null;
    return html`
      <div>
        <div class="intro"><h2>${words.heading}</h2><p class="privacy">${icon('shield')} ${words.privacy}</p></div>
        <p class="muted">${words.intro}</p>
      </div>
      ${this.#fileView()}
      ${
        view
          ? html`
        <details class="card setup" ?open=${this.#isSetupOpen} @toggle=${(event: Event) => {
          this.#isSetupOpen = (event.target as HTMLDetailsElement).open;
        }}>
          <summary><h3>${words.setup}</h3></summary>
          <div class="stack wide-gap">
            ${preview(view.setup.log.sample)}
            ${columnsForm(view)}
            ${checkView(view)}
          </div>
        </details>
        ${this.#runView(view.setup)}`
          : nothing
      }
      ${this.#finished ? this.#resultView(this.#finished) : nothing}`;
  }

  #fileView(): TemplateResult {
    const words = texts().replay;
    const setup = this.#setup;
    return html`
      <section class="stack" aria-label=${words.file}>
        ${setup ? this.#openedView(setup) : this.#emptyView()}
        ${this.#isReading ? html`<p class="muted" role="status">${words.reading}</p>` : nothing}
        ${this.#problem ? html`<p class="problem" role="alert"><span class="error">${worded(this.#problem)}</span></p>` : nothing}
        <input id="log-file" type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv" aria-label=${words.chooseLog} hidden
          @change=${(event: Event) => this.#chosenFile(event, (file) => this.#open(file))}>
        <input id="contacts-file" type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv" aria-label=${words.chooseContacts} hidden
          @change=${(event: Event) => this.#chosenFile(event, (file) => this.#openContacts(file))}>
        <input id="other-file" type="file" accept=".json,application/json" aria-label=${words.chooseWorkspace} hidden
          @change=${(event: Event) => this.#chosenFile(event, (file) => this.#openOther(file))}>
      </section>`;
  }

  #emptyView(): TemplateResult {
    const words = texts().replay;
    return html`
      <div class="drop">
        <strong>${words.drop}</strong>
        <span class="muted">${words.or}</span>
        <div class="row">
          <button type="button" class="primary" id="choose-log" @click=${() => this.#choose('#log-file')}>${words.choose}</button>
          <button type="button" id="sample-log" @click=${() => void this.#open(sampleLog())}>${words.trySample}</button>
        </div>
      </div>`;
  }

  #openedView(setup: LogSetup): TemplateResult {
    const words = texts().replay;
    const { file, sample } = setup.log;
    const { contacts } = setup;
    return html`
      <div class="card">
        <p class="opened" id="log-opened" tabindex="-1"><bdi>${shortened(file.name)}</bdi> <span class="badge">${words.formats[sample.format]}</span>
          <span class="muted">${sizeInWords(file.size)}</span><span class="grow"></span>
          <button type="button" class="small" id="choose-log" @click=${() => this.#choose('#log-file')}>${words.chooseOther}</button></p>
        <div class="stack">
          <p class="opened"><span class="name">${words.contactsFile}</span>
            ${contacts ? html`<bdi>${shortened(contacts.file.name)}</bdi> <span class="muted">${sizeInWords(contacts.file.size)}</span>` : nothing}
            <span class="grow"></span>
            ${
              contacts
                ? html`<button type="button" class="small quiet" @click=${() => {
                    setup.setContacts(null);
                    this.#setupChanged();
                  }}>${words.removeContacts}</button>`
                : nothing
            }
            <button type="button" class="small" @click=${() => this.#choose('#contacts-file')}>${words.chooseContacts}</button></p>
          ${contacts ? nothing : html`<p class="hint">${words.contactsHint}</p>`}
        </div>
      </div>`;
  }

  #runView(setup: LogSetup): TemplateResult {
    const words = texts().replay;
    const { store } = this;
    const mayRun = setup.missing.length === 0;
    return html`
      <section class="card" aria-label=${words.runs}>
        ${store.upToDate ? nothing : html`<p class="problem"><span class="warning">${words.lastGood}</span></p>`}
        ${store.running.workflows.length === 0 ? html`<p class="problem"><span class="warning">${words.noWorkflows}</span></p>` : nothing}
        ${store.runsDrafts ? html`<p class="problem"><span class="info">${words.draftsRun}</span></p>` : nothing}
        ${this.#compareField()}
        ${
          this.#controller
            ? this.#progressView()
            : html`<div class="row"><button type="button" class="primary" id="run-replay" ?disabled=${!mayRun} @click=${() => void this.#run(true)}>${words.run}</button>
            ${this.#wasCanceled ? html`<span class="muted">${this.#finished ? words.cancelledKept : words.canceled}</span>` : nothing}</div>`
        }
        ${this.#error ? this.#failure(this.#error) : nothing}
      </section>`;
  }

  #compareField(): TemplateResult {
    const words = texts().replay;
    const { runningText, openedText } = this.store;
    const last = this.#finished?.asked.version.text;
    const choices: [Comparison, string, boolean][] = [
      ['', words.nothing, true],
      ['opened', words.asOpened + (openedText === runningText ? words.unchanged : ''), true],
      ['last', words.lastRun + (last === runningText ? words.unchanged : ''), last !== undefined],
    ];
    const take = (event: Event) => {
      const value = (event.target as HTMLSelectElement).value as Comparison | 'choose';
      if (value === 'choose') this.#choose('#other-file');
      else this.#comparison = value;
      this.requestUpdate();
    };
    return html`
      <div class="stack">
        <div class="field compare">
          <label for="compare-with">${words.compareWith}</label>
          <select id="compare-with" @change=${take}>
            ${choices
              .filter(([, , isThere]) => isThere)
              .map(
                ([value, label]) =>
                  html`<option value=${value} .selected=${live(value === this.#comparison)}>${label}</option>`,
              )}
            ${this.#otherFile ? html`<option value="file" .selected=${live(this.#comparison === 'file')}>${shortened(this.#otherFile.name)}</option>` : nothing}
            <option value="choose" .selected=${live(false)}>${words.otherFile}</option>
          </select>
        </div>
        ${this.#other ? html`<p class="hint">${words.versionA(shortened(this.#other.name))} · ${words.versionB(words.current)}</p>` : nothing}
      </div>`;
  }

  #progressView(): TemplateResult {
    const words = texts().replay;
    const progress = this.#progress;
    const { rows = 0, bytes = 0, totalBytes = 0, elapsed = 0 } = progress ?? {};
    const rate = elapsed > 0 ? Math.round((rows / elapsed) * 1000) : 0;
    const seconds = bytes > 0 ? Math.ceil((elapsed * (totalBytes - bytes)) / bytes / 1000) : 0;
    const left = seconds >= 90 ? words.minutes(Math.round(seconds / 60)) : words.seconds(seconds);
    return html`
      <div class="stack">
        <progress aria-label=${words.progressLabel} max="100" value=${totalBytes > 0 ? (bytes / totalBytes) * 100 : nothing}></progress>
        <div class="row">
          <span class="muted figures">${words.progress(numberInWords(rows), numberInWords(rate))}${progress ? ` · ${bytes >= totalBytes ? words.finishing : words.left(left)}` : ''}</span>
          <span class="grow"></span>
          <button type="button" id="cancel-replay" @click=${() => this.#controller?.abort()}>${words.cancel}</button>
        </div>
      </div>`;
  }

  #failure(error: Error): TemplateResult {
    const words = texts().replay;
    const isWorker = (error as { code?: string }).code === 'engine.worker';
    const message = error.message.split('\n')[0] ?? '';
    return html`
      <div class="stack failed" role="alert" tabindex="-1">
        <p class="problem"><span class="error"><strong>${isWorker ? words.noWorker : words.failed}.</strong>
          ${isWorker ? (this.#isForbidden ? words.noWorkerPolicy : words.noWorkerElse) : worded(message)}</span></p>
        ${
          isWorker
            ? html`
          <p class="policy"><code>${policy}</code> <button type="button" class="small" @click=${() => this.#copy()}>${words.copy}</button> <span class="muted">${this.#copied}</span></p>
          <p class="row"><button type="button" id="run-here" @click=${() => void this.#run(false)}>${words.runHere}</button> <span class="muted">${words.runHereHint}</span></p>`
            : nothing
        }
      </div>`;
  }

  async #copy(): Promise<void> {
    const { copied, notCopied } = texts().replay;
    this.#copied = await navigator.clipboard.writeText(policy).then(
      () => copied,
      () => notCopied,
    );
    this.requestUpdate();
  }

  #resultView(finished: Finished): TemplateResult {
    const words = texts().replay;
    const { store } = this;
    const { report, comparison, asked } = finished;
    const isOlder = asked.version.text !== store.runningText || asked.runsDrafts !== store.runsDrafts;
    const name = asked.setup.log.file.name;
    const base = name.replace(/\.\w+$/, '');
    const chosen = this.#chosen;
    const view: ResultView = {
      store,
      finished,
      histogram: {
        bars: this.#bars,
        series: this.#series,
        chosen: chosen?.bucket ? { column: chosen.column, bucket: chosen.bucket } : null,
        choose: (column, bucket) => this.#chooseBar(column, bucket),
      },
      contacts: this.#contacts,
      workflow: chosen?.workflow ?? '',
      busy: this.#busy,
      chooseWorkflow: (id, enrolled) => void this.#chooseWorkflow(id, enrolled),
      page: (first) => {
        if (chosen) this.#chosen = { ...chosen, first: Math.max(0, first) };
        this.requestUpdate();
      },
      closeContacts: () => {
        this.#closeContacts();
        this.#focus('#replay-result');
      },
      explain: (contact) => void this.#explain(contact),
    };
    return html`
      <section class="card result" aria-label=${words.result}>
        <div class="row">
          <h2 id="replay-result" tabindex="-1">${words.result}</h2> <span class="muted"><bdi>${shortened(name)}</bdi></span><span class="grow"></span>
          <button type="button" class="small" id="save-scores" @click=${() => saveBlob(scoresAsCsv(finished.scores), `${base}.scores.csv`)}>${words.saveCsv}</button>
          <button type="button" class="small" id="save-report" @click=${() => saveBlob(reportAsJson((report ?? comparison) as ReplayReport), `${base}.report.json`)}>${words.saveJson}</button>
        </div>
        ${
          isOlder
            ? html`<p class="row older"><span class="badge warn">${store.loads === this.#loads ? words.older : words.otherWorkspace}</span>
              <button type="button" class="small" id="run-again" @click=${() => void this.#run(asked.background)}>${words.runAgain}</button></p>`
            : nothing
        }
        ${warnings((report ?? comparison)?.warnings ?? [])}
        ${this.#busy !== '' && this.#busy !== chosen?.workflow ? html`<p class="muted" role="status">${words.explaining}</p>` : nothing}
        ${this.#lookUpError ? html`<p class="problem" role="alert"><span class="error">${worded(this.#lookUpError)}</span></p>` : nothing}
        ${report ? resultView(view, report) : comparison ? comparisonView(view, comparison) : nothing}
      </section>`;
  }

  static override styles = [Region.styles, barStyles, replayStyles];
}
