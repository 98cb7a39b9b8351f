import type { LedgerEntry } from '@rehearse/engine';
import { css, html, type TemplateResult } from 'lit';
import { instantInWords, scoreInWords, signed } from '../text/format.js';
import type { JournalWords } from '../text/journal.js';
import { rendered } from '../text/parts.js';
import { scoreSourceInWords } from '../text/score-source.js';
import { texts } from '../texts/texts.js';

/** The most changes that are shown; the latest ones. */
const mostChanges = 50;

/** Every change of a contact's score, the latest first. */
export function scoreLedger(words: JournalWords, ledger: readonly LedgerEntry[]): TemplateResult {
  const shown = ledger.slice(-mostChanges).toReversed();
  const said = texts().ledger;
  return html`
    <table class="ledger">
      <thead><tr><th scope="col">${said.before}</th><th scope="col">${said.change}</th><th scope="col">${said.after}</th><th scope="col">${said.source}</th></tr></thead>
      <tbody>${shown.map(
        (change) => html`
        <tr>
          <td>${scoreInWords(change.before)}</td>
          <td><strong>${signed(change.delta) || '0'}</strong></td>
          <td>${scoreInWords(change.after)}</td>
          <td>${rendered(scoreSourceInWords(words, change))}<br><time class="muted" datetime=${change.at}>${instantInWords(change.at)}</time></td>
        </tr>`,
      )}</tbody>
    </table>
    ${ledger.length > shown.length ? html`<p class="hint">${said.latest(mostChanges, ledger.length)}</p>` : ''}`;
}

export const ledgerStyles = css`
  .ledger {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--text-tiny);
    font-variant-numeric: tabular-nums;
    margin-block-start: var(--space-2);
  }

  .ledger th,
  .ledger td {
    padding: var(--space-1) var(--space-2) var(--space-1) 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  .ledger th {
    color: var(--muted);
    font-weight: 500;
    overflow-wrap: normal;
  }

  .ledger td:not(:last-child) {
    white-space: nowrap;
    overflow-wrap: normal;
  }

  .ledger tr > :last-child {
    padding-inline-end: 0;
    inline-size: 60%;
  }

  .ledger strong {
    color: var(--accent);
  }
`;
