import type { ReplayReport } from '@rehearse/engine';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { saveBlob } from '../document/file.js';
import { barStyles } from '../replay/bars.js';
import { LogFiles } from '../replay/log-files.js';
import { LookUp, seriesOf } from '../replay/look-up.js';
import { type Finished, resultsOf } from '../replay/replay-run.js';
import { ReplayTask } from '../replay/replay-task.js';
import { reportAsJson, scoresAsCsv } from '../replay/saved.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { shortened, worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';
import { replayStyles } from './replay.styles.js';
import { comparisonView } from './replay-comparison.js';
import { filesView } from './replay-files.js';
import { type ResultView, resultView, warnings } from './replay-result.js';
import { checkView, columnsForm, preview, type SetupView } from './replay-setup.js';
import { taskView } from './replay-task-view.js';

/** Where the focus goes when a run has ended. */
const afterRun = { finished: '#replay-result', canceled: '#run-replay', failed: '.failed' } as const;

/**
 * Replays a log of past events: a file is dropped, its columns are told, a worker runs it, and what came of it can be
 * looked into down to each contact. The file is read where it is; nothing leaves the browser.
 */
export class ReplayRegion extends Region {
  static override properties = {
    ...Region.properties,
    isShown: { attribute: false },
    log: { attribute: false },
    show: { attribute: false },
  };

  /** Whether it can be seen: it is not drawn while it cannot. */
  declare isShown: boolean;
  /** A log that is opened when it is set, and taken: another region does not open it again. */
  declare log: { file: File | null } | null;
  /** Shows what was put on the timeline. */
  declare show: () => void;

