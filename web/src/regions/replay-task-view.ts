import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LogSetup } from '../replay/log-setup.js';
import type { ComparedWith, ReplayTask } from '../replay/replay-task.js';
import type { Store } from '../store/store.js';
import { setApart } from '../text/balanced.js';
import { numberInWords } from '../text/format.js';
import { shortened, worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';

/** What a policy must have in it for the worker. */
const policy = "worker-src 'self'";

/** What the view of a run shows, and what it tells of. */
export interface TaskView {
  store: Store;
  setup: LogSetup;
  task: ReplayTask;
  /** Why a workspace cannot be compared with, or "". */
  otherProblem: string;
  /** What became of copying, in words. */
  copied: string;
  /** Runs it, in a worker or not. */
  run(background: boolean): void;
  /** Lets a person choose a file for one of the inputs. */
  choose(selector: string): void;
  copy(text: string): void;
  /** Something is set otherwise. */
  update(): void;
}

/** What runs, with what it is compared, how far it is, and why it could not be run. */
export function taskView(view: TaskView): TemplateResult {
  const words = texts().replay;
  const { store, task, setup, run } = view;
  const mayRun = setup.isComplete && !setup.isEmpty;
  return html`
    <section class="card" aria-label=${words.runs}>
      ${store.upToDate ? nothing : html`<p class="problem"><span class="warning">${words.lastGood}</span></p>`}
      ${store.running.workflows.length === 0 ? html`<p class="problem"><span class="warning">${words.noWorkflows}</span></p>` : nothing}
      ${store.runsDrafts ? html`<p class="problem"><span class="info">${words.draftsRun}</span></p>` : nothing}
      ${compareField(view)}
      ${
        task.isRunning
          ? progressView(task)
          : html`<div class="row"><button type="button" class="primary" id="run-replay" ?disabled=${!mayRun} @click=${() => run(true)}>${words.run}</button>
          ${task.wasCanceled ? html`<span class="muted">${task.finished ? words.canceledKept : words.canceled}</span>` : nothing}</div>`
      }
      ${task.error ? failure(view, task.error) : nothing}
    </section>`;
}

function compareField({ store, task, otherProblem, choose, update }: TaskView): TemplateResult {
  const words = texts().replay;
  const { runningText, openedText } = store;
  const last = task.finished?.asked.version.text;
  const choices: [ComparedWith, string, boolean][] = [
    ['', words.nothing, true],
    ['opened', openedText === runningText ? words.unchanged(words.asOpened) : words.asOpened, true],
    ['last', last === runningText ? words.unchanged(words.lastRun) : words.lastRun, last !== undefined],
  ];
  const take = (event: Event) => {
    const value = (event.target as HTMLSelectElement).value as ComparedWith | 'choose';
    if (value === 'choose') choose('#other-file');
    else task.comparedWith = value;
    update();
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
                html`<option value=${value} .selected=${live(value === task.comparedWith)}>${label}</option>`,
            )}
          ${task.otherFile ? html`<option value="file" .selected=${live(task.comparedWith === 'file')}>${shortened(task.otherFile.name)}</option>` : nothing}
          <option value="choose" .selected=${live(false)}>${words.otherFile}</option>
        </select>
      </div>
      ${task.other ? html`<p class="hint">${words.versionA(setApart(shortened(task.other.name)))} · ${words.versionB(words.current)}</p>` : nothing}
      ${otherProblem ? html`<p class="problem" role="alert"><span class="error">${worded(otherProblem)}</span></p>` : nothing}
    </div>`;
}

function progressView(task: ReplayTask): TemplateResult {
  const words = texts().replay;
  const { progress } = task;
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
        <button type="button" id="cancel-replay" @click=${() => task.cancel()}>${words.cancel}</button>
      </div>
    </div>`;
}

function failure({ task, run, copied, copy }: TaskView, error: Error): TemplateResult {
  const words = texts().replay;
  const isWorker = (error as { code?: string }).code === 'engine.worker';
  const message = error.message.split('\n')[0] ?? '';
  return html`
    <div class="stack failed" role="alert" tabindex="-1">
      <p class="problem"><span class="error"><strong>${isWorker ? words.noWorker : words.failed}</strong>
        ${isWorker ? (task.isForbidden ? words.noWorkerPolicy : words.noWorkerElse) : worded(message)}</span></p>
      ${
        isWorker
          ? html`
        <p class="policy"><code>${policy}</code> <button type="button" class="small" @click=${() => copy(policy)}>${words.copy}</button> <span class="muted">${copied}</span></p>
        <p class="row"><button type="button" id="run-here" @click=${() => run(false)}>${words.runHere}</button> <span class="muted">${words.runHereHint}</span></p>`
          : nothing
      }
    </div>`;
}
