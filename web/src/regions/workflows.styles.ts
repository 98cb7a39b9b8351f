import { css } from 'lit';

/** What the forms on workflows look like: a flow of cards joined by a line, branches set in. */
export const formStyles = css`
  .editor {
    gap: var(--space-3);
  }

  .part {
    display: grid;
    gap: var(--space-2);
    padding-block-start: var(--space-2);
  }

  .step {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .step > .head,
  .branch > .head {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: 1.75rem;
  }

  .head h4 {
    white-space: nowrap;
  }

  .head .id {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--muted);
  }

  .head h5 {
    flex: 1;
    text-transform: capitalize;
  }

  .actions {
    display: inline-flex;
    flex: none;
    margin-inline-end: -0.375rem;
  }

  .flow {
    display: grid;
    gap: var(--space-4);
    list-style: none;
  }

  .flow > li {
    position: relative;
  }

  .flow > li + li::before {
    content: '';
    position: absolute;
    inset-block-start: calc(-1 * var(--space-4) - 1px);
    inset-inline-start: 1.25rem;
    block-size: var(--space-4);
    border-inline-start: 2px solid var(--line);
  }

  .branch {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-2) 0 var(--space-2) var(--space-3);
    border-inline-start: 3px solid var(--line);
  }

  .branch .step {
    padding: var(--space-2);
    background: var(--sunken);
  }

  .object {
    display: grid;
    gap: var(--space-2);
  }

  .conditions {
    display: grid;
    gap: var(--space-2);
  }

  .conditions > legend {
    padding-block-end: var(--space-1);
    color: var(--muted);
    font-weight: 500;
  }

  .conditions li {
    display: grid;
    gap: var(--space-1);
  }

  .joiner {
    color: var(--muted);
    font-size: var(--text-tiny);
    font-weight: 600;
  }

  .group,
  .comparison {
    padding: var(--space-2);
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--sunken);
  }

  .group {
    display: grid;
    gap: var(--space-2);
  }

  .group .comparison {
    background: var(--surface);
  }

  .group > .row > select {
    inline-size: auto;
  }

  .comparison {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--space-1);
    align-items: start;
  }

  .comparison .problem {
    grid-column: 1 / -1;
  }

  .parts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
  }

  .parts > * {
    flex: 1 1 8rem;
    inline-size: auto;
  }

  /* As wide as its longest choice: where two do not fit beside each other, each has a row. */
  .parts > select {
    flex-basis: auto;
    max-inline-size: 100%;
  }

  .parts > .pair {
    flex-basis: 12rem;
  }

  .field.duration {
    grid-template-columns: auto 1fr;
    align-items: center;
  }

  .field.duration label,
  .field.duration .problem {
    grid-column: 1 / -1;
  }

  .field.duration input {
    inline-size: 7rem;
  }

  .field.wholeNumber input,
  .field.points input {
    max-inline-size: 12rem;
  }

  .more > summary {
    font-size: var(--text-tiny);
  }

  .row.add select,
  .add .row select {
    flex: 1;
    inline-size: auto;
  }
`;
