import type { Stimulus } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { instantControl, instantOf } from '../forms/controls.js';
import { icon } from '../styles/icons.js';
import { between, instantInWords } from '../text/format.js';
import { worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { Region } from './region.js';

/** The virtual clock: where it stands, and what moves it. */
export class ClockRegion extends Region {
  /** The date that was chosen and not gone to yet; null where it is the clock's. */
  #draft: string | null = null;
  /** What the clock showed, and of which workspace: a draft and an error stay until that is another. */
  #shown = '';
  /** Says why the clock was not moved, in the language of the moment. */
  #error: (() => string | TemplateResult) | null = null;

  protected override storeChanged(): void {
    const { loads, selected, viewed } = this.store;
    const shown = [loads, selected, viewed?.now].join(' ');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#draft = null;
    this.#error = null;
  }

  #move(stimulus: Stimulus): void {
    const error = this.store.stimuli.do(stimulus);
    this.#error = error === null ? null : () => worded(error);
    this.requestUpdate();
  }

  readonly #keepDraft = (value: unknown) => {
    this.#draft = String(value ?? '');
  };

  #go(event: Event): void {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>('#date');
    const instant = instantOf(input?.value ?? '');
    if (instant) this.#move({ advanceTo: instant });
    else {
      this.#error = () => texts().clock.chooseFirst;
      this.requestUpdate();
    }
  }

  /** Resets, and then takes that back: one button, so that the focus stays. */
  #resetButton(): TemplateResult {
    const { store } = this;
    const isEmpty = store.runs.length === 0;
    const undoes = isEmpty && store.canRestoreTimeline;
    const idle = isEmpty && !undoes;
    const act = () => {
      if (undoes) store.undo();
      else if (!idle) store.stimuli.reset();
    };
    const { reset, resetSimulation, undoReset } = texts().clock;
    return html`<button type="button" class="small quiet" id="reset" aria-label=${undoes ? undoReset : resetSimulation}
      aria-disabled=${idle ? 'true' : nothing} @click=${act}>${undoes ? undoReset : reset}</button>`;
  }

  override render(): TemplateResult {
    const simulation = this.store.viewed;
    const now = simulation?.now ?? '';
    const due = simulation?.nextDue ?? null;
    const words = texts().clock;
    return html`
      <h2 class="visually-hidden">${words.heading}</h2>
      <p class="now">${icon('clock')}<span class="visually-hidden">${words.standsAt}</span><time datetime=${now}>${now ? instantInWords(now) : '…'}</time><span class="muted">${words.utc}</span></p>
      <div class="row" role="group" aria-label=${words.move}>
        <button type="button" class="small" aria-label=${words.hourInFull} ?disabled=${!simulation} @click=${() => this.#move({ advance: '1h' })}>${words.hour}</button>
        <button type="button" class="small" aria-label=${words.dayInFull} ?disabled=${!simulation} @click=${() => this.#move({ advance: '1d' })}>${words.day}</button>
        <button type="button" class="small" id="next-due" ?disabled=${due === null} @click=${() => due && this.#move({ advanceTo: due })}>${words.nextDue}${
          due === null ? nothing : html` <span class="muted">${words.dueIn(between(now, due))}</span>`
        }</button>
      </div>
      <form class="row" @submit=${this.#go}>
        <label for="date" class="visually-hidden">${words.moveTo}</label>
        ${instantControl({ id: 'date', value: this.#draft ?? now, describedBy: this.#error ? 'clock-error' : '', change: this.#keepDraft })}
        <button type="submit" class="small" ?disabled=${!simulation} aria-label=${words.goInFull}>${words.go}</button>
      </form>
      <span class="grow"></span>
      ${this.#resetButton()}
      ${this.#error ? html`<p class="problem" id="clock-error" role="alert"><span class="error"><strong>${words.notMoved}</strong> ${this.#error()}</span></p>` : nothing}`;
  }

  static override styles = [
    Region.styles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-4);
      }

      .now {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }

      form input {
        inline-size: auto;
        min-block-size: 1.75rem;
        font-size: var(--text-small);
      }

      form {
        flex-wrap: nowrap;
      }

      #reset {
        margin-inline-end: -0.625rem;
      }
    `,
  ];
}
