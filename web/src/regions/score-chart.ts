import type { LedgerEntry } from '@rehearse/engine';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { stepsPath } from '../document/steps-path.js';
import { instantInWords, scoreInWords, signed } from '../text/format.js';
import { day, scoreTicks, timeTicks } from '../text/ticks.js';
import { texts } from '../texts/texts.js';

/** What a chart shows: at least one change of a score. */
export interface ScoreChart {
  contact: string;
  ledger: readonly LedgerEntry[];
  /** Where the clock started, and where it stands; ISO 8601. */
  from: string;
  to: string;
  /** Scores that workflows ask for. */
  thresholds: readonly number[];
}

/** In units of the picture, which is as wide as there is room. */
const box = { width: 320, height: 150, right: 308, top: 8, bottom: 124 };

/** How wide a digit is. */
const digit = 6;

/** With more changes than this, none has a mark of its own. */
const mostMarks = 40;

/** The most scores that workflows ask for that are shown. */
const mostThresholds = 6;

/** Where scores and times stand in the picture. */
interface Scales {
  x(at: number): number;
  y(score: number): number;
  left: number;
  start: number;
  end: number;
  /** The scores that have a line. */
  ticks: readonly number[];
}

function scalesOf({ ledger, from, to }: ScoreChart, low: number, high: number): Scales {
  const ticks = scoreTicks(low, high);
  const [bottom, top] = [Math.min(low, ticks[0] ?? low), Math.max(high, ticks.at(-1) ?? high)];
  const left = 14 + digit * Math.max(...ticks.map((score) => signed(score, false).length));
  const [start, end] = [Date.parse(from), Math.max(Date.parse(to), Date.parse(ledger.at(-1)?.at ?? to))];
  const x = (at: number) => Math.round(left + ((at - start) / Math.max(1, end - start)) * (box.right - left));
  const y = (score: number) =>
    Math.round(box.bottom - ((score - bottom) / Math.max(1, top - bottom)) * (box.bottom - box.top));
  return { x, y, left, start, end, ticks };
}

/** A contact's score as steps over the virtual time. */
export function scoreChart(chart: ScoreChart): TemplateResult {
  const { contact, ledger, thresholds } = chart;
  const said = texts().scoreChart;
  if (ledger.length === 0) return html``;
  const range = rangeOf(ledger);
  const near = nearest(thresholds, range);
  const [low, high] = [Math.min(range.low, ...near), Math.max(range.high, ...near)];
  // A score that stays as it is has nothing to be held against but nought.
  const nought = low === high ? [0] : [];
  const scales = scalesOf(chart, Math.min(low, ...nought), Math.max(high, ...nought));
  const { x, y, left, start } = scales;
  const expired = ledger.some(({ source }) => source === 'expiry');
  return html`
    <figure class="chart">
      <svg viewBox=${`0 0 ${box.width} ${box.height}`} role="img" aria-label=${`${said.name(contact)}. ${chartInWords(chart, range)}`} focusable="false">
        ${grid(scales)}
        ${near.map((score) => svg`<line class="threshold" x1=${left} x2=${box.right} y1=${y(score)} y2=${y(score)}/>`)}
        <path class="steps" d=${stepsPath(ledger, x, y, [x(start), box.right])}/>
        ${ledger.length > mostMarks ? nothing : ledger.map(({ at, after, source }) => (after === null ? nothing : mark(x(Date.parse(at)), y(after), source === 'expiry')))}
      </svg>
      <figcaption class="muted" ?hidden=${near.length === 0 && !expired}>${near.length > 0 ? said.thresholds(near.map((each) => signed(each, false)).join(', ')) : nothing}${expired ? html`${near.length > 0 ? '. ' : ''}${said.expired}` : nothing}</figcaption>
    </figure>`;
}

function grid({ x, y, left, start, end, ticks }: Scales): unknown {
  return [
    ticks.map(
      (score) => svg`<line class="grid" x1=${left} x2=${box.right} y1=${y(score)} y2=${y(score)}/>
      <text class="score-tick" x=${left - 6} y=${y(score) + 4}>${signed(score, false)}</text>`,
    ),
    timeTicks(start, end).map(
      (at, index, all) => svg`<line class="tick" x1=${x(at)} x2=${x(at)} y1=${box.bottom} y2=${box.bottom + 4}/>
      <text class=${`time-tick ${x(at) > box.right - 30 && index === all.length - 1 ? 'last' : ''}`} x=${x(at)} y=${box.bottom + 17}>${timeInWords(at, end - start)}</text>`,
    ),
  ];
}

function chartInWords({ ledger, from, to }: ScoreChart, { low, high }: { low: number; high: number }): string {
  const [first, last] = [ledger[0], ledger.at(-1)];
  return texts().scoreChart.description(
    ledger.length,
    scoreInWords(first?.before ?? null),
    instantInWords(from),
    scoreInWords(last?.after ?? null),
    instantInWords(to),
    scoreInWords(low),
    scoreInWords(high),
  );
}

/** The lowest and the highest score; an empty one is none. */
function rangeOf(ledger: readonly LedgerEntry[]): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { before, after } of ledger) {
    for (const score of [before, after]) {
      if (score === null) continue;
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
  }
  return low > high ? { low: 0, high: 0 } : { low, high };
}

/** The scores that workflows ask for, of those the chart has room for. */
function nearest(thresholds: readonly number[], { low, high }: { low: number; high: number }): number[] {
  const room = high - low + 10;
  const distance = (score: number) => Math.max(low - score, score - high, 0);
  const near = thresholds.filter((score) => distance(score) <= room);
  return near.toSorted((one, other) => distance(one) - distance(other)).slice(0, mostThresholds);
}

function mark(x: number, y: number, isExpiry: boolean) {
  return isExpiry
    ? svg`<path class="mark expiry" d=${`M${x} ${y - 5}l5 5l-5 5l-5 -5z`}/>`
    : svg`<circle class="mark" cx=${x} cy=${y} r="3"/>`;
}

function timeInWords(at: number, span: number): string {
  const date = new Date(at);
  if (span < 2 * day) return date.toISOString().slice(11, 16);
  const month = texts().format.months[date.getUTCMonth()] ?? '';
  return span > 300 * day ? `${month} ${date.getUTCFullYear()}` : `${date.getUTCDate()} ${month}`;
}
