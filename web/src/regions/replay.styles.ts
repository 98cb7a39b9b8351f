import { css } from 'lit';

/** What the replay looks like, besides its bars. */
export const replayStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--space-4);
    max-inline-size: 75rem;
    margin-inline: auto;
    padding: var(--space-4);
    container-type: inline-size;
  }

  .intro {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--space-1) var(--space-4);
  }

  .intro h2 {
    font-size: 1.125rem;
  }

  .privacy {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    color: var(--good);
    font-size: var(--text-small);
    font-weight: 500;
  }

  .drop {
    display: grid;
    justify-items: center;
    gap: var(--space-2);
    padding: var(--space-5) var(--space-4);
    border: 2px dashed var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    text-align: center;
  }

  .drop.over,
  :host(.over) .opened {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .drop > .row {
    justify-content: center;
  }

  .drop > strong {
    font-size: 1rem;
  }

  .opened {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }

  .opened bdi {
    font-weight: 600;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }

  .wide-gap {
    gap: var(--space-4);
  }

  .stack {
    grid-template-columns: minmax(0, 1fr);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
    align-items: start;
    gap: var(--space-3);
  }

  details > .fields {
    margin-block-start: var(--space-2);
  }

  details.setup {
    display: block;
  }

  details.setup > summary h3 {
    display: inline;
    color: var(--text);
  }

  details.setup > .stack {
    margin-block-start: var(--space-3);
  }

  fieldset > legend {
    margin-block-end: var(--space-2);
    font-size: 0.875rem;
  }

  fieldset,
  fieldset + .fields {
    margin-block-start: var(--space-2);
  }

  .fields > .two {
    grid-column-end: span 2;
  }

  .needed {
    font-weight: 400;
  }

  label.check {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: 1.5rem;
    color: var(--text);
  }

  .scroll {
    max-block-size: 22rem;
    max-inline-size: 100%;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
  }

  .rows {
    max-block-size: 20rem;
  }

  .rows .number {
    inline-size: 1%;
  }

  /* Numbers that are far from what they are of are hard to read. */
  .narrow {
    max-inline-size: 42rem;
  }

  .narrow .number {
    inline-size: 7rem;
  }

  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: var(--text-small);
  }

  th,
  td {
    padding: var(--space-1) var(--space-2);
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: baseline;
  }

  .rows td,
  .rows th {
    max-inline-size: 18rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .scroll thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
  }

  thead th {
    background: var(--sunken);
    color: var(--muted);
    font-weight: 600;
  }

  tbody th {
    font-weight: 500;
  }

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  /* A number that is a button stands where the others do, in rows of one height. */
  td.number > button {
    min-block-size: 1.5rem;
    padding: 0 var(--space-2);
    margin-inline-end: calc(-1 * var(--space-2));
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  td:has(> button) {
    padding-block: 0.0625rem;
  }

  .refusals {
    display: grid;
    gap: var(--space-1);
    font-size: var(--text-small);
  }

  .refusals > li {
    display: grid;
    grid-template-columns: 5.5rem minmax(0, 1fr);
    gap: var(--space-2);
  }

  .refusals .at {
    font-variant-numeric: tabular-nums;
  }

  .refused > .stack {
    margin-block-start: var(--space-2);
  }

  progress {
    inline-size: 100%;
    block-size: 0.75rem;
    accent-color: var(--accent);
  }

  .policy {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }

  .policy code {
    padding: var(--space-1) var(--space-2);
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--sunken);
    user-select: all;
  }

  dl.facts {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: var(--space-2);
  }

  dl.facts > div {
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--sunken);
  }

  dl.facts dt {
    color: var(--muted);
    font-size: var(--text-small);
  }

  dl.facts dd {
    display: grid;
  }

  dl.facts strong {
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
  }

  .side {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    align-items: start;
    gap: var(--space-5);
  }

  .side > .stack {
    align-content: start;
  }

  .versions {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--space-3);
  }

  .versions .card {
    display: flex;
    align-items: baseline;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    background: var(--sunken);
  }

  .key-name {
    font-size: 1.125rem;
    color: var(--accent);
  }

  .bars > li > button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-1) var(--space-3);
    inline-size: calc(100% + 2 * var(--space-2));
    margin-inline: calc(-1 * var(--space-2));
    padding: var(--space-1) var(--space-2);
    border-color: transparent;
    background: none;
    font-size: var(--text-small);
    text-align: start;
  }

  .bars > li > button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .bars .length {
    grid-column: 1 / -1;
  }

  .amount {
    font-variant-numeric: tabular-nums;
  }

  .lengths {
    display: grid;
    gap: var(--space-2);
    font-size: var(--text-small);
  }

  .lengths > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.125rem var(--space-3);
  }

  .lengths dd {
    font-variant-numeric: tabular-nums;
  }

  .lengths .length {
    grid-column: 1 / -1;
  }

  .contacts-of {
    gap: var(--space-2);
    padding: var(--space-3);
    background: var(--sunken);
  }

  .contacts-of td:last-child {
    text-align: end;
  }

  .compare {
    max-inline-size: 28rem;
  }

  .contacts-of .scroll {
    background: var(--surface);
  }

  .examples {
    min-inline-size: 14rem;
  }

  @container (inline-size < 60rem) {
    dl.facts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  @container (inline-size < 46rem) {
    .side {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @container (inline-size < 30rem) {
    .fields > .two {
      grid-column-end: auto;
    }

    th,
    td {
      padding-inline: var(--space-1);
    }

    .narrow .number {
      inline-size: auto;
    }

    dl.facts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .versions {
      grid-template-columns: minmax(0, 1fr);
    }

    .refusals > li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
`;
