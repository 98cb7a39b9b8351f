import { css, html, nothing, type TemplateResult } from 'lit';
import { texts } from '../texts/texts.js';

/** A quiet word beside what was there before, while it is being run anew and that takes long; screen readers say it. */
export function againHint({ isLong }: { isLong: boolean }): TemplateResult {
  // What is told is put into what is there already, and in nothing that is busy: that is what they listen to.
  return html`<div aria-live="polite">${isLong ? html`<p class="hint again">${texts().outcomes.again}</p>` : nothing}</div>`;
}

/** What is run anew (`.last`, with `aria-busy`) is dimmed, once a person would wonder: at once, it would flicker at every letter. */
export const againStyles = css`
  .last[aria-busy='true'] {
    opacity: 0.55;
    transition: opacity 0s 300ms;
  }
`;
