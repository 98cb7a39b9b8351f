import { css } from 'lit';

/** A flow: markers on a line, thick where somebody went, dashed where nobody did; ways beside each other. */
export const flowStyles = css`
  :host {
    display: grid;
    gap: var(--space-3);
    flex: none;
    min-block-size: 6rem;
    container-type: inline-size;
  }

  .head select {
    flex: 1 1 10rem;
    inline-size: auto;
    max-inline-size: 24rem;
    min-block-size: 1.75rem;
    font-size: var(--text-small);
  }

  .toggle:not(:last-child) {
    margin-inline-end: var(--space-2);
  }

  .toggle {
    min-block-size: 1.5rem;
    color: var(--text);
  }

  .flow {
    display: grid;
    gap: var(--space-2);
  }

  .flow h3 {
    color: var(--muted);
    font-size: var(--text-tiny);
    font-weight: 600;
    letter-spacing: 0.02em;
  }

  .nodes > li,
  .lane {
    position: relative;
  }

  .nodes > li + li {
    margin-block-start: var(--space-1);
  }

  /* Workflows have hundreds of steps: those out of sight are not laid out. The line reaches over their edges. */
  .flow > .nodes > li {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 2.5rem;
    overflow-clip-margin: 0.75rem;
  }

  /* The line from one marker to the next. */
  .nodes > li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 1.75rem -0.5rem;
    inset-inline-start: 1.1875rem;
    border-inline-start: 2px dashed var(--line-strong);
    opacity: 0.6;
  }

  .triggers > li:not(:last-child)::before {
    display: none;
  }

  .nodes > li.joins::before {
    margin-inline-start: -0.0625rem;
    border-inline-start: 4px solid var(--good);
    opacity: 1;
  }

  .node {
    position: relative;
    display: grid;
    grid-template-columns: 1.5rem 1fr auto;
    justify-content: stretch;
    justify-items: start;
    align-items: start;
    gap: var(--space-2);
    inline-size: 100%;
    min-block-size: 2rem;
    padding: var(--space-1) var(--space-2);
    border: 1px solid transparent;
    border-radius: var(--radius-small);
    background: none;
    font-weight: 400;
    font-size: var(--text-small);
    text-align: start;
    overflow-wrap: anywhere;
  }

  .node .words {
    padding-block: 0.125rem;
  }

  .node .badge {
    margin-block: 0.125rem;
  }

  .node .badge svg.icon-image {
    inline-size: 0.75rem;
    block-size: 0.75rem;
  }

  .reason {
    display: block;
    color: var(--muted);
    font-size: var(--text-tiny);
  }

  .marker {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border: 2px dashed var(--line-strong);
    border-radius: 50%;
    background: var(--surface);
    color: var(--muted);
  }

  .marker svg.icon-image {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    stroke-width: 2;
  }

  .trigger > .node > .marker {
    border-radius: var(--radius-small);
  }

  .idle > .node > .marker,
  .idle > [role='heading'] > .node > .marker {
    border-style: solid;
  }

  .lit > .node > .marker,
  .lit > [role='heading'] > .node > .marker {
    border: 2px solid var(--good);
    background: var(--good);
    color: var(--surface);
  }

  .waiting > .node > .marker {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }

  .ended > .node > .marker {
    border-radius: 0.1875rem;
  }

  .refused > .node > .marker {
    border: 2px solid var(--warn);
    color: var(--warn);
  }

  .lit > .node > .words,
  .lit > [role='heading'] > .node > .words {
    font-weight: 500;
  }

  .notReached > .node > .words,
  .notReached > [role='heading'] > .node > .words,
  .notTaken > .node > .words,
  .notTaken > [role='heading'] > .node > .words,
  .skipped > .node > .words {
    color: var(--muted);
  }

  .standing {
    display: flex;
    gap: var(--space-1);
    margin-inline-start: 2.5rem;
    padding-block-end: var(--space-1);
    font-size: var(--text-tiny);
  }

  .standing svg.icon-image {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    margin-block-start: 0.125rem;
    color: var(--accent);
  }

  .busy > .node > .marker {
    box-shadow: 0 0 0 3px var(--accent-soft);
  }

  /* Ways stand beside each other, and scroll in their own box where there are many. */
  .lanes {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(13rem, 1fr);
    align-items: start;
    gap: var(--space-2);
    margin-inline-start: 2.25rem;
    padding-block: var(--space-1) var(--space-2);
    overflow-x: auto;
  }

  .lane {
    padding: var(--space-1);
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius);
    background: var(--sunken);
  }

  .lane.idle {
    border: 1px solid var(--line);
  }

  .lane.untested {
    border-color: var(--warn);
  }

  .untested > .node > .marker,
  .untested > [role='heading'] > .node > .marker {
    border-color: var(--warn);
    color: var(--warn);
  }

  .lane.lit {
    border: 2px solid var(--good);
    background: var(--surface);
  }

  .lane .marker {
    background: var(--sunken);
  }

  .lane .on {
    padding: 0 var(--space-2) var(--space-1) 2.5rem;
    font-size: var(--text-tiny);
  }

  .lane .lanes {
    grid-auto-flow: row;
    grid-auto-columns: auto;
    margin-inline-start: var(--space-4);
  }

  .lane .node {
    grid-template-columns: 1.5rem 1fr;
    row-gap: 0.125rem;
  }

  .lane .node .badge {
    grid-column: 2;
    margin-block: 0;
  }

  @container (inline-size < 34rem) {
    .lanes {
      grid-auto-flow: row;
      grid-auto-columns: auto;
      margin-inline-start: 1.75rem;
    }

    .lane .lanes {
      margin-inline-start: var(--space-3);
    }

    .node {
      grid-template-columns: 1.5rem 1fr;
      row-gap: 0.125rem;
    }

    .node .badge {
      grid-column: 2;
      margin-block: 0;
    }
  }

  @media (forced-colors: active) {
    .lit > .node > .marker,
    .lit > [role='heading'] > .node > .marker {
      border: 2px solid Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .lane.lit,
    .nodes > li.joins::before {
      border-color: Highlight;
    }
  }
`;
