import { css, html, nothing, type TemplateResult } from 'lit';
import { entriesOf, type Run } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { scoreInWords } from '../text/format.js';
import { capital, counted, plain, rendered } from '../text/parts.js';
import { stimulusInWords, summarise } from '../text/runs.js';
import { Region } from './region.js';

/** The stimuli so far, the latest first: each can be looked at, or taken back. */
export class TimelineRegion extends Region {
  override render(): TemplateResult {
    const { runs } = this.store;
    return html`
      <div class="row"><h2>Timeline</h2><span class="grow"></span><span class="muted">${runs.length > 0 ? counted(runs.length, 'stimulus', 'stimuli') : nothing}</span></div>
      ${
        runs.length === 0
          ? html`<p class="hint">Nothing has happened yet. What you fire and every move of the clock is listed here; change a workflow and all of it is run again.</p>`
          : html`<ol class="plain" reversed>${runs.map((run, index) => this.#row(run, index)).toReversed()}</ol>`
      }`;
  }

  #row(run: Run, index: number): TemplateResult {
    const { store } = this;
    const selected = index === store.selected;
    const sentence = capital(stimulusInWords(store, run.stimulus));
    return html`
      <li class=${selected ? 'selected' : ''}>
        <button type="button" class="run" aria-pressed=${selected ? 'true' : 'false'} @click=${() => store.select(index)}>
          <span class="number">${index + 1}</span>
          <span class="sentence clamp">${rendered(sentence)}</span>
          <span class="result">${this.#result(run)}</span>
        </button>
        <button type="button" class="icon" aria-label=${`Take back ${index + 1}: ${plain(sentence)}`} title="Take back and run the rest again"
          @click=${() => this.#remove(index)}>${icon('cross')}</button>
      </li>`;
  }

  #result(run: Run): TemplateResult {
    if (run.error) return html`<span class="badge bad">Could not be run</span>`;
    const { fired, scores, waitsEnded, messages } = summarise(entriesOf(run));
    const [first] = scores;
    if (first && scores.length === 1)
      return html`<span class="badge accent">${scoreInWords(first.previous)} → ${scoreInWords(first.score)}</span>`;
    if (scores.length > 1) return html`<span class="badge accent">${scores.length} scores</span>`;
    if (fired.length > 0) return html`<span class="badge good">${fired.length} started</span>`;
    if (waitsEnded > 0) return html`<span class="badge">${counted(waitsEnded, 'wait')} ended</span>`;
    if (messages.length > 0) return html`<span class="badge">${counted(messages.length, 'message')}</span>`;
    return html`<span class="badge">No effect</span>`;
  }

  #remove(index: number): void {
    this.store.remove(index);
    void this.updateComplete.then(() => {
      const rows = this.renderRoot.querySelectorAll<HTMLElement>('.run');
      rows[Math.max(0, rows.length - 1 - index)]?.focus();
    });
  }

  static override styles = [
    Region.styles,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }

      ol {
        max-block-size: 9rem;
        overflow: auto;
        margin-inline: calc(-1 * var(--space-2));
        padding: 3px;
      }

      li {
        display: flex;
        align-items: center;
        border-radius: var(--radius-small);
      }

      li.selected {
        background: var(--accent-soft);
      }

      @media (forced-colors: active) {
        li.selected {
          outline: 2px solid Highlight;
          outline-offset: -2px;
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

      .number {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
    `,
  ];
}