  readonly #files = new LogFiles(this);
  readonly #task = new ReplayTask(this);
  readonly #lookUp = new LookUp(this, () => this.#task.finished);
  /** Whether the first rows and what the columns hold are shown: they are in the way once there is a result. */
  #isSetupOpen = true;
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
      this.#task.cancel();
      this.#lookUp.stop();
      this.#files.stop();
    });
  }

  protected override storeChanged(): void {
    this.#lookUp.storeChanged();
    if (this.isShown) this.#files.storeChanged();
  }

  protected override shouldUpdate(): boolean {
    // Who has gone elsewhere is not brought back by what is found.
    if (!this.isShown) this.#lookUp.stop();
    return this.isShown;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isShown && changed.has('isShown')) this.#files.storeChanged();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Also one that was set while it could not be seen: nothing was drawn then.
    const file = this.log?.file;
    if (!this.log || !file) return;
    this.log.file = null;
    void this.#open(file);
  }

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
    if (files.length > 1 || !file) this.#files.refuse(texts().replay.oneFile);
    else void this.#open(file);
  };

  /** Opens a log; a replay of another one ends. */
  async #open(file: File): Promise<void> {
    if (!(await this.#files.open(file))) return;
    this.#task.cancel();
    this.#task.forgetEnd();
    this.#isSetupOpen = true;
    this.focusOn('#log-opened');
  }

  async #openOther(file: File): Promise<void> {
    const { comparedWith } = this.#task;
    const other = await this.#files.openWorkspace(file);
    if (!other) return;
    this.#task.otherFile = other;
    // Who has chosen something else meanwhile keeps that.
    if (this.#task.comparedWith === comparedWith) this.#task.comparedWith = 'file';
    this.requestUpdate();
  }

  async #run(background: boolean): Promise<void> {
    const { setup } = this.#files;
    if (!setup) return;
    this.#lookUp.stop();
    const run = this.#task.run(setup, background);
    this.focusOn('#cancel-replay');
    const end = await run;
    if (end === 'finished' && this.#task.finished) this.#isSetupOpen = resultsOf(this.#task.finished).rows.used === 0;
    if (end) this.focusOn(afterRun[end]);
  }

  /** Something is set otherwise: why the last run failed counts no more. */
  #forgetError(): void {
    this.#task.error = null;
    this.requestUpdate();
  }

  #choose(selector: string): void {
    this.renderRoot.querySelector<HTMLInputElement>(selector)?.click();
  }

  async #copy(text: string): Promise<void> {
    const { copied, notCopied } = texts().replay;
    this.#copied = await navigator.clipboard.writeText(text).then(
      () => copied,
      () => notCopied,
    );
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const words = texts().replay;
    const { finished } = this.#task;
    return html`
      <div>
        <div class="intro"><h2>${words.heading}</h2><p class="privacy">${icon('shield')} ${words.privacy}</p></div>
        <p class="muted">${words.intro}</p>
      </div>
      ${this.#filesView()}
      ${this.#setupView()}
      ${finished ? this.#resultView(finished) : nothing}`;
  }

  #filesView(): TemplateResult {
    return filesView({
      files: this.#files,
      choose: (selector) => this.#choose(selector),
      open: (file) => void this.#open(file),
      openContacts: (file) => void this.#files.openContacts(file).then((isOpen) => isOpen && this.#forgetError()),
      removeContacts: () => {
        this.#files.setContacts(null);
        this.#forgetError();
      },
      openOther: (file) => void this.#openOther(file),
    });
  }

  #setupView(): TemplateResult | typeof nothing {
    const { store } = this;
    const { setup, check } = this.#files;
    const { vocabulary } = store;
    if (!setup || !vocabulary) return nothing;
    const changed = () => {
      this.#files.changed();
      this.#forgetError();
    };
    const view: SetupView = { setup, vocabulary, check, changed };
    return html`
      <details class="card setup" ?open=${this.#isSetupOpen} @toggle=${(event: Event) => {
        this.#isSetupOpen = (event.target as HTMLDetailsElement).open;
      }}>
        <summary><h3>${texts().replay.setup}</h3></summary>
        <div class="stack wide-gap">
          ${preview(setup.log.sample)}
          ${columnsForm(view)}
          ${checkView(view)}
        </div>
      </details>
      ${taskView({
        ...{ store, setup, task: this.#task, otherProblem: this.#files.otherProblem, copied: this.#copied },
        run: (background) => void this.#run(background),
        choose: (selector) => this.#choose(selector),
        copy: (text) => void this.#copy(text),
        update: () => {
          this.#files.otherProblem = '';
          this.requestUpdate();
        },
      })}`;
  }

  #resultView(finished: Finished): TemplateResult {
    const { report, comparison } = finished;
    const { busy, error, workflow } = this.#lookUp;
    const words = texts().replay;
    const view = this.#view(finished);
    return html`
      <section class="card result" aria-label=${words.result}>
        ${this.#resultHead(finished)}
        ${this.#outdatedView(finished)}
        ${warnings((report ?? comparison)?.warnings ?? [])}
        ${busy !== '' && busy !== workflow ? html`<p class="muted">${words.explaining}</p>` : nothing}
        ${error ? html`<p class="problem" role="alert"><span class="error">${worded(error)}</span></p>` : nothing}
        ${report ? resultView(view, report) : comparison ? comparisonView(view, comparison) : nothing}
      </section>`;
  }

  #resultHead({ asked, scores, report, comparison }: Finished): TemplateResult {
    const words = texts().replay;
    const { name } = asked.setup.log.file;
    const base = name.replace(/\.\w+$/, '');
    return html`
      <div class="row">
        <h2 id="replay-result" tabindex="-1">${words.result}</h2> <span class="muted"><bdi>${balanced(shortened(name))}</bdi></span><span class="grow"></span>
        <button type="button" class="small" id="save-scores" @click=${() => saveBlob(scoresAsCsv(scores), `${base}.scores.csv`)}>${words.saveCsv}</button>
        <button type="button" class="small" id="save-report" @click=${() => saveBlob(reportAsJson((report ?? comparison) as ReplayReport), `${base}.report.json`)}>${words.saveJson}</button>
      </div>`;
  }

  #outdatedView({ asked }: Finished): TemplateResult | typeof nothing {
    const words = texts().replay;
    const { outdated } = this.#task;
    if (outdated === '') return nothing;
    return html`<p class="row older"><span class="badge warn">${outdated === 'changed' ? words.older : words.otherWorkspace}</span>
      <button type="button" class="small" id="run-again" @click=${() => void this.#run(asked.background)}>${words.runAgain}</button></p>`;
  }

  #view(finished: Finished): ResultView {
    const { store } = this;
    const lookUp = this.#lookUp;
    const focusIf = (selector: string) => (isThere: boolean) => isThere && this.focusOn(selector);
    return {
      ...{ store, finished, contacts: lookUp.contacts, workflow: lookUp.workflow, busy: lookUp.busy },
      histogram: {
        ...{ bars: finished.bars, series: seriesOf(finished), chosen: lookUp.bar },
        choose: (column, bucket) => {
          lookUp.chooseBar(column, bucket);
          this.focusOn('#contacts-of');
        },
      },
      chooseWorkflow: (id, enrolled) => void lookUp.chooseWorkflow(id, enrolled).then(focusIf('#contacts-of')),
      page: (first) => lookUp.turnTo(first),
      closeContacts: () => {
        lookUp.close();
        this.focusOn('#replay-result');
      },
      explain: (contact) => void lookUp.explain(contact).then((isThere) => isThere && this.show()),
    };
  }

  static override styles = [Region.styles, barStyles, replayStyles];
}
