import { css } from 'lit';

/** A chart's lines: steps in the accent's colour, what workflows ask for dashed, expiries as hollow diamonds. */
export const chartStyles = css`
  .chart {
    max-inline-size: 28rem;
    margin: var(--space-1) 0 0;
    font-size: var(--text-tiny);
  }

  .chart figcaption {
    font-size: inherit;
  }

  .chart svg {
    display: block;
    inline-size: 100%;
    direction: ltr;
  }

  .chart text {
    fill: var(--muted);
    font-size: 10.5px;
    font-variant-numeric: tabular-nums;
  }

  .score-tick {
    text-anchor: end;
  }

  .time-tick {
    text-anchor: middle;
  }

  .time-tick.last {
    text-anchor: end;
  }

  .grid,
  .tick {
    stroke: var(--line);
  }

  .threshold {
    stroke: var(--warn);
    stroke-dasharray: 5 4;
    stroke-width: 1.5;
  }

  .steps {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }

  .mark {
    fill: var(--accent);
    stroke: var(--surface);
    stroke-width: 1.5;
  }

  .mark.expiry {
    fill: var(--surface);
    stroke: var(--accent);
  }

  @media (forced-colors: active) {
    .chart text {
      fill: CanvasText;
    }

    .grid,
    .tick {
      stroke: GrayText;
    }

    .threshold,
    .steps,
    .mark,
    .mark.expiry {
      stroke: CanvasText;
    }

    .mark {
      fill: CanvasText;
    }

    .mark.expiry {
      fill: Canvas;
    }
  }
`;
