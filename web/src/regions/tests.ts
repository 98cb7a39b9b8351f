import type {
  Coverage,
  CoverageItem,
  ExpectationFailure,
  Scenario,
  ScenarioResult,
  TestResult,
} from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { saveFile } from '../document/file.js';
import { eventOf } from '../element/events.js';
import { textOf } from '../opened-file.js';
import { freeName } from '../store/made-test.js';
import { messageOf } from '../store/version.js';
import { icon } from '../styles/icons.js';
import { balanced, setApart } from '../text/balanced.js';
import { wordFor } from '../text/format.js';
import { quoting, rendered, shortened, worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { againHint, againStyles } from './again.js';
import { Region } from './region.js';

/** The most lines of what no test exercises that are shown of one workflow. */
const mostMissing = 30;

/** The tests of the workspace: what comes of each in the version that is written, and what none of them exercises. */
export class TestsRegion extends Region {
  /** Index of the test whose name is being written, or -1. */
  #renaming = -1;
  #error = '';

  #rename(index: number, name: string): void {
    const { tests } = this.store;
    const wanted = name.trim();
    const before = tests.scenarios[index];
    this.#renaming = -1;
    if (before && wanted !== '' && wanted !== before.name) {
      const scenarios = tests.scenarios.with(index, { ...before, name: freeName(tests.scenarios, wanted) });
      this.store.changeTests(scenarios, texts().tests.renamed);
    }
    this.focusOn(`[data-rename="${index}"]`);
  }

  #delete(index: number): void {
    const { scenarios } = this.store.tests;
    this.store.changeTests(scenarios.toSpliced(index, 1), texts().tests.deleted(scenarios[index]?.name ?? ''));
    this.focusOn('#open-tests');
  }

  /** A file that `rehearse test` runs as it is: the workspace stands in it. */
  #save(): void {
    const { running, tests } = this.store;
    const text = `${JSON.stringify({ rehearse: 1, workspace: running, scenarios: tests.scenarios }, null, 2)}\n`;
    saveFile(text, running.name, 'scenario');
    this.dispatchEvent(eventOf('rehearse-tests-saved', null));
  }

  async #openFile(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    const { loads } = this.store;
    const problem = await textOf(file)
      .then((text) => this.#take(text, loads))
      .catch(messageOf);
    this.#error = problem === '' ? '' : texts().tests.notOpened(setApart(file.name), problem);
    this.requestUpdate();
  }

  /** Adds the scenarios of a file's text to the workspace of that number; gives what is wrong with it, or "". */
  async #take(text: string, loads: number): Promise<string> {
    const { engine, tasks, tests } = this.store;
    if (!engine) return texts().tests.noEngine;
    const { ok, diagnostics } = await tasks.checkScenarios(text, { workspace: this.store.runningText });
    if (this.store.loads !== loads) return texts().tests.openedMeanwhile;
    if (!ok) {
      const { message, line, column } = diagnostics.find(({ severity }) => severity === 'error') ?? {};
      return `${message ?? texts().tests.noScenarios} (${texts().problems.place(line ?? 1, column ?? 1)})`;
    }
    const { scenarios } = JSON.parse(text.replace(/^\uFEFF/, '')) as { scenarios: Scenario[] };
    const all = [...tests.scenarios];
    for (const scenario of scenarios) all.push({ ...scenario, name: freeName(all, scenario.name) });
    this.store.changeTests(all, texts().tests.opened(scenarios.length));
    return '';
  }

  /** The button goes once there is an answer: the focus is where that will be read. */
  #runAgain(): void {
    this.store.tests.runAgain();
    this.focusOn('.outcome');
  }

  override render(): TemplateResult {
    const { scenarios } = this.store.tests;
    const outcome = scenarios.length > 0 ? this.store.testOutcome() : null;
    const result = outcome?.result ?? null;
    const isRunning = outcome?.isRunning ?? false;
    const words = texts().tests;
    return html`
      ${scenarios.length === 0 ? emptyHint() : nothing}
      ${
        outcome
          ? html`<div class="outcome" tabindex="-1">
              <div class="last" aria-busy=${isRunning ? 'true' : 'false'}>${result ? this.#summary(result) : nothing}</div>${againHint(outcome)}
              ${
                outcome.error
                  ? html`<p class="problem"><span class="error"><strong>${words.notRun}</strong> ${worded(outcome.error)}</span>
                <button type="button" class="small" id="run-again" @click=${() => this.#runAgain()}>${words.runAgain}</button></p>`
                  : nothing
              }
            </div>`
          : nothing
      }
      <ul class="plain stack">
        ${repeat(
          scenarios,
          (scenario) => scenario,
          (scenario, index) =>
            html`<li class="card test">${this.#test(scenario, this.store.tests.resultOf(scenario), index)}</li>`,
        )}
      </ul>
      <div class="row">
        <button type="button" class="small" id="save-tests" ?disabled=${scenarios.length === 0} @click=${() => this.#save()}>${words.save}</button>
        <button type="button" class="small" id="open-tests" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#tests-file')?.click()}>${words.open}</button>
        <input id="tests-file" type="file" accept=".json,application/json" aria-label=${words.file} hidden @change=${this.#openFile}>
      </div>
      ${this.#error ? html`<p class="problem" role="alert"><span class="error">${quoting(this.#error)}</span></p>` : nothing}
      ${result?.coverage ? html`<div aria-busy=${isRunning ? 'true' : 'false'}>${this.#coverage(result.coverage)}</div>` : nothing}`;
  }

  #summary({ ok, scenarios, diagnostics }: TestResult): TemplateResult {
    const passed = scenarios.filter((each) => each.ok).length;
    const words = texts().tests;
    const [problem] = scenarios.length === 0 ? diagnostics.filter(({ severity }) => severity === 'error') : [];
    if (problem)
      return html`<p class="problem"><span class="error"><strong>${words.notRun}</strong> ${worded(problem.message)}</span></p>`;
    return html`
      <p class="row"><span class=${`badge ${ok ? 'good' : 'bad'}`}>${ok ? words.allPass : words.fail(scenarios.length - passed, scenarios.length)}</span>
        <span class="muted">${ok ? words.ran(scenarios.length) : words.pass(passed)}</span></p>`;
  }

  #test(scenario: Scenario, result: ScenarioResult | null, index: number): TemplateResult {
    const { name, steps, contacts } = scenario;
    const said = texts().tests;
    return html`
      <div class="head">
        ${
          this.#renaming === index
            ? this.#nameForm(scenario, index)
            : html`<h3 class="clamp"><bdi>${balanced(name)}</bdi></h3>${result ? html`<span class=${`badge ${result.ok ? 'good' : 'bad'}`}>${result.ok ? texts().tests.passes : texts().tests.fails}</span>` : nothing}`
        }
        <button type="button" class="icon" aria-label=${`${said.delete}: ${shortened(name)}`} title=${said.delete} @click=${() => this.#delete(index)}>${icon('cross')}</button>
      </div>
      ${(result?.failures ?? []).map((failure) => failureRow(failure))}
      <div class="row foot">
        <span class="muted">${texts().timeline.stimuli(steps.filter((step) => !('expect' in step)).length)}${result ? ` · ${said.expectations(result.expectations)}` : nothing}</span>
        <span class="grow"></span>
        ${
          contacts
            ? nothing
            : html`<button type="button" class="small quiet" aria-label=${`${said.showInFull}: ${shortened(name)}`} @click=${() => this.store.stimuli.openTest(scenario)}>${said.show}</button>`
        }
        <button type="button" class="small quiet" data-rename=${index} aria-label=${`${said.rename}: ${shortened(name)}`} @click=${() => {
          this.#renaming = index;
          this.focusOn('.name-form input');
        }}>${said.rename}</button>
      </div>`;
  }

  #nameForm({ name }: Scenario, index: number): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      this.#rename(index, this.renderRoot.querySelector<HTMLInputElement>('.name-form input')?.value ?? '');
    };
    return html`
      <form class="row name-form" @submit=${submit} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#rename(index, name)}>
        <input type="text" aria-label=${texts().tests.name} autocomplete="off" .value=${name}>
        <button type="submit" class="small primary">${texts().tests.rename}</button>
      </form>`;
  }

  /** How much of the workspace the tests exercise, and what they do not. */
  #coverage({ percent, workspaces }: Coverage): TemplateResult {
    const workflows = workspaces.flatMap((workspace) => workspace.workflows);
    const said = texts().tests;
    return html`
      <section class="stack coverage last" aria-label=${said.coverage}>
        <h3>${said.exercised(Math.floor(percent))}</h3>
        <ul class="plain stack">
          ${workflows.map(({ workflow, name, percent: own, items }) => {
            const missing = items.filter(({ hits }) => hits === 0);
            const title = html`<span class="row"><bdi class="grow clamp">${balanced(name || workflow)}</bdi><span class="percent">${Math.floor(own)} %</span></span>
              <meter min="0" max="100" .value=${own} aria-label=${said.exercisedOf(name || workflow)}>${Math.floor(own)} %</meter>`;
            const show = html`<button type="button" class="small quiet show" aria-label=${texts().flow.showOnFlowOf(shortened(name || workflow))} @click=${() => this.store.places.show({ region: 'flow', workflow })}>${texts().flow.showOnFlow}</button>`;
            if (missing.length === 0) return html`<li>${title}${show}</li>`;
            return html`<li>${title}${show}<details><summary>${said.notExercised(missing.length)}</summary>
              <ul class="missing">${missing.slice(0, mostMissing).map((item) => html`<li><bdi>${balanced(item.place)}</bdi> ${missingInWords(item)}</li>`)}</ul>
              ${missing.length > mostMissing ? html`<p class="muted">${said.more(missing.length - mostMissing)}</p>` : nothing}</details></li>`;
          })}
        </ul>
      </section>`;
  }

  static override styles = [
    Region.styles,
    againStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }

      .test {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
      }

      .head h3 {
        flex: 1;
        min-inline-size: 0;
      }

      .foot {
        column-gap: 0;
      }

      .foot > button:last-child {
        margin-inline-end: -0.6875rem;
      }

      #run-again {
        justify-self: start;
      }

      .name-form {
        flex: 1;
        flex-wrap: nowrap;
      }

      .failure {
        font-size: var(--text-small);
        padding-inline-start: var(--space-2);
        border-inline-start: 3px solid var(--bad);
      }

      .failure dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--space-2);
        margin: 0;
      }

      .failure dt {
        color: var(--muted);
      }

      .failure dd {
        margin: 0;
        overflow-wrap: anywhere;
      }

      meter {
        inline-size: 100%;
        block-size: 0.5rem;
      }

      .show {
        margin-inline-start: -0.625rem;
      }

      .percent {
        font-variant-numeric: tabular-nums;
      }

      .coverage {
        font-size: var(--text-small);
      }

      .missing {
        margin: 0;
        padding-inline-start: var(--space-4);
        overflow-wrap: anywhere;
      }
    `,
  ];
}

function emptyHint(): TemplateResult {
  return html`<p class="empty">${rendered(texts().tests.empty)}</p>`;
}

function failureRow({ message, expected, actual, step }: ExpectationFailure): TemplateResult {
  return html`
    <div class="failure">
      <p>${texts().tests.step(step + 1)}: ${worded(message)}</p>
      ${
        isPlain(expected) && isPlain(actual)
          ? nothing
          : html`<dl>
        <dt>${texts().tests.expected}</dt><dd><bdi>${balanced(valueText(expected))}</bdi></dd>
        <dt>${texts().tests.actual}</dt><dd><bdi>${balanced(valueText(actual))}</bdi></dd>
      </dl>`
      }
    </div>`;
}

/** Whether the message says it in full. */
const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

const valueText = (value: unknown) => shortenedText(JSON.stringify(value) ?? '–');
const shortenedText = (text: string) => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

function missingInWords({ kind, outcome }: CoverageItem): string {
  const { neverRefuses, neverLeft, missing } = texts().tests;
  if (kind === 'refusal') return neverRefuses(outcome);
  if (kind === 'exit') return neverLeft(outcome);
  return wordFor(missing, `${kind} ${outcome}`);
}
