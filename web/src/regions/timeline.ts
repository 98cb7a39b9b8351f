import type { Stimulus } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { instantControl, instantOf } from '../forms/controls.js';
import { durationControl } from '../forms/duration.js';
import { entriesOf } from '../store/timeline.js';
import type { Run } from '../store/version.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { scoreInWords } from '../text/format.js';
import { capital, plain, rendered, worded } from '../text/parts.js';
import { stimulusInWords, summarise } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';

/** More stimuli than this are shown only when asked for; traces have thousands. */
const pageSize = 100;

/** So many that come before the one that is looked at are shown, too. */
const aroundSelected = 5;

/**
 * The stimuli so far, the latest first. The one that is chosen says which moment all regions show, and can be skipped,
 * changed, moved or taken back: what follows it is run anew.
 */
export class TimelineRegion extends Region {
  /** How many of them are shown, the latest first; the one that is looked at always is. */
  #limit = pageSize;
  /** Which of the workspaces it shows. */
  #load = 0;
  /** What the open form for a move of the clock holds, or null. */
  #draft: string | null = null;
  #error = '';

  /** The stimulus that the form is of. */
  #drafted: Stimulus | undefined;

  protected override storeChanged(): void {
    const { loads, runs, selected } = this.store;
    const isOther = loads !== this.#load;
    if (isOther) this.#limit = pageSize;
    this.#load = loads;
    if (!isOther && this.#draft !== null && runs[selected]?.stimulus === this.#drafted) return;
    this.#draft = null;
    this.#error = '';
  }

  override render(): TemplateResult {
    const { runs, start } = this.store;
    const words = texts().timeline;
    return html`
      <div class="row"><h2>${texts().regions.timeline}</h2><span class="grow"></span><span class="muted">${runs.length > 0 ? words.stimuli(runs.length) : nothing}</span></div>
      ${
        start
          ? html`<p class="row from-log"><span class="muted"><bdi>${balanced(start.note)}</bdi></span><button type="button" class="small quiet" @click=${() => this.store.stimuli.reset()}>${texts().replay.ownStart}</button></p>`
          : nothing
      }
      ${runs.length === 0 ? html`<p class="hint">${texts().regions.timelineEmpty}</p>` : this.#rows()}`;
  }

  #rows(): TemplateResult {
    const { runs, selected } = this.store;
    const first = Math.max(0, Math.min(runs.length - this.#limit, selected - aroundSelected));
    const more = () => {
      this.#limit = runs.length - first + pageSize;
      this.requestUpdate();
    };
    return html`
      <ol class="plain" reversed start=${runs.length}>
        ${runs
          .slice(first)
          .map((run, place) => this.#row(run, first + place))
          .toReversed()}
        ${first > 0 ? html`<li><button type="button" class="small quiet" id="more-stimuli" @click=${more}>${texts().timeline.showMore(first)}</button></li>` : nothing}
      </ol>`;
  }

  #row(run: Run, index: number): TemplateResult {
    const { store } = this;
    const selected = index === store.selected;
    const sentence = capital(stimulusInWords(store, run.stimulus));
    const words = texts().timeline;
    return html`
      <li class=${`${selected ? 'selected' : ''} ${run.skipped ? 'skipped' : ''} ${index > store.selected ? 'later' : ''}`}>
        <button type="button" class="run" aria-pressed=${selected ? 'true' : 'false'} @click=${() => store.stimuli.select(index)}
          @keydown=${(event: KeyboardEvent) => this.#moveByKey(event, index)}>
          <span class="number">${index + 1}</span>
          <span class="sentence clamp">${rendered(sentence)}</span>
          <span class="result">${this.#result(run)}</span>
        </button>
        <button type="button" class="icon" aria-label=${`${words.takeBack(index + 1)}: ${plain(sentence)}`} title=${words.takeBackHint}
          @click=${() => this.#remove(index)}>${icon('cross')}</button>
        ${selected ? this.#actions(run, index, plain(sentence)) : nothing}
      </li>`;
  }

  /** What can be done with the stimulus that is looked at. */
  #actions(run: Run, index: number, sentence: string): TemplateResult {
    const { store } = this;
    const last = store.runs.length - 1;
    const name = `${index + 1}: ${sentence}`;
    if (this.#draft !== null) return this.#clockForm(index, this.#draft);
    const isFired = 'fire' in run.stimulus;
    const isMove = 'advance' in run.stimulus || 'advanceTo' in run.stimulus;
    const words = texts().timeline;
    const said = texts().comparison;
    const edit = () => (isFired ? store.stimuli.edit(index) : this.#openForm(run.stimulus));
    return html`
      <div class="actions" role="group" aria-label=${words.change(name)}>
        <button type="button" class="small quiet" data-action="why" aria-label=${words.seeWhyOf(name)} @click=${() => this.#showWhy()}>${words.seeWhy}</button>
        <button type="button" class="small quiet" data-action="skip" aria-pressed=${run.skipped ? 'true' : 'false'} aria-label=${words.skipIt(name)}
          @click=${() => this.#keepFocus('skip', () => store.stimuli.skip(index, !run.skipped))}>${words.skip}</button>
        ${isFired || isMove ? html`<button type="button" class="small quiet" data-action="edit" aria-label=${words.editIt(name)} @click=${edit}>${words.edit}</button>` : nothing}
        <button type="button" class="small quiet" data-action="earlier" aria-label=${words.moveEarlier(name)} aria-disabled=${index === 0 ? 'true' : nothing}
          @click=${() => this.#keepFocus('earlier', () => store.stimuli.move(index, index - 1))}>${words.earlier}</button>
        <button type="button" class="small quiet" data-action="later" aria-label=${words.moveLater(name)} aria-disabled=${index === last ? 'true' : nothing}
          @click=${() => this.#keepFocus('later', () => store.stimuli.move(index, index + 1))}>${words.later}</button>
        ${
          store.kept === null
            ? html`<button type="button" class="small quiet" data-action="compare" aria-label=${said.compareIt(name)} title=${said.compareTitle}
          @click=${() => this.#keepFocus('skip', () => store.compareWith(store.version, said.comparing))}>${said.compare}</button>`
            : nothing
        }
      </div>`;
  }

  /** What happened stands further down: leads to why it did. */
  #showWhy(): void {
    const report = (this.getRootNode() as ShadowRoot).querySelector('rehearse-report');
    const tab = report?.shadowRoot?.querySelector<HTMLElement>('#tab-why');
    tab?.click();
    report?.scrollIntoView({ block: 'nearest' });
    tab?.focus({ preventScroll: true });
  }

  #openForm(stimulus: Stimulus): void {
    this.#drafted = stimulus;
    this.#draft = 'advance' in stimulus ? stimulus.advance : 'advanceTo' in stimulus ? stimulus.advanceTo : '';
    this.focusOn('.clock-form input');
  }

  /** By how much the clock is moved, or to which time. */
  #clockForm(index: number, draft: string): TemplateResult {
    const isTime = 'advanceTo' in (this.store.runs[index]?.stimulus ?? {});
    const change = (value: unknown) => {
      this.#draft = String(value ?? '');
    };
    const words = texts().timeline;
    const id = 'clock-move';
    const describedBy = this.#error ? 'clock-move-error' : '';
    const control = { id, value: draft, change, describedBy, invalid: this.#error !== '' };
    const apply = (event: Event) => {
      event.preventDefault();
      const value = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
      this.#apply(index, isTime ? { advanceTo: instantOf(value) ?? value } : { advance: value.trim() });
    };
    return html`
      <form class="actions clock-form" @submit=${apply} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#close()}>
        <label for=${id}>${isTime ? words.moveClockTo : words.moveClockBy}</label>
        ${isTime ? instantControl(control) : durationControl(control)}
        <button type="submit" class="small primary">${words.apply}</button>
        <button type="button" class="small" @click=${() => this.#close()}>${words.cancel}</button>
        ${this.#error ? html`<p class="error" id="clock-move-error" role="alert">${worded(this.#error)}</p>` : nothing}
      </form>`;
  }

  #apply(index: number, stimulus: Stimulus): void {
    const error = this.store.stimuli.replace(index, stimulus);
    if (error === null) this.focusOn('[data-action="edit"]');
    else {
      this.#error = error;
      this.focusOn('.clock-form input');
    }
  }

  #close(): void {
    this.#draft = null;
    this.#error = '';
    this.focusOn('[data-action="edit"]');
  }

  /** Alt with an arrow moves a stimulus the way it points: the latest stands above. */
  #moveByKey(event: KeyboardEvent, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    this.store.stimuli.move(index, event.key === 'ArrowUp' ? index + 1 : index - 1);
    this.focusOn('li.selected .run');
  }

  #keepFocus(action: string, act: () => void): void {
    act();
    this.focusOn(`[data-action="${action}"]`);
  }

  #result(run: Run): TemplateResult {
    const words = texts().timeline;
    if (run.skipped) return html`<span class="badge">${words.skipped}</span>`;
    if (run.error) return html`<span class="badge bad">${words.notRun}</span>`;
    const { fired, scores, waitsEnded, messages } = summarise(entriesOf(run));
    const [first] = scores;
    if (first && scores.length === 1)
      return html`<span class="badge accent">${scoreInWords(first.previous)} → ${scoreInWords(first.score)}</span>`;
    if (scores.length > 1) return html`<span class="badge accent">${words.scores(scores.length)}</span>`;
    if (fired.length > 0) return html`<span class="badge good">${words.started(fired.length)}</span>`;
    if (waitsEnded > 0) return html`<span class="badge">${texts().runs.waitsEnded(waitsEnded)}</span>`;
    if (messages.length > 0) return html`<span class="badge">${words.messages(messages.length)}</span>`;
    return html`<span class="badge">${words.noEffect}</span>`;
  }

  #remove(index: number): void {
    this.store.stimuli.remove(index);
    void this.updateComplete.then(() => {
      const rows = this.renderRoot.querySelectorAll<HTMLElement>('.run');
      rows[Math.max(0, this.store.runs.length - 1 - index)]?.focus();
    });
  }

  static override styles = [
    Region.styles,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        container-type: inline-size;
      }

      ol {
        max-block-size: 14rem;
        overflow: auto;
        margin-inline: calc(-1 * var(--space-2));
        padding: 3px;
      }

      /* Traces have thousands: those out of sight are not laid out. */
      li {
        content-visibility: auto;
        contain-intrinsic-block-size: auto 2rem;
        overflow-clip-margin: 0.25rem;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        border-radius: var(--radius-small);
      }

      li.selected {
        background: var(--accent-soft);
      }

      .selected .badge.accent {
        background: var(--surface);
      }

      @media (forced-colors: active) {
        li.selected {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }

      @container (inline-size < 22rem) {
        li .run {
          grid-template-columns: 1.5rem 1fr;
        }

        .run .result {
          grid-column: 2;
          justify-self: start;
        }
      }

      .run {
        flex: 1;
        display: grid;
        grid-template-columns: 1.5rem 1fr auto;
        justify-content: stretch;
        gap: var(--space-2);
        padding: var(--space-1) var(--space-2);
        border: 0;
        background: none;
        font-weight: 400;
        font-size: var(--text-small);
        text-align: start;
      }

      /* What had not happened yet at the moment that is looked at. */
      .later .sentence {
        color: var(--muted);
      }

      .from-log > .muted {
        flex: 1 1 12rem;
      }

      .from-log > button {
        margin-inline: -0.6875rem;
      }

      .skipped .sentence {
        text-decoration: line-through;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1);
        inline-size: 100%;
        /* The words of the buttons begin where the sentence does. */
        padding: 0 var(--space-2) var(--space-1) calc(1.5rem + var(--space-4) - 0.6875rem);
      }

      .actions [aria-pressed='true'] {
        border-color: var(--line-strong);
        background: var(--surface);
        color: var(--text);
      }

      .clock-form {
        gap: var(--space-2);
        padding-inline-start: calc(1.5rem + var(--space-4));
        font-size: var(--text-small);
      }

      .clock-form input {
        inline-size: auto;
        min-block-size: 1.75rem;
        font-size: var(--text-small);
      }

      .clock-form .error {
        inline-size: 100%;
      }

      .number {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
    `,
  ];
}
