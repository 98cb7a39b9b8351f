import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { numberInWords } from '../text/format.js';
import { niceStep } from '../text/ticks.js';
import { texts } from '../texts/texts.js';
import type { Bar, Bucket } from './score-table.js';

/** What a histogram shows. */
export interface Histogram {
  bars: readonly Bar[];
  /** What the columns are called. */
  series: readonly string[];
  /** The bar whose contacts are shown, or null. */
  chosen: { column: number; bucket: Bucket } | null;
  choose(column: number, bucket: Bucket): void;
}

/** A bucket in words: one score, or the first to the last of several. */
export function rangeInWords({ from, to }: Bucket): string {
  const { noScore, range } = texts().replay;
  if (from === null || to === null) return noScore;
  return to - from === 1 ? numberInWords(from) : range(numberInWords(from), numberInWords(to - 1));
}

// Styles are set as properties, since a strict policy forbids them as attributes, which `styleMap` begins with.

/**
 * How many contacts lie where, before and after: each bar is a button; arrow keys go from one to the next. Where there is
 * little room bars are narrow: the table has the same buttons, large enough for every finger.
 */
export function histogram(view: Histogram): TemplateResult {
  const { bars, series } = view;
  const most = Math.max(1, ...bars.flatMap(({ counts }) => counts));
  return html`
    <div class="legend" aria-hidden="true">${series.map((name, column) => html`<span><span class=${`key series-${column}`}></span>${name}</span>`)}</div>
    <div class="chart">
      <span class="most" aria-hidden="true">${numberInWords(most)}</span>
      <svg role="group" aria-label=${texts().replay.histogram} viewBox="0 0 100 100" preserveAspectRatio="none" @keydown=${moveFocus}>
        <line class="base" x1="0" x2="100" y1="100" y2="100"></line>
        ${bars.flatMap((bar, index) => bar.counts.map((count, column) => (count === 0 ? nothing : barView(view, index, column, most))))}
      </svg>
      ${axis(bars)}
    </div>
    ${barTable(view)}`;
}

function barView({ bars, series, chosen, choose }: Histogram, index: number, column: number, most: number): unknown {
  const bar = bars[index] as Bar;
  const count = bar.counts[column] ?? 0;
  const wide = 100 / bars.length;
  const one = (wide * 0.8) / series.length;
  const height = Math.max(1.5, (count / most) * 98);
  const x = index * wide + wide * 0.1 + column * one;
  const isChosen =
    chosen !== null && chosen.column === column && chosen.bucket.from === bar.from && chosen.bucket.to === bar.to;
  const act = () => choose(column, bar);
  return svg`
    <g role="button" class=${`bar series-${column} ${isChosen ? 'chosen' : ''}`}
      tabindex=${isChosen || (!chosen && isFirst(bars, index, column)) ? '0' : '-1'}
      aria-pressed=${isChosen ? 'true' : 'false'} aria-label=${barInWords(series, bar, column)}
      @click=${act} @keydown=${(event: KeyboardEvent) => pressed(event, act)}>
      <rect class="hit" x=${x} y="0" width=${one} height="100"></rect>
      <rect class="fill" x=${x} y=${100 - height} width=${one} height=${height}></rect>
    </g>`;
}

/** Whether a bar is the first that there is to see. */
function isFirst(bars: readonly Bar[], index: number, column: number): boolean {
  const first = bars.findIndex(({ counts }) => counts.some((count) => count > 0));
  return index === first && column === bars[first]?.counts.findIndex((count) => count > 0);
}

function barInWords(series: readonly string[], bar: Bar, column: number): string {
  const { bar: inWords, contactCount } = texts().replay;
  const count = bar.counts[column] ?? 0;
  return inWords(series[column] ?? '', rangeInWords(bar), contactCount(count, numberInWords(count)));
}

function axis(bars: readonly Bar[]): TemplateResult {
  const marks = marksOf(bars);
  const label = ({ from }: Bar) => (from === null ? texts().replay.noScore : numberInWords(from));
  const isNear = (index: number) => bars.length > 10 && index > 0 && index < 3;
  return html`
    <div class="axis" aria-hidden="true" .style=${`grid-template-columns: repeat(${bars.length}, minmax(0, 1fr))`}>
      ${bars.map((bar, index) => html`<span class=${isNear(index) ? 'near' : ''}>${marks.has(bar) ? label(bar) : nothing}</span>`)}
    </div>`;
}

/** The bars whose scores are told below: that of the empty ones, and a few that begin at round scores. */
function marksOf(bars: readonly Bar[]): ReadonlySet<Bar> {
  const low = bars[1]?.from ?? 0;
  const high = bars.at(-1)?.to ?? 0;
  const step = niceStep((high - low) / 6);
  return new Set(bars.filter(({ from }) => from === null || from % step === 0));
}

function barTable({ bars, series, choose }: Histogram): TemplateResult {
  const words = texts().replay;
  const cell = (bar: Bar, count: number, column: number) =>
    count === 0
      ? numberInWords(count)
      : html`<button type="button" class="small quiet" aria-label=${barInWords(series, bar, column)} @click=${() => choose(column, bar)}>${numberInWords(count)}</button>`;
  return html`
    <details>
      <summary>${words.asTable}</summary>
      <div class="scroll narrow" role="group" tabindex="0" aria-label=${words.histogram}>
        <table>
          <thead><tr><th scope="col">${words.score}</th>${series.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
          <tbody>${bars.map((bar) => html`<tr><th scope="row">${rangeInWords(bar)}</th>${bar.counts.map((count, column) => html`<td class="number">${cell(bar, count, column)}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
    </details>`;
}

function pressed(event: KeyboardEvent, act: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  act();
}

function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const all = [...(event.currentTarget as Element).querySelectorAll<SVGElement>('.bar')];
  const index = all.indexOf(event.target as SVGElement);
  const next = step === undefined ? { Home: 0, End: all.length - 1 }[event.key] : index + step;
  if (next === undefined || index < 0) return;
  event.preventDefault();
  const bar = all[Math.min(Math.max(next, 0), all.length - 1)];
  for (const each of all) each.setAttribute('tabindex', each === bar ? '0' : '-1');
  bar?.focus();
}

/** A length for people who can see it; the number beside it says the same. */
export function lengthOf(count: number, most: number, series = 1): TemplateResult {
  if (most === 0 || count === 0) return html`<span class="length" aria-hidden="true"></span>`;
  const share = Math.max(1, (count / most) * 100);
  return html`<span class="length" aria-hidden="true"><span class=${`series-${series}`} .style=${`inline-size: ${share}%`}></span></span>`;
}

export const barStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    color: var(--muted);
    font-size: var(--text-small);
  }

  .legend > span {
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
  }

  .key {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    border: 1px solid var(--bar, var(--accent));
  }

  /* Told apart by how they are filled, not by colour alone. */
  .series-0 {
    --bar: var(--line-strong);
    --fill: transparent;
  }

  .series-1 {
    --bar: var(--accent);
    --fill: var(--accent);
  }

  .series-2 {
    --bar: var(--good);
    --fill: var(--good);
  }

  .key.series-1,
  .key.series-2,
  .length > .series-1,
  .length > .series-2 {
    background: var(--fill);
  }

  .three .series-1 {
    --fill: color-mix(in srgb, var(--accent) 35%, var(--surface));
  }

  /* Low scores are on the left, whichever way texts run. */
  .chart {
    direction: ltr;
    position: relative;
    padding-block-start: var(--space-3);
  }

  .chart svg {
    display: block;
    inline-size: 100%;
    block-size: 11rem;
    overflow: visible;
  }

  .most {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-start: 0;
    color: var(--muted);
    font-size: var(--text-tiny);
    font-variant-numeric: tabular-nums;
  }

  .base {
    stroke: var(--line-strong);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }

  .bar {
    cursor: pointer;
    outline: none;
  }

  .hit {
    fill: transparent;
  }

  .bar:hover .hit {
    fill: var(--accent-soft);
  }

  .fill {
    fill: var(--fill);
    stroke: var(--bar);
    stroke-width: 1.5px;
    vector-effect: non-scaling-stroke;
  }

  .bar.chosen .hit {
    fill: var(--accent-soft);
    stroke: var(--accent);
    stroke-width: 1px;
    stroke-dasharray: 3 2;
    vector-effect: non-scaling-stroke;
  }

  .bar:focus-visible .hit {
    stroke: var(--accent);
    stroke-width: 3px;
    stroke-dasharray: none;
    vector-effect: non-scaling-stroke;
  }

  .axis {
    display: grid;
    margin-block-start: var(--space-1);
    color: var(--muted);
    font-size: var(--text-tiny);
    font-variant-numeric: tabular-nums;
  }

  .axis span {
    overflow: visible;
    white-space: nowrap;
  }

  /* What the empty scores are called takes the room of the first few bars. */
  @container (inline-size < 60rem) {
    .axis .near {
      visibility: hidden;
    }
  }

  .length {
    display: block;
    block-size: 0.5rem;
    border-radius: 0.25rem;
    background: var(--sunken);
    overflow: hidden;
  }

  .length > span {
    display: block;
    block-size: 100%;
    border: 1px solid var(--bar);
    border-radius: 0.25rem;
  }

  @media (forced-colors: active) {
    .fill {
      fill: CanvasText;
      stroke: CanvasText;
    }

    .series-0 .fill {
      fill: Canvas;
    }

    .bar:focus-visible .hit,
    .bar.chosen .hit {
      stroke: Highlight;
    }

    .length > span {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
